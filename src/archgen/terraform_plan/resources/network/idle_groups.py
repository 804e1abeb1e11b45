"""Security groups that nothing has: who admits only such a group is reached by nobody.

A group is idle if no resource of the plan refers to it but rules and other groups, and no output gives it to
another configuration.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from archgen.terraform_plan.resources.observed import SecurityGroupRule, SeenComponent
from archgen.terraform_plan.source.plan import Plan, Resource

_GROUPS = ("aws_security_group", "aws_default_security_group")
_RULES = (
    "aws_vpc_security_group_ingress_rule",
    "aws_vpc_security_group_egress_rule",
    "aws_security_group_rule",
)
_EVERYBODY = ("0.0.0.0/0", "::/0")
_NAMED = re.compile(r"group|(?:^|[._-])sgs?(?:[._-]|$)|security")
"""What attributes and outputs with security groups are called."""


def idle_groups(
    plan: Plan, rules: Collection[SecurityGroupRule], components: Sequence[SeenComponent]
) -> frozenset[str]:
    """The addresses of the groups that rules admit and nothing has."""
    carried = {group for component in components for group in component.groups}
    there = {group.address: group for group in plan.of_type("aws_security_group")}
    named = {rule.peer for rule in rules if rule.way == "in" and rule.peer in there} - carried
    if not named:
        return frozenset()
    given = {group.address for group in plan.published(_GROUPS)}
    return frozenset(named - given - _had(plan))


def open_groups(
    plan: Plan, rules: Collection[SecurityGroupRule], components: Sequence[SeenComponent]
) -> frozenset[str]:
    """The groups that admit the internet and that nothing in the plan has: what has them is not seen."""
    carried = {group for component in components for group in component.groups}
    there = {group.address for group in plan.of_type("aws_security_group")}
    admitting = {rule.group for rule in rules if rule.way == "in" and rule.peer in _EVERYBODY}
    found = (admitting & there) - carried
    return frozenset(found - _had(plan)) if found else frozenset()


def _had(plan: Plan) -> set[str]:
    """The groups that anything but rules and other groups refers to."""
    carriers = [r for r in plan.resources if r.type not in (*_GROUPS, *_RULES)]
    return {address for carrier in carriers for address in _had_by(plan, carrier)}


def _had_by(plan: Plan, carrier: Resource) -> Iterator[str]:
    """The groups that a resource refers to, wherever it does."""
    for text in _texts(carrier.values):
        if text.startswith("sg-"):
            yield from (group.address for group in plan.named(text, _GROUPS))
    yield from plan.mentioned(carrier, _GROUPS, _NAMED)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
