"""What the roles of compute parts allow: the actions that each connection needs, on its target alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archgen.model.kinds.facts import Access
from archgen.render.outputs.terraform.arns import arn_of, written
from archgen.render.outputs.terraform.parts import Part, Stack
from archgen.render.outputs.terraform.resources.data import Secret, within
from archgen.render.quoting import Hcl, inner
from archgen.topology.connections import Connection


@dataclass(frozen=True, slots=True)
class Grant:
    """One statement of a policy; `resources` are expressions."""

    sid: str
    actions: tuple[str, ...]
    resources: tuple[Hcl, ...]


_SIBLING = re.compile(r"([a-z-]+):([a-z-]+)([/:]\*)")
"""What has an ARN like that of another resource: a topic's is its cluster's."""


def grants(stack: Stack, part: Part) -> Iterator[Grant]:
    """The statements that let a part use what it connects to, and poll what delivers to it."""
    wanted: dict[Part, set[Access]] = {}
    for other, connection in _used(stack, part):
        if other.model.endpoint_service in part.model.called_by_policy or not _may_use(part, other):
            continue
        wanted.setdefault(other, set()).update(connection.accesses or other.model.usual_access(part.model))
    for other, connection in stack.callers(part):
        if connection.delivers and other.model.event_source:
            wanted.setdefault(other, set()).add(Access.DELIVER)
    for other, accesses in wanted.items():
        yield from _statements(stack, part, other, accesses)


def _may_use(part: Part, other: Part) -> bool:
    """Whether rights would be of use: a service of AWS calls APIs, and what is reached in a VPC has none."""
    calls_apis = part.model.endpoint_service is not None and not part.model.runs_code
    return not calls_apis or other.model.endpoint_service is not None


def _used(stack: Stack, part: Part) -> Iterator[tuple[Part, Connection]]:
    """What a part uses, and what is used with its rights by what it calls."""
    for other, connection in stack.uses(part):
        yield other, connection
        if other.model.uses_callers_rights:
            yield from stack.uses(other)


def grants_to(stack: Stack, part: Part, other: Part) -> tuple[Grant, ...]:
    """The statements that let a part use another one as is usual."""
    return tuple(_statements(stack, part, other, set(other.model.usual_access(part.model))))


def _statements(stack: Stack, part: Part, other: Part, accesses: set[Access]) -> Iterator[Grant]:
    """What some accesses to a component need, one statement for each part of it."""
    sid = "".join(word.capitalize() for word in other.id.split("-")) or other.id
    allowed: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for permission in other.model.permissions:
        if permission.access in accesses:
            allowed.setdefault((permission.name, permission.endings), set()).update(permission.actions)
    for (name, endings), actions in allowed.items():
        yield Grant(
            sid + name, tuple(sorted(actions)), tuple(with_ending(stack, other, end, part) for end in endings)
        )
    for permission in other.model.callers_need:
        if permission.access in accesses:
            arns = tuple(written(other, arn) for arn in permission.endings)
            yield Grant(sid + permission.name, permission.actions, arns)


def with_ending(stack: Stack, other: Part, ending: str, user: Part | None = None) -> Hcl:
    """The ARN of a part with an ending, an expression; for its `user` where that is known."""
    arn = arn_of(stack, other, user)
    if sibling := _SIBLING.fullmatch(ending):
        old, new, end = sibling.groups()
        return Hcl(f'"${{replace({arn}, ":{old}/", ":{new}/")}}{end}"')
    return Hcl(f'"{within(arn)}{inner(ending)}"') if ending else arn


def reading_grants(secrets: Sequence[Secret]) -> Iterator[Grant]:
    """The statements by which secrets are read at start."""
    arns = tuple(dict.fromkeys(secret.arn for secret in secrets))
    parameters = tuple(arn for arn in arns if "aws_ssm_parameter" in arn)
    others = tuple(arn for arn in arns if "aws_ssm_parameter" not in arn)
    if parameters:
        yield Grant("Parameters", ("ssm:GetParameter", "ssm:GetParameters"), parameters)
    if others:
        yield Grant("Secrets", ("secretsmanager:GetSecretValue",), others)
