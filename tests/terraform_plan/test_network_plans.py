"""Plans of several networks: what joins them is read as components, and says what the model says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from archgen.findings import Finding, Severity
from archgen.lint.engine import check
from archgen.terraform_plan.checking import checked, coverage, sound
from archgen.terraform_plan.comparing.differences import differences
from archgen.terraform_plan.importing.architecture import imported
from archgen.terraform_plan.importing.file_text import file_of
from archgen.terraform_plan.own_routes import routed
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.formats import unpacked
from archgen.terraform_plan.source.plan import read_plan
from archgen.topology.routes.routing import network_of
from plan_cases import compared, model_of
from terraforming import given, needs_terraform, run, written

ROOT = Path(__file__).parents[2]
RECORDED = Path(__file__).parents[1] / "cases" / "networks"
EXAMPLES = {
    path.parent.name: path.read_text(encoding="utf-8")
    for path in (ROOT / "examples/networks").glob("*/architecture.yaml")
}
each_example = pytest.mark.parametrize("name", sorted(EXAMPLES))


def recorded(name: str) -> bytes:
    return unpacked((RECORDED / f"{name}.json.gz").read_bytes())


def said(name: str, plan: bytes) -> list[str]:
    graph, _ = model_of(EXAMPLES[name])
    return [difference.message for difference in differences(graph, observe(read_plan(plan)))]


def serious(findings: Iterable[Finding]) -> set[str]:
    """The codes of what is found, but for infos."""
    return {finding.code for finding in findings if finding.severity is not Severity.INFO}


def changed(name: str, change: Callable[[list[Any]], None]) -> bytes:
    """A recorded plan whose resources are changed."""
    data = json.loads(recorded(name))
    change(data["planned_values"]["root_module"]["resources"])
    return json.dumps(data).encode()


def without(*types: str) -> Callable[[list[Any]], None]:
    def change(resources: list[Any]) -> None:
        resources[:] = [r for r in resources if r["type"] not in types]

    return change


def component(plan: bytes, id: str) -> Any:
    return sound(imported(observe(read_plan(plan))))[0].data["components"][id]


@each_example
def test_the_plan_of_an_example_says_what_its_model_says(name: str) -> None:
    assert said(name, recorded(name)) == []


@each_example
def test_everything_of_an_example_is_placed_and_nothing_is_found(name: str) -> None:
    made, model = sound(imported(observe(read_plan(recorded(name)))))
    assert model is not None
    assert dict(made.unplaced) == {}
    assert serious(checked(made, model)) == set()
    assert coverage(made).not_checked == ()


@each_example
def test_an_imported_example_validates_as_its_plan_and_conforms_to_it(name: str) -> None:
    made = imported(observe(read_plan(recorded(name))))
    text = file_of(sound(made)[0], "plan.json")
    graph, _ = model_of(text)
    assert serious(check(graph).findings) == set()
    assert compared(text, made)[0] == []


def test_the_tables_of_a_transit_gateway_say_who_reaches_whom() -> None:
    assert component(recorded("isolated-spokes"), "tgw")["routes"] == {
        "billing": ["hub"],
        "shop": ["hub"],
    }
    assert component(recorded("centralised-egress"), "tgw")["default"] == "egress"


def test_peered_gateways_and_connections_to_a_private_network_are_read() -> None:
    plan = recorded("two-regions")
    assert component(plan, "dublin-tgw")["peers"] == ["frankfurt-tgw"]
    assert component(plan, "line")["attaches"] == "dublin-tgw"
    network = component(plan, "tunnel")["to"]
    assert component(plan, network) == {"kind": "external", "cidrs": ["172.16.0.0/16"]}


def test_subnets_say_what_their_default_route_leads_to() -> None:
    rows = sound(imported(observe(read_plan(recorded("inspection")))))[0].data["subnets"]
    assert {row: fields.get("via") for row, fields in rows.items()} == {
        "edge": None,
        "inspected": None,
        "transit": "firewall",
        "shop-app": "tgw",
        "billing-app": "tgw",
    }


def test_providers_that_assume_a_role_are_accounts() -> None:
    vpcs = sound(imported(observe(read_plan(recorded("inspection")))))[0].data["vpcs"]
    assert {id: fields["account"] for id, fields in vpcs.items()} == {
        "billing": "billing",
        "inspection": "network",
        "shop": "shop",
    }


def test_each_zone_of_a_plan_routes_to_the_firewall_endpoint_in_it() -> None:
    made, model = sound(imported(observe(read_plan(recorded("inspection")))))
    assert model is not None
    tables = network_of(routed(made, model)).subnets
    targets = {
        id: [r.target for r in subnet.routes if r.destination.prefixlen == 0] for id, subnet in tables.items()
    }
    assert targets["transit@us-east-1a"] == ["firewall@us-east-1a"]
    assert targets["transit@us-east-1b"] == ["firewall@us-east-1b"]


def test_an_endpoint_leads_to_the_load_balancer_of_another_vpc() -> None:
    plan = recorded("shared-services")
    assert component(plan, "search-endpoint")["to"] == "search-lb"
    lines = sound(imported(observe(read_plan(plan))))[0].data["connections"]
    assert {"shop -> search-endpoint -> search-lb": 9200} in lines


def test_a_gateway_that_is_missing_is_a_difference() -> None:
    plan = changed("inspection", without("aws_networkfirewall_firewall"))
    assert "network-firewall firewall in us-east-1 is in the model and not in the plan" in said(
        "inspection", plan
    )


def test_a_default_route_that_leads_elsewhere_is_a_difference() -> None:
    def change(resources: list[Any]) -> None:
        without("aws_ec2_transit_gateway", "aws_ec2_transit_gateway_vpc_attachment")(resources)

    found = said("centralised-egress", changed("centralised-egress", change))
    assert any("default route is transit-gateway in the plan, tgw@us-east-1 in the model" in f for f in found)


SPOKE = """\
archgen: 1
name: spoke
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b], cidr: 10.1.0.0/16}
subnets:
  app: {access: private, via: tgw}
components:
  tgw: {kind: transit-gateway, attaches: us-east-1, shared: true}
  orders: {kind: ecs-service, tier: backend, subnets: app, service: {image: "example/orders:1.0.0"}}
  api: {kind: external, label: Payment provider}
connections:
  - orders -> api: 443
"""


def test_a_gateway_of_another_team_may_lead_anywhere() -> None:
    graph, _ = model_of(SPOKE)
    assert serious(check(graph).findings) == set()
    own, _ = model_of(SPOKE.replace(", shared: true", ""))
    assert serious(check(own).findings) == {"AG305"}


@needs_terraform
def test_the_id_of_another_teams_gateway_is_a_variable(tmp_path: Path) -> None:
    folder = written(yaml.safe_load(SPOKE), tmp_path / "spoke")
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.tf"))
    assert 'variable "tgw_id"' in text and 'resource "aws_ec2_transit_gateway"' not in text
    variables = [f"-var={key}={value}" for key, value in given(folder).items()]
    run(folder, "plan", f"-out={tmp_path / 'tfplan'}", *variables)
    plan = run(folder, "show", "-json", str(tmp_path / "tfplan")).encode()
    graph, _ = model_of(SPOKE)
    assert differences(graph, observe(read_plan(plan))) == ()
    assert component(plan, "tgw") == {
        "kind": "transit-gateway",
        "attaches": {"us-east-1": "app"},
        "shared": True,
    }


def test_subnets_with_ipv6_only_are_placed() -> None:
    plan = plan_of(
        aws_vpc={"main": {"cidr_block": "10.0.0.0/24", "assign_generated_ipv6_cidr_block": True}},
        aws_subnet={"six": {"availability_zone": "us-east-1a", "ipv6_native": True}},
    )
    made, model = sound(imported(observe(read_plan(plan))))
    assert model is not None and dict(made.unplaced) == {}
    assert made.data["subnets"]["six"]["ipv6"] == "only"
    assert "AG102" not in serious(checked(made, model))
    assert compared(file_of(made, "plan.json"), made)[0] == []


def plan_of(**types: Mapping[str, Mapping[str, Any]]) -> bytes:
    """A plan of some resources; subnets are in the VPC `main`."""
    resources = [
        {"address": f"{type_}.{name}", "type": type_, "name": name, "mode": "managed", "values": values}
        for type_, named in types.items()
        for name, values in named.items()
    ]
    references = {"expressions": {"vpc_id": {"references": ["aws_vpc.main.id", "aws_vpc.main"]}}}
    written = [
        {key: r[key] for key in ("address", "type", "name", "mode")}
        | (references if r["type"] == "aws_subnet" else {})
        for r in resources
    ]
    return json.dumps(
        {
            "format_version": "1.2",
            "planned_values": {"root_module": {"resources": resources}},
            "configuration": {"root_module": {"resources": written}},
        }
    ).encode()
