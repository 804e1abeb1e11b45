"""Faults of topology, planted in the brief one by one: each is found, by its rule, at its line, and alone."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest

from archgen.findings import Severity
from archgen.pipeline import examine
from archgen.source import read
from models import BRIEF
from planted import PLANTED
from readme_facts import MEASURED

TEXT = BRIEF.read_text(encoding="utf-8")


class Planted(NamedTuple):
    """An edit of the brief's text, the rule that finds it, and the line at which it does."""

    name: str
    code: str
    old: str
    new: str
    line: str
    """How the line begins that the finding points at."""
    besides: tuple[tuple[str, str], ...] = ()
    """What else must be edited, so that ids are not left dangling."""

    @property
    def text(self) -> str:
        """The brief with the fault in it."""
        text = TEXT
        for old, new in ((self.old, self.new), *self.besides):
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text


ZONES = "    zones: [us-east-1a, us-east-1b]"
CIDR = "    cidr: 10.0.0.0/16"
ORDERS = "  orders:   {kind: rds, subnets: db, engine: postgres, multi_az: true, read_replicas: 1}"

FAULTS = (
    Planted(
        "a load balancer in one zone", "AG204",
        "  web-lb:   {kind: alb, subnets: web}",
        "  web-lb:   {kind: alb, subnets: web, zones: [us-east-1a]}",
        "  web-lb:",
    ),
    Planted(
        "a load balancer twice in one zone", "AG204",
        "  web-lb:   {kind: alb, subnets: web}",
        "  web-lb:   {kind: alb, subnets: web, zones: [us-east-1a, us-east-1a]}",
        "  web-lb:",
    ),
    Planted(
        "NAT gateways in private subnets", "AG304",
        "  nat:      {kind: nat-gateway, subnets: web}",
        "  nat:      {kind: nat-gateway, subnets: app}",
        "  nat:",
    ),
    Planted(
        "one NAT gateway for two zones", "AG215",
        "  nat:      {kind: nat-gateway, subnets: web}",
        "  nat:      {kind: nat-gateway, subnets: web, per: region}",
        "  nat:",
    ),
    Planted(
        "no NAT gateway", "AG305",
        "  nat:      {kind: nat-gateway, subnets: web}\n", "",
        "  app: {access: private}",
        (("  - app -> nat -> partners: 443", "  - app -> partners: 443"),),
    ),
    Planted(
        "a group in one zone", "AG207",
        "    tier: backend\n    subnets: app\n",
        "    tier: backend\n    subnets: app\n    zones: [us-east-1a]\n",
        "    zones: [us-east-1a]\n",
    ),
    Planted(
        "database subnets in one zone", "AG217",
        ORDERS,
        ORDERS.replace("}", ", zones: [us-east-1b]}"),
        "  orders:",
    ),
    Planted(
        "two subnets that overlap", "AG104",
        "  app: {access: private}           # default route to the NAT gateway of the same zone\n"
        "  db:  {access: isolated}",
        "  app: {access: private, cidrs: [10.0.32.0/22, 10.0.36.0/22]}\n"
        "  db:  {access: isolated, cidrs: [10.0.33.0/24, 10.0.64.0/24]}",
        "  db:",
    ),
    Planted(
        "a subnet outside of the VPC", "AG103",
        "  db:  {access: isolated}",
        "  db:  {access: isolated, cidrs: [10.1.0.0/24, 10.0.64.0/24]}",
        "  db:",
    ),
    Planted("a VPC of a /8", "AG101", CIDR, "    cidr: 10.0.0.0/8", "    cidr:"),
    Planted(
        "a subnet too small for its group", "AG108",
        "  app: {access: private}",
        "  app: {access: private, cidrs: [10.0.40.0/27, 10.0.41.0/27]}",
        "  app: {access",
    ),
    Planted(
        "a zone of another region", "AG201",
        ZONES,
        "    zones: [us-east-1a, us-west-2b]",
        "    zones:",
    ),
    Planted("one zone for everything", "AG202", ZONES, "    zones: [us-east-1a]", "    zones:"),
    Planted(
        "the backend's subnets routed to the internet gateway", "AG308",
        "    tier: backend\n    subnets: app\n",
        "    tier: backend\n    subnets: web\n",
        "    subnets: web\n    instance_type: t3.small\n    capacity: {min: 2, max: 8}",
    ),
    Planted(
        "a database that the world may reach", "AG310",
        ORDERS,
        ORDERS.replace("}", ", publicly_accessible: true}"),
        "  orders:",
    ),
    Planted(
        "a database without a standby", "AG216",
        ORDERS,
        ORDERS.replace("multi_az: true", "multi_az: false"),
        "  orders:",
    ),
    Planted(
        "a database without any copy", "AG219",
        ORDERS,
        ORDERS.replace("multi_az: true, read_replicas: 1", "multi_az: false, read_replicas: 0"),
        "  orders:",
    ),
    Planted(
        "a replica of a source without backups", "AG221",
        ORDERS,
        ORDERS.replace("}", ", backup_retention_days: 0}"),
        "  orders:",
    ),
    Planted(
        "a minimum of one over two zones", "AG208",
        "{min: 2, max: 8}",
        "{min: 1, max: 8}",
        "    capacity: {min: 1,",
    ),
    Planted(
        "a maximum below the minimum", "AG209",
        "{min: 2, max: 8}",
        "{min: 2, max: 1}",
        "    capacity: {min: 2, max: 1}",
    ),
    Planted(
        "an internet-facing load balancer in private subnets", "AG306",
        "  web-lb:   {kind: alb, subnets: web}",
        "  web-lb:   {kind: alb, subnets: app, scheme: internet-facing}",
        "  web-lb:",
    ),
    Planted(
        "two internet gateways", "AG302",
        "  igw:      {kind: internet-gateway}",
        "  igw:      {kind: internet-gateway}\n  igw2:     {kind: internet-gateway}",
        "  igw2:",
    ),
    Planted(
        "SSH open to clients", "AG402",
        "  - web-lb -> web: 3000",
        "  - web-lb -> web: 3000\n  - client -> igw -> web: 22",
        "  - client -> igw -> web: 22",
    ),
)  # fmt: skip


@pytest.mark.parametrize("planted", FAULTS, ids=lambda planted: planted.name)
def test_a_planted_fault_is_found_at_its_line(planted: Planted) -> None:
    text = planted.text
    examination = examine(read(text.encode(), "architecture.yaml"))
    heard = [finding for finding in examination.findings if finding.severity is not Severity.INFO]
    expected = [(planted.code, text[: text.index(planted.line)].count("\n") + 1)]
    assert expected == [(finding.code, examination.document.place(finding).line) for finding in heard]


def test_the_brief_itself_has_none() -> None:
    examination = examine(read(TEXT.encode(), "architecture.yaml"))
    assert [finding for finding in examination.findings if finding.severity is not Severity.INFO] == []


def test_other_linters_were_measured_on_the_faults_of_the_readme() -> None:
    measured = json.loads(MEASURED.read_text(encoding="utf-8"))
    assert list(measured["found"]) == [fault.title for fault in PLANTED]
