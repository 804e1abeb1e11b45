"""Records of public hosted zones that lead to private addresses.

A zone with a VPC is private. Of a zone that the plan reads (`data.aws_route53_zone`) its answer says which it
is; of one that it only has the id of, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network
from typing import Literal

from archgen.model.kinds.fields import is_private
from archgen.terraform_plan.resources.observed import InnerName
from archgen.terraform_plan.source.plan import Plan, Resource

_BALANCERS = ("aws_lb", "aws_alb", "aws_elb")
_MACHINES = ("aws_instance", "aws_network_interface", "aws_eip", "aws_spot_instance_request")
_PRIVATE = ("private_ip", "private_dns")
Sort = Literal["balancer", "machine", "address"]
_RECORD = "aws_route53_record"


def inner_names(plan: Plan) -> Iterator[InnerName]:
    """The records of public zones with a private address, each once for every target."""
    for record in plan.of_type(_RECORD):
        targets = dict(_targets(plan, record))
        if targets and is_public_name(plan, record):
            for target, what in targets.items():
                yield InnerName(record.address, str(record.get("name") or ""), target, what)


def is_public_zone(plan: Plan, zone: Resource) -> bool:
    """Whether a hosted zone of the plan answers everybody."""
    return not zone.blocks("vpc") and not plan.pointing(zone, "aws_route53_zone_association", "zone_id")


def is_public_name(plan: Plan, record: Resource) -> bool | None:
    """Whether everybody can look a record up; None where the plan does not say it."""
    zones = plan.meant(record, "zone_id", types=("aws_route53_zone",)).all
    if zones:
        return all(is_public_zone(plan, zone) for zone in zones)
    names = {name.split(".")[2] for name in plan.mentions(record, "zone_id") if name.startswith(_DATA)}
    ids = plan.values(record, "zone_id")
    answers = [
        r
        for r in plan.data
        if r.type == "aws_route53_zone"
        and ((r.module == record.module and r.name in names) or r.get("zone_id") in ids)
    ]
    return not any(r.get("private_zone") or r.get("vpc_id") for r in answers) if answers else None


_DATA = "data.aws_route53_zone."


def _targets(plan: Plan, record: Resource) -> Iterator[tuple[str, Sort]]:
    """What a record leads to that is private, and what that is."""
    for path in (("alias", "name"), ("records",)):
        for balancer in plan.meant(record, *path, types=_BALANCERS).certain:
            if balancer.get("internal"):
                yield balancer.address, "balancer"
    for text in plan.values(record, "records"):
        if _is_inner(text):
            yield text, "address"
    if any(name.endswith(_PRIVATE) for name in plan.mentions(record, "records")):
        for machine in plan.meant(record, "records", types=_MACHINES).certain:
            yield machine.address, "machine"


def _is_inner(text: str) -> bool:
    try:
        return is_private(IPv4Network(text))
    except ValueError:
        return False
