"""The model as a graph: copies, paths and links."""

from typing import Any

from archgen.topology.links import all_links
from archgen.topology.routes.paths import all_paths
from models import brief, small, topology_of

TWO_REGIONS = {
    "us-east-1": {"zones": ["us-east-1a", "us-east-1b"], "cidr": "10.0.0.0/16"},
    "eu-west-1": {"zones": ["eu-west-1a", "eu-west-1b"], "cidr": "10.1.0.0/16"},
}


def copies(component: dict[str, Any], **changes: Any) -> list[str]:
    found = topology_of(small(components={"x": component}, **changes))
    return [copy.id for copy in found.copies_of("x")]


def path(*connections: Any, **changes: Any) -> tuple[str, str | None]:
    """The first path of the last connection as text, and why it is broken."""
    found = all_paths(topology_of(small(connections=list(connections), **changes)))[-1]
    return " ".join(found.stops), found.broken and found.broken.reason


def links(*connections: Any, **changes: Any) -> dict[str, str | None]:
    found = topology_of(small(connections=list(connections), **changes))
    return {f"{link.source} {link.target}": link.label for link in all_links(found) if link.kind == "traffic"}


def test_a_component_stands_once_in_what_its_scope_says() -> None:
    assert copies({"kind": "cloudfront"}) == ["x"]
    assert copies({"kind": "sqs"}) == ["x@us-east-1"]
    assert copies({"kind": "alb", "subnets": "web"}) == ["x@us-east-1"]
    assert copies({"kind": "nat-gateway", "subnets": "web"}) == ["x@us-east-1a", "x@us-east-1b"]
    assert copies({"kind": "nat-gateway", "subnets": "web", "per": "region"}) == ["x@us-east-1a"]
    assert copies({"kind": "nat-gateway", "per": "vpc"}) == ["x@us-east-1"]
    assert copies({"kind": "instance", "tier": "backend", "subnets": "app"}) == ["x@us-east-1a"]


def test_a_database_stands_with_its_standby_next_and_replicas_away_from_the_primary() -> None:
    zones = {"us-east-1": {"zones": ["us-east-1a", "us-east-1b", "us-east-1c"], "cidr": "10.0.0.0/16"}}
    database = {"kind": "rds", "subnets": "db", "multi_az": True, "read_replicas": 3}
    assert copies(database, regions=zones) == [
        "x@us-east-1a",
        "x.standby@us-east-1b",
        "x.replica-1@us-east-1b",
        "x.replica-2@us-east-1c",
        "x.replica-3@us-east-1b",
    ]


def test_a_second_region_repeats_what_stands_in_regions() -> None:
    assert copies({"kind": "sqs"}, regions=TWO_REGIONS) == ["x@us-east-1", "x@eu-west-1"]
    assert copies({"kind": "sqs", "region": "eu-west-1"}, regions=TWO_REGIONS) == ["x@eu-west-1"]
    assert copies({"kind": "cloudfront"}, regions=TWO_REGIONS) == ["x"]


def test_a_component_with_replica_regions_is_copied_not_repeated() -> None:
    database = {"kind": "rds", "subnets": "db", "multi_az": True, "replica_regions": ["eu-west-1"]}
    assert copies(database, regions=TWO_REGIONS) == [
        "x@us-east-1a",
        "x.standby@us-east-1b",
        "x.replica-1@eu-west-1a",
    ]
    table = {"kind": "dynamodb", "region": "eu-west-1", "replica_regions": ["us-east-1"]}
    assert copies(table, regions=TWO_REGIONS) == ["x@eu-west-1", "x@us-east-1"]


def test_a_web_acl_is_global_before_a_cdn_and_regional_before_a_load_balancer() -> None:
    acl = {"kind": "waf"}
    assert copies(acl, connections=["x -> lb"]) == ["x@us-east-1"]
    assert copies(acl) == ["x"]


def test_a_private_copy_leaves_by_the_nat_gateway_of_its_zone() -> None:
    partners = {"partners": {"kind": "external"}}
    found = topology_of(small(components=partners, connections=["app -> partners"]))
    assert [found_path.stops for found_path in all_paths(found)] == [
        ("app@us-east-1a", "nat@us-east-1a", "partners"),
        ("app@us-east-1b", "nat@us-east-1b", "partners"),
    ]


def test_a_chain_may_end_at_the_nat_gateway_and_means_the_internet() -> None:
    assert path("app -> nat") == ("app@us-east-1b nat@us-east-1b 0.0.0.0/0", None)


def test_an_isolated_row_has_no_way_out() -> None:
    partners = {"partners": {"kind": "external"}}
    assert path("db -> partners", components=partners)[1] == "db is isolated: it has no default route"


def test_a_gateway_endpoint_is_taken_where_there_is_one() -> None:
    table = {"table": {"kind": "dynamodb"}}
    endpoint = {"door": {"kind": "vpc-endpoint", "service": "dynamodb"}}
    assert path("app -> table", components=table)[0] == "app@us-east-1b nat@us-east-1b table@us-east-1"
    assert (
        path("app -> table", components=table | endpoint)[0]
        == "app@us-east-1b door@us-east-1 table@us-east-1"
    )


def test_an_interface_endpoint_of_the_same_zone_is_taken() -> None:
    queue = {"queue": {"kind": "sqs"}, "door": {"kind": "vpc-endpoint", "service": "sqs", "subnets": "app"}}
    assert path("app -> queue", components=queue)[0] == "app@us-east-1b door@us-east-1b queue@us-east-1"


def test_the_internet_enters_by_the_gateway_into_public_rows_only() -> None:
    assert path("client -> lb") == ("client igw@us-east-1 lb@us-east-1", None)
    stops, reason = path("client -> app")
    assert (stops, reason) == (
        "client igw@us-east-1 app@us-east-1b",
        "app is private: no route leads in from igw",
    )


def test_an_internal_load_balancer_is_not_reached_from_the_internet() -> None:
    inner = {"inner": {"kind": "alb", "subnets": "web", "scheme": "internal"}}
    assert path("client -> inner", components=inner)[1] == "inner is internal"


def test_a_cdn_reaches_an_internal_load_balancer_as_a_vpc_origin() -> None:
    parts = {"cdn": {"kind": "cloudfront"}, "inner": {"kind": "alb", "subnets": "app"}}
    assert path("cdn -> inner", components=parts) == ("cdn inner@us-east-1", None)
    assert path("cdn -> igw -> inner", components=parts)[1] is not None


def test_a_named_way_must_be_the_way_that_is_taken() -> None:
    partners = {"partners": {"kind": "external"}}
    _, reason = path("app -> igw -> partners", components=partners)
    assert reason == "traffic from app, a private subnet, goes by nat, not by igw"


def test_a_way_is_checked_on_whichever_line_it_stands() -> None:
    parts = {"partners": {"kind": "external"}}
    lines = [{"app -> partners": 443}, {"app -> igw -> partners": 443}]
    data = small(components=parts, connections=lines)
    (connection,) = topology_of(data).connections
    assert (connection.ways, connection.route) == (("igw",), ("connections", 1, "app -> igw -> partners"))
    assert all(path.broken for path in all_paths(topology_of(data)))


def test_vpcs_of_two_regions_are_not_peered() -> None:
    single = {"single": {"kind": "instance", "tier": "backend", "subnets": "app", "region": "us-east-1"}}
    data = small(components=single, connections=["app -> single"], regions=TWO_REGIONS)
    broken = {found.source: found.broken and found.broken.reason for found in all_paths(topology_of(data))}
    assert broken["app@us-east-1a"] is None
    assert "not peered" in str(broken["app@eu-west-1a"])


def test_traffic_stays_in_its_region_and_zone_and_goes_to_the_primary() -> None:
    data = small(connections=["lb -> app", "app -> db"], regions=TWO_REGIONS)
    assert {(p.source, p.target) for p in all_paths(topology_of(data)) if p.source.startswith("app")} == {
        ("app@us-east-1a", "db@us-east-1a"),
        ("app@us-east-1b", "db@us-east-1a"),
        ("app@eu-west-1a", "db@eu-west-1a"),
        ("app@eu-west-1b", "db@eu-west-1a"),
    }


def test_a_name_is_looked_up_and_then_its_target_is_reached() -> None:
    parts = {"dns": {"kind": "route53"}, "cdn": {"kind": "cloudfront"}}
    wanted = {"client dns": "DNS", "dns cdn": "443"}
    assert links("client -> dns -> cdn", components=parts) == wanted
    found = topology_of(small(components=parts, connections=["client -> dns", "dns -> cdn"]))
    assert [(c.source, c.target, c.ports) for c in found.connections] == [("client", "cdn", (443,))]


def test_ports_stand_on_the_hop_outside_the_vpc() -> None:
    partners = {"partners": {"kind": "external"}}
    found = links({"client -> igw -> lb": 443}, {"app -> nat -> partners": 8443}, components=partners)
    assert found["client igw@us-east-1"] == "443"
    assert found["igw@us-east-1 lb@us-east-1"] is None
    assert found["app@us-east-1a nat@us-east-1a"] is None
    assert found["nat@us-east-1a partners"] == "8443"


def test_the_same_pair_on_several_lines_adds_up() -> None:
    found = topology_of(small(connections=[{"app -> db": 5432}, {"app -> db": 5433}]))
    assert [connection.ports for connection in found.connections] == [(5432, 5433)]


def test_a_web_acl_in_a_chain_guards_what_follows() -> None:
    parts = {"cdn": {"kind": "cloudfront"}, "acl": {"kind": "waf"}}
    assert links("client -> acl -> cdn", components=parts) == {"client acl": None, "acl cdn": "443"}
    assert [
        guard.target for guard in topology_of(small(components=parts, connections=["acl -> cdn"])).guards
    ] == ["cdn"]


def test_replication_is_drawn_from_the_fields() -> None:
    found = topology_of(brief())
    assert [link.id for link in all_links(found) if link.kind == "replication"] == [
        "orders@us-east-1a--orders.standby@us-east-1b",
        "orders@us-east-1a--orders.replica-1@us-east-1b",
    ]


def test_every_path_of_the_brief_is_whole() -> None:
    assert [found.broken for found in all_paths(topology_of(brief())) if found.broken] == []


def test_an_endpoint_for_another_service_is_not_the_way() -> None:
    parts = {
        "table": {"kind": "dynamodb"},
        "door": {"kind": "vpc-endpoint", "service": "dynamodb"},
        "other": {"kind": "vpc-endpoint", "service": "s3"},
    }
    _, reason = path("app -> other -> table", components=parts)
    assert reason == "traffic from app, a private subnet, goes by door, not by other"


def test_an_endpoint_serves_its_own_region_only() -> None:
    bucket = {"bucket": {"kind": "s3", "region": "us-east-1"}}
    parts = bucket | {"door": {"kind": "vpc-endpoint", "service": "s3"}}
    found = topology_of(small(components=parts, connections=["app -> door -> bucket"], regions=TWO_REGIONS))
    assert {
        found.copies[path.source].region: path.broken and path.broken.reason for path in all_paths(found)
    } == {
        "us-east-1": None,
        "eu-west-1": "door leads to what is in its own region, and bucket is in us-east-1",
    }
    parts["door"] = {"kind": "vpc-endpoint", "service": "s3", "region": "us-east-1"}
    found = topology_of(small(components=parts, connections=["app -> door -> bucket"], regions=TWO_REGIONS))
    (reason,) = {path.broken.reason for path in all_paths(found) if path.broken}
    assert reason == "door is not in eu-west-1"


def test_an_endpoint_is_reached_from_everywhere_in_its_vpc() -> None:
    door = {"door": {"kind": "vpc-endpoint", "service": "s3"}}
    assert path("db -> door", components=door) == ("db@us-east-1a door@us-east-1", None)


def test_a_function_is_called_by_its_api_wherever_its_interfaces_are() -> None:
    parts = {
        "queue": {"kind": "sqs"},
        "f": {"kind": "lambda", "tier": "backend", "subnets": "app"},
        "cache": {"kind": "instance", "tier": "backend", "subnets": "db"},
    }
    assert path("queue -> f", components=parts) == ("queue@us-east-1 f@us-east-1b", None)
    assert path("lb -> f", components=parts) == ("lb@us-east-1 f@us-east-1b", None)
    assert path("cache -> f", components=parts)[1] == "db is isolated: it has no default route"


def test_a_function_in_public_subnets_has_no_way_out() -> None:
    parts = {
        "f": {"kind": "lambda", "tier": "backend", "subnets": "web"},
        "partners": {"kind": "external"},
    }
    _, reason = path("f -> partners", components=parts)
    assert reason == "f has no public address: a function's interfaces never get one"


def test_a_private_network_is_reached_without_a_gateway_and_not_by_public_addresses() -> None:
    office = {"office": {"kind": "external", "cidrs": ["172.16.0.0/12", "192.168.1.0/24"]}}
    without = office | {"igw": {"kind": "client"}, "nat": {"kind": "client"}}  # neither gateway is there
    assert path("office -> app", components=without) == ("office app@us-east-1b", None)
    assert path("office -> db", components=without)[1] is None
    assert path("db -> office", components=without) == ("db@us-east-1a office", None)
    assert path("app -> nat -> office", components=office)[1] is not None
    assert path("office -> lb", components=office)[1] == (
        "lb is internet-facing: its name leads to public addresses, not over a VPN"
    )


def test_one_public_block_makes_a_network_part_of_the_internet() -> None:
    office = {"office": {"kind": "external", "cidrs": ["10.9.0.0/16", "198.51.100.0/24"]}}
    assert path("office -> lb", components=office) == ("office igw@us-east-1 lb@us-east-1", None)
    assert path("db -> office", components=office)[1] is not None


def test_a_private_network_inside_of_the_vpcs_own_block_is_not_reached() -> None:
    office = {"office": {"kind": "external", "cidrs": ["10.0.250.0/24"]}}
    reason = "10.0.250.0/24 of office lies in the VPC's own block, 10.0.0.0/16"
    assert path("office -> app", components=office)[1] == reason
    assert path("app -> office", components=office)[1] == reason


def test_what_a_custom_component_can_reach_is_not_known() -> None:
    parts = {
        "api": {"kind": "custom", "icon": "aws.network.APIGateway"},
        "stream": {"kind": "custom", "icon": "aws.analytics.KinesisDataStreams"},
        "door": {"kind": "vpc-endpoint", "service": "kinesis-streams", "subnets": "db"},
    }
    assert path("api -> app", components=parts)[1] is None
    assert path("db -> stream", components=parts)[1] is None
    assert (
        path("db -> door -> stream", components=parts)[0] == "db@us-east-1a door@us-east-1a stream@us-east-1"
    )


def test_a_vpc_origin_wants_an_internet_gateway_in_the_vpc() -> None:
    parts = {"cdn": {"kind": "cloudfront"}, "inner": {"kind": "alb", "subnets": "app"}}
    without = {"igw": {"kind": "client"}}
    reason = path("cdn -> inner", components=parts | without)[1]
    assert reason == "the VPC in us-east-1 has no internet gateway"


def test_a_name_looked_up_on_one_line_and_pointed_on_another_is_a_connection_of_the_second() -> None:
    dns = {"dns": {"kind": "route53"}}
    found = topology_of(small(components=dns, connections=["client -> dns", "dns -> lb -> app"]))
    entry = found.connections[-1]
    assert (entry.source, entry.target, entry.route) == ("client", "lb", ("connections", 1))
    assert entry.chain.names[0].id == "dns"
    assert "dns -> lb -> app"[slice(*entry.within)] == "dns -> lb"


def test_a_chain_through_a_name_adds_no_port_where_another_line_says_it() -> None:
    parts = {"dns": {"kind": "route53"}}
    lines = ["client -> dns -> lb", {"client -> igw -> lb": 443}]
    found = topology_of(small(components=parts, connections=lines))
    assert [(c.source, c.target, c.ports) for c in found.connections] == [("client", "lb", (443,))]
    assert [(p.zone, p.target) for p in found.pointers] == [("dns", "lb")]
    assert ("client", "dns") in {(link.source, link.target) for link in all_links(found)}
    alone = topology_of(small(components=parts, connections=lines[:1]))
    assert [(c.ports, c.names) for c in alone.connections] == [((), ("dns",))]
