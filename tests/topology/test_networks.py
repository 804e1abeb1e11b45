"""Systems of several VPCs: what reaches what over which gateways, what must not, and their Terraform."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from archgen.cli import archgen
from archgen.findings import Severity
from archgen.i18n.es import table as spanish
from archgen.lint.engine import check
from archgen.model.kinds import INTERNET
from archgen.model.reading import architecture
from archgen.render.docs import network as docs
from archgen.terraform_plan.comparing.differences import differences
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan
from archgen.topology.building import topology
from archgen.topology.failures.failure import Failure, without
from archgen.topology.failures.outage import Outage, Phase
from archgen.topology.graph import Topology
from archgen.topology.routes.crossing import _CAUSES
from archgen.topology.routes.paths import all_paths
from archgen.topology.routes.routing import needs_of, network_of, walker
from archgen.yamlfile.parser import read
from hcl import blocks
from models import ROOT, brief, topology_of
from terraforming import configuration, entries, given, needs_terraform, run, written

FOLDER = ROOT / "examples" / "networks"
NAMES = sorted(file.parent.name for file in FOLDER.glob("*/architecture.yaml"))


def data_of(name: str) -> Any:
    return read((FOLDER / name / "architecture.yaml").read_bytes(), name).data


def graph(data: Any) -> Topology:
    made, findings = architecture(data)
    assert made is not None, [finding.message for finding in findings]
    return topology(made)


def example(name: str) -> Topology:
    return graph(data_of(name))


def ways(found: Topology, source: str, target: str) -> set[tuple[str, ...]]:
    """The components between two others, on each path; broken ones are none."""
    return {
        tuple(found.copies[stop].component for stop in path.stops[1:-1])
        for path in all_paths(found)
        if (path.connection.source, path.connection.target) == (source, target) and path.broken is None
    }


def reaches(found: Topology, source: str, target: str) -> bool:
    """Whether anything leads from the subnets of one row to those of another."""
    starts = [s.id for s in found.subnets.values() if s.row == source]
    ends = [s.id for s in found.subnets.values() if s.row == target] or [target]
    return any(walker(found).walk(start, end).carried for start in starts for end in ends)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_found_in_an_example(name: str) -> None:
    found = [f for f in check(example(name)).findings if f.severity is not Severity.INFO]
    assert found == []


def test_spokes_are_isolated_from_each_other() -> None:
    found = example("isolated-spokes")
    assert ways(found, "builds", "orders") == ways(found, "builds", "invoices") == {("tgw",)}
    assert reaches(found, "tools", "shop-app") and reaches(found, "tools", "billing-app")
    for source, target in (("shop-app", "billing-app"), ("billing-app", "shop-app")):
        assert not reaches(found, source, target)
    for spoke in ("shop-app", "billing-app"):
        assert not reaches(found, spoke, INTERNET)


def test_shared_services_are_reached_and_spokes_are_not() -> None:
    found = example("shared-services")
    assert ways(found, "shop", "directory") == ways(found, "billing", "directory") == {("tgw",)}
    assert ways(found, "shop", "search-lb") == {("search-endpoint",)}
    assert not reaches(found, "shop-app", "billing-app") and not reaches(found, "billing-app", "shop-app")


def test_spokes_leave_by_the_egress_vpc_and_do_not_meet_there() -> None:
    found = example("centralised-egress")
    assert ways(found, "orders", "payments") == ways(found, "invoices", "payments") == {("tgw", "nat")}
    assert reaches(found, "shop-jobs", INTERNET)
    for source in ("shop-app", "shop-jobs"):
        assert not reaches(found, source, "billing-app") and not reaches(found, "billing-app", source)


def test_without_blackholes_spokes_would_meet_at_the_nat_gateway() -> None:
    """A default route to a NAT gateway leads back into the other spokes: the tables have to block it."""
    data = data_of("centralised-egress")
    del data["components"]["tgw"]["routes"]
    assert reaches(graph(data), "shop-app", "billing-app")


def test_all_traffic_passes_the_firewall() -> None:
    found = example("inspection")
    assert ways(found, "orders", "payments") == {("tgw", "firewall", "nat")}
    assert ways(found, "orders", "invoices") == {("tgw", "firewall", "tgw")}
    for source in ("shop-app", "billing-app"):
        for target in ("shop-app", "billing-app", INTERNET):
            if source != target:
                for subnet in (s for s in found.subnets.values() if s.row == source):
                    end = target if target == INTERNET else f"{target}@{subnet.zone}"
                    walk = walker(found).walk(subnet.id, end)
                    assert walk.carried and any(hop.startswith("firewall@") for hop in walk.hops)
                    assert any(hop.startswith("firewall@") for hop in walk.back)


def test_two_regions_reach_each_other_and_the_data_center_over_peered_gateways() -> None:
    found = example("two-regions")
    assert ways(found, "reports", "orders") == {("frankfurt-tgw", "dublin-tgw")}
    assert ways(found, "reports", "datacenter") == {("frankfurt-tgw", "dublin-tgw", "line")}
    assert walker(found).walk_in("dublin-app@eu-west-1a", INTERNET, 6).hops == ("ipv6-egress@eu-west-1",)


def test_a_hybrid_system_says_the_true_path() -> None:
    found = example("hybrid")
    assert ways(found, "backoffice", "datacenter") == {("datacenter-vpn",)}
    assert ways(found, "office", "app-lb") == {("office-line",)}
    assert without(found, "us-east-1a").survives and without(found, "us-east-1b").survives


def test_a_single_tunnel_is_found() -> None:
    data = data_of("hybrid")
    del data["components"]["datacenter-vpn-2"]
    (finding,) = [f for f in check(graph(data)).findings if f.severity is not Severity.INFO]
    assert finding.code == "AG228" and finding.route == ("components", "datacenter-vpn")


def test_a_network_that_no_connection_of_the_file_leads_to_is_joined_elsewhere() -> None:
    data = data_of("hybrid")
    for id in ("datacenter-vpn", "datacenter-vpn-2"):
        del data["components"][id]
    data["connections"] = [c for c in data["connections"] if "datacenter-vpn" not in str(c)]
    data["connections"].append({"backoffice -> datacenter": 1433})
    assert ways(graph(data), "backoffice", "datacenter") == {()}


def test_a_lost_attachment_cuts_what_comes_over_it() -> None:
    """The egress VPC is attached in one zone: the other zones lose their way with it."""
    data = data_of("centralised-egress")
    data["subnets"]["transit"]["zones"] = ["us-east-1a"]
    found = graph(data)
    assert ways(found, "orders", "payments") == {("tgw", "nat")}
    cuts = without(found, "us-east-1a").broken_paths
    assert {cut.connection.source for cut in cuts} == {"orders", "invoices"}
    assert all("has no attachment to egress left" in cut.reason for cut in cuts)
    assert without(found, "us-east-1b").broken_paths == ()


def test_a_failed_nat_instance_or_firewall_is_not_routed_around() -> None:
    data = data_of("hybrid")
    data["components"]["nat"] = {"kind": "nat-instance", "subnets": "web"}
    data["components"]["partner"] = {"kind": "external"}
    data["subnets"]["app"]["via"] = "nat"
    data["connections"].append({"backoffice -> nat -> partner": 443})
    cuts = without(graph(data), "us-east-1a").broken_paths
    assert {cut.hop for cut in cuts} == {("backoffice@us-east-1b", "nat@us-east-1a")}


def test_without_the_internet_gateway_a_nat_gateway_leads_nowhere() -> None:
    found = Failure(example("centralised-egress"), Outage(components=("igw",)))
    cuts = {cut.connection.source: str(cut.reason) for cut in found.broken_paths(Phase.INSTANT)}
    assert set(cuts) == {"orders", "invoices"} and set(cuts.values()) == {"igw is down: it fails itself"}


def test_ipv6_leaves_by_an_egress_only_gateway() -> None:
    data = data_of("hybrid")
    data["regions"]["us-east-1"].pop("cidr")
    data["vpcs"] = {"main": {"region": "us-east-1", "cidr": "10.0.0.0/16", "ipv6": True}}
    for id in ("datacenter-vpn", "datacenter-vpn-2", "office-line", "office-vpn"):
        data["components"][id]["attaches"] = "main"
    data["subnets"]["app"]["ipv6"] = "only"
    found = graph(data)
    app = network_of(found).subnets["app@us-east-1a"]
    assert [block.version for block in app.blocks] == [6]
    assert walker(found).walk("app@us-east-1a", INTERNET).hops == ("egress-only@main",)
    assert walker(found).walk_in("web@us-east-1a", INTERNET, 6).hops == ("igw@us-east-1",)
    files = configuration(data)
    assert "assign_generated_ipv6_cidr_block" in files["network.tf"]
    assert 'resource "aws_egress_only_internet_gateway" "main"' in files["network.tf"]


def test_copies_in_a_vpc_are_named_by_it_where_a_region_has_several() -> None:
    found = example("shared-services")
    assert {copy.id for copy in found.copies_of("igw")} == {"igw@services", "igw@shop", "igw@billing"}
    assert {copy.id for copy in found.copies_of("nat")} == {"nat@eu-west-1a", "nat@eu-west-1b"}


def test_every_refusal_has_its_spanish() -> None:
    assert {text for _, text in _CAUSES.values()} - set(spanish.WORDS) == set()


WRONG = [
    ({"subnets": {"x": {"access": "public"}}}, ("subnets", "x"), "does not say in which VPC it is"),
    ({"subnets": {"x": {"vpc": "shp", "access": "public"}}}, ("subnets", "x", "vpc"), 'did you mean "shop"'),
    (
        {"subnets": {"x": {"vpc": "shop", "access": "public", "via": "tgw"}}},
        ("subnets", "x", "via"),
        "via a firewall only",
    ),
    (
        {"subnets": {"x": {"vpc": "shop", "access": "isolated", "via": "tgw"}}},
        ("subnets", "x", "via"),
        "it has no default route",
    ),
    (
        {"subnets": {"x": {"vpc": "shop", "access": "private", "via": "orders"}}},
        ("subnets", "x", "via"),
        "orders is no gateway",
    ),
    (
        {"subnets": {"x": {"vpc": "shop", "access": "private", "cidr": "10.9.0.0/16"}}},
        ("subnets", "x", "cidr"),
        "which is no block of its VPC",
    ),
    (
        {"subnets": {"x": {"vpc": "shop", "access": "private", "routes": {"10.9.0.0/99": "tgw"}}}},
        ("subnets", "x", "routes", "10.9.0.0/99"),
        "is not a CIDR block",
    ),
    (
        {"vpcs": {"us-east-1": {"region": "us-east-1", "cidr": "10.8.0.0/16"}}},
        ("vpcs", "us-east-1"),
        "another id",
    ),
    ({"vpcs": {"x": {"region": "us-west-2", "cidr": "10.8.0.0/16"}}}, ("vpcs", "x", "region"), "no region"),
    (
        {"components": {"x": {"kind": "vpc-peering", "between": ["shop", "shop"]}}},
        ("components", "x", "between"),
        "joins shop with itself",
    ),
    (
        {"components": {"x": {"kind": "vpn", "attaches": "tgv", "to": "payments"}}},
        ("components", "x", "attaches"),
        'did you mean "tgw"',
    ),
    (
        {"components": {"x": {"kind": "vpn", "attaches": "tgw", "to": "payments"}}},
        ("components", "payments"),
        "payments has no `cidrs`",
    ),
    (
        {"components": {"x": {"kind": "vpc-endpoint", "subnets": "shop-app"}}},
        ("components", "x"),
        "needs `service` or `to`",
    ),
]


@pytest.mark.parametrize(("patch", "route", "text"), WRONG)
def test_what_is_wrong_with_a_network_is_said_at_its_place(patch: Any, route: Any, text: str) -> None:
    data = data_of("centralised-egress")
    for key, part in patch.items():
        data[key] = data[key] | part
    _, findings = architecture(data)
    assert [f for f in findings if f.route == route and text in f.message], findings


def test_a_serverless_system_needs_neither_zones_nor_blocks() -> None:
    data = {
        "archgen": 1,
        "name": "api",
        "regions": {"eu-west-1": {}},
        "components": {"fn": {"kind": "lambda", "tier": "backend"}, "table": {"kind": "dynamodb"}},
        "connections": ["fn -> table"],
    }
    found = graph(data)
    assert [f for f in check(found).findings if f.severity is Severity.ERROR] == []
    files = configuration(data)
    assert not [b for text in files.values() for b in ('aws_vpc"', 'aws_subnet"') if b in text]


def test_the_transit_gateway_of_a_firewall_keeps_flows_in_one_zone() -> None:
    files = configuration(data_of("inspection"))
    joined = [
        block
        for path, text in files.items()
        if path.endswith(".tf")
        for block in blocks(text)
        if block.labels[:1] == ("aws_ec2_transit_gateway_vpc_attachment",)
    ]
    modes = {block.labels[1]: block.assigned["appliance_mode_support"] for block in joined}
    assert modes == {
        "tgw_network_inspection": '"enable"',
        "tgw_network_shop": '"disable"',
        "tgw_network_billing": '"disable"',
    }


def test_each_account_is_a_provider_with_a_role_to_assume() -> None:
    files = configuration(data_of("inspection"))
    assert files["providers.tf"].count("assume_role {") == 3
    own = [block for block in blocks(files["network_shop.tf"]) if block.name == "resource"]
    assert own and all(block.assigned["provider"] == "aws.shop" for block in own)
    assert (
        "local.account_shop" in files["security_shop.tf"]
        and "local.account}" not in files["security_shop.tf"]
    )


@needs_terraform
@pytest.mark.parametrize("name", NAMES)
def test_terraform_plans_an_example(name: str, tmp_path: Path) -> None:
    folder = written(data_of(name), tmp_path / name)
    variables = [f"-var={key}={value}" for key, value in given(folder).items()]
    run(folder, "validate")
    run(folder, "plan", f"-out={tmp_path / 'plan'}", *variables)
    plan = run(folder, "show", "-json", str(tmp_path / "plan")).encode()
    assert differences(graph(data_of(name)), observe(read_plan(plan))) == ()


def test_the_docs_say_what_a_lost_tunnel_and_a_lost_connection_do() -> None:
    found = {line.id: line for line in docs.private_connections(example("hybrid"))}
    assert found["datacenter-vpn"].tunnels and found["datacenter-vpn"].others == ("datacenter-vpn-2",)
    assert not found["office-line"].tunnels and found["office-line"].others == ("office-vpn",)


def test_what_another_teams_gateway_reaches_is_not_said_to_be_unreached() -> None:
    data = data_of("inspection")
    data["components"]["tgw"] |= {"shared": True, "default": None}
    lines = {(line.source, line.target): line for line in docs.reach(graph(data))}
    assert lines["shop", "billing"].open and lines["shop", "billing"].by == ("tgw",)


EAST_WEST = """\
archgen: 1
name: east-west
regions:
  us-east-1: {zones: [us-east-1a], cidr: 10.0.0.0/16}
subnets:
  inspected: {access: isolated}
  app: {access: isolated, cidrs: [10.0.32.0/22], routes: {10.0.64.0/22: firewall}}
  data: {access: isolated, cidrs: [10.0.64.0/22], routes: {10.0.32.0/22: firewall}}
components:
  firewall: {kind: network-firewall, subnets: inspected}
  app: {kind: ecs-service, tier: backend, subnets: app, service: {image: "example/orders:1.0.0"}}
  db: {kind: rds, subnets: data, engine: postgres}
connections:
  - app -> db
"""


def test_a_route_between_subnets_of_a_vpc_is_followed() -> None:
    data = read(EAST_WEST.encode(), "file").data
    assert ways(graph(data), "app", "db") == {("firewall",)}
    data["subnets"]["data"] = {"access": "isolated", "cidrs": ["10.0.64.0/22"]}
    codes = {finding.code for finding in check(graph(data)).findings}
    assert "AG323" in codes  # the answer does not pass the firewall


def test_what_is_beside_a_nat_gateway_passes_the_firewall_both_ways() -> None:
    data = brief()
    data["subnets"] |= {"inspection": {"access": "private"}}
    data["subnets"]["app"]["via"] = "wall"
    data["components"]["wall"] = {"kind": "network-firewall", "subnets": "inspection"}
    made = graph(data)
    assert ("wall",) in ways(made, "web", "app-lb")
    assert not [f for f in check(made).findings if f.severity is Severity.ERROR]


def test_behind_a_firewall_security_groups_name_blocks() -> None:
    files = configuration(read(EAST_WEST.encode(), "file").data)
    rules = entries(files, "aws_vpc_security_group_ingress_rule")
    assert 'cidr_ipv4         = "10.0.32.0/22"' in rules["db-from-app-10-0-32-0-22-5432"]
    assert "db-from-app-5432" not in rules


def test_init_writes_a_hub_and_its_spokes(tmp_path: Path) -> None:
    file = tmp_path / "architecture.yaml"
    result = CliRunner().invoke(archgen, ["init", "--example", "hub-and-spoke", str(file)])
    assert result.exit_code == 0, result.output
    made = graph(read(file.read_bytes(), file.name).data)
    assert ways(made, "orders", "payments") == {("tgw", "nat")} and not check(made).findings


def test_the_docs_list_vpcs_attachments_and_what_reaches_what() -> None:
    found = example("centralised-egress")
    by = {(line.source, line.target): line.by for line in docs.reach(found)}
    assert by["shop", INTERNET] == ("tgw", "nat", "igw") and ("shop", "billing") not in by
    assert [line.id for line in docs.vpcs(found)] == ["egress", "shop", "billing"]
    assert dict(docs.vpcs(found)[1].blocks) == {"10.1.0.0/16": 65536 - 2048, "100.64.0.0/16": 65536 - 2048}
    assert {(line.vpc, line.row) for line in docs.attached(found)} == {
        ("egress", "transit"),
        ("shop", "shop-app"),
        ("billing", "billing-app"),
    }
    routes = [(line.destination, line.by) for line in docs.routes(found, found.subnets["edge@us-east-1a"])]
    assert ("10.2.0.0/16", "tgw@us-east-1") in routes and routes[-1] == ("0.0.0.0/0", "igw@egress")


def test_the_docs_list_endpoint_routes_where_terraform_makes_them() -> None:
    found = graph(brief())
    public, private = (found.subnets[f"{row}@us-east-1a"] for row in ("web", "app"))
    assert "dynamodb" not in [line.destination for line in docs.routes(found, public)]
    assert "dynamodb" in [line.destination for line in docs.routes(found, private)]


def test_a_second_connection_takes_over() -> None:
    outage = Outage(components=("datacenter-vpn",))
    assert Failure(example("hybrid"), outage).broken_paths(Phase.RECOVERED) == ()
    data = data_of("hybrid")
    del data["components"]["datacenter-vpn-2"]
    cuts = Failure(graph(data), outage).broken_paths(Phase.RECOVERED)
    assert {cut.connection.target for cut in cuts} == {"datacenter"}


@pytest.mark.parametrize("named", ["inner", "spare"])
def test_what_passes_a_private_nat_gateway_has_its_route_to_the_one_that_is_named(named: str) -> None:
    data = data_of("hybrid")
    data["subnets"]["between"] = {"access": "isolated"}
    for id in ("inner", "spare"):
        data["components"][id] = {"kind": "nat-gateway", "subnets": "between", "private": True}
    data["connections"][4] = {f"backoffice -> {named} -> datacenter-vpn -> datacenter": 1433}
    found = topology_of(data)
    ways = {
        row: [need.gateway for need in needs_of(found, row, "us-east-1") if need.to == "datacenter"]
        for row in ("app", "between")
    }
    assert ways == {"app": [named], "between": ["datacenter-vpn"]}
