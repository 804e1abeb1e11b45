"""What is part of something else: the cluster of services, the gateways at both ends of a VPN.

It has no place of its own. Where nothing that has one uses it, it is named as not checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from archgen.findings.phrase import Phrase
from archgen.lint.coverage import Cause, Gap
from archgen.terraform_plan.resources.observed import SeenComponent
from archgen.terraform_plan.source.plan import Plan

Users = tuple[tuple[str, tuple[str, ...]], ...]

_USED_BY: tuple[tuple[str, str, Users], ...] = (
    (
        "aws_ecs_cluster",
        "ECS cluster",
        (
            ("aws_ecs_service", ("cluster",)),
            ("aws_ecs_task_set", ("cluster",)),
            ("aws_ecs_express_gateway_service", ("cluster",)),
            ("aws_cloudwatch_event_target", ("arn",)),
            ("aws_scheduler_schedule", ("target", "arn")),
        ),
    ),
    (
        "aws_vpn_gateway",
        "virtual private gateway",
        (
            ("aws_vpn_connection", ("vpn_gateway_id",)),
            ("aws_dx_gateway_association", ("associated_gateway_id",)),
        ),
    ),
    ("aws_rds_global_cluster", "global cluster", (("aws_rds_cluster", ("global_cluster_identifier",)),)),
    (
        "aws_customer_gateway",
        "customer gateway",
        (("aws_vpn_connection", ("customer_gateway_id",)),),
    ),
)
"""The types, what one is, and what uses one: by which attribute."""
_MEMBERS = (
    ("aws_elasticache_cluster", "replication_group_id", "aws_elasticache_replication_group", True),
    ("aws_cloudwatch_event_rule", "event_bus_name", "aws_cloudwatch_event_bus", False),
    ("aws_rds_global_cluster", "source_db_cluster_identifier", "aws_rds_cluster", False),
)
"""The types that name what they are part of: by which attribute, its type, and whether they always are."""


def with_parts(plan: Plan, components: Iterable[SeenComponent]) -> Iterator[SeenComponent]:
    """The components with the addresses of what they use, which others may use too."""
    used: dict[str, list[str]] = {}
    for part, _, users in _parts(plan):
        for user in users:
            used.setdefault(user, []).append(part)
    for component in components:
        more = (part for address in component.addresses for part in used.get(address, ()))
        parts = tuple(dict.fromkeys((*component.parts, *more)))
        yield replace(component, parts=parts) if parts != component.parts else component


def idle_parts(plan: Plan, components: Sequence[SeenComponent]) -> dict[str, Gap]:
    """What is part of nothing that has a place, with the reason."""
    taken = {address for component in components for address in component.parts}
    return {part: _why(what, users) for part, what, users in _parts(plan) if part not in taken}


def _why(what: str, users: Sequence[str]) -> Gap:
    if not users:
        return Gap(Cause.UNUSED, Phrase(what))
    return Gap(Cause.PART, users[0])


def _parts(plan: Plan) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The address of each part, what it is, and the addresses of all that use it, or may."""
    for type_, attribute, whole, always in _MEMBERS:
        for member in plan.of_type(type_):
            owners = [owner.address for owner in plan.meant(member, attribute, types=(whole,)).all]
            named = plan.values(member, attribute) if always else ()
            if owners or named:
                yield member.address, "", tuple(owners or named)
    for type_, what, users in _USED_BY:
        found: dict[str, list[str]] = {part.address: [] for part in plan.of_type(type_)}
        for user_type, path in users if found else ():
            for user in plan.of_type(user_type):
                for part in plan.meant(user, *path, types=(type_,)).all:
                    found.setdefault(part.address, []).append(user.address)
        yield from ((part, what, tuple(by)) for part, by in found.items())
