"""What a file may say, and what archgen says of a file that says something else."""

import pytest

from archgen.findings import Finding
from archgen.model.kinds import kind_class, kinds
from archgen.model.reading import architecture
from models import brief, made, small


def faults(data: object) -> list[Finding]:
    found, findings = architecture(data)
    assert (found is None) == bool(findings)
    return findings


def only(data: object) -> Finding:
    findings = faults(data)
    assert len(findings) == 1, findings
    return findings[0]


def test_the_brief_is_an_architecture() -> None:
    assert faults(brief()) == []


@pytest.mark.parametrize("data", [None, [], "text", 3, {}, {"archgen": 1}])
def test_what_is_no_architecture_is_a_finding(data: object) -> None:
    assert faults(data)


def test_every_kind_has_its_module() -> None:
    table = """client external route53 cloudfront waf s3 internet-gateway nat-gateway alb nlb
        auto-scaling-group ecs-service lambda instance rds aurora dynamodb elasticache efs sqs sns
        secrets-manager vpc-endpoint custom transit-gateway vpc-peering vpn direct-connect
        network-firewall nat-instance egress-only-internet-gateway"""
    assert set(table.split()) <= set(kinds())
    for kind in kinds():
        assert kind_class(kind).model_fields["kind"].annotation is not str


def test_an_unknown_key_is_named_with_its_nearest() -> None:
    data = small()
    data["components"]["app"]["tear"] = "backend"
    finding = next(f for f in faults(data) if f.code == "AG001")
    assert finding.message == 'app has an unknown key "tear"; did you mean "tier"?'
    assert (finding.route, finding.key) == (("components", "app", "tear"), True)


def test_an_unknown_key_without_a_near_one_lists_the_keys() -> None:
    data = small(zzz=1)
    assert "regions" in (only(data).help or "")


def test_a_key_that_begins_with_x_is_free() -> None:
    data = small()
    data["x-anchors"] = {"any": [1]}
    data["components"]["app"]["x-note"] = "free"
    assert faults(data) == []


def test_tags_may_begin_with_x() -> None:
    assert made(small(tags={"x-team": "shop"})).tags == {"x-team": "shop"}


def test_an_unknown_kind_is_named_with_its_nearest() -> None:
    finding = only(small(components={"cache": {"kind": "elasticcache", "subnets": "db"}}))
    assert (finding.code, finding.route) == ("AG011", ("components", "cache", "kind"))
    assert finding.message == 'there is no kind "elasticcache"; did you mean "elasticache"?'


def test_a_component_without_kind_says_so() -> None:
    assert only(small(components={"cache": {"subnets": "db"}})).code == "AG005"


@pytest.mark.parametrize("value", [None, 3, [], "alb"])
def test_a_component_is_a_map(value: object) -> None:
    assert only(small(components={"cache": value})).route == ("components", "cache")


@pytest.mark.parametrize("id", ["Cache", "9lives", "a_b", "ä", "a" * 41, "", "a\n", "-a", "0.0.0.0/0"])
def test_an_id_has_a_form(id: str) -> None:
    finding = only(small(components={id: {"kind": "sqs"}}))
    assert (finding.code, finding.route, finding.key) == ("AG013", ("components", id), True)


def test_an_id_may_have_40_characters() -> None:
    assert faults(small(components={"a" * 40: {"kind": "sqs"}})) == []


def test_a_dangling_row_is_named_with_its_nearest() -> None:
    data = small()
    data["components"]["app"]["subnets"] = "ap"
    assert only(data).message == 'there is no subnet "ap"; did you mean "app"?'


def test_a_dangling_zone_points_at_itself() -> None:
    data = small()
    data["components"]["app"]["zones"] = ["us-east-1a", "us-east-1z"]
    assert only(data).route == ("components", "app", "zones", 1)


def test_a_dangling_region_in_either_spelling() -> None:
    data = small(components={"jobs": {"kind": "sqs", "region": "us-east-2"}})
    assert only(data).code == "AG002"
    data = small(components={"jobs": {"kind": "sqs", "region": ["us-east-1", "us-east-2"]}})
    assert only(data).route == ("components", "jobs", "region", 1)


def test_an_ignored_component_must_exist() -> None:
    data = small(rules={"ignore": [{"rule": "AG216", "component": "dbs", "reason": "a test"}]})
    assert only(data).route == ("rules", "ignore", 0, "component")


def test_an_ignore_needs_a_reason() -> None:
    assert only(small(rules={"ignore": [{"rule": "AG216"}]})).code == "AG005"


def test_an_ignore_ends_on_a_date() -> None:
    entry = {"rule": "AG216", "reason": "a test", "until": "soon"}
    assert only(small(rules={"ignore": [entry]})).route == ("rules", "ignore", 0, "until")
    assert faults(small(rules={"ignore": [entry | {"until": "2026-12-31"}]})) == []


def test_compute_must_say_its_tier() -> None:
    data = small()
    del data["components"]["app"]["tier"]
    finding = only(data)
    assert (finding.code, finding.message) == ("AG005", "app has no `tier`")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("multi_az", "yes"),
        ("read_replicas", "1"),
        ("read_replicas", -1),
        ("read_replicas", 1.5),
        ("engine", 5),
    ],
)
def test_no_value_is_converted_silently(field: str, value: object) -> None:
    data = small()
    data["components"]["db"][field] = value
    assert only(data).route == ("components", "db", field)


def test_an_interface_endpoint_needs_subnets_and_a_gateway_endpoint_none() -> None:
    assert (
        "needs `subnets`" in only(small(components={"e": {"kind": "vpc-endpoint", "service": "sqs"}})).message
    )
    assert faults(small(components={"e": {"kind": "vpc-endpoint", "service": "s3"}})) == []


def test_a_custom_zonal_component_needs_subnets() -> None:
    assert "needs `subnets`" in only(small(components={"e": {"kind": "custom", "scope": "zone"}})).message


def test_a_service_without_a_port_has_no_health_check() -> None:
    worker = {"image": "example/worker:1"}
    fields = {"kind": "ecs-service", "tier": "backend", "subnets": "app"}
    sound = {"worker": fields | {"service": worker}}
    assert faults(small(components=sound)) == []
    checked = {"worker": fields | {"service": worker | {"health_check": "/"}}}
    finding = only(small(components=checked))
    assert finding.route == ("components", "worker", "service", "health_check")
    assert finding.message == "`health_check` has no `port` to check; set `port` beside it"
    function = {"kind": "lambda", "tier": "backend", "service": worker | {"health_check": "/"}}
    assert faults(small(components={"function": function})) == []


@pytest.mark.parametrize("cidr", ["10.0.0/16", "10.0.0.0", "10.0.0.0/33", 10, "::/64", None])
def test_a_block_is_ipv4_with_a_length(cidr: object) -> None:
    data = small()
    data["regions"]["us-east-1"]["cidr"] = cidr
    assert only(data).route == ("regions", "us-east-1", "cidr")


def test_host_bits_are_kept_for_the_rules() -> None:
    data = small()
    data["regions"]["us-east-1"]["cidr"] = "10.0.5.0/16"
    assert str(made(data).regions["us-east-1"].cidr) == "10.0.5.0/16"


def test_a_zonal_kind_says_its_subnets() -> None:
    for kind in kinds():
        if kind_class(kind).needs_subnets and kind not in ("nat-gateway", "vpc-endpoint"):
            assert kind_class(kind).model_fields["subnets"].is_required(), kind


def test_a_target_is_a_duration() -> None:
    targets = made(small(targets={"zone": {"rto": "5m", "rpo": "0s"}})).targets
    assert targets.zone is not None
    assert (targets.zone.rto, targets.zone.rpo) == (300, 0)
    assert only(small(targets={"zone": {"rto": "soon"}})).route == ("targets", "zone", "rto")


def test_all_faults_come_at_once() -> None:
    data = small(zzz=1)
    data["components"]["app"]["tier"] = "backed"
    data["components"]["lb"]["subnets"] = "wbe"
    data["connections"] = ["app -> dbb"]
    assert {f.code for f in faults(data)} == {"AG001", "AG002", "AG004"}
    assert len(faults(data)) == 4


def test_a_pinned_block_without_a_zone_is_found() -> None:
    pins = ["10.0.64.0/22", "10.0.68.0/22", "10.0.72.0/22"]
    rows = {"web": {"access": "public"}, "app": {"access": "private"}, "db": {"access": "isolated"}}
    assert faults(small(subnets=rows | {"db": {"access": "isolated", "cidrs": pins[:2]}})) == []
    found = only(small(subnets=rows | {"db": {"access": "isolated", "cidrs": pins}}))
    assert found.route == ("subnets", "db", "cidrs", 2)
    assert found.message == "db pins 3 blocks in us-east-1, which has 2 zones; pin one for each"


def test_an_icon_must_be_one_of_the_diagrams_package() -> None:
    data = small(components={"q": {"kind": "custom", "icon": "aws.analytics.Athenaa"}})
    found, findings = architecture(data)
    (finding,) = findings
    assert found is None and finding.code == "AG002" and finding.route == ("components", "q", "icon")
    assert finding.message == 'there is no icon "aws.analytics.Athenaa"; did you mean "aws.analytics.Athena"?'


def test_a_key_of_another_kind_is_told_of_as_such() -> None:
    finding = only(small(components={"queue": {"kind": "sqs", "cidrs": ["10.0.0.0/16"]}}))
    assert (finding.message, finding.help) == (
        'queue has an unknown key "cidrs"',
        "`cidrs` is a key of external",
    )


def test_what_is_outside_of_aws_is_external_and_may_have_an_icon() -> None:
    assert faults(small(components={"office": {"kind": "custom", "scope": "outside"}})) == []
    for kind in ("external", "client"):
        assert faults(small(components={"office": {"kind": kind, "icon": "onprem.client.Users"}})) == []
        assert (
            "no icon"
            in only(small(components={"office": {"kind": kind, "icon": "onprem.client.Use"}})).message
        )


def test_an_icon_of_the_diagrams_package_is_taken() -> None:
    found, findings = architecture(
        small(components={"q": {"kind": "custom", "icon": "aws.analytics.Athena"}})
    )
    assert found is not None and findings == []
