"""What the expressions of a plan's configuration refer to.

A plan's JSON keeps of an expression that is not constant only the references in it, in the order in which
they are written; locals are not in it at all. So an expression is resolved by its references, by the values
that are planned already, and by the keys of the instances. What stays ambiguous is carried as choices.
Source: Terraform's JSON output format, "Expression Representation".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from archgen.terraform_plan.source.constants import Constants, Key, Scope, hinted, is_scalar
from archgen.terraform_plan.source.dynamic_blocks import best_inputs, told_by_block
from archgen.terraform_plan.source.expressions import (
    CARRIERS,
    COMMON,
    Meant,
    Module,
    allowed,
    bare,
    best_named,
    best_typed,
    entry_of,
    exclusive,
    expressions,
    in_order,
    is_condition,
    is_later,
    is_root,
    joined,
    key_of,
    keyed_inside,
    named_by_key,
    nth_of,
    one_named,
    outer,
    picked,
    same_index,
    words,
    written,
)
from archgen.terraform_plan.source.indexes import Index
from archgen.terraform_plan.source.lookups import PARAMETER, looked_up
from archgen.terraform_plan.source.resource import Resource

_INDEX = re.compile(r'^(?P<base>[^\[]+)(?:\[(?P<index>"(?:[^"\\]|\\.)*"|\d+)\])?(?P<rest>.*)$')
_MODULE = re.compile(
    r'^module\.(?P<name>[^.\[]+)(?P<index>\["(?:[^"\\]|\\.)*"\]|\[\d+\])?(?:\.(?P<output>[^.\[]+))?'
)
_REMOTE = re.compile(r"data\.terraform_remote_state\.([\w-]+)(?:\[[^\]]*\])?\.outputs\.([\w-]+)")
_CALL = re.compile(r"^module\.[^.\[]+$")
_DEPTH = 12
"""How far references are followed through modules: a broken file could go in circles."""


class Evaluator:
    """Resolves the references of one configuration."""

    def __init__(
        self,
        resources: Sequence[Resource],
        modules: Mapping[str, Module],
        variables: Mapping[str, Any],
    ) -> None:
        self.resources = resources
        self.modules = modules
        self.constants = Constants(variables)
        self.index = Index(resources)
        self._known: dict[tuple[Any, ...], Meant] = {}

    def meant(
        self, resource: Resource, path: Sequence[str], types: Sequence[str] = (), *, text: bool = False
    ) -> Meant:
        """What the expressions at a path of a resource refer to, of these types; all that a text names."""
        configured = self.configured(resource)
        if configured is None:
            return Meant()
        module, found = configured
        scope = Scope(module, resource.module, resource.index, found, text=text)
        parts = [
            self._expression(expression.get("references") or (), scope, tuple(types), 0)
            for expression in expressions(found.get("expressions") or {}, path)
        ]
        if not parts and types and len(path) > 1 and resource.is_later(*path):
            sure = path[0] not in (found.get("expressions") or {}) and is_later(resource.unknown, path)
            return told_by_block(self._in_dynamic_block(path, scope, tuple(types), sure), resource, path)
        return joined(parts)

    def _in_dynamic_block(
        self, path: Sequence[str], scope: Scope, types: tuple[str, ...], sure: bool
    ) -> Meant:
        """What a dynamic block may refer to, which a plan leaves out; `sure` where there is such a block.

        It is what the module is given under the name of the argument, of the block around it, or under the
        one name that has most of their words.
        """
        for name in (path[-1], *path[-2::-1]):
            given = self._passed_in(f"var.{name}", scope, types, False, 0)
            if given.certain:
                return given
        own = any(r.type in types for r in self.index.by_module.get(scope.where, ()))
        inputs = () if own else scope.module.call.get("expressions") or ()
        for name in best_inputs(inputs, words(" ".join(path))):
            given = self._passed_in(f"var.{name}", scope, types, False, 0)
            if given.certain:
                return given
        return self._local(f"local.{path[-1]}", scope, types, 0) if sure else Meant()

    def configured(self, resource: Resource) -> tuple[Module, Mapping[str, Any]] | None:
        """The module that a resource is written in, and how it is written there."""
        module = self.modules.get(bare(resource.module))
        found = module.resources.get(f"{resource.type}.{resource.name}") if module else None
        return (module, found) if module and found else None

    def resolved(
        self, references: Sequence[str], resource: Resource, types: Sequence[str] = ()
    ) -> tuple[Resource, ...]:
        """The resources that references of a resource's module mean, choices among them."""
        configured = self.configured(resource)
        if configured is None:
            return ()
        scope = Scope(configured[0], resource.module, resource.index, configured[1])
        return self._expression(references, scope, tuple(types), 0).all

    def published(self, types: tuple[str, ...]) -> tuple[Resource, ...]:
        """What the outputs of the root module mean; of each root, where several were given together."""
        roots = [
            module for path, module in self.modules.items() if path in self.index.places and is_root(path)
        ]
        parts = [
            self._output(output, Scope(root, root.path, text=True), types, 0)
            for root in roots
            for output in (root.configuration.get("outputs") or {}).values()
        ]
        return joined(parts).all

    def _expression(
        self, references: Sequence[str], scope: Scope, types: tuple[str, ...], depth: int
    ) -> Meant:
        """One expression: its references in their order, with a condition that is known applied."""
        scope = scope._replace(hints=())
        label = (scope.module.path, scope.where, scope.at, scope.label, scope.text)
        key = (tuple(references), label, types)
        if key not in self._known:
            self._known[key] = Meant()  # a broken file may go in circles
            self._known[key] = self._evaluated(references, scope, types, depth)
        return self._known[key]

    def _evaluated(
        self, references: Sequence[str], scope: Scope, types: tuple[str, ...], depth: int
    ) -> Meant:
        if depth > _DEPTH:
            return Meant()
        indexed = "each.key" in references or "count.index" in references
        branches: list[Meant] = []
        before: list[str] = []
        kept = written(references)
        scope = scope._replace(keyed=any(name.startswith("each.value") for name in references))
        for number, reference in enumerate(kept):
            if any(self.constants.lacks(name, scope) for name in kept[number + 1 : number + 2]):
                continue
            hints = self._hints(kept[number + 1 :], scope)
            found = self._reference(reference, scope._replace(hints=hints), types, indexed, depth)
            if found.all:
                branches.append(found)
            elif not branches and (is_condition(reference) or not reference.startswith("local.")):
                before.append(reference)
            if found.opaque:
                branches.append(Meant(opaque=found.opaque))
        hidden = list(dict.fromkeys(name for name in kept if name.startswith("local.")))
        if hidden and not any(branch.all for branch in branches):
            inputs = (name for name in kept if types and name.startswith("var."))
            if not any(self._passed_in(name, scope, (), indexed, depth).all for name in inputs):
                branches += [self._local(name, scope, types, depth) for name in hidden]
        return self._chosen(branches, kept, before, scope, indexed) or joined(branches)

    def _hints(self, behind: Sequence[str], scope: Scope) -> tuple[Any, ...]:
        """What is known of the index of a reference: the values up to the next one that is none."""
        found: list[Any] = []
        for reference in behind:
            if not reference.startswith(("var.", "each.", "count.")):
                break
            value = self.constants.value(reference, scope)
            if value is not None and not (reference.startswith("var.") and isinstance(value, int)):
                found.append(value)
        return tuple(found)

    def _chosen(
        self,
        branches: Sequence[Meant],
        references: Sequence[str],
        before: Sequence[str],
        scope: Scope,
        indexed: bool,
    ) -> Meant | None:
        """What a condition or a key chooses of what an expression refers to, where that is known."""
        every = [branch for branch in branches if branch.all]
        both = list(dict.fromkeys(every))
        if len(both) == 1 and len(both[0].certain) > 1 and (key := key_of(references)):
            return picked(both[0], key)
        condition = self._truth(before[0], scope) if len(before) == 1 else None
        if len(every) == 2 and condition is not None:
            return every[0] if condition else every[1]
        if len(both) == 2 and indexed and self._is_index(references[2:], scope):
            return both[0]  # the index depends on a condition: it is one of the first list that has any
        if len(both) > 1 and any(name.startswith("each.") for name in references):
            named = named_by_key(both, scope.at)
            if named is not None:
                return named
        if len(both) > 1 and not scope.text and any(self._is_compared(name, scope) for name in before):
            return exclusive(every)
        return None

    def _is_index(self, behind: Sequence[str], scope: Scope) -> bool:
        """Whether flags, and numbers for when they are set or not, are all that is behind two lists."""
        flags = {*behind} - {"count.index", "each.key"}
        return bool(flags) and all(self._truth(name, scope) is not None for name in flags)

    def _truth(self, reference: str, scope: Scope) -> bool | None:
        """The value of a variable that is true or false; None of anything else."""
        found = self.constants.value(reference, scope)
        return found if isinstance(found, bool) else None

    def _is_compared(self, reference: str, scope: Scope) -> bool:
        """Whether a reference before all resources of an expression looks like part of a condition."""
        if reference in ("each.key", "count.index") or is_condition(reference):
            return True
        return is_scalar(self.constants.value(reference, scope))

    def _reference(
        self, reference: str, scope: Scope, types: tuple[str, ...], indexed: bool, depth: int
    ) -> Meant:
        if reference.startswith("each.value"):
            return self._each(reference, scope, types, depth)
        if reference.startswith("var."):
            return self._passed_in(reference, scope, types, indexed, depth)
        if reference.startswith("module."):
            return self._passed_out(reference, scope, types, indexed, depth)
        if reference.startswith("data.terraform_remote_state."):
            return self._remote(reference, scope, types, depth)
        if reference.startswith("data.aws_iam_policy_document."):
            return self._documented(reference, scope, types, depth)
        if reference.startswith("data."):
            return self._looked_up(reference, scope, types)
        if reference.startswith("local."):
            return Meant(opaque=(reference,))
        if reference.startswith(("path.", "terraform.", "self.", "each.", "count.")):
            return Meant()
        found = self._named(reference, scope, indexed)
        carried = (self.meant(r, (CARRIERS[r.type],), types) for r in found if types and r.type in CARRIERS)
        return joined((Meant(self._of_types(found, types)), *carried))

    def _of_types(self, found: Iterable[Resource], types: tuple[str, ...]) -> tuple[Resource, ...]:
        return tuple(r for r in found if not types or r.type in types)

    def _named(self, reference: str, scope: Scope, indexed: bool) -> list[Resource]:
        """The instances of a resource of the module; with `indexed` the one of the same index.

        An index may be of `each.value` too, which often says what the key does: `app-a` has the zone `a`.
        """
        match = _INDEX.match(reference)
        if match is None:
            return []
        parts = match["base"].split(".")
        instances = self.index.instances.get((scope.where, ".".join(parts[:2])), [])
        if match["index"] is not None and len(parts) == 2:
            wanted = json.loads(match["index"])
            return [r for r in instances if str(r.index) == str(wanted)]  # `a.b[0]` of a map has the key "0"
        if len(instances) > 1 and len(parts) == 2 and (one := hinted(instances, scope.hints)):
            return [one]
        if indexed:
            return same_index(instances, scope.at)
        return keyed_inside(instances, scope.at) if scope.keyed else instances

    def _each(self, reference: str, scope: Scope, types: tuple[str, ...], depth: int) -> Meant:
        """What `each.value` means to the instance with an index.

        Over a resource it is the instance with the same index; over a map it is what the map speaks of: one
        for each key where there are as many, told by the words of the key where they tell.
        """
        every = list((scope.configured.get("for_each_expression") or {}).get("references") or ())
        if not every:
            return Meant()
        explained = [r for r in every if not r.startswith(("local.", "data."))] or every
        if len(names := written(explained)) == 1 and _CALL.match(names[0]) and isinstance(scope.at, str):
            inside = f"{names[0]}[{json.dumps(scope.at)}]{reference.removeprefix('each.value')}"
            return self._reference(inside, scope, types, False, depth + 1)
        whole = self._expression(explained, scope._replace(at=None), types, depth + 1)
        if not (whole.all or whole.opaque) and explained is not every:
            return self._handed(every, scope, types, depth)
        same = tuple(
            r for r in whole.all if scope.at is not None and scope.at in (r.index, outer(r.module)[1])
        )
        if same:
            return Meant(same) if len(same) == 1 else Meant(choices=same)
        if len(whole.all) <= 1:
            return whole
        wanted = words(reference.removeprefix("each.value"))
        for best in (best_named, best_typed):
            named = best(whole.all, words(str(scope.at)))
            if len(named) == 1:
                return Meant(named)
        exact = [r for r in written(every) if not r.startswith(("var.", "local.", "data."))]
        keys = self._keys(scope)
        if len(exact) == len(keys) and str(scope.at) in keys:
            chosen = self._expression((exact[keys.index(str(scope.at))],), scope, types, depth + 1).all
            if len(chosen) == 1:
                return Meant(chosen)
        return Meant(choices=best_named(whole.all, wanted) if wanted else whole.all, opaque=whole.opaque)

    def _handed(self, references: Sequence[str], scope: Scope, types: tuple[str, ...], depth: int) -> Meant:
        """What one entry of a local means that is made of an input: `local.targets` of `var.targets`.

        It is one of what the module is given under such a name: the only one, or the one that the key names.
        """
        outside = scope.outside()
        names = words(" ".join(r.removeprefix("local.") for r in references if r.startswith("local.")))
        inputs = (scope.module.call.get("expressions") or {}).items()
        if outside is None or not types:
            return Meant()
        given = [each for name, of in inputs if words(name) & names for each in expressions(of, ())]
        parts = (self._expression(e.get("references") or (), outside, (), depth + 1) for e in given)
        return entry_of(joined(parts), str(scope.at), types)

    def _keys(self, scope: Scope) -> list[str]:
        """The keys of all instances of what refers, in order."""
        if "type" in scope.configured:
            instances = self.index.instances.get((scope.where, scope.label), ())
            return sorted(str(r.index) for r in instances)
        name = scope.configured.get("__path", "")
        return sorted(str(outer(place)[1]) for place in self.index.places.get(str(name), ()))

    def _passed_in(
        self, reference: str, scope: Scope, types: tuple[str, ...], indexed: bool, depth: int
    ) -> Meant:
        """What a module is given; a path into it is told by its words where more than one thing is given."""
        outside = scope.outside()
        if outside is None:
            return Meant()
        name = re.split(r"[.\[]", reference)[1]
        expression = (scope.module.call.get("expressions") or {}).get(name)
        found = joined(
            self._expression(each.get("references") or (), outside, types, depth + 1)
            for each in expressions(expression, ())
        )
        rest = words(reference.removeprefix(f"var.{name}"))
        if indexed and len(found.certain) > 1:
            found = found._replace(certain=tuple(nth_of(found.certain, scope.at)))
        number = re.search(rf"^var\.{re.escape(name)}\[(\d+)\]", reference)
        if number and len(found.certain) > int(number[1]):
            return Meant((in_order(found.certain)[int(number[1])],))
        if rest and len(found.all) > 1:
            best = best_named(found.all, rest)
            if len(best) < len(found.all):
                return Meant(choices=best) if len(best) > 1 else Meant(best)
        return found

    def _passed_out(
        self, reference: str, scope: Scope, types: tuple[str, ...], indexed: bool, depth: int
    ) -> Meant:
        """What outputs of a module say: of one output, or of all where the reference does not say which."""
        match = _MODULE.match(reference)
        if match is None:
            return Meant()
        path = f"{scope.where}.module.{match['name']}".lstrip(".")
        child = self.modules.get(bare(path))
        if child is None:
            return Meant()
        outputs: Mapping[str, Any] = child.configuration.get("outputs") or {}
        chosen = [match["output"]] if match["output"] else list(outputs)
        parts = [
            self._output(outputs.get(name) or {}, Scope(child, place, text=scope.text), types, depth)
            for name in chosen
            for place in self._instances_of(path, match["index"], scope.at if indexed else None)
        ]
        found = joined(parts)
        if match["output"] is None and len(found.all) > 1:
            return Meant(choices=found.all, opaque=found.opaque)
        rest = reference[match.end() :]
        number = re.match(r"^\[(\d+)\]", rest)
        if number and len(found.certain) > int(number[1]):
            return Meant((in_order(found.certain)[int(number[1])],))
        if indexed and len(found.certain) > 1 and match["index"] is None:
            return found._replace(certain=tuple(nth_of(found.certain, scope.at)))
        key = words(rest)
        best = best_named(found.all, key) if key and len(found.all) > 1 else found.all
        if len(best) < len(found.all):
            return Meant(best) if len(best) == 1 else Meant(choices=best)
        return found

    def _looked_up(self, reference: str, scope: Scope, types: tuple[str, ...]) -> Meant:
        """What a data source finds among the resources there are; of a parameter what its value says."""
        found = looked_up(reference, scope, self.index.by_type, self.constants)
        parts = [self.meant(r, ("value",), types) if r.type == PARAMETER else Meant((r,)) for r in found]
        meant = joined(parts)
        certain = self._of_types(meant.certain, types)
        return meant._replace(certain=certain) if certain or meant.choices else Meant(opaque=(reference,))

    def _documented(self, reference: str, scope: Scope, types: tuple[str, ...], depth: int) -> Meant:
        """What a policy document allows something with; what it denies is left out."""
        match = re.match(r"data\.(aws_iam_policy_document\.[^.\[]+)", reference)
        found = scope.module.data.get(match[1]) if match else None
        every = allowed((found or {}).get("expressions") or {})
        inside = scope._replace(configured=found or {})
        return joined(self._expression(refs, inside, types, depth + 1) for refs in every)

    def _remote(self, reference: str, scope: Scope, types: tuple[str, ...], depth: int) -> Meant:
        """What an output of another root says, where several were given together."""
        match = _REMOTE.match(reference)
        root = self.modules.get("")
        if match is None or root is None:
            return Meant(opaque=(reference,))
        calls = root.configuration.get("module_calls") or {}
        having = [
            name
            for name, call in calls.items()
            if match[2] in ((call.get("module") or {}).get("outputs") or {})
        ]
        named = [name for name in having if words(name) & words(match[1])] or having
        if len(named) != 1:
            return Meant(opaque=(reference,))
        return self._passed_out(f"module.{named[0]}.{match[2]}", Scope(root, ""), types, False, depth + 1)

    def _output(self, output: Mapping[str, Any], scope: Scope, types: tuple[str, ...], depth: int) -> Meant:
        return joined(
            self._expression(each.get("references") or (), scope, types, depth + 1)
            for each in expressions(output.get("expression"), ())
        )

    def _instances_of(self, path: str, written: str | None, index: Key) -> list[str]:
        """The instances of a module: the one whose index is written, or the one of the same index."""
        places = self.index.places.get(bare(path), [])
        inside = [place for place in places if outer(place)[0] == outer(path)[0]] or places
        if written is not None:
            return [place for place in inside if place.endswith(written)]
        same = [place for place in inside if index is not None and outer(place)[1] == index]
        return same or inside

    def _local(self, reference: str, scope: Scope, types: tuple[str, ...], depth: int) -> Meant:
        """What a local may refer to, which the plan does not show: what its module has or is given.

        The words of its name choose among them. Nothing can be said where any type would do, nor of a text,
        which need not speak of any, unless the name has a word of the resource's.
        """
        if not types:
            return Meant(opaque=(reference,))
        key = (scope.where, types)
        if key not in self._reachable:
            self._reachable[key] = ()
            self._reachable[key] = tuple(self._in_reach(scope, types, depth))
        found = self._reachable[key]
        named = words(reference.removeprefix("local."))
        given = [r for r in found if self._given_as.get((scope.where, r.address), frozenset()) & named]
        found = tuple(given) or found
        best = best_named(found, named)
        chosen = best if len(best) < len(found) else found
        if len(chosen) > 1 and not reference.endswith("s"):  # `local.security_group_id` of a cluster
            chosen = one_named(chosen, words(scope.label) - COMMON)
        if len(chosen) == 1 and (not scope.text or words(chosen[0].address) & named):
            return Meant(chosen)
        return Meant(choices=chosen, opaque=(reference,))

    def _in_reach(self, scope: Scope, types: tuple[str, ...], depth: int) -> Iterator[Resource]:
        """The resources of these types that a module has, is given, or gets from what it calls."""
        own = [r for r in self.index.by_module.get(scope.where, ()) if r.type in types]
        if own:
            yield from own
            return
        given: dict[str, Resource] = {}
        for name, expression in (scope.module.call.get("expressions") or {}).items():
            for each in expressions(expression, ()):
                if (outside := scope.outside()) is not None:
                    refs = each.get("references") or ()
                    for r in self._expression(refs, outside, types, depth + 1).certain:
                        given[r.address] = r
                        key = (scope.where, r.address)
                        self._given_as[key] = self._given_as.get(key, frozenset()) | words(name)
        if given:
            yield from given.values()
            return
        yield from (
            r
            for r in self.resources
            if r.type in types and r.module.startswith(f"{scope.where}.".lstrip("."))
        )

    @cached_property
    def _given_as(self) -> dict[tuple[str, str], frozenset[str]]:
        """The words in the names of the inputs by which a module is given a resource."""
        return {}

    @cached_property
    def _reachable(self) -> dict[tuple[str, tuple[str, ...]], tuple[Resource, ...]]:
        return {}
