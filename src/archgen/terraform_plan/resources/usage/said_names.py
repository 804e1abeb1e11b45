"""What code and state machines call by a name that a plan knows, and not by a reference of Terraform.

A variable of a function's environment may hold the name, the ARN or the address of a queue; the definition of
a state machine names its functions. Names are also words: a text counts only where the variable says what it
is for, or where the text cannot be anything else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archgen.model.kinds import kind_class, kinds
from archgen.terraform_plan.source.plan import Plan, Resource
from archgen.terraform_plan.source.resource import at

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_TASK = re.compile(r"^arn:[\w-]+:states:::(?:aws-sdk:)?(\w+):")
_LITERAL = re.compile(r"""^\{%\s*(["'])([\w:/.$-]+)\1\s*%\}$""")
_OWN = frozenset(
    {
        *("service", "app", "application", "env", "environment", "stage", "namespace", "region", "level"),
        *(
            "user",
            "username",
            "db",
            "database",
            "schema",
            "host",
            "log",
            "metric",
            "metrics",
            "version",
            "mode",
        ),
    }
)
"""Words of variables that say something of the code itself, or of a database."""
_SHORT = {"aws_lambda_function": ("fn", "func"), "aws_sqs_queue": ("queue",)}
"""What variables call some of them besides."""
_SAME = {"sfn": "states", "eventbridge": "events"}
"""How state machines call services, where policies call them otherwise."""
_SAID = re.compile(r"(?:Name|Arn|Url|Bucket|JobQueue|WorkGroup|FunctionName|DeliveryStreamName)$")


def _words_by_type() -> dict[str, frozenset[str]]:
    """What variables call the resources of each type: `queue`, `table`, `lambda`."""
    found: dict[str, frozenset[str]] = {}
    for name in kinds():
        kind = kind_class(name)
        for type_ in kind.read_from:
            own = (word for text in (name, *kind.words, *_SHORT.get(type_, ())) for word in text.split("-"))
            found[type_] = found.get(type_, frozenset()) | frozenset((*own, type_.split("_")[-1]))
    return found


_WORDS = _words_by_type()


def named_by_settings(
    plan: Plan, resource: Resource, path: Sequence[str], types: Sequence[str]
) -> Iterator[Resource]:
    """The resources that the variables at a path name: an environment, or the text of containers."""
    for value in at(resource.values, path[:-1] if path[-1] == "value" else path):
        for variable, text in _variables(value):
            yield from _by_variable(plan, variable, text, types)


def named_by_definition(
    plan: Plan, machine: Resource, services: Mapping[str, Sequence[str]]
) -> Iterator[Resource]:
    """What the tasks of a state machine call, where its definition is known."""
    for text in plan.values(machine, "definition"):
        for task in _tasks(_read(text)):
            yield from _called(plan, task, services)


def _variables(value: Any) -> Iterator[tuple[str, str]]:
    """The names and texts of variables: of a map, of blocks of a name and a value, or of JSON with those."""
    if isinstance(value, str):
        yield from _variables(_read(value))
    elif isinstance(value, list):
        for each in value:
            yield from _variables(each)
    elif isinstance(value, dict):
        if {"name", "value"} <= value.keys() and isinstance(value["name"], str):
            if isinstance(value["value"], str):
                yield value["name"], value["value"]
        elif "environment" in value:
            yield from _variables(value["environment"])
        else:
            yield from ((name, text) for name, text in value.items() if isinstance(text, str))


def _by_variable(plan: Plan, variable: str, text: str, types: Sequence[str]) -> Iterator[Resource]:
    words = {word.lower() for word in _WORD.findall(variable)}
    found = named(plan, text, types)
    if not found or (words & _OWN and not text.startswith(("arn:", "https://"))):
        return
    fitting = [other for other in found if words & _WORDS.get(other.type, frozenset())]
    alone = len(found) == 1 and (":" in text or "-" in text or "_" in text or "." in text)
    same = len(found) == 1 and words == {word.lower() for word in _WORD.findall(text)}
    yield from fitting or (found if alone or same else ())


def named(plan: Plan, text: str, types: Sequence[str]) -> tuple[Resource, ...]:
    """The resources of these types whose name, ARN or address a text is."""
    if exact := plan.named(text, types):
        return exact
    last = text
    if text.startswith("arn:") and text.count(":") >= 5:
        last = ":".join(text.split(":")[5:])
        last = re.sub(r"^(?:function|stateMachine|table|event-bus|deliverystream|stream)[:/]", "", last)
        last = re.split(r"[:/]", last)[0]
    elif re.match(r"^https://sqs\.[\w.-]+/\d+/[\w-]+$", text):
        last = text.rpartition("/")[2]
    elif re.match(r"^[\w-]+:(?:\$LATEST|[\w-]+)$", text):
        last = text.partition(":")[0]
    return tuple(r for r in plan.of_type(*types) if len(last) > 1 and last in _names(r))


def _names(resource: Resource) -> set[str]:
    return {str(resource.get(key)) for key in ("name", "bucket", "function_name") if resource.get(key)}


def _tasks(state: Any) -> Iterator[Mapping[str, Any]]:
    """All states with a resource, those inside of maps and branches too."""
    if isinstance(state, list):
        yield from (task for each in state for task in _tasks(each))
    elif isinstance(state, dict):
        if isinstance(state.get("Resource"), str):
            yield state
        inner = (value for key, value in state.items() if key not in ("Parameters", "Arguments"))
        yield from (task for value in inner for task in _tasks(value))


def _called(plan: Plan, task: Mapping[str, Any], services: Mapping[str, Sequence[str]]) -> Iterator[Resource]:
    said = _TASK.match(task["Resource"])
    if said is None:
        yield from named(plan, task["Resource"], services["lambda"])
        return
    types = services.get(_SAME.get(said[1], said[1]), ())
    for part in ("Parameters", "Arguments"):
        for key, text in _texts(task.get(part)):
            if types and _SAID.search(key):
                literal = _LITERAL.match(text)
                yield from named(plan, literal[2] if literal else text, types)


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """All texts in a value, each with the key that it is at."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        yield from (found for each in value for found in _texts(each, key))
    elif isinstance(value, dict):
        yield from (found for name, each in value.items() for found in _texts(each, name))


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
