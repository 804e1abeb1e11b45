"""What modelling public architectures showed: shapes that no smaller model had."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from archgen.lint.rules import zone_loss_outage
from archgen.model.kinds import kind_class
from archgen.render.diagram.layout.cards.layers import layers
from archgen.render.diagram.layout.cards.sheet import Card, Sheet, Wire
from archgen.render.diagram.layout.flow import flow
from archgen.render.diagram.network import network
from archgen.render.diagram.scene import Box, Scene
from archgen.render.outputs import docs
from archgen.render.outputs.artifact import Artifact
from archgen.render.outputs.view import View
from archgen.topology.steps import steps as steps_of
from kept import FOLDER
from models import data_of, made, topology_of
from terraforming import configuration, needs_terraform, run, written

LIBRARY, STUDIO = (data_of((FOLDER / f"{name}.yaml").read_text()) for name in ("library", "studio"))

AGAIN = {**LIBRARY, "connections": [*LIBRARY["connections"], "give-up -> remind"]}
"""A workflow that is started again by what it calls."""


def test_what_leads_on_behind_a_hub_has_a_column() -> None:
    """The machine is reached over the queue alone, writes where requests write, and calls one thing more."""
    wires = ["f-table", "src-bus", "bus-q", "q-router", "router-machine", "machine-table", "machine-error"]
    ids = dict.fromkeys(end for wire in wires for end in wire.split("-"))
    cards = {id: Card(id, 80, 30, None, id in ("f", "src"), id == "bus") for id in ids}
    lines = tuple(Wire(w, *w.split("-"), w, "alone") for w in [*wires, "machine-bus", "bus-router"])
    assert set(layers(Sheet(cards, {}, lines)).columns) == set(ids)


@pytest.mark.parametrize("draw", [flow, network])
def test_frames_of_groups_are_apart_where_one_of_them_owns_the_bus(draw: Any) -> None:
    scene = draw(topology_of(LIBRARY))
    frames = {group.id: group.box for group in scene.groups if group.kind == "group"}
    assert set(frames) == {"group/lending", "group/catalogue", "group/reminders"}
    assert not [pair for pair in combinations(frames, 2) if _meet(*(frames[id] for id in pair))]


@pytest.mark.parametrize("draw", [flow, network])
def test_an_upright_bus_says_its_group(draw: Any) -> None:
    lane = _lane(draw(topology_of(LIBRARY)), "bus")
    assert [line.text for line in lane.caption.lines][-1] == "Lending"
    assert lane.parent is None or not lane.parent.startswith("group/")


@pytest.mark.parametrize("draw", [flow, network])
def test_what_a_low_bus_says_is_inside_of_it(draw: Any) -> None:
    data = {
        **LIBRARY,
        "connections": [
            "readers -> lend -> bus",
            "bus -> index",
            "bus -> due -> plan -> bus",
            "readers -> graph",
        ],
    }
    scene = draw(topology_of(data))
    box = _lane(scene, "bus").box
    icon = next(node.box for node in scene.nodes if node.component == "bus")
    assert box.y <= icon.y and icon.bottom <= box.bottom


def test_calls_of_a_graphql_api_are_no_events() -> None:
    sorts = {(e.source, e.target): e.sort for e in network(topology_of(LIBRARY)).edges}
    region = "@eu-west-1/card"
    assert sorts[f"graph{region}", f"lend{region}"] == "request"
    assert sorts[f"graph{region}", f"books{region}"] == "data"
    assert sorts[f"bus{region}", f"index{region}"] == "event"


def test_a_workflow_that_writes_to_a_table_sends_it_no_events() -> None:
    steps = {(step.source, step.target): step for step in steps_of(topology_of(LIBRARY))}
    assert (steps["remind", "loans"].sort, steps["remind", "loans"].purpose("en")) == ("data", "write")
    assert (steps["remind", "write"].sort, steps["remind", "write"].purpose("en")) == ("event", "events")


def test_services_over_a_vpc_stay_in_the_picture() -> None:
    scene = network(topology_of(STUDIO))
    assert min(node.box.x for node in scene.nodes) >= 0
    apart = [(a.id, b.id) for a, b in combinations(scene.nodes, 2) if _meet(a.box, b.box)]
    assert not apart


def test_the_legend_says_what_each_line_is_for() -> None:
    said = [line.text for text in flow(topology_of(LIBRARY)).notes for line in text.lines]
    assert not [text for text in said if "a port each" in text]
    assert any(text.endswith(": read, read-write") for text in said)


def test_two_that_call_each_other_are_called_by_name() -> None:
    text = "".join(configuration(AGAIN).values())
    assert "stateMachine:library-remind" in text
    assert "function:library-plan" not in text


@needs_terraform
def test_a_workflow_that_its_function_starts_again_is_valid(tmp_path: Path) -> None:
    assert "Success" in run(written(AGAIN, tmp_path / "library"), "validate")


def test_what_analyses_a_stream_carries_no_events() -> None:
    custom = {"kind": "custom", "port": 443}
    icons = {"flink": "KinesisDataAnalytics", "stream": "KinesisDataStreams", "camera": "KinesisVideoStreams"}
    parts = {id: {**custom, "icon": f"aws.analytics.{icon}"} for id, icon in icons.items()}
    found = topology_of({**LIBRARY, "components": {**LIBRARY["components"], **parts}}).components
    assert [id for id in icons if found[id].carries_events] == ["stream"]


def test_an_outage_in_each_of_several_zones_is_no_outage_of_all_of_them_together() -> None:
    data = {
        "archgen": 1,
        "name": "bastion",
        "regions": {"eu-west-1": {"zones": ["eu-west-1a", "eu-west-1b"], "cidr": "10.0.0.0/16"}},
        "subnets": {"edge": {"access": "public"}},
        "components": {
            "admins": {"kind": "client"},
            "igw": {"kind": "internet-gateway"},
            "bastion": {
                "kind": "auto-scaling-group",
                "tier": "backend",
                "subnets": "edge",
                "capacity": {"min": 1, "max": 1},
                "service": {"image": "example/bastion:1.0.0", "port": 22},
            },
        },
        "connections": [{"admins -> bastion": 22}],
    }
    said = [str(fault.message) for fault in zone_loss_outage.faults(topology_of(data))]
    assert said and said[0].startswith("if any of eu-west-1a and eu-west-1b fails, ")


def test_docs_of_a_system_without_a_vpc_plan_no_network() -> None:
    texts = {name: docs_of(data) for name, data in (("library", LIBRARY), ("studio", STUDIO))}
    assert {name: "## Network plan" in text for name, text in texts.items()} == {
        "library": False,
        "studio": True,
    }


CALLS = ("f -> g -> f", "f -> s -> f", "s -> t -> s")


@needs_terraform
@pytest.mark.parametrize("chain", CALLS)
def test_calls_in_a_circle_are_valid(chain: str, tmp_path: Path) -> None:
    kinds: dict[str, Any] = {
        "f": {"kind": "lambda", "tier": "backend"},
        "g": {"kind": "lambda", "tier": "backend"},
        "s": {"kind": "step-functions"},
        "t": {"kind": "step-functions"},
    }
    data = {
        "archgen": 1,
        "name": "circle",
        "regions": {"eu-west-1": {}},
        "components": {"c": {"kind": "client"}, "api": {"kind": "api-gateway"}, **kinds},
        "connections": ["c -> api -> f", chain],
    }
    assert "Success" in run(written(data, tmp_path / "circle"), "validate")


def test_peering_has_the_shape_that_draw_io_knows() -> None:
    assert kind_class("vpc-peering").drawio_shape == "peering"


def docs_of(data: Any) -> str:
    items = docs.artifacts(View(made(data), topology_of(data)))
    return "".join(each.content.decode() for each in items if isinstance(each, Artifact))


def _lane(scene: Scene, component: str) -> Any:
    return next(group for group in scene.groups if group.id.partition("@")[0] == component)


def _meet(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom
