"""The pictures, the tables of the docs, the topology and Terraform say the same: no more, and no less."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from archgen.lint.examination import Examination
from archgen.model.kinds import INTERNET
from archgen.pipeline import examine, render, view_of
from archgen.render.diagram.layout.flow import flow
from archgen.render.diagram.layout.network.content import content
from archgen.render.diagram.network import network
from archgen.render.diagram.scene import Scene
from archgen.render.outputs import docs, terraform
from archgen.render.outputs.artifact import Artifact
from archgen.topology.graph import Topology
from archgen.yamlfile.parser import read
from kept import SOUND, stem
from random_models import graph_of
from random_systems import seeded_system

Pair = tuple[str, str]
Copied = tuple[str, str, str]
"""A component, the region that it is copied from, and the one to which it is copied."""


@dataclass(frozen=True)
class Views:
    """What is made of one model."""

    examined: Examination
    graph: Topology
    network: Scene
    flow: Scene


@pytest.fixture(params=SOUND, ids=stem, scope="module")
def views(request: pytest.FixtureRequest) -> Views:
    assert isinstance(request.param, Path)
    examined = examine(read(request.param.read_bytes(), request.param.name))
    graph = examined.topology
    assert graph is not None
    return Views(examined, graph, network(graph), flow(graph))


def connected(graph: Topology) -> set[Pair]:
    """Who talks to whom, as the topology has it."""
    return {(each.source, each.target) for each in graph.connections}


def made(views: Views, output: object) -> list[Artifact]:
    """The text files of an output."""
    (found,) = render(view_of(views.examined), [output]).made.values()  # type: ignore[list-item]  # a module is one
    return [one for one in found if isinstance(one, Artifact)]


def test_the_flow_view_has_every_connection_and_no_other(views: Views) -> None:
    graph = views.graph
    named = set(graph.stated.lookups) | {(p.zone, p.target) for p in graph.pointers}
    guards = {(g.acl, g.target) for g in graph.guards}
    told = {(e.source, e.target) for e in views.flow.edges if e.kind == "traffic"}
    assert told - named - guards == connected(graph) - named - guards


def test_the_table_of_the_docs_has_every_connection_and_no_other(views: Views) -> None:
    text = next(one.content for one in made(views, docs) if one.path.endswith("architecture.md")).decode()
    rows = re.findall(r"^\| \d+ \| `([^`]+)` \| (?:`([^`]+)`|[^|]+) \|", text, re.MULTILINE)
    told = {(source, target or INTERNET) for source, target in rows}
    assert told - set(views.graph.stated.lookups) == connected(views.graph) - set(views.graph.stated.lookups)


def test_the_network_view_has_every_connection_as_a_line_or_in_the_cell_of_its_lane(views: Views) -> None:
    drawn = {route for edge in views.network.edges for route in edge.routes}
    cells: dict[str, str] = {}
    for group in views.network.groups:
        if group.title:
            name = group.id.partition("@")[0]
            cells[name] = cells.get(name, "") + group.title
    lost = [
        each.route
        for each in views.graph.connections
        if each.route[:2] not in drawn and "→" not in cells.get(each.source, "")
    ]
    assert lost == []


def pictured(scene: Scene, graph: Topology) -> set[Copied]:
    """What the network view says is copied from region to region."""
    regions = {
        node.id: next((r for r in graph.regions if r in _region(node.id, graph)), "") for node in scene.nodes
    }
    ids = {node.id: node.component for node in scene.nodes}
    for group in scene.groups:
        if group.kind == "lane":
            component, _, where = group.id.removesuffix("/card").partition("@")
            ids[group.id] = component
            vpc = graph.vpcs.get(where)
            regions[group.id] = where if where in graph.regions else vpc.region if vpc else ""
    found = set()
    for edge in scene.edges:
        if edge.kind == "replication" and regions[edge.source] != regions[edge.target]:
            found.add((ids[edge.source], regions[edge.source], regions[edge.target]))
    return found


def _region(copy: str, graph: Topology) -> str:
    return (graph.copies[copy].region or "") if copy in graph.copies else ""


def written(files: list[Artifact], graph: Topology) -> set[Copied]:
    """What Terraform copies from region to region."""
    found: set[Copied] = set()
    for file in files:
        if not file.path.endswith(".tf") or "/modules/" in file.path:
            continue
        for resource in re.split(r"^(?=resource )", file.content.decode(), flags=re.MULTILINE):
            found |= _copied(resource, graph)
    return found


def _copied(resource: str, graph: Topology) -> set[Copied]:
    head = re.match(r'resource "(\w+)" "(\w+)"', resource)
    if head is None:
        return set()
    component, here = _owner(head[2], graph)
    match head[1]:
        case "aws_s3_bucket_replication_configuration":
            to = re.findall(r"bucket +=\s+module\.(\w+)\.arn", resource)
            return {(component, here, _owner(name, graph)[1]) for name in to}
        case "aws_dynamodb_table":
            to = re.findall(r'region_name +=\s+"([\w-]+)"', resource)
            places = [here, *to]
            return {(component, a, b) for a in places for b in places if a != b}
        case "aws_db_instance":
            source = re.search(r"replicate_source_db\s+= aws_db_instance\.(\w+)\.arn", resource)
            return {(component, _owner(source[1], graph)[1], here)} if source else set()
        case "aws_rds_cluster":
            region = re.search(r'source_region\s+= "([\w-]+)"', resource)
            return {(component, region[1], here)} if region else set()
    return set()


def _owner(name: str, graph: Topology) -> Pair:
    """The component of a Terraform name, and its region: that of its end, else its home."""
    for region in graph.regions:
        ending = "_" + region.replace("-", "_")
        if name.endswith(ending):
            return name.removesuffix(ending).replace("_", "-"), region
    component = name.replace("_", "-")
    home = graph.copies_of(component)[0].region if component in graph.components else None
    return component, home or next(iter(graph.regions))


COPIES = ("dynamodb", "s3", "rds", "aurora")


def test_what_is_copied_from_region_to_region_in_the_picture_is_what_terraform_copies(views: Views) -> None:
    if len(views.graph.regions) == 1:
        assert pictured(views.network, views.graph) == set()
        return
    told = pictured(views.network, views.graph)
    told = {one for one in told if views.graph.components[one[0]].kind in COPIES}
    assert told == written(made(views, terraform), views.graph)


def plain(text: str) -> str:
    """A text without spaces, which lines of it lose where they are broken."""
    return re.sub(r"\s", "", text)


def lost(graph: Topology) -> list[str]:
    """The lines of the network view on which, and beside which, what they are for is not written whole."""
    scene, held = network(graph), content(graph)
    texts = [(e, plain(" ".join(line.text for line in e.label.lines))) for e in scene.edges if e.label]
    found = []
    for wire in held.wiring.wires:
        ends = {wire.source, wire.target}
        said = plain(wire.label.rpartition(" · ")[2])
        near = [text for e, text in texts if ends & {_thing(e.source), _thing(e.target)}]
        if said and "box" not in wire.target and not any(said in text for text in near):
            found.append(f"{wire.id}: {wire.label}")
    return found


def _thing(end: str) -> str:
    """What a line ends at: of a card, what is in it."""
    id = end.removesuffix("/card").removesuffix("/lane")
    return id.removesuffix("@global") if end.endswith("/card") else id


def test_no_port_and_no_access_is_lost_in_the_network_view(views: Views) -> None:
    told = [one for one in lost(views.graph) if not one.endswith(": events")]
    assert told == []


def test_no_port_is_lost_in_random_systems() -> None:
    assert [lost(graph_of(seeded_system(seed))) for seed in range(20)] == [[]] * 20
