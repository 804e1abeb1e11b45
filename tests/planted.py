"""Faults of topology, each planted in the flagship model by an edit of its text."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

BRIEF = Path(__file__).parents[1] / "architecture.yaml"


class Planted(NamedTuple):
    """A fault: what is edited, the code of the rule that finds it, and what stands on the guilty line."""

    title: str
    edits: tuple[tuple[str, str], ...]
    code: str
    line: str

    def text(self) -> str:
        """The model with the fault in it."""
        text = BRIEF.read_text(encoding="utf-8")
        for old, new in self.edits:
            assert text.count(old) == 1, (self.title, old)
            text = text.replace(old, new)
        return text


_NAT = "  nat:      {kind: nat-gateway, subnets: web}\n"
_APP = "    tier: backend\n    subnets: app\n"
_ROW = "app: {access: private}"
_DB = "db:  {access: isolated}"
_ZONES = "zones: [us-east-1a, us-east-1b]"
_ORDERS = "multi_az: true, read_replicas: 1}"

NO_NAT = ((_NAT, ""), ("app -> nat -> partners", "app -> partners"))
PUBLIC_BACKEND = ((_APP, "    tier: backend\n    subnets: web\n"),)
NO_REPLICA = ((", " + _ORDERS, "}"),)

PLANTED = (
    Planted(
        "a load balancer in one zone",
        (("{kind: alb, subnets: web}", "{kind: alb, subnets: web, zones: [us-east-1a]}"),),
        "AG204",
        "  web-lb:",
    ),
    Planted(
        "NAT gateways in private subnets",
        (("{kind: nat-gateway, subnets: web}", "{kind: nat-gateway, subnets: app}"),),
        "AG304",
        "  nat:",
    ),
    Planted(
        "one NAT gateway for two zones",
        (("{kind: nat-gateway,", "{kind: nat-gateway, per: region,"),),
        "AG215",
        "  nat:",
    ),
    Planted(
        "an Auto Scaling group in one zone",
        ((_APP, _APP + "    zones: [us-east-1a]\n"),),
        "AG207",
        "    zones: [us-east-1a]",
    ),
    Planted(
        "database subnets in one zone",
        ((_ORDERS, _ORDERS[:-1] + ", zones: [us-east-1a]}"),),
        "AG217",
        "  orders:",
    ),
    Planted(
        "subnets that overlap",
        (
            (_DB, "db:  {access: isolated, cidrs: [10.0.32.0/24, 10.0.65.0/24]}"),
            (_ROW, "app: {access: private, cidrs: [10.0.32.0/22, 10.0.36.0/22]}"),
        ),
        "AG104",
        "cidrs:",
    ),
    Planted(
        "a subnet outside its VPC",
        ((_DB, "db:  {access: isolated, cidrs: [10.1.0.0/24, 10.0.65.0/24]}"),),
        "AG103",
        "  db:",
    ),
    Planted("a VPC of /8", (("cidr: 10.0.0.0/16", "cidr: 10.0.0.0/8"),), "AG101", "    cidr:"),
    Planted(
        "a backend whose route leads to the internet gateway",
        ((_ROW, "app: {access: public}"),),
        "AG308",
        "subnets: app",
    ),
    Planted(
        "a database that is open to the world",
        ((_ORDERS, _ORDERS[:-1] + ", publicly_accessible: true}"),),
        "AG310",
        "  orders:",
    ),
    Planted("private subnets without egress", NO_NAT, "AG305", "app: {access: private}"),
    Planted(
        "a minimum of one over two zones",
        (("capacity: {min: 2, max: 8}", "capacity: {min: 1, max: 8}"),),
        "AG208",
        "capacity: {min: 1",
    ),
    Planted(
        "a replica of a source without backups",
        ((_ORDERS, _ORDERS[:-1] + ", backup_retention_days: 0}"),),
        "AG221",
        "  orders:",
    ),
    Planted("a database without a replica", NO_REPLICA, "AG219", "  orders:"),
    Planted(
        "a maximum under the minimum",
        (("capacity: {min: 2, max: 8}", "capacity: {min: 2, max: 1}"),),
        "AG209",
        "capacity: {min: 2, max: 1}",
    ),
    Planted(
        "an internet-facing load balancer in private subnets",
        (("{kind: alb, subnets: app}", "{kind: alb, subnets: app, scheme: internet-facing}"),),
        "AG306",
        "  app-lb:",
    ),
    Planted("a backend in public subnets", PUBLIC_BACKEND, "AG308", "    subnets: web"),
    Planted(
        "public subnets without an internet gateway",
        (("  igw:      {kind: internet-gateway}\n", ""), ("cdn -> igw -> web-lb", "cdn -> web-lb")),
        "AG301",
        "web: {access: public}",
    ),
    Planted(
        "a backend in isolated subnets that needs the internet",
        ((_ROW, "app: {access: isolated}"), *NO_NAT),
        "AG319",
        "    subnets: app",
    ),
    Planted(
        "SSH that is open to everybody",
        (("  - web-lb -> web: 3000\n", "  - web-lb -> web: 3000\n  - client -> igw -> web: 22\n"),),
        "AG402",
        "client -> igw -> web: 22",
    ),
)
"""Most are those that linters of Terraform and CloudFormation were tried on."""

MORE = (
    Planted(
        "a load balancer twice in one zone",
        (("{kind: alb, subnets: web}", "{kind: alb, subnets: web, zones: [us-east-1a, us-east-1a]}"),),
        "AG204",
        "  web-lb:",
    ),
    Planted(
        "a subnet too small for its group",
        ((_ROW, "app: {access: private, cidrs: [10.0.40.0/27, 10.0.41.0/27]}"),),
        "AG108",
        "  app: {access",
    ),
    Planted(
        "a zone of another region", ((_ZONES, "zones: [us-east-1a, us-west-2b]"),), "AG201", "    zones:"
    ),
    Planted("one zone for everything", ((_ZONES, "zones: [us-east-1a]"),), "AG202", "    zones:"),
    Planted("a database without a standby", (("multi_az: true", "multi_az: false"),), "AG216", "  orders:"),
    Planted(
        "two internet gateways",
        (
            (
                "  igw:      {kind: internet-gateway}\n",
                "  igw:      {kind: internet-gateway}\n  igw2: {kind: internet-gateway}\n",
            ),
        ),
        "AG302",
        "  igw2:",
    ),
)
"""Those that the README does not list."""
