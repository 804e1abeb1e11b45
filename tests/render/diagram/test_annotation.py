"""What findings speak of is marked on the picture."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archgen.findings import Finding, Route, Severity
from archgen.model.reading import architecture
from archgen.pipeline import examine
from archgen.render.diagram import views
from archgen.render.diagram.annotation import annotated
from archgen.render.diagram.layout.flow import flow
from archgen.render.diagram.layout.overview import overview
from archgen.render.diagram.network import network
from archgen.render.diagram.scene import Box, Mark, Scene
from archgen.render.diagram.writers import marks as drawn_marks
from archgen.render.diagram.writers import svg
from archgen.topology.building import topology
from archgen.topology.graph import Topology
from archgen.yamlfile.parser import read
from kept import FAULTY, stem

MODEL = {
    "archgen": 1,
    "name": "shop",
    "regions": {"us-east-1": {"zones": ["us-east-1a", "us-east-1b"], "cidr": "10.0.0.0/16"}},
    "subnets": {"web": {"access": "public"}},
    "components": {
        "client": {"kind": "client"},
        "igw": {"kind": "internet-gateway"},
        "lb": {"kind": "alb", "subnets": "web"},
        "web": {"kind": "auto-scaling-group", "tier": "frontend", "subnets": "web"},
    },
    "connections": ["client -> igw -> lb", {"lb -> web": 80}],
}
GRAPH = topology(architecture(MODEL)[0])  # type: ignore[arg-type]  # MODEL is sound
SCENE = network(GRAPH)


def marks(route: Route, *hops: str) -> list[Mark]:
    finding = Finding("AG999", "test", Severity.WARNING, "", route, hops=hops)
    return list(annotated(SCENE, GRAPH, [finding]).marks)


@pytest.mark.parametrize(
    ("route", "ids"),
    [
        (("components", "web", "subnets"), ["web@us-east-1a", "web@us-east-1b"]),
        (("connections", 1), ["lb@us-east-1--web@us-east-1"]),
        (("regions", "us-east-1", "cidr"), ["us-east-1"]),
        (("name",), []),
    ],
)
def test_what_a_finding_points_at_is_marked(route: Route, ids: list[str]) -> None:
    assert marks(route) == [Mark(id, "AG999", "warning") for id in ids]


def test_the_subnets_of_a_row_are_marked() -> None:
    found = [mark.id for mark in marks(("subnets", "web"))]
    assert found == [group.id for group in SCENE.groups if group.kind == "subnet"]


def test_a_path_is_marked_on_its_lines_and_drawn_where_it_has_none() -> None:
    found = marks(("name",), "the internet", "igw@us-east-1", "lb@us-east-1", "(no route)", "web@us-east-1a")
    assert [mark.id for mark in found] == ["the internet--igw@us-east-1", "igw@us-east-1--lb@us-east-1"]
    assert [bool(mark.points) for mark in found] == [True, False]
    assert [mark.code for mark in found].count("AG999") == 1


def test_marks_are_drawn_and_a_picture_without_findings_has_none() -> None:
    finding = Finding("AG999", "test", Severity.ERROR, "", ("components", "web"))
    assert svg.draw(annotated(SCENE, GRAPH, [finding])).count(">AG999<") == 2
    assert svg.draw(annotated(SCENE, GRAPH, [])) == svg.draw(replace(SCENE, marks=()))


def test_a_hop_from_a_copy_is_marked_on_the_line_of_its_lane() -> None:
    found = marks(("name",), "lb@us-east-1", "web@us-east-1b")
    assert found == [Mark("lb@us-east-1--web@us-east-1", "AG999", "warning")]


def annotations(path: Path) -> list[Scene]:
    """All views of a kept model, with its findings."""
    found = examine(read(path.read_bytes(), path.name))
    assert found.topology is not None and found.findings
    names = dict.fromkeys((*views.names(found.topology), "overview"))
    scenes = [views.drawn(found.topology, name) for name in names]
    return [annotated(scene, found.topology, found.findings) for scene in scenes]


@pytest.mark.parametrize("path", FAULTY, ids=stem)
def test_every_mark_is_in_the_picture_and_none_covers_another_badge(path: Path) -> None:
    scenes = annotations(path)
    assert any(scene.marks for scene in scenes)
    for scene in scenes:
        found = list(drawn_marks.drawn(scene, "light"))
        boxes = [mark.box for mark in found if not isinstance(mark, drawn_marks.Trail)]
        outside = [b for b in boxes if b.x < 0 or b.y < 0 or b.right > scene.width or b.bottom > scene.height]
        assert outside == []
        badges = [mark.box for mark in found if isinstance(mark, drawn_marks.Badge)]
        assert not any(overlap(a, b) for a, b in itertools.combinations(badges, 2))


def overlap(one: Box, two: Box) -> bool:
    return one.x < two.right and two.x < one.right and one.y < two.bottom and two.y < one.bottom


def test_a_picture_is_as_wide_as_before_where_its_marks_are_in_it() -> None:
    finding = Finding("AG999", "test", Severity.ERROR, "", ("components", "lb"))
    assert annotated(SCENE, GRAPH, [finding]).width == SCENE.width


def test_a_path_from_outside_begins_in_the_picture() -> None:
    (node,) = [node for node in SCENE.nodes if node.component == "lb"]
    corner = Box(SCENE.width - 40, 20, node.box.width, node.box.height)
    nodes = tuple(replace(n, box=corner) if n is node else n for n in SCENE.nodes)
    hops = ("the internet", "lb@us-east-1")
    finding = Finding("AG999", "test", Severity.ERROR, "", ("name",), hops=hops)
    scene = annotated(replace(SCENE, nodes=nodes, edges=()), GRAPH, [finding])
    (mark,) = scene.marks
    assert all(0 < x < scene.width and 0 < y < scene.height for x, y in mark.points)


@pytest.mark.parametrize("view", [flow, overview])
def test_a_finding_about_a_connection_is_marked_on_its_line(view: Callable[[Topology], Scene]) -> None:
    finding = Finding("AG999", "test", Severity.WARNING, "", ("connections", 1))
    scene = view(GRAPH)
    (mark,) = annotated(scene, GRAPH, [finding]).marks
    (edge,) = [edge for edge in scene.edges if edge.id == mark.id]
    assert [end.partition("@")[0] for end in (edge.source, edge.target)] == ["lb", "web"]


@pytest.mark.parametrize("view", ["network", "flow", "overview"])
def test_a_line_without_servers_is_known_by_its_place_in_the_file(view: str) -> None:
    data = {
        "archgen": 1,
        "name": "small",
        "regions": {"us-east-1": {}},
        "components": {"call": {"kind": "lambda", "tier": "backend"}, "table": {"kind": "dynamodb"}},
        "connections": [{"call -> table": {"access": "read"}}],
    }
    graph = topology(architecture(data)[0])  # type: ignore[arg-type]  # data is sound
    finding = Finding("AG900", "x", Severity.ERROR, "x", ("connections", 0, "call -> table"))
    assert len(annotated(views.drawn(graph, view), graph, (finding,)).marks) == 1
