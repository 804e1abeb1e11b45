"""What findings speak of is marked on the picture."""

from dataclasses import replace

import pytest

from archgen.findings import Finding, Route, Severity
from archgen.model.reading import architecture
from archgen.render.diagram.annotation import annotated
from archgen.render.diagram.network import network
from archgen.render.diagram.scene import Mark
from archgen.render.diagram.writers import svg
from archgen.topology.building import topology

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
