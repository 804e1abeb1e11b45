"""Values that a plan knows without resources: variables, inputs of modules, keys, and paths into them.

Locals and functions are not in a plan's JSON, so only a reference that stands alone has a value here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from archgen.terraform_plan.source.expressions import Module, outer, written
from archgen.terraform_plan.source.resource import Resource

_STEP = re.compile(r'\.([\w-]+)|\[("(?:[^"\\]|\\.)*"|\d+)\]')
_ID = re.compile(r"^(?:[a-z]+-[0-9a-f]{8,}|arn:.*)$")
_DEPTH = 12
"""How far inputs are followed through modules: a broken file could go in circles."""

Key = str | int | None


class Scope(NamedTuple):
    """Where a reference is read: a module, one instance of it, and the index of what refers."""

    module: Module
    where: str
    at: Key = None
    configured: Mapping[str, Any] = {}
    keyed: bool = False
    """Whether `each.value` is in the expression."""
    hints: tuple[Any, ...] = ()
    """What is known of the index of the reference that is read: the values behind it."""
    text: bool = False
    """Whether a text is read, such as a policy: it names all that is in it."""

    @property
    def label(self) -> str:
        """The type and name of the resource that refers; the path of a module call."""
        return f"{self.configured.get('type', 'module')}.{self.configured.get('name', '')}"

    def outside(self) -> Scope | None:
        """Where the module is called."""
        if self.module.parent is None:
            return None
        place, index = outer(self.where)
        call = {**self.module.call, "__path": self.module.path}
        return Scope(self.module.parent, place, index, call, text=self.text)


class Constants:
    """The values of variables and keys in one configuration."""

    def __init__(self, variables: Mapping[str, Any]) -> None:
        self.variables = variables

    def value(self, reference: str, scope: Scope, depth: int = 0) -> Any:
        """The value of a reference; None where the plan does not know it."""
        if depth > _DEPTH:
            return None
        if reference in ("each.key", "count.index"):
            return scope.at
        if reference.startswith("each.value"):
            return _inside(self._each(scope, depth), reference.removeprefix("each.value"))
        if reference.startswith("var."):
            name = re.split(r"[.\[]", reference)[1]
            return _inside(self._variable(name, scope, depth), reference.removeprefix(f"var.{name}"))
        return None

    def lacks(self, reference: str, scope: Scope) -> bool:
        """Whether what `for_each` has at the key has no such member: `try(a.b[each.value.peer], null)`."""
        if not reference.startswith("each.value."):
            return False
        member = re.split(r"[.\[]", reference)[2]
        whole = self._each(scope, 0)
        return isinstance(whole, dict) and member not in whole

    def _each(self, scope: Scope, depth: int) -> Any:
        """What `for_each` has at the key: of a map its value, of a set the key itself."""
        every = scope.configured.get("for_each_expression") or {}
        whole = every.get("constant_value")
        names = written(every.get("references") or ())
        if whole is None and len(names) == 1:
            outside = scope._replace(at=None, configured={})
            whole = self.value(names[0], outside, depth + 1)
        if isinstance(whole, dict):
            return whole.get(str(scope.at))
        return scope.at if isinstance(whole, list) and scope.at in whole else None

    def _variable(self, name: str, scope: Scope, depth: int) -> Any:
        declared = (scope.module.configuration.get("variables") or {}).get(name) or {}
        outside = scope.outside()
        if outside is None:
            return self.variables.get(name, declared.get("default"))
        passed = (scope.module.call.get("expressions") or {}).get(name)
        if not isinstance(passed, dict):
            return declared.get("default")
        if "constant_value" in passed:
            return passed["constant_value"]
        names = written(passed.get("references") or ())
        return self.value(names[0], outside, depth + 1) if len(names) == 1 else None

    def is_null(self, reference: str, scope: Scope) -> bool:
        """Whether a variable is known to be null: not given, or given as null, and null by default."""
        name = reference.split(".")[1]
        declared = (scope.module.configuration.get("variables") or {}).get(name) or {}
        outside = scope.outside()
        passed = (scope.module.call.get("expressions") or {}).get(name) if outside else None
        if outside is None and name in self.variables:
            return self.variables[name] is None
        if passed is None:
            return declared.get("default") is None
        if "references" in passed:
            names = passed["references"]
            simple = len(names) == 1 and names[0].startswith("var.") and outside is not None
            return simple and outside is not None and self.is_null(names[0], outside)
        return passed.get("constant_value") is None


def _inside(value: Any, path: str) -> Any:
    """What is at a path in a value: `.a["b"][0]`."""
    for name, index in _STEP.findall(path):
        step = json.loads(index) if index else name
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def is_scalar(value: Any) -> bool:
    """Whether a value is compared rather than taken: a text, a number, true or false, and no id."""
    if isinstance(value, str):
        return bool(value) and not _ID.match(value)
    return isinstance(value, bool | int | float)


def keys_of(hints: Sequence[Any]) -> list[Key]:
    """What an index may be, by the values that stand behind it, the most exact first.

    `index(var.zones, each.key)` is a place in a list, `var.zones[count.index]` a member of one, and
    `var.zone_of[each.key]` a value of a map.
    """
    scalars = [value for value in hints if isinstance(value, str | int) and not isinstance(value, bool)]
    found: list[Key] = []
    for whole in hints:
        for value in scalars:
            if isinstance(whole, list) and value in whole:
                found.append(whole.index(value))
            elif isinstance(whole, list) and whole and isinstance(value, int):
                found.append(whole[value % len(whole)])
            elif isinstance(whole, dict):
                found.append(whole.get(str(value)))
    return [key for key in (*found, *(scalars if len(scalars) == 1 else ())) if isinstance(key, str | int)]


def texts_of(hints: Sequence[Any]) -> list[str]:
    """The texts among the values, which may be parts of a key: `"${each.value.tier}-${each.key}"`."""
    return [value for value in hints if isinstance(value, str) and value]


def hinted(instances: Sequence[Resource], hints: Sequence[Any]) -> Resource | None:
    """The one instance that the values behind a reference say."""
    for key in keys_of(hints):
        same = [r for r in instances if r.index is not None and str(r.index) == str(key)]
        if len(same) == 1:
            return same[0]
    texts = texts_of(hints)
    same = [r for r in instances if all(text in str(r.index) for text in texts)] if len(texts) > 1 else []
    return same[0] if len(same) == 1 else None
