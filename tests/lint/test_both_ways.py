"""A rule says the same of a model and of the plan that Terraform makes of it, or says why it cannot."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from archgen.commands._plan_files import examined_plan
from archgen.findings import Severity
from archgen.lint.engine import check, rules
from archgen.lint.selection import EVERYTHING
from plans_of_rules import bad_examples, digest, stored
from rule_examples import graph, patched
from terraforming import kept, needs_terraform, run, written

NO_WAY = "Terraform makes no rule for a connection that no path carries, so the plan lets nobody through"
BUILT_WELL = "what is wrong in the model is not rendered: the configuration is sound"
REQUIRED = "how many must run when a zone fails is said in a model only"
BY_ROUTES = "a subnet is public in a plan by its route, which there is none"
BY_PLACE = "a tier is known in a plan by the subnets that it is in"
POLICIES = "policies are in models, or in files of --policies"

EXCEPTIONS: dict[str, tuple[str, set[str]]] = {
    "zone-not-in-region-1": ("a region of a plan has the zones of its own subnets alone", {"AG202"}),
    "zone-not-in-region-2": ("a plan has a zone that is listed twice once", set()),
    "no-zone-headroom-2": (REQUIRED, set()),
    "zone-loss-outage-1": (BUILT_WELL, set()),
    "public-subnet-without-gateway-1": (BY_ROUTES, {"AG304", "AG306", "AG325"}),
    **{f"no-egress-{n}": (NO_WAY, set()) for n in (1, 2, 3)},
    "backend-reachable-from-internet-1": (NO_WAY, set()),
    "backend-reachable-from-internet-3": (BUILT_WELL, {"AG801"}),
    "database-reachable-from-internet-3": (NO_WAY, set()),
    **{f"tier-skipped-{n}": (BY_PLACE, {"AG308"}) for n in (1, 2, 3)},
    **{f"connection-blocked-{n}": (NO_WAY, {"AG325"}) for n in (1, 2, 3, 5)},
    **{f"load-balancer-without-targets-{n}": (BUILT_WELL, {"AG801"}) for n in (1, 3)},
    **{f"egress-around-nat-{n}": (NO_WAY, set()) for n in (1, 2)},
    **{f"regional-service-in-subnet-{n}": (BUILT_WELL, set()) for n in (1, 2, 3)},
    **{f"isolated-with-egress-{n}": (NO_WAY, set()) for n in (1, 2)},
    "port-not-served-1": ("a plan does not say on which port a program listens", set()),
    "attachment-missing-zone-1": (NO_WAY, set()),
    "peering-not-transitive-1": (NO_WAY, set()),
    "wrong-scope-1": (BUILT_WELL, {"AG801"}),
    "admin-port-open-2": (BUILT_WELL, {"AG407"}),
    "plain-http-2": (BUILT_WELL, set()),
    "cdn-without-origin-1": (BUILT_WELL, {"AG801"}),
    "single-server-1": ("the plan is of the server, not of the architecture", {"AG403"}),
    "firewall-bypassed-1": ("the routes that return through a firewall are in the plan alone", {"AG323"}),
    "failover-without-pair-1": (BUILT_WELL, set()),
    "capacity-bounds-4": (BUILT_WELL, set()),
    "fargate-size-3": ("what a job asks for is in a text that only apply knows", set()),
    **{f"policy-broken-{n}": (POLICIES, {"AG308"}) for n in (1, 2, 3, 4)},
}
"""Examples of which a plan tells less than the model, why, and what it tells instead."""

EXAMPLES = bad_examples()
PLANS = stored()


@cache
def in_plan(name: str) -> frozenset[str]:
    raw = json.dumps(PLANS[name]["plan"]).encode()
    return _codes(examined_plan("plan.json", raw, EVERYTHING, ()).findings)


def in_model(name: str) -> frozenset[str]:
    return _codes(check(graph(patched(EXAMPLES[name].text))).findings)


def _codes(findings: Any) -> frozenset[str]:
    return frozenset(each.code for each in findings if each.severity is not Severity.INFO)


KEPT = [
    name
    for name, example in EXAMPLES.items()
    if "plan" in PLANS.get(name, {}) and PLANS[name]["of"] == digest(example)
]
"""Those of which the plan is kept; `python tests/plans_of_rules.py` makes what is missing."""


def test_most_examples_have_their_plan() -> None:
    assert len(KEPT) > 0.9 * len(EXAMPLES), "run python tests/plans_of_rules.py with ARCHGEN_TERRAFORM"


@pytest.mark.parametrize("name", KEPT)
def test_a_plan_tells_what_its_model_tells(name: str) -> None:
    unsaid = {rule.code for rule in rules() if rule.not_in_plans}
    said = in_plan(name)
    if name not in EXCEPTIONS:
        assert said == in_model(name) - unsaid
        return
    _, instead = EXCEPTIONS[name]
    assert said - in_model(name) <= instead
    assert said != in_model(name) - unsaid, "it is no exception any more"


def test_a_subnet_in_a_zone_of_another_region_is_found_in_its_plan() -> None:
    raw = json.dumps(PLANS["zone-not-in-region-1"]["plan"]).encode()
    found = examined_plan("plan.json", raw, EVERYTHING, ()).findings
    assert {each.message.partition(";")[0] for each in found if each.code == "AG201"} == {
        f'aws_subnet.{row}["us-west-2b"]: us-west-2b is not in us-east-1, where aws_vpc.main is'
        for row in ("app", "db", "web")
    }


def test_a_reason_why_a_rule_is_not_told_of_plans_is_a_sentence() -> None:
    for rule in rules():
        assert not rule.not_in_plans or (
            rule.not_in_plans[0].islower() or rule.not_in_plans.startswith(("AWS", "Terraform"))
        )
        assert not rule.not_in_plans.endswith(".")


def test_no_rule_that_is_said_not_to_be_told_of_plans_is_told_of_one() -> None:
    unsaid = {rule.code for rule in rules() if rule.not_in_plans}
    told = frozenset[str]().union(*map(in_plan, KEPT))
    assert told & unsaid == set()


@needs_terraform
@pytest.mark.parametrize("name", kept())
def test_the_plan_of_a_sound_model_tells_no_more_than_the_model(name: str, tmp_path: Path) -> None:
    data = kept()[name]
    folder = written(data, tmp_path)
    run(folder, "plan", "-out=x.tfplan")
    raw = run(folder, "show", "-json", "x.tfplan").encode()
    model = {**data, "rules": {}}  # what it ignores is in no plan
    told = _codes(examined_plan("plan.json", raw, EVERYTHING, ()).findings)
    assert told - IN_PLANS_ALONE.get(name, set()) <= _codes(check(graph(model)).findings)


IN_PLANS_ALONE = {"every-kind": {"AG325"}}
"""A load balancer listens on a port of its targets on which nobody calls it: its group is closed there."""
