"""What the pictures say is what the topology and the docs say: nothing more, nothing less."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from archgen.model.kinds import INTERNET
from archgen.model.reading import architecture
from archgen.render.diagram.network import network
from archgen.render.diagram.scene import Scene
from archgen.topology.building import topology
from archgen.topology.graph import Topology
from archgen.topology.routes.paths import all_paths
from kept import ALL, stem


@pytest.fixture(params=ALL, ids=stem, scope="module")
def graph(request: pytest.FixtureRequest) -> Topology:
    assert isinstance(request.param, Path)
    model, findings = architecture(yaml.safe_load(request.param.read_text(encoding="utf-8")))
    assert model is not None, findings
    return topology(model)


@pytest.fixture(scope="module")
def scene(graph: Topology) -> Scene:
    return network(graph)


def component(id: str, scene: Scene) -> str:
    """The component of which something in the picture is a copy or the lane; of a subnet its row."""
    owners = {node.id: node.component for node in scene.nodes}
    lanes = {g.id: g.id.partition("@")[0] for g in scene.groups if g.kind in ("lane", "subnet")}
    return owners.get(id) or lanes.get(id, id)


def test_every_copy_is_an_icon(graph: Topology, scene: Scene) -> None:
    drawn = {node.id for node in scene.nodes}
    assert set(graph.copies) <= drawn


def test_every_connection_can_be_followed_to_its_target(graph: Topology, scene: Scene) -> None:
    """Over lines and default routes, from thing to thing, as its path goes."""
    kinds = {group.id: group.kind for group in scene.groups}
    parents = {node.id: node.parent or "" for node in scene.nodes}
    places = {node.id: node.box.center for node in scene.nodes}
    lanes = [group for group in scene.groups if group.kind == "lane"]
    joined: dict[str, set[str]] = {}
    for edge in scene.edges:
        joined.setdefault(edge.source, set()).add(edge.target)

    def ends(copy: str, *frames: str) -> set[str]:
        """The icon, its lane, and the frame that stands for it."""
        own = {lane.id for lane in lanes if lane.box.holds(places[copy])}
        return {copy, *own, *([parents[copy]] if kinds.get(parents[copy]) in frames else [])}

    for path in all_paths(graph):
        if path.broken or path.target == INTERNET:
            continue
        reached: set[str] = set()
        todo = list(ends(path.source, "subnet"))
        while todo:
            id = todo.pop()
            if id not in reached:
                reached.add(id)
                todo += joined.get(id, ())
        assert ends(path.target, "box") & reached, path.stops


def test_no_line_joins_what_no_path_joins(graph: Topology, scene: Scene) -> None:
    allowed = {(c.source, c.target) for c in graph.connections}
    for path in all_paths(graph):
        stops = [graph.copies[s].component for s in path.stops if s != INTERNET]
        allowed |= {(a, b) for i, a in enumerate(stops) for b in stops[i + 1 :]}
    allowed |= set(graph.stated.lookups) | {(p.zone, p.target) for p in graph.pointers}
    allowed |= {(g.acl, g.target) for g in graph.guards}
    for edge in scene.edges:
        if edge.sort in ("egress", "replication") or edge.target.endswith("/box"):
            continue
        assert (component(edge.source, scene), component(edge.target, scene)) in allowed, edge.id


def test_a_cache_of_equal_nodes_has_no_primary() -> None:
    data = {
        "archgen": 1,
        "name": "cache",
        "regions": {"us-east-1": {"zones": ["us-east-1a", "us-east-1b"], "cidr": "10.0.0.0/16"}},
        "subnets": {"db": {"access": "isolated"}},
        "components": {
            engine: {"kind": "elasticache", "subnets": "db", "engine": engine, "replicas": 1}
            for engine in ("memcached", "valkey")
        },
    }
    model, _ = architecture(data)
    assert model is not None
    scene = network(topology(model))
    roles = {
        engine: [line.text for n in scene.nodes if n.component == engine for line in n.label.lines]
        for engine in ("memcached", "valkey")
    }
    assert roles == {"memcached": [], "valkey": ["primary", "replica 1"]}
    assert [edge.source for edge in scene.edges] == ["valkey@us-east-1a"]
