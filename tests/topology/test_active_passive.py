"""Names with several targets: by failover, by weight, by latency; and regions that stand by."""

from __future__ import annotations

from typing import Any

import pytest

from archgen.model.reading import architecture
from archgen.topology.failures.outage import Outage, Phase
from archgen.topology.failures.simulation import Simulator, Verdict
from archgen.topology.routes.names import answers, policy, shares_name
from models import brief, topology_of
from terraforming import blocks, configuration, kept


def model(standby: bool = True, connection: Any = "shops -> dns -> lb", routing: str | None = None) -> Any:
    data = kept()["active-passive"]
    if not standby:
        del data["regions"]["eu-central-1"]["role"]
    if routing:
        data["components"]["dns"]["routing"] = routing
    first = [connection] if isinstance(connection, str) else connection
    data["connections"] = [*first, *data["connections"][1:]]
    return data


def records(data: Any) -> dict[str, str]:
    found = blocks(configuration(data), "aws_route53_record")
    return {label: text for label, text in found.items() if not label.endswith("_proof")}


def test_a_standby_region_has_the_secondary_answer() -> None:
    first, second = records(model()).values()
    assert 'type = "PRIMARY"' in first and "health_check_id" in first
    assert 'type = "SECONDARY"' in second and "health_check_id" not in second
    check = blocks(configuration(model()), "aws_route53_health_check")["lb"]
    assert 'resource_path     = "/health"' in check and '"HTTPS"' in check


def test_without_one_the_nearest_region_answers() -> None:
    data = model(standby=False)
    assert all("latency_routing_policy" in text for text in records(data).values())
    assert blocks(configuration(data), "aws_route53_health_check") == {}


def test_roles_may_be_given_to_targets() -> None:
    data = model(
        standby=False,
        connection=[
            {"shops -> dns -> lb": {"port": 443, "region": "eu-central-1", "role": "primary"}},
            {"shops -> dns -> lb": {"port": 443, "region": "eu-west-1", "role": "secondary"}},
        ],
    )
    found = {(a.region, a.role) for a in answers(topology_of(data), "dns")}
    assert found == {("eu-central-1", "primary"), ("eu-west-1", "secondary")}
    assert topology_of(data).standby == {"eu-west-1"}


def test_weights_share_the_answers() -> None:
    data = model(
        standby=False,
        connection=[
            {"shops -> dns -> lb": {"port": 443, "region": "eu-west-1", "weight": 90}},
            {"shops -> dns -> lb": {"port": 443, "region": "eu-central-1", "weight": 10}},
        ],
    )
    assert policy(topology_of(data), "dns") == "weighted"
    assert ["weight = 90" in t or "weight = 10" in t for t in records(data).values()] == [True, True]


def test_targets_without_a_role_or_a_weight_have_names_of_their_own() -> None:
    data = model(standby=False, connection=["shops -> dns -> lb", "shops -> dns -> other"])
    data["components"]["other"] = {"kind": "alb", "subnets": "edge"}
    topology = topology_of(data)
    assert {answer.target for answer in answers(topology, "dns")} == {"lb"}
    assert shares_name(topology, "dns", "lb") and not shares_name(topology, "dns", "other")


def fared(data: Any, *lost: str) -> dict[Phase, Verdict]:
    regions = tuple(each for each in lost if not each[-1].isalpha())
    zones = tuple(each for each in lost if each[-1].isalpha())
    outcome = Simulator(topology_of(data)).simulate(Outage(regions=regions, zones=zones))
    return {phase: outcome.paths[0].at(phase).verdict for phase in Phase}


def test_clients_wait_for_the_failover_of_names() -> None:
    found = fared(model(), "eu-west-1")
    assert found[Phase.INSTANT] is Verdict.FAILS and found[Phase.RECOVERED] is Verdict.SURVIVES
    outcome = Simulator(topology_of(model())).simulate(Outage(regions=("eu-west-1",)))
    assert outcome.seconds == 180


def test_what_begins_inside_waits_for_no_name() -> None:
    data = model()
    for id in ("shops", "dns", "lb"):
        del data["components"][id]
    data["connections"] = data["connections"][2:]
    (path, *_) = Simulator(topology_of(data)).simulate(Outage(regions=("eu-west-1",))).paths
    assert (path.need.source, path.need.target) == ("api", "ledger")
    assert path.at(Phase.INSTANT).verdict is not Verdict.FAILS


def test_the_failure_of_what_stands_by_is_not_noticed() -> None:
    assert set(fared(model(), "eu-central-1a").values()) == {Verdict.SURVIVES}
    assert set(fared(model(), "eu-central-1").values()) == {Verdict.SURVIVES}
    assert Verdict.DEGRADED in fared(model(standby=False), "eu-central-1a").values()


@pytest.mark.parametrize(
    ("details", "code", "says"),
    [
        ({"role": "second"}, "AG004", '`role` is "second"; did you mean "secondary"?'),
        ({"weight": 300}, "AG004", "`weight` is 300; it must be a whole number from 0 to 255"),
        ({"region": "eu-west-2"}, "AG002", 'there is no region "eu-west-2" under `regions`'),
    ],
)
def test_what_is_wrong_is_said(details: dict[str, Any], code: str, says: str) -> None:
    _, findings = architecture(model(connection=[{"shops -> dns -> lb": details}]))
    assert [(f.code, f.message[: len(says)]) for f in findings] == [(code, says)]


def test_a_role_is_for_what_a_name_leads_to() -> None:
    data = model()
    data["connections"][1] = {"lb -> api": {"role": "primary"}}
    _, findings = architecture(data)
    assert findings[0].message == "`role` is for what a hosted zone leads to; there is none before api"


def beside(first: str, second: str) -> dict[str, str]:
    """The records of a name that a distribution and a load balancer share, by their labels."""
    data = brief()
    data["components"]["dns"]["routing"] = "failover"
    data["connections"] = [
        each
        for each in data["connections"]
        if "dns" not in str(next(iter(each)) if isinstance(each, dict) else each)
    ]
    data["connections"] += [
        {"dns -> cdn": {"role": first}},
        {"dns -> web-lb": {"role": second}},
        "client -> dns",
        {"client -> cdn": 443},
    ]
    files = configuration(data)
    return {**blocks(files, "aws_route53_record"), **blocks(files, "aws_route53_health_check")}


def test_a_distribution_may_be_either_side_of_a_failover() -> None:
    second = beside("secondary", "primary")
    assert 'failover_routing_policy { type = "SECONDARY" }' in second["dns_to_cdn"]
    assert "for_each" not in second["dns_to_cdn"] and "evaluate_target_health = false" in second["dns_to_cdn"]
    assert "health_check_id" not in second["dns_to_cdn"] and "cdn" not in second
    first = beside("primary", "secondary")
    assert 'failover_routing_policy { type = "PRIMARY" }' in first["dns_to_cdn"]
    assert "health_check_id = aws_route53_health_check.cdn.id" in first["dns_to_cdn"]
    assert "aws_cloudfront_distribution.cdn.domain_name" in first["cdn"]
    shared = [first["dns_to_cdn"], first["dns_to_web_lb"]]
    assert len({text.split("name    = ")[1].split("\n")[0] for text in shared}) == 1
