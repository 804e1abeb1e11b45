"""How long `archgen validate` takes for plans of 1,000 and 5,000 resources, and how much memory.

The plans are those of many small services in one VPC: a load balancer, a group, a database, and the security
groups, rules, target groups and templates around them. Prints seconds and megabytes of a whole process; 5,000
resources may take 5 s and 300 MB.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SIZES = (1_000, 5_000)
VPC = ("aws_vpc.main.id", "aws_vpc.main")


class Plan:
    """A plan in the making: planned values, and the references of each resource."""

    def __init__(self) -> None:
        self.resources: list[dict[str, Any]] = []
        self.configured: list[dict[str, Any]] = []

    def add(self, type_: str, name: str, index: int | None = None, /, **fields: Any) -> None:
        """One resource: tuples and blocks of tuples are references, everything else is a value."""
        said = {"mode": "managed", "type": type_, "name": name}
        values = {key: value for key, value in fields.items() if not isinstance(value, tuple | dict)}
        here = f"{type_}.{name}" + ("" if index is None else f"[{index}]")
        place = {} if index is None else {"index": index}
        self.resources.append({"address": here, **said, **place, "values": values})
        if not index:
            expressions = {key: _references(value) for key, value in fields.items() if key not in values}
            self.configured.append({"address": f"{type_}.{name}", **said, "expressions": expressions})

    def json(self) -> str:
        """The plan as `terraform show -json` prints it."""
        region = {"name": "aws", "expressions": {"region": {"constant_value": "us-east-1"}}}
        return json.dumps(
            {
                "format_version": "1.2",
                "planned_values": {"root_module": {"resources": self.resources}},
                "configuration": {
                    "provider_config": {"aws": region},
                    "root_module": {"resources": self.configured},
                },
            }
        )


def _references(value: Any) -> Any:
    if isinstance(value, tuple):
        return {"references": list(value)}
    return [{key: _references(inner) for key, inner in value.items()}]


def to(type_: str, name: str) -> tuple[str, str]:
    """The references of an expression such as `aws_lb.web.id`."""
    return f"{type_}.{name}.id", f"{type_}.{name}"


def plan(count: int) -> str:
    """A plan of at least so many resources."""
    made = Plan()
    made.add("aws_vpc", "main", cidr_block="10.0.0.0/16")
    made.add("aws_internet_gateway", "igw", vpc_id=VPC)
    for number, tier in enumerate(("public", "private", "data")):
        made.add("aws_route_table", tier, vpc_id=VPC)
        for zone in range(3):
            block, name = f"10.0.{number * 64 + zone * 16}.0/20", f"us-east-1{'abc'[zone]}"
            made.add("aws_subnet", tier, zone, cidr_block=block, availability_zone=name, vpc_id=VPC)
            table, subnet = to("aws_route_table", tier), (f"aws_subnet.{tier}", "count.index")
            made.add("aws_route_table_association", tier, zone, subnet_id=subnet, route_table_id=table)
    everywhere = {"destination_cidr_block": "0.0.0.0/0"}
    made.add("aws_nat_gateway", "nat", subnet_id=("aws_subnet.public[0].id", "aws_subnet.public[0]"))
    for tier, attribute, way in (
        ("public", "gateway_id", to("aws_internet_gateway", "igw")),
        ("private", "nat_gateway_id", to("aws_nat_gateway", "nat")),
    ):
        table = to("aws_route_table", tier)
        made.add("aws_route", tier, **everywhere, route_table_id=table, **{attribute: way})
    number = 0
    while len(made.resources) < count:
        _service(made, f"s{number}")
        number += 1
    return made.json()


def _service(made: Plan, name: str) -> None:
    groups = {tier: to("aws_security_group", f"{name}_{tier}") for tier in ("lb", "app", "db")}
    for tier in groups:
        made.add("aws_security_group", f"{name}_{tier}", vpc_id=VPC)
    for tier, before, port in (("app", "lb", 8080), ("db", "app", 5432)):
        ports = {"from_port": port, "to_port": port, "ip_protocol": "tcp"}
        ends = {"security_group_id": groups[tier], "referenced_security_group_id": groups[before]}
        made.add("aws_vpc_security_group_ingress_rule", f"{name}_{tier}", **ports, **ends)
    ports = {"from_port": 443, "to_port": 443, "ip_protocol": "tcp", "cidr_ipv4": "0.0.0.0/0"}
    made.add("aws_vpc_security_group_ingress_rule", f"{name}_lb", **ports, security_group_id=groups["lb"])
    made.add("aws_lb", name, name=name, subnets=("aws_subnet.public",), security_groups=groups["lb"])
    made.add("aws_lb_target_group", name, port=8080, protocol="HTTP")
    forward = {"target_group_arn": to("aws_lb_target_group", name)}
    balancer = to("aws_lb", name)
    made.add("aws_lb_listener", name, port=443, load_balancer_arn=balancer, default_action=forward)
    made.add("aws_launch_template", name, instance_type="t3.small", vpc_security_group_ids=groups["app"])
    made.add(
        "aws_autoscaling_group",
        name,
        min_size=3,
        max_size=6,
        vpc_zone_identifier=("aws_subnet.private",),
        target_group_arns=to("aws_lb_target_group", name),
        launch_template={"id": to("aws_launch_template", name)},
    )
    made.add("aws_db_subnet_group", name, name=name, subnet_ids=("aws_subnet.data",))
    made.add(
        "aws_db_instance",
        name,
        engine="postgres",
        multi_az=True,
        storage_encrypted=True,
        deletion_protection=True,
        backup_retention_period=7,
        db_subnet_group_name=to("aws_db_subnet_group", name),
        vpc_security_group_ids=groups["db"],
    )


def main() -> None:
    """Measure each size in a process of its own."""
    program = f"{Path(sys.executable).with_name('archgen')}"
    with tempfile.TemporaryDirectory() as folder:
        for count in SIZES:
            file = Path(folder) / f"{count}.json"
            file.write_text(plan(count), encoding="utf-8")
            start = time.perf_counter()
            subprocess.run((program, "validate", f"{file}"), check=False, capture_output=True)
            seconds = time.perf_counter() - start
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{count:>6} resources: {seconds:.1f} s, {peak:.0f} MB")


if __name__ == "__main__":
    main()
