"""The network view: what the layout and the routing hold on a model, measured on its SVG."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from archgen.model.architecture import architecture
from archgen.render.diagram.layout.network import network
from archgen.render.diagram.scene import Scene
from archgen.render.diagram.writers.svg import draw
from archgen.topology.graph import Topology, topology
from archgen.topology.links import all_links
from geometry import Report, measure
from random_models import graph_of, models, seeded

ROOT = Path(__file__).parent.parent


def graph(text: str) -> Topology:
    model, findings = architecture(yaml.safe_load(text))
    assert model is not None, findings
    return topology(model)


def picture(text: str) -> Scene:
    return network(graph(text))


def report(text: str) -> Report:
    return measure(draw(picture(text)))


BRIEF = (ROOT / "architecture.yaml").read_text(encoding="utf-8")


def test_the_brief_is_drawn_without_a_fault() -> None:
    assert report(BRIEF).faults == ()


def test_the_brief_is_calm() -> None:
    measured = report(BRIEF)
    assert measured.crossings <= 3
    assert measured.bends_per_connection <= 1.2
    assert measured.needless_border_crossings <= 2


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(models())
def test_any_valid_model_is_drawn_without_a_fault(data: dict[str, Any]) -> None:
    scene = network(graph_of(data))
    assert measure(draw(scene)).faults == ()


@pytest.mark.skipif("ARCHGEN_MODELS" not in os.environ, reason="set ARCHGEN_MODELS to how many (500)")
def test_many_valid_models_are_drawn_without_a_fault() -> None:
    reports = []
    for seed in range(int(os.environ["ARCHGEN_MODELS"])):
        reports.append(measure(draw(network(graph_of(seeded(seed))))))
        assert reports[-1].faults == (), seed
    count = sum(measured.connections for measured in reports)
    print(
        f"{len(reports)} models, {count} connections,",
        f"{sum(measured.crossings for measured in reports) / count:.2f} crossings and",
        f"{sum(measured.bends for measured in reports) / count:.2f} bends a connection",
    )


def test_every_copy_and_every_link_is_drawn() -> None:
    model = graph(BRIEF)
    scene = network(model)
    assert [node.id for node in scene.nodes] == list(model.copies)
    assert [edge.id for edge in scene.edges] == [link.id for link in all_links(model)]
    assert [edge.id for edge in scene.edges if edge.label] == [
        link.id for link in all_links(model) if link.label
    ]


def repeated(zones: str) -> dict[str, Any]:
    """The brief in so many zones."""
    data: dict[str, Any] = yaml.safe_load(BRIEF)
    data["regions"]["us-east-1"]["zones"] = [f"us-east-1{letter}" for letter in zones]
    return data


@pytest.mark.parametrize(("zones", "width"), [("a", 1250), ("ab", 1480), ("abc", 1890), ("abcd", 2280)])
def test_the_brief_can_be_read_in_a_readme_in_any_number_of_zones(zones: str, width: int) -> None:
    assert network(graph_of(repeated(zones))).width <= width


@pytest.mark.parametrize("zones", ["a", "abc"])
def test_a_load_balancer_stands_above_what_it_serves_in_the_middle_zone(zones: str) -> None:
    scene = network(graph_of(repeated(zones)))
    middle = f"us-east-1{zones[len(zones) // 2]}"
    (line,) = [
        edge for edge in scene.edges if (edge.source, edge.target) == ("web-lb@us-east-1", f"web@{middle}")
    ]
    assert len(line.points) == 2


def test_an_endpoint_stands_on_the_border_towards_what_is_reached_over_it() -> None:
    data = repeated("ab")
    data["components"]["to-assets"] = {"kind": "vpc-endpoint", "service": "s3"}
    data["connections"].append("app -> to-assets -> assets")
    scene = network(graph_of(data))
    places = {node.id: node.box.center[0] for node in scene.nodes}
    (vpc,) = [group.box for group in scene.groups if group.kind == "vpc"]
    assert places["to-assets@us-east-1"] == vpc.x > places["assets@us-east-1"]
    assert places["dynamodb-endpoint@us-east-1"] == vpc.right < places["sessions@us-east-1"]
    assert measure(draw(scene)).faults == ()


def test_many_lines_that_say_the_same_reach_a_hub_as_one() -> None:
    data = repeated("ab")
    for number in range(6):
        data["components"][f"s{number}"] = {"kind": "ecs-service", "tier": "backend", "subnets": "app"}
        data["connections"] += [{f"app-lb -> s{number}": 8080}, f"s{number} -> orders"]
    scene = network(graph_of(data))
    lines = [
        edge for edge in scene.edges if edge.source.startswith("s") and edge.target == "orders@us-east-1a"
    ]
    assert len(lines) == 12 and len({edge.points[-1] for edge in lines}) == 1
    few = [edge for edge in scene.edges if edge.target == "app-lb@us-east-1"]
    assert len(few) == len({edge.points[-1] for edge in few}) == 2
    assert measure(draw(scene)).faults == ()


def test_many_partners_stand_in_a_block_rather_than_in_a_line() -> None:
    data = repeated("ab")
    for number in range(12):
        data["components"][f"partner-{number}"] = {"kind": "external"}
        data["connections"].append(f"app -> nat -> partner-{number}")
    scene = network(graph_of(data))
    columns = {node.box.x for node in scene.nodes if node.kind == "external"}
    assert len(columns) <= 3
    assert measure(draw(scene)).faults == ()
