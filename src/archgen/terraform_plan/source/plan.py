"""`terraform show -json` as resources, and which resource an attribute speaks of.

In a state ids are known, and an attribute names another resource by its id. In a plan most ids are not known
yet, and the configuration says which resources an expression refers to. Both are asked the same way here.
Source: Terraform's JSON output format, 1.x.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from archgen.terraform_plan.source.unreadable import UnreadablePlanError, parsed, values_of

_INDEX = re.compile(r'^(?P<base>[^\[]+)(?:\[(?P<index>"(?:[^"\\]|\\.)*"|\d+)\])?(?P<rest>.*)$')
_IDENTIFIERS = (
    "id",
    "arn",
    "name",
    "identifier",
    "cluster_identifier",
    "dns_name",
    "domain_name",
    "bucket_regional_domain_name",
    "prefix_list_id",
    "url",
    "family",
    "invoke_arn",
    "qualified_arn",
    "api_endpoint",
    "stream_arn",
    "default_route_table_id",
)
"""The attributes by which others name a resource; names are unique only among resources of one type."""


_LISTS = frozenset(
    {
        "subnets",
        "subnet_ids",
        "vpc_zone_identifier",
        "security_groups",
        "security_group_ids",
        "vpc_security_group_ids",
        "target_group_arns",
        "route_table_ids",
        "prefix_list_ids",
    }
)
"""Attributes that speak of several resources."""


@dataclass(frozen=True, eq=False)
class Resource:
    """One instance of a managed resource: its address, its values (None where not known yet)."""

    address: str
    type: str
    name: str
    index: str | int | None
    module: str
    values: Mapping[str, Any]

    def get(self, key: str, default: Any = None) -> Any:
        """A value, or the default where it is null or not known."""
        value = self.values.get(key)
        return default if value is None else value

    def tag(self, key: str) -> str | None:
        """A tag; Auto Scaling groups have theirs in a list."""
        tags = self.values.get("tags")
        if isinstance(tags, dict) and isinstance(tags.get(key), str):
            return str(tags[key])
        for tag in self.values.get("tag") or ():
            if isinstance(tag, dict) and tag.get("key") == key:
                return str(tag.get("value"))
        return None


@dataclass(frozen=True)
class _Module:
    """A module of the configuration: its resources, and how it is called."""

    path: str
    configuration: Mapping[str, Any]
    parent: _Module | None = None
    call: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def resources(self) -> dict[str, Mapping[str, Any]]:
        return self._of_mode("managed")

    @cached_property
    def data(self) -> dict[str, Mapping[str, Any]]:
        return self._of_mode("data")

    def _of_mode(self, mode: str) -> dict[str, Mapping[str, Any]]:
        found = self.configuration.get("resources") or ()
        return {f"{r.get('type')}.{r.get('name')}": r for r in found if r.get("mode") == mode}


@dataclass(frozen=True)
class Plan:
    """All managed resources of a plan or a state."""

    resources: tuple[Resource, ...]
    modules: Mapping[str, _Module]
    data: tuple[Resource, ...] = ()
    """What data sources answered, where the plan or the state keeps it."""
    open_questions: dict[str, str] = field(default_factory=dict)
    """The addresses of what speaks of resources that are told apart only after apply, and the attribute."""
    regions: Mapping[str, str] = field(default_factory=dict)
    """The regions of the configuration's providers, by their keys; `aws` is the one without an alias."""
    variables: Mapping[str, Any] = field(default_factory=dict)
    """The values of the root module's variables, where the plan keeps them."""

    def of_type(self, *types: str) -> tuple[Resource, ...]:
        """The resources of these types, in the order of their addresses."""
        return tuple(resource for type_ in types for resource in self._by_type.get(type_, ()))

    def linked(self, resource: Resource, *path: str, types: Sequence[str] = ()) -> tuple[Resource, ...]:
        """The resources that an attribute speaks of; blocks on the path are gone through one and all.

        Give `types` where it speaks by name: names are unique only among resources of one type.
        """
        key = (resource.address, path, tuple(types))
        if key not in self._links:
            self._links[key] = self._linked(resource, path, types)
        return self._links[key]

    def pointing(self, to: Resource, type_: str, *path: str) -> tuple[Resource, ...]:
        """The resources of a type whose attribute speaks of one, in the order of their addresses."""
        key = (type_, path, to.type)
        if key not in self._pointers:
            found: dict[str, list[Resource]] = {}
            for resource in self.of_type(type_):
                for other in self.linked(resource, *path, types=(to.type,)):
                    found.setdefault(other.address, []).append(resource)
            self._pointers[key] = found
        return tuple(self._pointers[key].get(to.address, ()))

    def _linked(
        self, resource: Resource, path: tuple[str, ...], types: Sequence[str]
    ) -> tuple[Resource, ...]:
        values = list(_at(resource.values, path))
        referred = [r for r in self._referred(resource, path) if not types or r.type in types]
        referred = self._told_apart(resource, path, list(dict.fromkeys(referred)), len(values))
        spoken = {r.address for r in referred}
        for value in values:
            if isinstance(value, str) and value:
                named = [r for r in self._by_identifier.get(value, ()) if not types or r.type in types]
                if not any(r.address in spoken for r in named):  # names are taken again in other regions
                    referred += named
        return tuple({other.address: other for other in referred}.values())

    def _told_apart(
        self, resource: Resource, path: tuple[str, ...], found: list[Resource], known: int
    ) -> list[Resource]:
        """Of too many candidates those with the words of the resource in their names, if just so many have.

        `known` is how many there will be, 0 where the plan does not know it; a single value is one, in blocks
        one for each of them. An expression such as `aws_subnet.all["public-${i}"]` refers to all of them.
        """
        single = path[-1] not in _LISTS
        wanted = known if not single else 1 if len(path) == 1 else 0
        if not wanted or len(found) <= wanted:
            return found
        mine = _words(resource)
        scores = {other: len(mine & _words(other)) for other in found}
        best = [other for other in found if scores[other] == max(scores.values())]
        if len(best) == wanted:
            return best
        place = (
            self._nth(resource, path) if single and len({(r.module, r.name) for r in found}) == 1 else None
        )
        if place is not None and place < len(found):
            return [found[place]]
        self.open_questions.setdefault(resource.address, ".".join(path))
        return []

    def _nth(self, resource: Resource, path: tuple[str, ...]) -> int | None:
        """The place in a list that an index is taken from: `aws_subnet.public[local.zones[0]]`."""
        found = {re.sub(r"^.*\[(\d+)\]$", r"\1", name) for name in self.mentions(resource, *path)}
        places = [int(text) for text in found if text.isdigit()]
        return places[0] if len(places) == 1 else None

    def spoken_of(self, resource: Resource, *path: str, types: Sequence[str]) -> tuple[Resource, ...]:
        """All resources that an expression speaks of, however many: a policy, variables of a function."""
        referred = [r for r in self._referred(resource, path) if r.type in types]
        referred += [r for value in self.values(resource, *path) for r in self.named(value, types)]
        return tuple({other.address: other for other in referred}.values())

    def named(self, identifier: str, types: Sequence[str]) -> tuple[Resource, ...]:
        """The resources of these types that have an identifier: an id, an ARN, a name."""
        return tuple(r for r in self._by_identifier.get(identifier, ()) if r.type in types)

    def region_of(self, resource: Resource) -> str | None:
        """The region that the configuration of its provider says."""
        configured = self._configured(resource)
        key = str(configured[1].get("provider_config_key") or "") if configured else ""
        return self.regions.get(key.rpartition(":")[2])

    def constants(self, resource: Resource, *path: str) -> tuple[Any, ...]:
        """The values at an expression that are written as they are, with their blocks."""
        configured = self._configured(resource)
        if configured is None:
            return ()
        found = _expressions(configured[1].get("expressions") or {}, path)
        return tuple(e["constant_value"] for e in found if "constant_value" in e)

    def blocks(self, resource: Resource, name: str) -> tuple[Mapping[str, Any], ...]:
        """The blocks of a name as the configuration writes them."""
        configured = self._configured(resource)
        found = (configured[1].get("expressions") or {}).get(name) if configured else None
        return tuple(block for block in found if isinstance(block, dict)) if isinstance(found, list) else ()

    def values(self, resource: Resource, *path: str) -> tuple[str, ...]:
        """The texts at an attribute that the plan knows."""
        return tuple(value for value in _at(resource.values, path) if isinstance(value, str))

    def mentions(self, resource: Resource, *path: str) -> tuple[str, ...]:
        """The references of an expression as they are written, those of data sources and variables too."""
        configured = self._configured(resource)
        if configured is None:
            return ()
        expressions = _expressions(configured[1].get("expressions") or {}, path)
        return tuple(reference for e in expressions for reference in e.get("references") or ())

    @cached_property
    def _links(self) -> dict[tuple[str, tuple[str, ...], tuple[str, ...]], tuple[Resource, ...]]:
        return {}

    @cached_property
    def _pointers(self) -> dict[tuple[str, tuple[str, ...], str], dict[str, list[Resource]]]:
        return {}

    @cached_property
    def _places(self) -> dict[str, list[str]]:
        """The instances of each module by its path without indexes."""
        found: dict[str, list[str]] = {}
        for place in sorted({resource.module for resource in self.resources}):
            found.setdefault(_bare(place), []).append(place)
        return found

    @cached_property
    def _by_type(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.resources:
            found.setdefault(resource.type, []).append(resource)
        return found

    @cached_property
    def _by_identifier(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.resources:
            for key in _IDENTIFIERS:
                value = resource.values.get(key)
                if isinstance(value, str) and value:
                    found.setdefault(value, []).append(resource)
        return found

    @cached_property
    def _instances(self) -> dict[tuple[str, str], list[Resource]]:
        found: dict[tuple[str, str], list[Resource]] = {}
        for resource in self.resources:
            found.setdefault((resource.module, f"{resource.type}.{resource.name}"), []).append(resource)
        return found

    def _configured(self, resource: Resource) -> tuple[_Module, Mapping[str, Any]] | None:
        module = self.modules.get(_bare(resource.module))
        found = module.resources.get(f"{resource.type}.{resource.name}") if module else None
        return (module, found) if module and found else None

    def _referred(self, resource: Resource, path: tuple[str, ...]) -> Iterator[Resource]:
        configured = self._configured(resource)
        if configured is None:
            return
        module, found = configured
        for expression in _expressions(found.get("expressions") or {}, path):
            refs = expression.get("references") or ()
            yield from self._resolved(refs, module, resource.module, found, resource.index)

    def _resolved(
        self,
        references: Sequence[str],
        module: _Module,
        where: str,
        configured: Mapping[str, Any],
        index: str | int | None,
        depth: int = 0,
    ) -> Iterator[Resource]:
        """The instances that references mean, seen from a module instance and from an index."""
        if depth > 8:
            return
        by_key = "each.key" in references or "count.index" in references
        for reference in _most_specific(references):
            if reference.startswith("each.value"):
                yield from self._each(module, where, configured, index, depth)
            elif reference.startswith("var."):
                yield from self._passed_in(reference, module, where, depth)
            elif reference.startswith("module."):
                yield from self._passed_out(reference, module, where, depth)
            elif reference.startswith("data."):
                yield from self._documented(reference, module, where, index, depth)
            else:
                yield from self._named(reference, where, index if by_key else None)

    def _each(
        self,
        module: _Module,
        where: str,
        configured: Mapping[str, Any],
        index: str | int | None,
        depth: int,
    ) -> Iterator[Resource]:
        """What `each.value` means to the instance with an index.

        Over a resource it is the instance with the same index; over a map it is one of those that the map
        speaks of, in the order of its keys, if it speaks of one for each key.
        """
        every = list((configured.get("for_each_expression") or {}).get("references") or ())
        exact = [r for r in every if r.endswith("]")]
        keys = sorted(
            str(r.index)
            for r in self._instances.get((where, f"{configured['type']}.{configured['name']}"), ())
        )
        if len(exact) == len(keys) and str(index) in keys:
            yield from self._named(exact[keys.index(str(index))], where, None)
            return
        for found in self._resolved(every, module, where, {}, index, depth + 1):
            if found.index == index or found.index is None:
                yield found

    def _documented(
        self, reference: str, module: _Module, where: str, index: str | int | None, depth: int
    ) -> Iterator[Resource]:
        """What a policy document allows something with; what it denies is left out."""
        match = re.match(r"data\.(aws_iam_policy_document\.[^.\[]+)", reference)
        found = module.data.get(match[1]) if match else None
        for refs in _allowed((found or {}).get("expressions") or {}):
            yield from self._resolved(refs, module, where, found or {}, index, depth + 1)

    def _named(self, reference: str, where: str, index: str | int | None) -> Iterator[Resource]:
        match = _INDEX.match(reference)
        if match is None:
            return
        parts = match["base"].split(".")
        instances = self._instances.get((where, ".".join(parts[:2])), [])
        if match["index"] is not None and len(parts) == 2:
            wanted = json.loads(match["index"])
            instances = [r for r in instances if r.index == wanted]
        elif index is not None:
            instances = [r for r in instances if r.index == index] or instances
        yield from instances

    def _passed_in(self, reference: str, module: _Module, where: str, depth: int) -> Iterator[Resource]:
        if module.parent is None:
            return
        name = reference.split(".")[1].split("[")[0]
        expression = (module.call.get("expressions") or {}).get(name)
        if not isinstance(expression, dict):
            return
        outer, index = _outer(where)
        refs = expression.get("references") or ()
        yield from self._resolved(refs, module.parent, outer, module.call, index, depth + 1)

    def _passed_out(self, reference: str, module: _Module, where: str, depth: int) -> Iterator[Resource]:
        match = re.match(r"module\.([^.\[]+)(\[[^\]]*\])?(?:\.([^.\[]+))?", reference)
        if match is None or match[3] is None:
            return
        path = f"{where}.module.{match[1]}".lstrip(".")
        child = self.modules.get(_bare(path))
        if child is None:
            return
        expression = ((child.configuration.get("outputs") or {}).get(match[3]) or {}).get("expression") or {}
        refs = expression.get("references") or ()
        for place in self._places.get(_bare(path), ()):
            if match[2] is None or place.endswith(match[2]):
                yield from self._resolved(refs, child, place, {}, None, depth + 1)


def read_plan(raw: bytes) -> Plan:
    """The plan or state in the output of `terraform show -json`; UnreadablePlanError says why it is none."""
    data = parsed(raw)
    values = values_of(data)
    try:
        resources = tuple(sorted(_resources(values.get("root_module") or {}), key=lambda r: r.address))
        before = ((data.get("prior_state") or {}).get("values") or values).get("root_module") or {}
        configuration = (data.get("configuration") or {}).get("root_module") or {}
        modules = {module.path: module for module in _modules(_Module("", configuration))}
        given = {name: v.get("value") for name, v in (data.get("variables") or {}).items()}
        regions = dict(_regions(data, given))
        answers = tuple(_resources(before, "data"))
        return Plan(resources, modules, answers, regions=regions, variables=given)
    except (TypeError, AttributeError, KeyError):
        raise UnreadablePlanError("is not of the form that `terraform show -json` gives") from None


def _regions(data: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The regions of providers: written as they are, or as a variable whose value the plan keeps."""
    for key, provider in ((data.get("configuration") or {}).get("provider_config") or {}).items():
        said = (provider.get("expressions") or {}).get("region") or {}
        name = str(next(iter(said.get("references") or ("",)))).removeprefix("var.")
        region = said.get("constant_value") or given.get(name)
        if provider.get("name") == "aws" and isinstance(region, str):
            yield key, region


def _allowed(expressions: Any) -> Iterator[Sequence[str]]:
    """The references of a policy document, statement by statement."""
    if isinstance(expressions, list):
        for item in expressions:
            yield from _allowed(item)
    elif isinstance(expressions, dict):
        effect = expressions.get("effect")
        if isinstance(effect, dict) and effect.get("constant_value") == "Deny":
            return
        if isinstance(expressions.get("references"), list):
            yield expressions["references"]
        for key, item in expressions.items():
            if key not in ("references", "condition", "constant_value"):
                yield from _allowed(item)


def _words(resource: Resource) -> frozenset[str]:
    """The words in a resource's label and index: `aws_subnet.all["public-0"]` has all, public and 0."""
    text = f"{resource.name} {resource.index if resource.index is not None else ''}".lower()
    return frozenset(re.findall(r"[a-z]+|\d+", text))


def _resources(module: Mapping[str, Any], mode: str = "managed") -> Iterator[Resource]:
    for r in module.get("resources") or ():
        if r.get("mode") == mode:
            path = module.get("address") or ""
            yield Resource(r["address"], r["type"], r["name"], r.get("index"), path, r.get("values") or {})
    for child in module.get("child_modules") or ():
        yield from _resources(child, mode)


def _modules(module: _Module) -> Iterator[_Module]:
    yield module
    for name, call in (module.configuration.get("module_calls") or {}).items():
        path = f"{module.path}.module.{name}".lstrip(".")
        yield from _modules(_Module(path, call.get("module") or {}, module, call))


def _bare(path: str) -> str:
    """A module's path without the indexes of its instances."""
    return re.sub(r"\[[^\]]*\]", "", path)


def _outer(path: str) -> tuple[str, str | int | None]:
    """The module instance that calls this one, and the index by which it does."""
    match = re.match(r"^(?:(?P<outer>.*)\.)?module\.[^.\[]+(?:\[(?P<index>[^\]]*)\])?$", path)
    if match is None:
        return "", None
    return match["outer"] or "", json.loads(match["index"]) if match["index"] else None


def _most_specific(references: Sequence[str]) -> list[str]:
    """References without those that only begin others: Terraform lists `a.b[0].id`, `a.b[0]` and `a.b`."""
    kept: list[str] = []
    for reference in dict.fromkeys(references):
        if reference in ("each.key", "count.index"):
            continue
        longer = (
            o for o in references if o != reference and o.startswith(reference) and o[len(reference)] in ".["
        )
        if next(longer, None) is None:
            kept.append(reference)
    return kept


def _at(value: Any, path: Sequence[str]) -> Iterator[Any]:
    """All values at a path, through lists of blocks."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from _at(item, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from _at(value[path[0]], path[1:])


def _expressions(value: Any, path: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """All expressions at a path; blocks that are written as one expression are one for all in them."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from _expressions(item, path)
    elif isinstance(value, dict):
        if not path or isinstance(value.get("references"), list):
            yield value
        elif path[0] in value:
            yield from _expressions(value[path[0]], path[1:])
