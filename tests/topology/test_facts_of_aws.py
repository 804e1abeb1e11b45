"""What AWS does, where models used to say something else: each a case that was reported."""

from __future__ import annotations

import re
from typing import Any

import pytest

from archgen.findings import Severity
from archgen.lint.engine import check
from archgen.model.reading import architecture
from archgen.render.docs import summary, traffic
from archgen.render.docs import zone_failures as losses
from archgen.render.docs.inventory import facts
from archgen.topology.building import topology
from archgen.topology.failures.failure import without
from archgen.topology.graph import Topology
from archgen.topology.links import all_links
from archgen.topology.routes.paths import all_paths
from archgen.topology.steps import steps
from terraforming import blocks, configuration, entries


def graph(data: Any) -> Topology:
    made, findings = architecture(data)
    assert made is not None, [finding.message for finding in findings]
    return topology(made)


def codes(data: Any) -> set[str]:
    return {f.code for f in check(graph(data)).findings if f.severity is not Severity.INFO}


def system(**parts: Any) -> dict[str, Any]:
    """A load balancer, a service and what `parts` say, in one region."""
    components = {
        "users": {"kind": "client"},
        "igw": {"kind": "internet-gateway"},
        "lb": {"kind": "alb", "subnets": "public"},
        "nat": {"kind": "nat-gateway", "subnets": "public"},
        "app": {
            "kind": "ecs-service",
            "tier": "backend",
            "subnets": "app",
            "service": {"image": "example/app:1", "port": 8080},
        },
    }
    return {
        "archgen": 1,
        "name": "shop",
        "description": "A shop.",
        "regions": parts.pop("regions", {"us-east-1": _region("us-east-1", 0)}),
        "subnets": {
            "public": {"access": "public"},
            "app": {"access": "private"},
            "data": {"access": "isolated"},
        },
        "components": components | parts.pop("components", {}),
        "connections": [{"users -> lb": 443}, "lb -> app", *parts.pop("connections", [])],
        **parts,
    }


def _region(name: str, number: int) -> dict[str, Any]:
    return {"zones": [f"{name}a", f"{name}b"], "cidr": f"10.{number}.0.0/16"}


TWO = {"us-east-1": _region("us-east-1", 0), "us-west-2": _region("us-west-2", 1)}


def aurora(**fields: Any) -> dict[str, Any]:
    database = {"kind": "aurora", "subnets": "data", "read_replicas": 1, "replica_regions": ["us-west-2"]}
    return system(regions=TWO, components={"db": database | fields}, connections=["app -> db"])


def test_a_second_region_without_a_way_to_the_writer_is_an_outage() -> None:
    found = graph(aurora())
    far = [path for path in all_paths(found) if path.source.endswith("us-west-2a") and "db" in path.target]
    assert [path.target for path in far] == ["db@us-east-1a"] and all(path.broken for path in far)
    assert "AG229" in codes(aurora())


def test_write_forwarding_lets_the_second_region_write() -> None:
    assert "AG229" not in codes(aurora(write_forwarding=True))
    files = configuration(aurora(write_forwarding=True))
    text = files["compute_us_west_2.tf"]
    assert 'name = "DB_HOST", value = aws_rds_cluster.db_us_west_2.reader_endpoint' in text
    assert 'name = "DB_PASSWORD", valueFrom = aws_ssm_parameter.db_password.arn' in text
    assert (
        "aws_kms_key.main.arn" in text
        and "enable_global_write_forwarding = true" in files["data_us_west_2.tf"]
    )
    assert "enable_global_write_forwarding" not in configuration(aurora())["data_us_west_2.tf"]


def test_peered_regions_share_the_writer() -> None:
    data = aurora()
    data["components"]["peering"] = {"kind": "vpc-peering", "between": list(TWO)}
    assert "AG229" not in codes(data)
    files = configuration(data)
    assert 'name = "DB_HOST", value = aws_rds_cluster.db.endpoint' in files["compute_us_west_2.tf"]
    assert "cidr_ipv4" in "".join(blocks(files, "aws_vpc_security_group_ingress_rule").values())


def test_readers_of_the_second_region_read_there() -> None:
    data = aurora()
    data["connections"][-1] = {"app -> db": {"to": "readers"}}
    assert "AG229" not in codes(data)


def test_the_same_holds_for_replicas_of_rds() -> None:
    database = {"kind": "rds", "subnets": "data", "multi_az": True, "replica_regions": ["us-west-2"]}
    assert "AG229" in codes(system(regions=TWO, components={"db": database}, connections=["app -> db"]))


def test_nodes_of_memcached_are_equal() -> None:
    cache = {"kind": "elasticache", "engine": "memcached", "subnets": "app", "replicas": 2}
    found = graph(system(components={"cache": cache}, connections=["app -> cache"]))
    assert [copy.role for copy in found.copies_of("cache")] == ["", "", ""]
    assert [link for link in all_links(found) if link.kind == "replication"] == []
    for zone in "ab":
        reached = {path.target for path in all_paths(found) if path.source == f"app@us-east-1{zone}"}
        assert reached == {copy.id for copy in found.copies_of("cache")}


def test_the_docs_of_memcached_count_nodes_and_promise_no_encryption_at_rest() -> None:
    cache = {"kind": "elasticache", "engine": "memcached", "subnets": "app", "replicas": 2}
    said = {engine: facts_of({**cache, "engine": engine}) for engine in ("memcached", "valkey")}
    assert {"3 nodes", "encrypted in transit"} <= said["memcached"]
    assert {"2 replicas", "encrypted"} <= said["valkey"]
    assert "1 node" in facts_of({**cache, "replicas": 0})


def facts_of(component: dict[str, Any]) -> set[str]:
    found = graph(system(components={"cache": component}, connections=["app -> cache"]))
    return {fact.text for fact in facts(found.components["cache"], "en")}


def test_a_cache_with_replicas_still_has_a_primary() -> None:
    cache = {"kind": "elasticache", "subnets": "app", "replicas": 1}
    found = graph(system(components={"cache": cache}, connections=["app -> cache"]))
    assert [copy.role for copy in found.copies_of("cache")] == ["", "replica-1"]
    assert len([link for link in all_links(found) if link.kind == "replication"]) == 1


def test_global_tables_replicate_both_ways_and_buckets_one_way() -> None:
    components = {"table": {"kind": "dynamodb", "replica_regions": ["us-west-2"]}, "files": {"kind": "s3"}}
    data = system(regions=TWO, components=components, connections=["app -> table", "app -> files"])
    drawn = {(link.source, link.target) for link in all_links(graph(data)) if link.kind == "replication"}
    assert drawn == {
        ("table@us-east-1", "table@us-west-2"),
        ("table@us-west-2", "table@us-east-1"),
        ("files@us-east-1", "files@us-west-2"),
    }
    made = blocks(configuration(data), "aws_s3_bucket_replication_configuration")
    assert len(made) == 1 and "us_west_2" in next(iter(made.values()))


def test_each_port_has_its_own_protocol() -> None:
    data = system()
    data["connections"][0] = {"users -> lb": [80, 443]}
    found = graph(data)
    assert {(c.ports, c.protocol) for c in found.connections_to("lb")} == {((80,), "http"), ((443,), "https")}
    listeners = blocks(configuration(data), "aws_lb_listener")
    spoken = {text.split("port              = ")[1].split()[0]: text for text in listeners.values()}
    assert '"HTTPS"' in spoken["443"] and "redirect" in spoken["80"]
    assert "80 http, 443 https" in [step.ports for step in steps(found)]


def test_the_health_check_of_udp_targets_is_let_in() -> None:
    data = system(components={"lb": {"kind": "nlb", "subnets": "public"}})
    data["connections"] = [
        {"users -> lb": {"port": 8080, "protocol": "udp"}},
        {"lb -> app": {"port": 8080, "protocol": "udp"}},
    ]
    found = graph(data)
    notes = [traffic.line(found, step).notes for step in steps(found) if step.source == "lb"]
    assert "its health is checked over TCP on the same port" in notes[0]
    let_in = entries(configuration(data), "aws_vpc_security_group_ingress_rule")
    own = {key: text for key, text in let_in.items() if key.startswith("app-from-lb-8080")}
    assert ['"udp"' in text for text in own.values()].count(True) == 1 and len(own) == 2


def test_the_port_of_a_custom_component_is_checked() -> None:
    pods = {"kind": "custom", "icon": "aws.compute.EKS", "subnets": "app", "scope": "zone", "port": 8080}
    wrong = system(components={"pods": pods}, connections=[{"lb -> pods": 443}])
    right = system(components={"pods": pods}, connections=[{"lb -> pods": 8080}])
    assert "AG320" in codes(wrong) and "AG320" not in codes(right)


def test_a_custom_vpn_is_not_reached_over_nat() -> None:
    components = {
        "vpn": {"kind": "custom", "icon": "aws.network.VpnGateway"},
        "datacenter": {"kind": "external", "cidrs": ["172.16.0.0/16"]},
        "watch": {"kind": "custom", "icon": "aws.management.Cloudwatch", "port": 443},
    }
    connections = [{"app -> vpn -> datacenter": 1433}, "app -> watch"]
    found = graph(system(components=components, connections=connections))
    lines = {(step.source, step.target): traffic.line(found, step) for step in steps(found)}
    assert lines["app", "vpn"].ways == () and lines["app", "watch"].ways == ("nat",)


def test_a_nat_gateway_inside_the_vpc_is_told_as_not_used() -> None:
    database = {"kind": "rds", "subnets": "data", "multi_az": True, "read_replicas": 1}
    data = system(components={"db": database}, connections=["app -> nat -> db"])
    (finding,) = [f for f in check(graph(data)).findings if f.code == "AG312"]
    assert finding.message == (
        "`app -> nat -> db` names a NAT gateway that this traffic does not use: app and db are in the same "
        "VPC; write `app -> db`"
    )


def test_a_load_balancer_without_a_port_opens_no_admin_port() -> None:
    data = system()
    data["connections"][0] = "users -> lb"
    assert "AG402" not in codes(data)
    data["connections"][0] = {"users -> lb": {"protocol": "all"}}
    assert "AG402" in codes(data)


def test_a_group_of_one_is_launched_again_automatically() -> None:
    data = system()
    data["components"]["app"]["capacity"] = {"min": 1, "max": 2}
    found = graph(data)
    assert not without(found, "us-east-1a").survives
    line = losses.impact_line(found, "app", "us-east-1a")
    assert line.by_itself and "Auto Scaling launches others" in line.details
    verdict = losses.accounts(found)[0].verdicts[0]
    assert "until instances launch in the remaining zones" in verdict.text


def test_nothing_works_again_within_no_time() -> None:
    data = system()
    data["components"] = {"users": {"kind": "client"}, "files": {"kind": "s3"}}
    data["connections"] = ["users -> files"]
    assert "0 s" not in summary.zone_verdict(graph(data))


def test_aurora_serverless_has_a_scaling_configuration() -> None:
    data = aurora(replica_regions=[], instance_class="db.serverless")
    cluster = next(iter(blocks(configuration(data), "aws_rds_cluster").values()))
    assert "serverlessv2_scaling_configuration" in cluster
    assert "min = 0.5" in configuration(data)["variables.tf"]
    data = aurora(replica_regions=[], instance_class="db.serverless", serverless={"min": 1, "max": 16})
    assert "max = 16" in configuration(data)["variables.tf"]
    cluster = next(iter(blocks(configuration(aurora(replica_regions=[])), "aws_rds_cluster").values()))
    assert "serverlessv2" not in cluster


def test_a_web_acl_protects_what_aws_waf_can_protect() -> None:
    acl = {"firewall": {"kind": "waf"}}
    assert "AG326" not in codes(system(components=acl, connections=["firewall -> lb"]))
    balancer = {"kind": "nlb", "subnets": "public"}
    assert "AG326" in codes(system(components=acl | {"lb": balancer}, connections=["firewall -> lb"]))
    api = {"kind": "custom", "icon": "aws.network.APIGateway", "port": 443}
    data = system(
        components=acl | {"api": api}, connections=["users -> api", "api -> app", "firewall -> api"]
    )
    assert "AG326" in codes(data)
    assert [copy.region for copy in graph(data).copies_of("firewall")] == ["us-east-1"]


def test_a_reserved_name_of_a_database_is_found() -> None:
    database = {"kind": "rds", "subnets": "data", "multi_az": True, "read_replicas": 1}
    assert "AG810" in codes(system(components={"user": database}, connections=["app -> user"]))
    assert "AG810" not in codes(system(components={"users-db": database}, connections=["app -> users-db"]))
    named = database | {"database": "people"}
    data = system(components={"user": named}, connections=["app -> user"])
    assert "AG810" not in codes(data)
    assert '"people"' in blocks(configuration(data), "aws_db_instance")["user"]


@pytest.mark.parametrize(
    ("engine", "name", "said"),
    [
        ("oracle-se2", "customer_orders", "takes eight letters and digits; use customer"),
        ("oracle-se2", "a_b", "takes eight letters and digits; use ab"),
        ("db2-se", "customers", "takes eight letters and digits; use customer"),
        ("sqlserver-se", "shop", "begins without one; remove `database`"),
        ("oracle-ee", "null", "a word that oracle-ee reserves"),
        ("mariadb", "order", "a word that mariadb reserves"),
        ("oracle-se2", "orders", None),
        ("db2-se", "ledger", None),
        ("postgres", "customer_orders_of_the_year", None),
        ("mysql", "null_values", None),
        ("sqlserver-se", None, None),
    ],
)
def test_a_database_is_called_as_its_engine_takes_it(engine: str, name: str | None, said: str | None) -> None:
    database = {"kind": "rds", "engine": engine, "subnets": "data", "multi_az": True}
    data = system(
        components={"customer-orders": database | ({"database": name} if name else {})},
        connections=["app -> customer-orders"],
    )
    found = [f.message for f in check(graph(data)).findings if f.code == "AG810"]
    assert [said in message for message in found if said] == ([True] if said else [])
    assert bool(found) == bool(said)
    made = blocks(configuration(data), "aws_db_instance")["customer_orders"]
    given = re.findall(r'db_name += "(.*)"', made)
    if engine.startswith("sqlserver"):
        assert given == []
    elif not said:
        assert [text.lower() for text in given] == [name]


def test_a_long_id_is_shortened_without_a_finding() -> None:
    database = {"kind": "rds", "engine": "oracle-se2", "subnets": "data", "multi_az": True}
    data = system(components={"customer-orders": database}, connections=["app -> customer-orders"])
    assert "AG810" not in codes(data)
    assert '"CUSTOMER"' in blocks(configuration(data), "aws_db_instance")["customer_orders"]


def test_db2_is_given_the_ids_of_its_licence() -> None:
    database = {"kind": "rds", "engine": "db2-se", "subnets": "data", "multi_az": True}
    files = configuration(system(components={"ledger": database}, connections=["app -> ledger"]))
    assert (
        "rds.ibm_customer_id" in files["data.tf"] and 'variable "ledger_ibm_site_id"' in files["variables.tf"]
    )


def test_a_private_nat_gateway_has_no_public_address() -> None:
    data = system(components={"inner": {"kind": "nat-gateway", "subnets": "app", "private": True}})
    assert "AG304" not in codes(data)
    made = blocks(configuration(data), "aws_nat_gateway")
    assert 'connectivity_type = "private"' in made["inner"] and "allocation_id" not in made["inner"]
    assert "inner" not in blocks(configuration(data), "aws_eip")


def test_load_balancers_in_subnets_with_ipv6_are_dual_stack() -> None:
    data = system(regions={"us-east-1": {"zones": ["us-east-1a", "us-east-1b"]}})
    data["vpcs"] = {"main": {"region": "us-east-1", "cidr": "10.0.0.0/16", "ipv6": True}}
    assert '"dualstack"' in blocks(configuration(data), "aws_lb")["lb"]
    let_in = blocks(configuration(data), "aws_vpc_security_group_ingress_rule")
    assert any("cidr_ipv6" in text and '"::/0"' in text for text in let_in.values())
    assert "dualstack" not in blocks(configuration(system()), "aws_lb")["lb"]


def test_a_database_keeps_the_name_that_it_was_made_with() -> None:
    """AWS replaces an instance whose first database has another name: it must be written."""
    database = {"kind": "rds", "subnets": "data", "multi_az": True}
    files = configuration(system(components={"orders": database}, connections=["app -> orders"]))
    assert "db_name" in blocks(files, "aws_db_instance")["orders"]
