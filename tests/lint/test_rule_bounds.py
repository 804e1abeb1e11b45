"""Where a rule begins: the last value that it is silent about, and the first that it finds."""

from __future__ import annotations

import pytest

from archgen.findings.phrase import Phrase
from archgen.lint.engine import rules
from archgen.lint.rules.fault import Fault, listed
from rule_examples import graph, patched

RULES = {rule.name: rule for rule in rules()}
REQUIRED = "components: {app: {capacity: {min: %s, max: 8, required: %s}}}"
PINNED = """
subnets: {edge: {access: public, cidrs: [%s, %s]}}
components: {web-lb: {subnets: edge}}
"""


def faults(rule: str, patch: str) -> list[Fault]:
    return list(RULES[rule].faults(graph(patched(patch))))


def said(rule: str, patch: str) -> list[str]:
    return [fault.message for fault in faults(rule, patch)]


BOUNDS = [
    ("subnet-cidr-size", "subnets: {db: {cidrs: [10.0.9.0/24, %s]}}", "10.0.8.0/28", "10.0.8.0/29"),
    ("vpc-cidr-size", "regions: {us-east-1: {cidr: %s}}", "10.0.0.0/16", "10.0.0.0/15"),
    ("vpc-cidr-size", "regions: {us-east-1: {cidr: %s}}", "10.0.0.0/28", "10.0.0.0/29"),
    (
        "alb-subnet-size",
        "{subnets: {edge: {access: public, cidrs: [10.0.200.0/27, 10.0.201.0/27]}, small: {access: isolated, "
        "cidrs: [10.0.202.0/28, 10.0.203.0/28]}}, components: {%s: {subnets: edge}}}",
        "web-lb",
        "web-lb: {subnets: small}, web",
    ),
    ("alb-subnet-size", PINNED % ("10.0.200.0/27", "10.0.201.0/%s"), "27", "28"),
    ("replica-limit", "components: {orders: {read_replicas: %s}}", "15", "16"),
    ("replica-limit", "components: {orders: {engine: oracle-ee, read_replicas: %s}}", "5", "6"),
    ("replica-limit", "components: {orders: {engine: sqlserver-ee, read_replicas: %s}}", "5", "6"),
    ("replica-limit", "components: {orders: {engine: db2-ae, read_replicas: %s}}", "3", "4"),
    ("replica-source-without-backups", "components: {orders: {backup_retention_days: %s}}", "1", "0"),
    ("backups-off", "components: {orders: {backup_retention_days: %s}}", "1", "0"),
    ("capacity-bounds", "components: {app: {capacity: {min: %s, max: 4}}}", "4", "5"),
    ("capacity-bounds", "components: {app: {capacity: {min: 2, max: 4, desired: %s}}}", "2", "1"),
    ("capacity-bounds", "components: {app: {capacity: {min: 2, max: 4, desired: %s}}}", "4", "5"),
    (
        "capacity-bounds",
        "components: {orders: {kind: aurora, engine: aurora-mysql, multi_az: null, instance_class: "
        "db.serverless, serverless: {min: %s, max: 4}}}",
        "4",
        "4.5",
    ),
    (
        "name-too-long",
        "{name: a-name-of-24-letters-all, components: {%s: {kind: alb, subnets: app}}}",
        "lb-seve",
        "lb-eight",
    ),
    (
        "rto-needs-automatic-failover",
        "{targets: {zone: {rto: %s}}, components: {orders: {multi_az: false}}}",
        "1h",
        "59m",
    ),
    (
        "timeout-chain",
        "{components: {api: {kind: api-gateway}, f: {kind: lambda, tier: backend, timeout: %s}}, "
        "connections+: [client -> api -> f]}",
        "29",
        "30",
    ),
    ("unusual-public-port", "connections+: [client -> web-lb: %s]", "80", "81"),
    ("unusual-public-port", "connections+: [client -> web-lb: %s]", "443", "444"),
    ("no-zone-headroom", REQUIRED % ("%s", 2), "4", "3"),
    ("no-zone-headroom", REQUIRED % (4, "%s"), "2", "3"),
    (
        "db-cluster-zones",
        "{regions: {us-east-1: {zones: [us-east-1a, us-east-1b, us-east-1c]}}, components: "
        "{orders: {multi_az: cluster, read_replicas: null, zones: [us-east-1a, us-east-1b%s]}}}",
        ", us-east-1c",
        "",
    ),
]


@pytest.mark.parametrize(("rule", "patch", "silent", "found"), BOUNDS)
def test_a_rule_begins_at_its_bound(rule: str, patch: str, silent: str, found: str) -> None:
    assert said(rule, patch % silent) == []
    assert said(rule, patch % found) != []


FARGATE = {
    256: (512, 1024, 2048),
    512: (1024, 2048, 3072, 4096),
    1024: (2048, 7168, 8192),
    2048: (4096, 15360, 16384),
    4096: (8192, 29696, 30720),
    8192: (16384, 20480, 61440),
    16384: (32768, 40960, 122880),
}
"""Some sizes that Fargate offers (Amazon ECS Developer Guide: task CPU and memory), the ends among them."""
TASK = "components: {app: {kind: ecs-service, instance_type: null, cpu: %d, memory: %d}}"


@pytest.mark.parametrize("cpu", FARGATE)
def test_a_task_may_have_the_sizes_of_fargate_and_no_others(cpu: int) -> None:
    for memory in FARGATE[cpu]:
        assert said("fargate-size", TASK % (cpu, memory)) == []
    least, *_, most = FARGATE[cpu]
    for memory in (least - 512, least + 1, most + 1024, most + 8192):
        if memory:
            assert said("fargate-size", TASK % (cpu, memory)) != [], memory


@pytest.mark.parametrize(
    ("cpu", "memory", "larger"),
    [
        (256, 2049, (512, 3072)),
        (256, 4096, (512, 4096)),
        (300, 1024, (512, 1024)),
        (512, 512, (512, 1024)),
        (1000, 8192, (1024, 8192)),
        (4096, 30721, (8192, 32768)),
        (8192, 16385, (8192, 20480)),
        (8192, 61441, (16384, 65536)),
        (16384, 32769, (16384, 40960)),
    ],
)
def test_the_next_larger_size_has_no_less_of_either(cpu: int, memory: int, larger: tuple[int, int]) -> None:
    (fault,) = faults("fargate-size", TASK % (cpu, memory))
    assert f"the next larger size is {larger[0]} and {larger[1]}" in fault.message
    assert fault.help == f"set `cpu: {larger[0]}` and `memory: {larger[1]}` in `components.app`"


def test_more_than_the_largest_task_has_no_larger_size() -> None:
    (fault,) = faults("fargate-size", TASK % (16384, 122881))
    assert "next larger" not in fault.message and fault.help is None


CHAIN = """
components:
  api: {kind: api-gateway}
  first: {kind: lambda, tier: backend, timeout: 15}
  second: {kind: lambda, tier: backend, timeout: %d}
  third: {kind: lambda, tier: backend}
connections+: [client -> api -> first -> second, first -> third -> first, second -> first]
"""


def test_what_functions_that_call_each_other_take_adds_up_and_circles_end() -> None:
    assert said("timeout-chain", CHAIN % 14) == []
    (message,) = said("timeout-chain", CHAIN % 15)
    assert message.startswith("api waits 29 s, and first -> second may take 30 s")


def test_what_declares_no_timeout_is_not_waited_for() -> None:
    patch = """
components: {api: {kind: api-gateway}, slow: {kind: lambda, tier: backend, timeout: 60}}
connections+: [client -> api, api -> %s -> slow]
"""
    assert said("timeout-chain", patch.replace("%s -> ", "")) != []
    assert said("timeout-chain", patch.replace("%s", "partners")) == []


def test_ids_in_a_sentence_are_four_at_most() -> None:
    assert str(listed("a")) == "a"
    assert str(listed("abcd")) == "a, b, c and d"
    assert str(listed("abcde")) == "a, b, c and 2 more"
    assert str(listed("abab")) == "a and b"
    assert str(listed("abcdef", most=6)) == "a, b, c, d, e and f"
    assert isinstance(listed("ab"), Phrase)


@pytest.mark.parametrize(
    ("route", "subjects", "about"),
    [
        (("components", "db"), (), ("db",)),
        (("components", "db", "engine"), (), ("db",)),
        (("components",), (), ()),
        (("regions", "us-east-1"), (), ("us-east-1",)),
        (("connections", 3), (), ()),
        (("components", "db"), ("other",), ("other",)),
    ],
)
def test_a_fault_is_about_what_its_route_names(
    route: tuple[str, ...], subjects: tuple[str, ...], about: tuple[str, ...]
) -> None:
    assert Fault(route, "text", subjects=subjects).about == about


@pytest.mark.parametrize(
    ("minimum", "required", "text"),
    [
        (1, 1, "a minimum of 1 in 2 zones: none is left when one fails, and 1 required; raise `min` to 2"),
        (2, 2, "a minimum of 2 in 2 zones: one is left when one fails, and 2 required; raise `min` to 4"),
        (5, 3, "a minimum of 5 in 2 zones: 2 are left when one fails, and 3 required; raise `min` to 6"),
    ],
)
def test_the_least_minimum_that_leaves_enough_is_named(minimum: int, required: int, text: str) -> None:
    (fault,) = faults("no-zone-headroom", REQUIRED % (minimum, required))
    assert text in fault.message


@pytest.mark.parametrize(
    ("capacity", "edit"),
    [
        ("min: 2, max: 4, required: 2", "set `min: 4` in `components.app.capacity`"),
        ("min: 2, max: 3, required: 2", "set `min: 4` and `max: 4` in `components.app.capacity`"),
        ("min: 2, max: 4, desired: 4, required: 2", "set `min: 4` in `components.app.capacity`"),
        (
            "min: 2, max: 4, desired: 3, required: 2",
            "set `min: 4` and `desired: 4` in `components.app.capacity`",
        ),
    ],
)
def test_only_numbers_that_would_be_too_low_are_raised_with_the_minimum(capacity: str, edit: str) -> None:
    (fault,) = faults("no-zone-headroom", f"components: {{app: {{capacity: {{{capacity}}}}}}}")
    assert fault.help == edit


@pytest.mark.parametrize(
    ("zones", "way"),
    [
        (
            "us-east-1a, us-east-1z",
            "it has us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e and us-east-1f",
        ),
        ("us-east-1a, US-EAST-1B", "did you mean us-east-1b?"),
        ("us-east-1a, b", "did you mean us-east-1b?"),
    ],
)
def test_the_zone_that_was_meant_is_named(zones: str, way: str) -> None:
    (message,) = said("zone-not-in-region", f"regions: {{us-east-1: {{zones: [{zones}]}}}}")
    assert message.endswith(way)


SMALL = """
subnets: {{small: {{access: private, cidrs: [10.0.200.0/{0}, 10.0.201.0/24]}}}}
components: {{app: {{subnets: small, capacity: {{min: 2, max: {1}}}}}}}
"""


@pytest.mark.parametrize(
    ("prefix", "most", "text"),
    [
        (28, 5, ""),  # of 16 addresses AWS keeps 5: 11 are usable, and the largest share is counted twice
        (28, 6, "has 11 usable addresses and may need 6 for app, more than half; a /27 has room"),
        (28, 11, "has 11 usable addresses and may need 11 for app, more than half; a /27 has room"),
        (28, 12, "has 11 usable addresses and needs 12 for app; a /27 has room"),
        (28, 14, "has 11 usable addresses and needs 14 for app; a /26 has room"),
        (27, 13, ""),
        (27, 14, "has 27 usable addresses and may need 14 for app, more than half; a /26 has room"),
    ],
)
def test_a_subnet_has_room_for_twice_the_largest_share(prefix: int, most: int, text: str) -> None:
    messages = said("subnet-capacity", SMALL.format(prefix, most))
    assert len(messages) == bool(text)
    assert all(text in message for message in messages)


@pytest.mark.parametrize(("replicas", "kept"), [(8, 8), (9, 8)])
def test_at_most_eight_databases_are_pointed_at(replicas: int, kept: int) -> None:
    databases = ", ".join(
        f"d{number}: {{kind: rds, subnets: db, read_replicas: 1}}" for number in range(replicas)
    )
    patch = f"{{targets: {{zone: {{rto: 5m}}}}, components: {{{databases}}}}}"
    (fault,) = faults("rto-needs-automatic-failover", patch)
    assert len(fault.related) == kept


def test_one_database_needs_a_promotion_and_two_need_one() -> None:
    one = "{targets: {zone: {rto: 5m}}, components: {orders: {multi_az: false}}}"
    two = one.replace("}}}", "}, other: {kind: rds, subnets: db, read_replicas: 1}}}")
    assert "orders needs a replica" in said("rto-needs-automatic-failover", one)[0]
    assert "orders and other need a replica" in said("rto-needs-automatic-failover", two)[0]


@pytest.mark.parametrize(
    ("written", "better"), [("10.0.0.0/15", "10.0.0.0/16"), ("10.0.0.0/29", "10.0.0.0/22")]
)
def test_a_block_that_aws_accepts_is_proposed(written: str, better: str) -> None:
    (fault,) = faults("vpc-cidr-size", f"regions: {{us-east-1: {{cidr: {written}}}}}")
    assert fault.help and better in fault.help


@pytest.mark.parametrize(("others", "is_enough"), [(5, True), (6, False)])
def test_a_larger_block_serves_the_subnet_too_if_it_has_room_for_twice_what_is_there(
    others: int, is_enough: bool
) -> None:
    more = "".join(
        f", i{number}: {{kind: instance, tier: backend, subnets: small}}" for number in range(others)
    )
    rows = "small: {access: public, cidrs: [10.0.200.0/28, 10.0.201.0/28]}"
    (fault,) = faults(
        "alb-subnet-size", f"{{subnets: {{{rows}}}, components: {{web-lb: {{subnets: small}}{more}}}}}"
    )
    assert (len(fault.subjects) > 1) is is_enough


def test_one_of_the_names_of_a_load_balancer_without_callers_is_shown() -> None:
    zones = ", ".join(f"{name}: {{kind: route53, domain: {name}.example}}" for name in ("one", "two"))
    components = f"{{{zones}, lb: {{kind: alb, subnets: web}}}}"
    patch = f"{{components: {components}, connections: [one -> lb, two -> lb, lb -> web]}}"
    found = [fault for fault in faults("load-balancer-without-targets", patch) if fault.route[1] == "lb"]
    assert [[place.route for place in fault.related] for fault in found] == [[("connections", 0)]]
