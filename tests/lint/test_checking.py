"""The engine: what is silenced, what is ignored, and what moved since the last render."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from archgen.findings import Severity
from archgen.lint.engine import Verdict, check, rule_named, rules, unknown_settings
from models import brief, made, small, topology_of

SHARED = {"per": "region"}
EXPOSED = {"subnets": "web"}


def verdict(today: date | None = None, *, rules: Any = None, **components: dict[str, Any]) -> Verdict:
    """What is said of the brief with some components changed."""
    data = brief()
    for id, fields in components.items():
        data["components"].setdefault(id.replace("_", "-"), {}).update(fields)
    if rules:
        data["rules"] = {"ignore": rules}
    return check(topology_of(data), today=today)


def codes(found: Verdict) -> list[str]:
    return [finding.code for finding in found.findings if finding.severity is not Severity.INFO]


def test_rules_are_found_by_name_and_by_code() -> None:
    assert rule_named("shared-nat-gateway") is rule_named("AG215") is not None
    assert rule_named("no-such-rule") is None


def test_rules_come_in_the_order_of_their_codes() -> None:
    assert [rule.code for rule in rules()] == sorted(rule.code for rule in rules())


def test_a_summary_is_one_line_without_code_and_name() -> None:
    rule = rule_named("AG215")
    assert rule is not None
    assert rule.summary == "a private subnet whose NAT gateway is in another zone"


# --- what is silenced ---


def test_a_general_rule_keeps_silent_where_a_special_one_speaks() -> None:
    assert codes(verdict(nat=SHARED)) == ["AG215"]
    assert codes(verdict(orders={"multi_az": False, "read_replicas": 0})) == ["AG219"]


def test_a_general_rule_speaks_where_no_special_one_does() -> None:
    queue = {"kind": "custom", "scope": "zone", "subnets": "app", "zones": ["us-east-1a"]}
    data = brief()
    data["components"]["broker"] = queue
    data["connections"].append({"app -> broker": 5671})
    found = check(topology_of(data)).findings
    (outage,) = [finding for finding in found if finding.code == "AG225"]
    assert outage.route == ("components", "broker", "kind")
    message = (
        "if us-east-1a fails, clients no longer reach broker (broker is down: all of its copies "
        "are in that zone); run broker in another zone too"
    )
    assert outage.message == message
    assert (
        *("client", "cdn", "web-lb", "web", "app-lb"),
        *("app@us-east-1b", "broker@us-east-1a", "(cut)"),
    ) == outage.hops


def test_a_group_of_which_none_is_required_may_pause_until_others_are_launched() -> None:
    assert codes(verdict(app={"capacity": {"min": 1, "max": 4, "required": 0}})) == []
    assert codes(verdict(app={"capacity": {"min": 1, "max": 4}})) == ["AG208"]


def test_a_group_in_one_zone_does_not_pause_but_fails() -> None:
    found = verdict(app={"capacity": {"min": 1, "max": 4, "required": 0}, "zones": ["us-east-1a"]})
    assert codes(found) != []


def test_a_finding_that_is_ignored_hides_another_one_of_the_same_subject_no_longer() -> None:
    entry = {"rule": "backend-in-public-subnet", "reason": "moved next month"}
    assert codes(verdict(app=EXPOSED)) == ["AG308"]
    assert codes(verdict(rules=[entry], app=EXPOSED)) == ["AG305"]


def test_a_finding_that_is_ignored_hides_no_outage_that_follows_from_it() -> None:
    entry = {"rule": "shared-nat-gateway", "reason": "one is enough"}
    found = verdict(rules=[entry], nat=SHARED)
    assert codes(found) == ["AG225"]
    assert [each.finding.code for each in found.suppressed] == ["AG215"]
    family = verdict(rules=[{"rule": "AG2xx", "component": "nat", "reason": "one is enough"}], nat=SHARED)
    assert codes(family) == []


# --- what is ignored ---


OUTAGE = {"rule": "AG225", "reason": "one is enough"}


@pytest.mark.parametrize("word", ["AG215", "shared-nat-gateway"])
def test_a_rule_is_ignored_by_code_and_by_name(word: str) -> None:
    found = verdict(rules=[{"rule": word, "component": "nat", "reason": "staging"}], nat=SHARED)
    assert codes(found) == ["AG225"]
    (each,) = found.suppressed
    assert (each.reason, each.route, each.until) == ("staging", ("rules", "ignore", 0), None)


def test_an_ignore_for_another_component_ignores_nothing() -> None:
    found = verdict(rules=[{"rule": "AG215", "component": "app", "reason": "staging"}], nat=SHARED)
    assert codes(found) == ["AG215", "AG805"]
    assert "the ignore of shared-nat-gateway for app matches no finding; remove it" in [
        finding.message for finding in found.findings
    ]


def test_an_ignore_holds_on_its_last_day_and_not_on_the_next() -> None:
    entry = {"rule": "AG215", "reason": "until the move", "until": "2027-01-31"}
    assert codes(verdict(date(2027, 1, 31), rules=[entry], nat=SHARED)) == ["AG225"]
    late = verdict(date(2027, 2, 1), rules=[entry], nat=SHARED)
    assert codes(late) == ["AG215", "AG805"]
    assert late.findings[-1].route == ("rules", "ignore", 0, "until")


def test_without_a_date_no_ignore_expires() -> None:
    entry = {"rule": "AG215", "reason": "until the move", "until": "1999-01-01"}
    found = verdict(rules=[entry, OUTAGE], nat=SHARED)
    assert codes(found) == []
    assert found.suppressed[0].until == "1999-01-01"


def test_an_ignore_of_an_unknown_rule_names_the_nearest() -> None:
    (finding,) = verdict(rules=[{"rule": "shared-nat-gatway", "reason": "typo"}]).findings[:1] or [None]
    messages = [
        each.message for each in verdict(rules=[{"rule": "shared-nat-gatway", "reason": "x"}]).findings
    ]
    assert finding is not None
    assert 'there is no rule "shared-nat-gatway" to ignore; did you mean "shared-nat-gateway"?' in messages


# --- settings ---


@pytest.mark.parametrize("word", ["AG215", "shared-nat-gateway"])
def test_a_file_says_how_grave_a_rule_is(word: str) -> None:
    data = brief()
    data["components"]["nat"].update(SHARED)
    data["rules"] = {word: {"severity": "error"}}
    (finding,) = [each for each in check(topology_of(data)).findings if each.code == "AG215"]
    assert finding.severity is Severity.ERROR


def test_a_setting_of_an_unknown_rule_names_the_nearest() -> None:
    data = brief() | {"rules": {"shared-nat-gatway": {"severity": "info"}}}
    (finding,) = unknown_settings(made(data))
    assert (finding.code, finding.route) == ("AG001", ("rules", "shared-nat-gatway"))
    assert finding.message.endswith('did you mean "shared-nat-gateway"?')


# --- what moved ---


def blocks(data: Any) -> dict[str, str]:
    return {id: str(subnet.cidr) for id, subnet in topology_of(data).subnets.items()}


def moved(after: Any, before: Any) -> list[tuple[Any, str]]:
    found = check(topology_of(after), allocated=blocks(before)).findings
    return [(finding.route, finding.message) for finding in found if finding.code == "AG806"]


def with_rows(*rows: str, **fields: Any) -> Any:
    access = {"web": "public", "db": "isolated"}
    subnets = {row: {"access": access.get(row, "private")} | fields.get(row, {}) for row in rows}
    return small(subnets=subnets)


def test_a_row_put_in_the_middle_is_named_with_its_slot() -> None:
    before, after = with_rows("web", "app", "db"), with_rows("web", "cache", "app", "db")
    message = "cache before app and db moves their blocks, and AWS replaces their subnets; set `slot: 3`"
    assert [(("subnets", "cache"), message)] == moved(after, before)
    assert moved(with_rows("web", "cache", "app", "db", cache={"slot": 3}), before) == []


def test_a_row_appended_after_one_with_a_slot_moves_nothing() -> None:
    before = with_rows("web", "cache", "app", "db", cache={"slot": 3})
    after = with_rows("web", "cache", "app", "db", "tools", cache={"slot": 3})
    assert moved(after, before) == []


def test_a_row_that_goes_moves_those_below_it() -> None:
    before, after = with_rows("web", "tools", "app", "db"), with_rows("web", "app", "db")
    assert [route for route, _ in moved(after, before)] == [("subnets", "app"), ("subnets", "db")]
    assert moved(with_rows("web", "app", "db", app={"slot": 2}, db={"slot": 3}), before) == []


def test_a_zone_put_before_others_moves_them() -> None:
    def zones(*letters: str) -> Any:
        names = [f"us-east-1{letter}" for letter in letters]
        return small(regions={"us-east-1": {"zones": names, "cidr": "10.0.0.0/16"}})

    assert [r for r, _ in moved(zones("c", "a", "b"), zones("a", "b"))] == [
        ("regions", "us-east-1", "zones", 0)
    ]
    assert moved(zones("a", "b", "c"), zones("a", "b")) == []


def test_another_block_for_the_vpc_moves_everything() -> None:
    regions = {"us-east-1": {"zones": ["us-east-1a", "us-east-1b"], "cidr": "10.9.0.0/16"}}
    assert [r for r, _ in moved(small(regions=regions), small())] == [("regions", "us-east-1", "cidr")]


def test_a_pin_to_the_old_block_moves_nothing() -> None:
    before = with_rows("web", "tools", "app", "db")
    pins = {row: {"cidrs": [blocks(before)[f"{row}@us-east-1{z}"] for z in "ab"]} for row in ("app", "db")}
    assert moved(with_rows("web", "app", "db", **pins), before) == []


# --- zones ---


def zones_found(region: str, *zones: str) -> list[str]:
    data = small(regions={region: {"zones": list(zones), "cidr": "10.0.0.0/16"}})
    return [each.message for each in check(topology_of(data)).findings if each.code == "AG201"]


def test_local_zones_belong_to_their_region() -> None:
    assert zones_found("us-west-2", "us-west-2a", "us-west-2-lax-1a", "us-west-2-wl1-las-wlz-1") == []


def test_zones_of_an_unknown_region_are_judged_by_their_form() -> None:
    assert zones_found("xx-new-1", "xx-new-1a", "xx-new-1q") == []
    assert zones_found("xx-new-1", "xx-new-1a", "xx-new-2b") == [
        "xx-new-1 has no zone xx-new-2b; its zones are its name and a letter, such as xx-new-1a"
    ]


def test_a_letter_that_a_region_does_not_have_is_found() -> None:
    assert zones_found("eu-west-1", "eu-west-1a", "eu-west-1d") == [
        "eu-west-1 has no zone eu-west-1d; it has eu-west-1a, eu-west-1b and eu-west-1c"
    ]
