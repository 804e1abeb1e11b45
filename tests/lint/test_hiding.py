"""A finding is left out only where another one is about the same problem."""

from __future__ import annotations

import pytest

from archgen.lint.engine import check
from rule_examples import graph, patched

BLOCKED = """
components:
  batch: {kind: lambda, tier: backend}
connections+: [app -> batch, "batch -> orders"]
"""


def codes(patch: str) -> set[str]:
    return {finding.code for finding in check(graph(patched(patch))).findings}


@pytest.mark.parametrize(
    ("fields", "code"),
    [("orders: {read_replicas: 16}", "AG222"), ("app: {capacity: {min: 4, max: 2}}", "AG209")],
)
def test_an_error_that_cuts_no_path_hides_no_blocked_connection(fields: str, code: str) -> None:
    both = codes(BLOCKED.replace("components:", f"components:\n  {fields}"))
    assert {code, "AG312"} <= both


def test_the_error_that_blocks_a_connection_hides_that_it_is_blocked() -> None:
    found = codes("subnets: {app: {access: isolated}}")
    assert "AG319" in found and "AG312" not in found


SUBNETS = "subnets: {web: {cidrs: [10.0.0.0/28, 10.0.0.16/28]}}\n"


def test_a_larger_subnet_for_a_load_balancer_is_not_all_that_is_needed() -> None:
    found = codes(SUBNETS + "components: {web: {capacity: {min: 40, max: 60}}}")
    assert {"AG108", "AG109"} <= found


def test_a_larger_subnet_for_a_load_balancer_is_all_that_is_needed() -> None:
    found = codes(SUBNETS + "components: {web: {capacity: {min: 2, max: 2}}}")
    assert "AG109" in found and "AG108" not in found


IN_PUBLIC = """
components:
  app: {subnets: web}
"""


@pytest.mark.parametrize("kind", ["auto-scaling-group", "ecs-service", "instance"])
def test_an_ignored_place_hides_no_image_that_cannot_be_pulled(kind: str) -> None:
    data = patched(IN_PUBLIC)
    app = data["components"]["app"]
    data["components"]["app"] = {key: app[key] for key in ("subnets", "tier", "service")} | {"kind": kind}
    found = check(graph(data))
    assert "AG308" in {f.code for f in found.findings} and "AG305" not in {f.code for f in found.findings}
    data["rules"] = {"ignore": [{"rule": "AG308", "component": "app", "reason": "tried out"}]}
    (left,) = [f for f in check(graph(data)).findings if f.code == "AG305"]
    assert left.message.startswith("app is in a public subnet, where its network interfaces get no public")
    assert "(for its image)" in left.message
    data["components"]["app"]["tier"] = "frontend"
    assert "AG305" not in {f.code for f in check(graph(data)).findings}


def test_a_server_has_an_address_to_pull_its_images_by() -> None:
    data = patched(IN_PUBLIC)
    data["rules"] = {"ignore": [{"rule": rule, "reason": "a test"} for rule in ("AG308", "AG230")]}
    assert "AG305" in {f.code for f in check(graph(data)).findings}
    data["deployment"] = {"server": {}}
    assert "AG305" not in {f.code for f in check(graph(data)).findings}
