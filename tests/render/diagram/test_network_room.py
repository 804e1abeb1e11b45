"""Room in the network view: for texts beside lines, lines beside each other, services over the VPCs."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from archgen.render.diagram import network as module
from archgen.render.diagram.network import network
from archgen.render.diagram.routing.network.nudging import clashes
from archgen.render.diagram.routing.network.shelves import Shelves
from archgen.render.diagram.routing.network.written import Ground, Stretch, own_end, placed
from archgen.render.diagram.scene import Box, Scene
from archgen.render.diagram.writers.svg import draw
from geometry import measure
from kept import SOUND
from random_models import graph_of, seeded

ROOT = Path(__file__).parents[3]
CROWDED = {
    45: "two lines between neighbours, 6 pixels from each other",
    108: "a line of the same net runs beside the text",
    183: "what lines of a net say together has no room where they are together",
    205: "five lines between a distribution and the internet gateway",
    222: "three regions are reached from one place, over an edge of the picture",
    322: "the two nearest ways are taken",
    332: "a NAT gateway under other subnets",
    396: "two NAT gateways outside of the zones, with long names",
    440: "a line there and one back",
}


def kept(name: str) -> Scene:
    text = (ROOT / "tests" / "kept_models" / f"{name}.yaml").read_text(encoding="utf-8")
    return network(graph_of(yaml.safe_load(text)))


def example(name: str) -> Scene:
    text = (ROOT / "examples" / "networks" / name / "architecture.yaml").read_text(encoding="utf-8")
    return network(graph_of(yaml.safe_load(text)))


@pytest.mark.parametrize("seed", CROWDED, ids=str)
def test_where_a_text_has_no_room_lines_are_farther_apart_or_take_another_way(seed: int) -> None:
    assert measure(draw(network(graph_of(seeded(seed))))).faults == ()


def test_a_picture_with_room_for_all_texts_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []
    plan = module.plan
    monkeypatch.setattr(
        module, "plan", lambda held, air=1.0, turned=None: asked.append(air) or plan(held, air, turned)
    )
    network(graph_of(yaml.safe_load((ROOT / "architecture.yaml").read_text(encoding="utf-8"))))
    assert asked == [1.0]
    asked.clear()
    network(graph_of(seeded(108)))
    assert asked == [1.0, 1.6]


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_the_network_of_every_kept_model_can_be_read(path: Path) -> None:
    measured = measure(draw(network(graph_of(yaml.safe_load(path.read_text(encoding="utf-8"))))))
    assert measured.faults == ()
    assert measured.small_text >= 7.5


def heights(scene: Scene, *components: str) -> set[float]:
    return {node.box.y for node in scene.nodes if node.component in components}


def test_many_services_over_a_vpc_are_in_two_rows_with_what_calls_none_of_them_below() -> None:
    scene = kept("studio")
    above = heights(scene, "api", "list-works", "show-work", "list-sales", "buy")
    below = heights(scene, "works", "shows", "sales")
    assert len(above) == len(below) == 1
    assert max(above) < min(below)
    assert measure(draw(scene)).crossings <= 6


def test_a_chain_of_services_goes_on_in_the_second_row() -> None:
    scene = kept("data-lake")
    assert heights(scene, "raw") != heights(scene, "curated")
    assert measure(draw(scene)).small_text >= 9


def test_services_that_can_be_read_in_one_row_are_in_one() -> None:
    strip = ("settings", "images", "letters", "metrics", "answers", "renders", "reshape", "queries")
    assert len(heights(kept("stores"), *strip)) == 1


def test_what_a_line_says_is_on_its_own_branch_and_not_where_others_run() -> None:
    """The longest stretch that it shares with any other one counts, not the first."""
    scene = kept("stores")
    (said,) = [edge.label for edge in scene.edges if edge.target == "reshape@eu-west-1"]
    (icon,) = [node.box for node in scene.nodes if node.component == "reshape"]
    assert said is not None
    assert abs(said.x - icon.center[0]) < 40
    line = ((0.0, 0.0), (0.0, 10.0), (90.0, 10.0), (90.0, 30.0))
    others = [((0.0, 0.0), (0.0, 10.0), (x, 10.0), (x, 30.0)) for x in (20.0, 70.0)]
    assert own_end(line, others) == ((70.0, 10.0), (90.0, 10.0), (90.0, 30.0))


def test_a_text_on_a_shared_stretch_is_the_last_choice() -> None:
    own, shared = Stretch((0, 0), (60, 0), 0.5), Stretch((0, 50), (200, 50), 0.5, shared=True)
    _, there = placed("443", [own, shared], "net", Ground())
    assert there is not None
    assert there.y < 20
    _, elsewhere = placed("443", [own, shared], "net", Ground(Shelves([Box(-40, -60, 140, 100)])))
    assert elsewhere is not None
    assert elsewhere.y > 30


def test_lines_of_one_net_are_covered_by_a_text_unless_it_is_on_them() -> None:
    ground = Ground()
    ground.add("net", ((0, 0), (0, 100)))
    ground.add("net", ((6, 0), (6, 100)))
    text = Box(-10, 40, 20, 12)
    assert ground.hits(text, "net", (True, 0.0)) == 4
    assert ground.hits(Box(-30, 40, 30, 12), "net", (True, 0.0)) == 0


def test_lines_that_lie_on_each_other_are_found() -> None:
    lines = [("a", ((0.0, 0.0), (0.0, 50.0))), ("b", ((0.0, 20.0), (0.0, 90.0)))]
    assert [set(pair) for pair in clashes(lines)] == [{"a", "b"}]
    assert list(clashes([lines[0], ("a", lines[1][1])])) == []


def test_a_second_private_connection_of_a_transit_gateway_is_joined_like_the_first() -> None:
    scene = example("two-regions")
    lines = {(edge.source, edge.target): edge for edge in scene.edges}
    first, second = (lines[f"{id}@eu-west-1", "datacenter"] for id in ("line", "tunnel"))
    assert first.net == second.net is not None
    assert ("dublin-tgw@eu-west-1/lane", "tunnel@eu-west-1") in lines
    assert measure(draw(scene)).faults == ()


def test_a_private_connection_of_a_vpc_is_joined_to_its_network_alone() -> None:
    lines = {(edge.source, edge.target) for edge in example("hybrid").edges}
    assert ("office-vpn@us-east-1", "office") in lines
    assert not any(target == "office-vpn@us-east-1" for _, target in lines)


def test_a_text_keeps_clear_of_a_frames_border() -> None:
    frame = Box(0, 0, 100, 100)
    ground = Ground(frames=Shelves([frame]))
    assert ground.hits(Box(20, -13, 30, 12), "net", (True, 35.0)) == 10
    assert ground.hits(Box(20, 1, 30, 12), "net", (True, 35.0)) == 10
    assert ground.hits(Box(20, -17, 30, 12), "net", (True, 35.0)) == 0
    assert ground.hits(Box(20, 5, 30, 12), "net", (True, 35.0)) == 0


def test_a_line_over_the_entrance_column_joins_what_is_first_on_both_sides() -> None:
    """It runs under what comes down the column to the one of them."""
    scene = kept("data-lake")
    (edge,) = [e for e in scene.edges if e.target == "stream@eu-west-1" and e.source.startswith("api@")]
    (request,) = [e for e in scene.edges if e.source == "meters"]
    assert len(edge.points) == 2
    assert edge.points[0][1] == edge.points[1][1] == request.points[-1][1] + 12
    assert measure(draw(scene)).crossings <= 4


def middles(scene: Scene, *components: str) -> list[float]:
    return [node.box.center[0] for id in components for node in scene.nodes if node.component == id]


def test_a_few_services_in_a_lower_row_are_under_what_calls_them() -> None:
    scene = kept("studio")
    callers = {"works": ("list-works", "remove-work"), "shows": ("list-shows", "add-show")}
    for table, (first, last) in callers.items():
        left, middle, right = middles(scene, first, table, last)
        assert left < middle < right


def test_two_rows_of_many_services_have_the_same_columns() -> None:
    scene = kept("data-lake")
    upper = middles(scene, "stream", "delivery", "raw", "landed")
    assert middles(scene, "transform", "jobs", "curated", "report") == upper


LEAST, WIDE = {1: 9.0, 2: 9.0, 3: 8.0}, {"studio": 8.3}
"""By zones; and of a picture with ten services in a row."""


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_a_picture_of_one_region_with_lanes_is_not_too_wide_for_its_zones(path: Path) -> None:
    graph = graph_of(yaml.safe_load(path.read_text(encoding="utf-8")))
    scene = network(graph)
    if len(graph.regions) > 1 or not any(group.kind == "vpc" for group in scene.groups):
        pytest.skip("several regions, or no lanes")
    zones = max(len(place.zones) for place in graph.regions.values())
    assert measure(draw(scene)).small_text >= WIDE.get(path.stem, LEAST.get(zones, 7.5)) - 0.05


@pytest.mark.parametrize("name", ["centralised-egress", "inspection", "shared-services", "isolated-spokes"])
def test_a_hub_and_its_spokes_of_two_zones_can_be_read(name: str) -> None:
    assert measure(draw(example(name))).small_text >= 9.0
