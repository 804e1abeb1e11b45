"""The network view: what the layout and the routing hold on a model, measured on its SVG."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from archgen.model.reading import architecture
from archgen.render.diagram.layout.network.content import content
from archgen.render.diagram.layout.network.lane_order import Calls, ordered
from archgen.render.diagram.network import network
from archgen.render.diagram.routing.network.arranging import Drawn, crossings
from archgen.render.diagram.routing.network.plan import _planned, plan
from archgen.render.diagram.scene import Scene
from archgen.render.diagram.writers.svg import draw
from archgen.topology.building import topology
from archgen.topology.graph import Topology
from geometry import Report, measure, worst
from random_models import graph_of, seeded
from random_systems import seeded_system

ROOT = Path(__file__).parents[3]


def graph(text: str) -> Topology:
    model, findings = architecture(yaml.safe_load(text))
    assert model is not None, findings
    return topology(model)


def picture(text: str) -> Scene:
    return network(graph(text))


def report(text: str) -> Report:
    return measure(draw(picture(text)))


BRIEF = (ROOT / "architecture.yaml").read_text(encoding="utf-8")


def test_the_brief_is_drawn_without_a_fault() -> None:
    assert report(BRIEF).faults == ()


def test_the_brief_is_calm() -> None:
    measured = report(BRIEF)
    assert measured.crossings == 0
    assert measured.bends_per_connection <= 1.0


def test_random_models_are_drawn_without_a_defect() -> None:
    """The seeds are fixed, so that the answer is the same in every run and on every Python."""
    reports = [measure(draw(network(graph_of(seeded(seed))))) for seed in range(40)]
    assert [str(fault) for measured in reports for fault in measured.faults] == []


def test_random_systems_are_drawn_without_a_defect_and_calmly() -> None:
    """The mean of crossings per connection, over systems whose traffic takes the ways that networks have."""
    reports = [measure(draw(network(graph_of(seeded_system(seed))))) for seed in range(40)]
    assert [str(fault) for measured in reports for fault in measured.faults] == []
    assert sum(m.crossings / m.connections for m in reports) / len(reports) < 0.15


@pytest.mark.skipif("ARCHGEN_MODELS" not in os.environ, reason="set ARCHGEN_MODELS to how many (500)")
def test_many_valid_models_are_drawn() -> None:
    reports = [
        measure(draw(network(graph_of(seeded(seed))))) for seed in range(int(os.environ["ARCHGEN_MODELS"]))
    ]
    print(worst(reports))
    count = sum(measured.connections for measured in reports)
    print(
        f"{len(reports)} models, {count} connections,",
        f"{sum(measured.crossings for measured in reports) / count:.2f} crossings and",
        f"{sum(measured.bends for measured in reports) / count:.2f} bends a connection",
    )


def test_every_copy_is_drawn_once() -> None:
    model = graph(BRIEF)
    drawn = [node.id for node in network(model).nodes]
    assert sorted(drawn) == sorted(model.copies)


def test_a_component_with_copies_in_subnets_is_one_lane_that_says_its_name_once() -> None:
    scene = picture(BRIEF)
    lanes = {group.id: group for group in scene.groups if group.kind == "lane"}
    assert list(lanes) == ["web@us-east-1", "app@us-east-1", "orders@us-east-1"]
    copies = [node for node in scene.nodes if node.component == "app"]
    assert [node.label.lines for node in copies] == [(), ()]
    assert all(lanes["app@us-east-1"].box.holds(node.box.center) for node in copies)
    assert [line.text for line in lanes["app@us-east-1"].caption.lines] == [
        "App",
        "Amazon EC2 · Auto Scaling",
        "2–8 instances",
        "→ External microservices",
    ]


def test_a_connection_is_drawn_once_from_lane_to_lane() -> None:
    lines = {edge.id: edge for edge in picture(BRIEF).edges}
    assert lines["app@us-east-1--orders@us-east-1"].sort == "data"
    assert lines["web-lb@us-east-1--web@us-east-1"].sort == "request"
    assert len([edge for edge in lines.values() if edge.target == "orders@us-east-1"]) == 1


def test_the_default_route_is_drawn_in_each_zone_and_leaves_by_the_internet_gateway() -> None:
    routes = [(edge.source, edge.target) for edge in picture(BRIEF).edges if edge.sort == "egress"]
    assert routes == [
        ("igw@us-east-1", "partners"),
        ("app@us-east-1a/subnet", "nat@us-east-1a"),
        ("app@us-east-1b/subnet", "nat@us-east-1b"),
        ("nat@us-east-1a", "igw@us-east-1"),
        ("nat@us-east-1b", "igw@us-east-1"),
    ]


def test_a_name_points_and_the_client_has_a_line_of_its_own() -> None:
    lines = {(edge.source, edge.target): edge for edge in picture(BRIEF).edges}
    assert lines["dns", "cdn"].sort == "name" and lines["dns", "cdn"].label is None
    assert lines["client", "cdn"].label is not None
    assert [line.text for line in lines["client", "dns"].label.lines] == ["DNS"]  # type: ignore[union-attr]


def repeated(zones: str) -> dict[str, Any]:
    """The brief in so many zones."""
    data: dict[str, Any] = yaml.safe_load(BRIEF)
    data["regions"]["us-east-1"]["zones"] = [f"us-east-1{letter}" for letter in zones]
    return data


@pytest.mark.parametrize(("zones", "small"), [("a", 10.5), ("ab", 9), ("abc", 7.9), ("abcd", 6.7)])
def test_the_brief_can_be_read_in_a_readme_in_any_number_of_zones(zones: str, small: float) -> None:
    assert 11.5 * 900 / network(graph_of(repeated(zones))).width >= small


def test_a_text_on_a_stretch_without_length_is_put_elsewhere() -> None:
    assert network(graph_of(seeded(68))).edges


@pytest.mark.parametrize("name", ["stores", "four-zones", "three-zones-spanish", "isolated"])
def test_what_is_wide_is_drawn_tight_so_that_it_can_be_read(name: str) -> None:
    path = ROOT / "tests" / "kept_models" / f"{name}.yaml"
    scene = picture(path.read_text(encoding="utf-8"))
    measured = measure(draw(scene))
    assert measured.faults == ()
    assert measured.small_text >= 7.5
    cells = {group.id: group.caption for group in scene.groups if group.kind == "lane"}
    assert not any("Amazon" in line.text for text in cells.values() for line in text.lines)


def test_what_can_be_read_anyway_keeps_the_whole_names_of_services() -> None:
    cells = [group.caption for group in picture(BRIEF).groups if group.kind == "lane"]
    assert any("Amazon" in line.text for text in cells for line in text.lines)


def test_a_vpn_is_joined_to_what_it_leads_to_also_without_traffic() -> None:
    path = ROOT / "examples" / "networks" / "hybrid" / "architecture.yaml"
    scene = picture(path.read_text(encoding="utf-8"))
    assert measure(draw(scene)).faults == ()
    lines = [(edge.source, edge.target) for edge in scene.edges if edge.target in ("office", "datacenter")]
    assert sorted(lines) == [
        ("datacenter-vpn-2@us-east-1", "datacenter"),
        ("datacenter-vpn@us-east-1", "datacenter"),
        ("office-vpn@us-east-1", "office"),
    ]
    assert [edge.target for edge in scene.edges if edge.source == "office"] == ["office-line@us-east-1"]


TARGETS = {  # crossings, bends a line, small text in pixels where the picture is 900 wide
    "tienda": (0, 1.0, 8.0),
    "ten-services": (0, 1.2, 9.0),
    "partners": (0, 1.1, 9.0),
    "payments": (3, 1.1, 7.5),
}


@pytest.mark.parametrize("name", TARGETS)
def test_larger_systems_stay_calm_and_readable(name: str) -> None:
    path = ROOT / "tests" / "kept_models" / f"{name}.yaml"
    scene = picture(path.read_text(encoding="utf-8"))
    measured = measure(draw(scene))
    crossings, bends, small = TARGETS[name]
    assert measured.faults == ()
    assert measured.crossings <= crossings
    assert measured.bends_per_connection <= bends
    assert measured.small_text >= small


@pytest.mark.parametrize("zones", ["a", "ab", "abc"])
def test_a_load_balancer_stands_at_the_height_of_what_it_serves(zones: str) -> None:
    scene = network(graph_of(repeated(zones)))
    lines = {edge.id: edge for edge in scene.edges}
    assert len(lines["web-lb@us-east-1--web@us-east-1"].points) == 2
    assert len(lines["app-lb@us-east-1--app@us-east-1"].points) == 2


def test_an_endpoint_stands_on_the_border_at_the_height_of_the_lane_that_uses_it() -> None:
    scene = picture(BRIEF)
    boxes = {node.id: node.box for node in scene.nodes}
    (vpc,) = [group.box for group in scene.groups if group.kind == "vpc"]
    (line,) = [edge for edge in scene.edges if edge.target == "dynamodb-endpoint@us-east-1"]
    assert boxes["dynamodb-endpoint@us-east-1"].center[0] == vpc.right
    assert len(line.points) == 2
    assert boxes["sessions@us-east-1"].center[1] == line.points[0][1]


def test_lines_to_one_lane_share_a_trunk_and_the_port_is_written_once() -> None:
    data = repeated("ab")
    for number in range(6):
        data["components"][f"s{number}"] = {"kind": "ecs-service", "tier": "backend", "subnets": "app"}
        data["connections"] += [{f"app-lb -> s{number}": 8080}, f"s{number} -> orders"]
    scene = network(graph_of(data))
    lines = [edge for edge in scene.edges if edge.target == "orders@us-east-1"]
    assert len(lines) == 7
    assert len({edge.points[-1] for edge in lines}) == len({edge.net for edge in lines}) == 1
    assert len([edge for edge in lines if edge.label]) == 1
    assert measure(draw(scene)).faults == ()


def test_many_partners_share_a_box_and_one_line() -> None:
    data = repeated("ab")
    for number in range(12):
        data["components"][f"partner-{number}"] = {"kind": "external"}
        data["connections"].append({f"app -> nat -> partner-{number}": 443})
    scene = network(graph_of(data))
    (box,) = [group for group in scene.groups if group.kind == "box"]
    assert [line.text for line in box.caption.lines] == ["13 external services"]
    assert [node.parent for node in scene.nodes if node.kind == "external"] == ["externals"] * 13
    assert [edge.source for edge in scene.edges if edge.target == "externals"] == ["igw@us-east-1"]
    assert measure(draw(scene)).faults == ()


def test_three_partners_are_drawn_by_themselves() -> None:
    data = repeated("ab")
    for number in range(2):
        data["components"][f"partner-{number}"] = {"kind": "external"}
        data["connections"].append({f"app -> nat -> partner-{number}": 443})
    scene = network(graph_of(data))
    assert [group for group in scene.groups if group.kind == "box"] == []
    assert measure(draw(scene)).faults == ()


CASES = {"two-balancers": 6, "public-row": 0, "six-rows": 1, "peering": 0, "peering-of-regions": 0}


@pytest.mark.parametrize("name", CASES)
def test_a_case_that_is_no_ordinary_one_is_drawn_calmly_and_without_a_fault(name: str) -> None:
    measured = report((ROOT / "tests" / "network_cases" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert measured.faults == ()
    assert measured.crossings <= CASES[name]


NETWORKS = sorted((ROOT / "examples" / "networks").glob("*/architecture.yaml"))


@pytest.mark.parametrize("path", NETWORKS, ids=lambda path: path.parent.name)
def test_networks_of_several_vpcs_are_drawn_without_a_fault(path: Path) -> None:
    assert report(path.read_text(encoding="utf-8")).faults == ()


HUB = """
archgen: 1
name: hub
regions: {us-east-1: {zones: [us-east-1a, us-east-1b]}}
vpcs:
  hub: {region: us-east-1, cidr: 10.0.0.0/16, account: network}
  shop: {region: us-east-1, cidr: 10.1.0.0/16, account: shop}
subnets:
  edge: {vpc: hub, access: public}
  inspect: {vpc: hub, access: private}
  transit: {vpc: hub, access: private, via: firewall}
  app: {vpc: shop, access: private, via: tgw}
components:
  igw: {kind: internet-gateway, vpc: hub}
  nat: {kind: nat-gateway, subnets: edge}
  firewall: {kind: network-firewall, subnets: inspect}
  tgw: {kind: transit-gateway, attaches: {hub: transit, shop: app}, default: hub}
  orders: {kind: ecs-service, tier: backend, subnets: app}
  payments: {kind: external}
connections:
  - orders -> payments: 443
"""


def test_a_spokes_default_route_is_drawn_over_the_transit_gateway_and_the_firewall_of_the_hub() -> None:
    scene = picture(HUB)
    lines = [(edge.source, edge.target) for edge in scene.edges]
    assert lines[1:] == [
        ("firewall@us-east-1a", "nat@us-east-1a"),
        ("firewall@us-east-1b", "nat@us-east-1b"),
        ("tgw@us-east-1/hub/us-east-1a", "firewall@us-east-1a"),
        ("tgw@us-east-1/hub/us-east-1b", "firewall@us-east-1b"),
        ("tgw@us-east-1/lane", "tgw@us-east-1/hub"),
        ("tgw@us-east-1/hub", "tgw@us-east-1/hub/us-east-1a"),
        ("tgw@us-east-1/hub", "tgw@us-east-1/hub/us-east-1b"),
        ("nat@us-east-1a", "igw@hub"),
        ("nat@us-east-1b", "igw@hub"),
        ("app@us-east-1a/subnet", "tgw@us-east-1/shop"),
        ("app@us-east-1b/subnet", "tgw@us-east-1/shop"),
        ("tgw@us-east-1/shop", "tgw@us-east-1/lane"),
    ]
    assert [group.id for group in scene.groups if group.kind == "account"] == [
        "account/network",
        "account/shop",
    ]
    assert measure(draw(scene)).faults == ()


def test_services_without_a_vpc_are_drawn_from_left_to_right() -> None:
    data = {
        "archgen": 1,
        "name": "events",
        "regions": {"us-east-1": {}},
        "components": {
            "client": {"kind": "client"},
            "api": {"kind": "custom", "port": 443},
            "handler": {"kind": "lambda", "tier": "backend"},
            "table": {"kind": "dynamodb"},
        },
        "connections": ["client -> api -> handler -> table"],
    }
    scene = network(graph_of(data))
    places = {node.component: node.box.center for node in scene.nodes}
    assert places["api"][0] < places["handler"][0] < places["table"][0]
    assert places["api"][1] == places["handler"][1] == places["table"][1]
    assert [group.kind for group in scene.groups if group.kind != "lane"] == ["cloud", "region"]
    boxes = {group.id: group.box for group in scene.groups}
    assert places["client"][0] < boxes["cloud"].x < boxes["us-east-1"].x < places["api"][0]
    assert len({edge.points[0][1] for edge in scene.edges}) == 1
    assert measure(draw(scene)).faults == ()


def test_lanes_are_ordered_so_that_trunks_do_not_cross() -> None:
    calls = Calls((("a", "d"), ("b", "c")))
    assert ordered([["a", "b"], ["d", "c"]], calls) in (
        (("a", "b"), ("c", "d")),
        (("b", "a"), ("d", "c")),
    )


def test_without_a_reason_lanes_keep_the_order_of_the_file() -> None:
    rows = [["b", "a"], ["d", "c"]]
    assert ordered(rows, Calls(())) == (("b", "a"), ("d", "c"))
    assert ordered(rows, Calls((("b", "d"),))) == (("b", "a"), ("d", "c"))


PRIVATE = """
archgen: 1
name: private
regions: {us-east-1: {zones: [us-east-1a, us-east-1b], cidr: 10.0.0.0/16}}
subnets: {app: {access: private}}
components:
  orders: {kind: ecs-service, tier: backend, subnets: app, service: {image: "x/orders:1", port: 8080}}
  line: {kind: direct-connect, attaches: us-east-1, to: office}
  office: {kind: external, cidrs: [192.168.0.0/16]}
connections:
  - orders -> line -> office: 443
"""


def test_a_private_connection_of_a_vpc_is_on_its_border_and_the_network_behind_it_outside() -> None:
    scene = picture(PRIVATE)
    nodes = {node.component: node for node in scene.nodes}
    (vpc,) = [group for group in scene.groups if group.kind == "vpc"]
    assert (nodes["line"].border, nodes["line"].box.center[0]) == (vpc.id, vpc.box.right)
    assert nodes["office"].parent is None
    assert [line.text for line in nodes["office"].label.lines] == ["Office", "192.168.0.0/16"]
    assert measure(draw(scene)).faults == ()


def test_a_private_connection_of_a_transit_gateway_is_over_it_on_the_regions_border() -> None:
    text = (ROOT / "examples" / "networks" / "two-regions" / "architecture.yaml").read_text(encoding="utf-8")
    scene = picture(text)
    boxes = {node.id: node.box for node in scene.nodes} | {group.id: group.box for group in scene.groups}
    assert boxes["line@eu-west-1"].center[0] == boxes["dublin-tgw@eu-west-1"].center[0]
    assert boxes["line@eu-west-1"].center[1] == boxes["eu-west-1"].y
    lines = {(edge.source, edge.target) for edge in scene.edges}
    assert ("frankfurt-tgw@eu-central-1/lane", "dublin-tgw@eu-west-1/lane") in lines
    assert ("dublin-tgw@eu-west-1/dublin", "dublin-tgw@eu-west-1/lane") in lines
    assert ("dublin-tgw@eu-west-1/lane", "dublin-tgw@eu-west-1/dublin") in lines


def test_a_transit_gateway_says_its_default_route() -> None:
    (label,) = [node.label for node in picture(HUB).nodes if node.id == "tgw@us-east-1"]
    assert [line.text for line in label.lines if line.style == "egress"] == ["0.0.0.0/0", "→ VPC hub"]


def test_what_egress_is_for_is_written_at_each_service_where_services_differ() -> None:
    data = repeated("ab")
    data["components"] |= {
        "jobs": {"kind": "sqs"},
        "files": {"kind": "s3"},
        "keys": {"kind": "secrets-manager"},
    }
    data["connections"] += [{f"app -> nat -> {id}": 443} for id in ("jobs", "files")]
    data["connections"].append({"app -> nat -> keys": 8443})
    scene = network(graph_of(data))
    labels = {
        edge.target: edge.label for edge in scene.edges if edge.source == "igw@us-east-1" and edge.label
    }
    centres = {node.id: node.box.center[0] for node in scene.nodes}
    for id in ("jobs@us-east-1", "files@us-east-1", "keys@us-east-1"):
        assert labels[id].x == centres[id]
    assert measure(draw(scene)).faults == ()


def test_services_are_in_another_order_than_the_files_only_where_that_has_fewer_crossings() -> None:
    for name, better in (("stores", True), ("tienda", False)):
        graph_ = graph((ROOT / "tests" / "kept_models" / f"{name}.yaml").read_text(encoding="utf-8"))
        held = content(graph_)
        file, drawn = _planned(held), plan(held)
        one, other = (
            crossings(Drawn(made.ways, made.frame, made.docks, made.tracks)) for made in (file, drawn)
        )
        assert (other < one) is better
        assert (list(drawn.content.things.by_id) == list(held.things.by_id)) is not better
