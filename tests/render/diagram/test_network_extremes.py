"""Models at the edges of what the format allows are drawn without a fault."""

from __future__ import annotations

from typing import Any

import pytest

from archgen.render.diagram.network import network
from archgen.render.diagram.writers.svg import draw
from geometry import measure
from random_models import graph_of

Parts = dict[str, dict[str, Any]]
SERVICE = {"kind": "ecs-service", "tier": "backend", "subnets": "row"}


def model(zones: str, components: Parts, connections: list[Any], **more: Any) -> dict[str, Any]:
    names = ["us-east-1" + letter for letter in zones]
    region = {"zones": names, "cidr": "10.0.0.0/16"}
    base = {
        "archgen": 1,
        "name": "edge",
        "regions": {"us-east-1": region},
        "subnets": {"row": {"access": "public"}},
    }
    return base | {"components": components, "connections": connections} | more


def several(kind: str, count: int, **fields: Any) -> Parts:
    return {f"{kind}-{index}": {"kind": kind, **fields} for index in range(count)}


SERVICES: Parts = {f"s{index}": SERVICE for index in range(14)}
MODELS = {
    "nothing": model("ab", {}, []),
    "rows-without-components": model(
        "ab", {}, [], subnets={f"r{i}": {"access": "private"} for i in range(6)}
    ),
    "six-zones": model(
        "abcdef",
        {
            **several("alb", 1, subnets="row"),
            **several("nat-gateway", 1, subnets="row"),
            **several("auto-scaling-group", 2, tier="backend", subnets="row"),
        },
        [{"alb-0 -> auto-scaling-group-0 -> auto-scaling-group-1": 80}],
    ),
    "a-grid-of-services": model("ab", SERVICES, [{f"s{i} -> s{(5 * i + 1) % 14}": 80} for i in range(14)]),
    "everything-side-by-side": model(
        "a",
        {
            **several("client", 7),
            **several("cloudfront", 6),
            **several("waf", 4),
            **several("internet-gateway", 4),
            **several("alb", 8, subnets="row"),
        },
        ["client-1 -> cloudfront-1", "waf-1 -> cloudfront-1"],
    ),
    "everybody-to-everybody": model(
        "ab", SERVICES, [{f"s{i} -> s{j}": 80} for i in range(7) for j in range(7) if i < j]
    ),
    "a-crowded-border": model(
        "ab",
        {
            "s": SERVICE,
            **several("external", 12),
            **several("vpc-endpoint", 5, service="s3"),
            **several("nat-gateway", 3, per="vpc"),
        },
        [f"s -> external-{index}" for index in range(12)],
    ),
    "words-without-end": model(
        "ab",
        {
            "client": {"kind": "client", "label": "W" * 120},
            "s": {**SERVICE, "label": "Ω" * 120},
            "a" * 40: {"kind": "alb", "subnets": "row"},
            "e": {"kind": "external", "label": "日本語" * 30},
        },
        [{"client -> s": 80}, "s -> e"],
        title="W" * 120,
        subnets={"row": {"access": "public", "label": "W" * 120}},
    ),
}


@pytest.mark.parametrize("name", MODELS)
def test_an_extreme_model_is_drawn_without_a_fault(name: str) -> None:
    assert measure(draw(network(graph_of(MODELS[name])))).faults == ()


FUNCTION = {"kind": "lambda", "tier": "backend"}
REGIONAL: Parts = {
    "fn": FUNCTION,
    "jobs": {"kind": "sqs"},
    "cdn": {"kind": "cloudfront"},
    "files": {"kind": "s3"},
}
CALLERS: Parts = {
    "people": {"kind": "client"},
    "api": {"kind": "api-gateway"},
    "partner": {"kind": "external"},
}
WITHOUT_VPC: dict[str, list[Any]] = {
    "no-client": ["fn -> jobs"],
    "edge-first": ["cdn -> files", "fn -> jobs"],
    "line-past-a-column": ["people -> api -> fn -> files", "jobs -> fn"],
    "external-behind": ["people -> cdn -> files", {"fn -> partner": 443}],
}


@pytest.mark.parametrize("name", WITHOUT_VPC)
def test_frames_around_cards_are_whole_and_clear_of_what_is_outside(name: str) -> None:
    lines = WITHOUT_VPC[name]
    parts = {
        id: fields for id, fields in (REGIONAL | CALLERS).items() if any(id in f"{line}" for line in lines)
    }
    scene = network(graph_of({**model("ab", parts, lines), "subnets": {}}))
    assert measure(draw(scene)).faults == ()
    assert all(group.box.x >= 16 and group.box.right <= scene.width for group in scene.groups)
