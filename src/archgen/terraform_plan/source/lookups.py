"""What data sources look up among the resources that are given: parameters by name, networks by tags.

Roots that split a system find each other so: `data.aws_ssm_parameter`, `data.aws_vpc` with tags, and more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from archgen.terraform_plan.source.constants import Constants, Scope
from archgen.terraform_plan.source.expressions import expressions, written
from archgen.terraform_plan.source.resource import Resource

PARAMETER = "aws_ssm_parameter"
_PLURALS: Mapping[str, str] = {
    "aws_subnets": "aws_subnet",
    "aws_subnet_ids": "aws_subnet",
    "aws_security_groups": "aws_security_group",
    "aws_route_tables": "aws_route_table",
    "aws_vpcs": "aws_vpc",
    "aws_nat_gateways": "aws_nat_gateway",
}
"""The data sources that find several resources."""
_NAMES = ("name", "identifier", "cluster_identifier", "cluster_name", "bucket", "db_instance_identifier")

Wanted = tuple[str, tuple[str, ...]]
"""A name, or `tag:KEY`, and the values that it may have."""


def looked_up(
    reference: str, scope: Scope, by_type: Mapping[str, Sequence[Resource]], constants: Constants
) -> tuple[Resource, ...]:
    """The resources that a data source finds; nothing where it is not certain which."""
    parts = reference.split(".")
    if len(parts) < 3:
        return ()
    type_, name = parts[1], parts[2].partition("[")[0]
    found = scope.module.data.get(f"{type_}.{name}")
    wanted = list(_wanted(found, scope._replace(configured=found), constants)) if found else []
    if not wanted:
        return ()
    resources = by_type.get(_PLURALS.get(type_, type_), ())
    fitting = tuple(r for r in resources if all(_has(r, each) for each in wanted))
    return fitting if len(fitting) == 1 or type_ in _PLURALS else ()


def _wanted(found: Mapping[str, Any], scope: Scope, constants: Constants) -> Iterator[Wanted]:
    """What a data source asks for: names, tags, and filters of those."""
    said = found.get("expressions") or {}
    for name in _NAMES:
        value = _value(said.get(name), scope, constants)
        if isinstance(value, str):
            yield "name", (value,)
    tags = _value(said.get("tags"), scope, constants)
    for key, value in (tags if isinstance(tags, dict) else {}).items():
        yield f"tag:{key}", (str(value),)
    for block in said.get("filter") or ():
        name = _value(block.get("name"), scope, constants)
        values = _value(block.get("values"), scope, constants)
        if isinstance(name, str) and name.startswith("tag:") and isinstance(values, list):
            yield name, tuple(map(str, values))


def _value(expression: Any, scope: Scope, constants: Constants) -> Any:
    """The value of an expression that is written as it is, or is one reference."""
    for each in expressions(expression, ()):
        if "constant_value" in each:
            return each["constant_value"]
        names = written(each.get("references") or ())
        return constants.value(names[0], scope) if len(names) == 1 else None
    return None


def _has(resource: Resource, wanted: Wanted) -> bool:
    name, values = wanted
    key = name.removeprefix("tag:")
    mine = [resource.tag(key)] if name != key else [resource.get(each) for each in _NAMES]
    return any(isinstance(text, str) and fnmatchcase(text, value) for text in mine for value in values)
