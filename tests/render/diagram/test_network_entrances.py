"""Requests from a private network to a load balancer run over the zones or under them: the calmer way."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from archgen.render.diagram.network import network
from archgen.render.diagram.scene import Scene
from archgen.render.diagram.writers.svg import draw
from geometry import measure
from random_models import graph_of

HYBRID: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[3] / "examples" / "networks" / "hybrid" / "architecture.yaml").read_text(
        encoding="utf-8"
    )
)


def hybrid(*more: Any, without: str = "") -> Scene:
    data = deepcopy(HYBRID)
    data["components"].pop(without, None)
    data["connections"] = [*data["connections"], *more]
    return network(graph_of(data))


def bottom(scene: Scene) -> float:
    return max(group.box.bottom for group in scene.groups if group.kind == "zone")


def deepest(scene: Scene, source: str, target: str) -> float:
    (edge,) = [e for e in scene.edges if (e.source, e.target) == (source, target)]
    return max(y for _, y in edge.points)


def test_a_line_under_the_zones_crosses_nothing() -> None:
    scene = hybrid()
    assert deepest(scene, "office-line@us-east-1", "app-lb@us-east-1") > bottom(scene)
    assert measure(draw(scene)).crossings == 0


def test_what_leads_under_the_zones_is_there_and_its_line_straight_up_to_the_balancer() -> None:
    scene = hybrid()
    icons = {node.id: node.box for node in scene.nodes}
    (edge,) = [e for e in scene.edges if e.target == "app-lb@us-east-1" and e.source.startswith("office")]
    assert len(edge.points) == 3
    assert icons["office-line@us-east-1"].y > icons["datacenter-vpn@us-east-1"].y
    assert edge.points[-1][0] == icons["app-lb@us-east-1"].center[0]


def test_connections_to_one_network_are_side_by_side() -> None:
    icons = {node.id: node.box.y for node in hybrid().nodes}
    ids = ("datacenter-vpn-2", "datacenter-vpn", "office-line", "office-vpn")
    heights = [icons[f"{id}@us-east-1"] for id in ids]
    assert heights == sorted(heights)


def test_with_nothing_over_the_zones_the_line_is_over_them() -> None:
    data = deepcopy(HYBRID)
    data["components"].pop("nat")
    data["connections"] = ["lb -> backoffice", {"office -> office-line -> lb": 443}]
    data["components"]["lb"] = {"kind": "alb", "subnets": "app"}
    for id in (
        "customers",
        "igw",
        "entry",
        "app-lb",
        "portal",
        "datacenter-vpn",
        "datacenter-vpn-2",
        "office-vpn",
    ):
        data["components"].pop(id)
    scene = network(graph_of(data))
    measured = measure(draw(scene))
    assert deepest(scene, "office-line@us-east-1", "lb@us-east-1") < bottom(scene)
    assert (measured.crossings, measured.faults) == (0, ())


@pytest.mark.parametrize("gateway", ["office-vpn", "office-line"])
@pytest.mark.parametrize("balancer", ["entry", "app-lb"])
def test_several_that_come_in_have_no_defect(gateway: str, balancer: str) -> None:
    more = [{f"datacenter -> datacenter-vpn -> {balancer}": 443}, {f"office -> {gateway} -> entry": 443}]
    assert measure(draw(hybrid(*more))).faults == ()
