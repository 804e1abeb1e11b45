"""Whether an expression gives an argument a value that only apply decides.

AWS fills in what is null, so that a plan calls both unknown. What depends on nothing but what the plan knows
(variables, keys, answers of data sources, resources of which there are none) is known itself: where such an
argument has no value yet, it is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archgen.terraform_plan.source.constants import Scope
from archgen.terraform_plan.source.expressions import bare, is_condition, written
from archgen.terraform_plan.source.indexes import Index

_KNOWN = ("each.key", "count.index", "path.", "terraform.")
_DEPTH = 12
"""How far inputs are followed through modules: a broken file could go in circles."""

Place = tuple[str, str]
"""A module, and the type and the name of what is in it."""


class Givens:
    """Tells what is known of the inputs of one configuration."""

    def __init__(self, index: Index, answered: Mapping[Place, Mapping[str, Any]]) -> None:
        self.index = index
        self.answered = answered

    def is_given(self, expression: Mapping[str, Any], scope: Scope) -> bool:
        """Whether an expression may have a value that is not known yet."""
        if "constant_value" in expression and "references" not in expression:
            return expression["constant_value"] is not None
        names = written(expression.get("references") or ())
        return not names or not all(self._is_known(name, scope, 0) for name in names)

    def _is_known(self, name: str, scope: Scope, depth: int) -> bool:
        if depth > _DEPTH:
            return False
        if name.startswith(_KNOWN):
            return True
        if name.startswith("each.value"):
            return self._all_known(scope.configured.get("for_each_expression"), scope, depth)
        if name.startswith("var."):
            return self._is_known_input(name, scope, depth)
        if name.startswith("local."):
            return is_condition(name)
        if name.startswith("data."):
            return self._is_answered(name, scope)
        place = ".".join(name.partition("[")[0].split(".")[:2])
        return place in scope.module.resources and (scope.where, place) not in self.index.instances

    def _is_answered(self, name: str, scope: Scope) -> bool:
        """Whether a data source was read, and its answer has what is asked of it."""
        _, type_, label, *rest = (*bare(name).split("."), "")
        answer = self.answered.get((scope.where, f"{type_}.{label}")) or {}
        return answer.get(rest[0]) is not None

    def _is_known_input(self, name: str, scope: Scope, depth: int) -> bool:
        """Whether a variable is known: of the root, by default, or by what the module is given."""
        outside = scope.outside()
        if outside is None:
            return True
        passed = (scope.module.call.get("expressions") or {}).get(name.partition("[")[0].split(".")[1])
        return passed is None or self._all_known(passed, outside, depth)

    def _all_known(self, expression: Any, scope: Scope, depth: int) -> bool:
        if not isinstance(expression, Mapping):
            return False
        names = written(expression.get("references") or ())
        whole = "constant_value" in expression and not names
        return whole or (bool(names) and all(self._is_known(name, scope, depth + 1) for name in names))
