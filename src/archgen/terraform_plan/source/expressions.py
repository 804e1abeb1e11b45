"""Modules, the expressions in them, and what an expression means."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from archgen.terraform_plan.source.resource import Resource, at


@dataclass(frozen=True)
class Module:
    """A module of the configuration: its resources, and how it is called."""

    path: str
    configuration: Mapping[str, Any]
    parent: Module | None = None
    call: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def resources(self) -> dict[str, Mapping[str, Any]]:
        """The managed resources by type and name."""
        return self._of_mode("managed")

    @cached_property
    def data(self) -> dict[str, Mapping[str, Any]]:
        """The data sources by type and name."""
        return self._of_mode("data")

    def _of_mode(self, mode: str) -> dict[str, Mapping[str, Any]]:
        found = self.configuration.get("resources") or ()
        return {f"{r.get('type')}.{r.get('name')}": r for r in found if r.get("mode") == mode}


CARRIERS: Mapping[str, str] = {
    "terraform_data": "input",
    "time_sleep": "triggers",
    "null_resource": "triggers",
}
"""Resources of helpers that hand on what they are given, and the argument that they are given it by."""


COMMON = frozenset({"aws", "group", "instance", "function", "service"})
"""Words in types that are in the names of many other things."""


class Meant(NamedTuple):
    """What an expression means: `certain` resources, and `choices`, of which it is one or more.

    `opaque` are the references that the plan does not explain: locals, data sources, inputs without a value.
    """

    certain: tuple[Resource, ...] = ()
    choices: tuple[Resource, ...] = ()
    opaque: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[Resource, ...]:
        """The certain ones, then the choices."""
        return tuple({r.address: r for r in (*self.certain, *self.choices)}.values())


def modules(configuration: Mapping[str, Any]) -> dict[str, Module]:
    """All modules of a configuration by their paths."""
    return {module.path: module for module in _modules(Module("", configuration))}


def _modules(module: Module) -> Iterator[Module]:
    yield module
    for name, call in (module.configuration.get("module_calls") or {}).items():
        path = f"{module.path}.module.{name}".lstrip(".")
        yield from _modules(Module(path, call.get("module") or {}, module, call))


def bare(path: str) -> str:
    """A module's path without the indexes of its instances."""
    return re.sub(r'\[(?:"(?:[^"\\]|\\.)*"|\d+)\]', "", path)


ROOT = "root-of-"
"""How the module of each root is called, where several were given together: `module.root-of-network`."""


def is_root(path: str) -> bool:
    """Whether a module is a root: its outputs are for other configurations."""
    return not path or (path.startswith(f"module.{ROOT}") and path.count(".") == 1)


_OUTER = re.compile(r'^(?:(?P<outer>.*)\.)?module\.[^.\[]+(?:\[(?P<index>"(?:[^"\\]|\\.)*"|\d+)\])?$')


def outer(path: str) -> tuple[str, str | int | None]:
    """The module instance that calls this one, and the index by which it does."""
    match = _OUTER.match(path)
    if match is None:
        return "", None
    return match["outer"] or "", json.loads(match["index"]) if match["index"] else None


def written(references: Sequence[str]) -> list[str]:
    """The references as they are written, those that come twice too.

    Terraform lists each with what begins it: `a.b[0].id`, `a.b[0]` and `a.b`.
    """
    found: list[str] = []
    last = ""
    for reference in references:
        if not last.startswith((f"{reference}.", f"{reference}[")):
            found.append(reference)
        last = reference
    return found


def expressions(value: Any, path: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """All expressions at a path; blocks that are written as one expression are one for all in them."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from expressions(item, path)
    elif isinstance(value, dict):
        if not path or isinstance(value.get("references"), list):
            yield value
        elif path[0] in value:
            yield from expressions(value[path[0]], path[1:])


def every_reference(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The references of all expressions in a value, each with the name of its attribute."""
    if isinstance(value, list):
        for item in value:
            yield from every_reference(item, name)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "references" and isinstance(item, list):
                yield from ((name, reference) for reference in item)
            else:
                yield from every_reference(item, key)


def allowed(found: Any) -> Iterator[Sequence[str]]:
    """The references of a policy document, statement by statement."""
    if isinstance(found, list):
        for item in found:
            yield from allowed(item)
    elif isinstance(found, dict):
        effect = found.get("effect")
        if isinstance(effect, dict) and effect.get("constant_value") == "Deny":
            return
        if isinstance(found.get("references"), list):
            yield found["references"]
        for key, item in found.items():
            if key not in ("references", "condition", "constant_value"):
                yield from allowed(item)


def is_later(unknown: Any, path: Sequence[str]) -> bool:
    """Whether something at a path is known only after apply."""
    return any(value is True for value in at(unknown, path))


def words(text: str) -> frozenset[str]:
    """The words in a name: `aws_subnet.all["public-0"]` has aws, subnet, all, public and 0."""
    found = re.findall(r"[a-z]+|\d+", text.lower())
    return frozenset(_PLURAL.sub("", word) for word in found) - {"id", "arn", "name", "this", "main", "all"}


_PLURAL = re.compile(r"(?<=[a-z]{3})s$")


def best_named(found: Sequence[Resource], wanted: frozenset[str]) -> tuple[Resource, ...]:
    """Those with most of the words in their names; all of them where none has any."""
    scores = {
        r.address: len(wanted & words(f"{r.module} {r.name} {r.index} {r.tag('Name') or ''}")) for r in found
    }
    most = max(scores.values(), default=0)
    return tuple(r for r in found if scores[r.address] == most) if most else tuple(found)


def one_named(found: Sequence[Resource], wanted: frozenset[str]) -> tuple[Resource, ...]:
    """The one with most of the words in its name, where it is one; all of them otherwise."""
    best = best_named(found, wanted)
    return best if len(best) == 1 else tuple(found)


def best_typed(found: Sequence[Resource], wanted: frozenset[str]) -> tuple[Resource, ...]:
    """Those with most of the words in their types: `orders-to-sqs` is a queue; all where none has any."""
    scores = {r.address: len(wanted & words(r.type.removeprefix("aws_"))) for r in found}
    most = max(scores.values(), default=0)
    return tuple(r for r in found if scores[r.address] == most) if most else tuple(found)


def in_order(found: Sequence[Resource]) -> list[Resource]:
    """Instances of one resource by their numbers; others as they are."""
    if len({(r.module, r.name) for r in found}) == 1 and all(isinstance(r.index, int) for r in found):
        return sorted(found, key=lambda r: int(r.index or 0))
    return list(found)


def nth_of(found: Sequence[Resource], index: str | int | None) -> list[Resource]:
    """Of a list that is passed in, the member at an index."""
    same = [r for r in found if r.index == index]
    if len(same) == 1:
        return same
    ordered = in_order(found)
    return [ordered[index % len(ordered)]] if isinstance(index, int) else list(found)


def same_index(instances: list[Resource], index: str | int | None) -> list[Resource]:
    """The instance with an index; as `element` counts, from the start again after the last.

    Else those whose keys have it in them: `aws_subnet.all["web-${each.key}"]`.
    """
    same = [r for r in instances if r.index == index]
    if same or index is None or len(instances) < 2:
        return same or instances
    if isinstance(index, str):
        return with_key_inside(instances, index)
    numbered = sorted((r for r in instances if isinstance(r.index, int)), key=lambda r: int(r.index or 0))
    if isinstance(index, int) and len(numbered) == len(instances):
        return [numbered[index % len(numbered)]]
    return instances


def entry_of(given: Meant, key: str, types: Sequence[str]) -> Meant:
    """The entry of a map of these types that a key leads to: the only one, or the one that it names.

    Roles are beside what an entry is about.
    """
    every = tuple(r for r in given.all if not r.type.startswith("aws_iam_"))
    for found in (every, best_named(every, words(key)), best_typed(every, words(key))):
        if len(found) == 1 and not given.opaque:
            return Meant(tuple(r for r in found if r.type in types))
    return Meant(choices=tuple(r for r in every if r.type in types), opaque=given.opaque)


def joined(parts: Iterable[Meant]) -> Meant:
    every = list(parts)
    certain = tuple({r.address: r for part in every for r in part.certain}.values())
    known = {r.address for r in certain}
    choices = {r.address: r for part in every for r in part.choices if r.address not in known}
    opaque = tuple(dict.fromkeys(name for part in every for name in part.opaque))
    return Meant(certain, tuple(choices.values()), opaque)


def with_key_inside(instances: list[Resource], index: str) -> list[Resource]:
    """The instances whose keys have an index in them."""
    return [r for r in instances if index in str(r.index)] or instances


def keyed_inside(instances: list[Resource], index: str | int | None) -> list[Resource]:
    """The one instance whose key is in an index; all of them where there is none, or more than one."""
    keys = [r for r in instances if isinstance(r.index, str) and isinstance(index, str) and r.index in index]
    return keys if len(keys) == 1 else instances


def named_by_key(branches: Sequence[Meant], key: str | int | None) -> Meant | None:
    """Of the branches of a condition the one that is named as the key: `web-a` has the route table `web`."""
    told = words(key) if isinstance(key, str) else frozenset()
    fitting = [b for b in branches if any(told & words(f"{r.module} {r.name}") for r in b.all)]
    return fitting[0] if len(fitting) == 1 else None


def exclusive(branches: Sequence[Meant]) -> Meant:
    """The branches of a condition that is not known: what several have is certain, and some of the rest."""
    seen = Counter(r.address for branch in branches for r in branch.certain)
    every = joined(branches)
    certain = tuple(r for r in every.certain if seen[r.address] > 1)
    choices = tuple(r for r in every.all if seen[r.address] < 2)
    return Meant(certain, choices, every.opaque)


_CONDITION = re.compile(r"local\.(?:create|enable|is|has|use|need|should|with|deploy|provision|len)(?:$|_)")


def is_condition(reference: str) -> bool:
    """Whether a local is called as a condition is."""
    return bool(_CONDITION.match(reference))


def key_of(references: Sequence[str]) -> frozenset[str]:
    """The words of the locals that say which members of a collection: `var.subnets[local.app_zone_a]`.

    So does what a `for` runs over; a condition does not, and is known by its name.
    """
    named = (name for name in references if name.startswith("local.") and not _CONDITION.match(name))
    return words(" ".join(name.removeprefix("local.") for name in named))


def picked(meant: Meant, key: frozenset[str]) -> Meant:
    """The members of a collection with most words of a key: one, or one of them; all where none has any."""
    best = best_named(meant.certain, key)
    if len(best) == len(meant.certain) or len({(r.module, r.name) for r in meant.certain}) > 1:
        return meant
    return Meant(best, opaque=meant.opaque) if len(best) == 1 else Meant(choices=best, opaque=meant.opaque)
