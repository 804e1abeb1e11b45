"""A lane that alone calls several others: its lines are one trunk behind it, with a branch to each."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from archgen.render.diagram.layout.network.lane_order import Calls, ordered
from archgen.render.diagram.network import network
from archgen.render.diagram.scene import Edge, Scene
from archgen.render.diagram.writers.svg import draw
from archgen.render.diagram.writers.trunks import pieces
from geometry import measure
from random_models import graph_of

KEPT = Path(__file__).parents[2] / "kept_models"
ONE_ROW = """
archgen: 1
name: fan
regions:
  eu-west-1: {zones: [eu-west-1a, eu-west-1b], cidr: 10.0.0.0/16}
subnets:
  app: {access: private}
  db: {access: isolated}
components:
  app: {kind: ecs-service, tier: backend, subnets: app}
  other: {kind: ecs-service, tier: backend, subnets: app}
  one: {kind: rds, subnets: db, engine: postgres}
  two: {kind: rds, subnets: db, engine: postgres}
  three: {kind: rds, subnets: db, engine: postgres}
"""
TO_ALL = ("app -> one", "app -> two", "app -> three")


def drawn(*connections: str) -> Scene:
    return network(graph_of({**yaml.safe_load(ONE_ROW), "connections": list(connections)}))


def uprights(scene: Scene, source: str, *targets: str) -> set[float]:
    """Where the lines of a lane to others run up or down."""
    return {x for edge in lines(scene, source, *targets) for x, _ in edge.points[1:-1]}


def lines(scene: Scene, source: str, *targets: str) -> list[Edge]:
    lane = f"{source}@eu-west-1"
    return [e for e in scene.edges if e.source == lane and e.target.partition("@")[0] in targets]


def test_calls_to_three_that_nobody_else_calls_are_one_trunk_with_a_dot_at_each_branch() -> None:
    scene = drawn(*TO_ALL)
    assert len(uprights(scene, "app", "one", "two", "three")) == 1
    fan = pieces(lines(scene, "app", "one", "two", "three"))
    assert {piece.hub for piece in fan} >= {"app@eu-west-1"}
    assert sum(len(piece.dots) for piece in fan) == 2
    assert measure(draw(scene)).crossings == 0


def test_the_port_is_said_once_where_all_are_equal() -> None:
    assert len([edge for edge in lines(drawn(*TO_ALL), "app", "one", "two", "three") if edge.label]) == 1


def test_ports_that_differ_are_said_at_each_arrival() -> None:
    scene = network(graph_of(yaml.safe_load((KEPT / "stores.yaml").read_text(encoding="utf-8"))))
    lanes = {group.id: group.box for group in scene.groups}
    said = lines(scene, "app", "papers", "people", "search", "scores", "warehouse")
    for edge in said:
        assert edge.label is not None
        assert abs(edge.label.y + 7 - edge.points[-1][1]) < 8
        assert lanes[edge.target].right < edge.label.x < edge.points[-2][0]
    assert len(said) == 5


def test_two_calls_are_two_lines() -> None:
    assert len(uprights(drawn(*TO_ALL[:2]), "app", "one", "two")) == 2


def test_what_others_call_too_keeps_a_trunk_of_its_own() -> None:
    scene = drawn(*TO_ALL, "other -> two")
    assert len(uprights(scene, "app", "one", "two", "three")) == 3
    assert uprights(scene, "other", "two") == uprights(scene, "app", "two")


def test_a_trunk_for_each_sort_of_line() -> None:
    scene = network(graph_of(yaml.safe_load((KEPT / "stores.yaml").read_text(encoding="utf-8"))))
    data = uprights(scene, "app", "papers", "people", "search", "scores", "warehouse")
    events = uprights(scene, "app", "stream", "flow", "jobs", "letters-out")
    assert len(data) == len(events) == 1
    assert data != events


def test_every_store_of_a_service_is_reached_without_a_tangle() -> None:
    measured = measure(
        draw(network(graph_of(yaml.safe_load((KEPT / "stores.yaml").read_text(encoding="utf-8")))))
    )
    assert measured.crossings <= 4
    assert measured.small_text >= 8.2


@pytest.mark.parametrize("first", ["a", "b"])
def test_lanes_of_one_fan_stand_together(first: str) -> None:
    """What another lane calls between them would cross the fan."""
    second = "b" if first == "a" else "a"
    calls = Calls(((second, "q"),), fans=((first, "p", "r", "s"),))
    found = ordered([[first, second], ["p", "q", "r", "s"]], calls)
    assert found[1].index("q") in (0, 3)


def test_a_lane_with_a_line_to_the_border_is_not_passed_by_a_fan() -> None:
    calls = Calls((), frozenset({"b"}), (("a", "p", "q", "r"),))
    assert ordered([["a", "b"], ["p", "q", "r"]], calls) == (("b", "a"), ("p", "q", "r"))
