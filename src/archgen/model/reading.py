"""The data of a file as an `Architecture`, or every reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from pydantic import (
    ValidationError,
)

from archgen.findings import Finding, Route, nearest
from archgen.findings.codes import MAX_FAULTS, limited, schema_finding
from archgen.findings.phrase import Phrase, did_you_mean, either
from archgen.model import icons
from archgen.model import suggestions as advice
from archgen.model.architecture import Architecture
from archgen.model.chains import chains
from archgen.model.complaints import bad_id, findings_of, seen, unseen
from archgen.model.kinds import Component, kind_class, kinds, kinds_called
from archgen.model.kinds.fields import (
    ICON_PATTERN,
    ID_PATTERN,
    MAX_ID,
)
from archgen.model.networks import faults_of_networks
from archgen.model.policies import selector, stops
from archgen.model.references import faults_of_references
from archgen.model.variables import faults_of_variables


def architecture(data: Any) -> tuple[Architecture | None, list[Finding]]:
    """The file as types, or every reason why it is none."""
    if not isinstance(data, dict):
        return None, [
            schema_finding(
                "AG004", Phrase("the file is not a map of keys such as `regions` and `components`")
            )
        ]
    plain = without_extensions(data)
    findings: list[Finding] = []
    parts = dict(plain)
    if isinstance(plain.get("components"), dict):
        parts["components"], faults = _components(plain["components"])
        findings += faults
        parts["components"] = _sized(parts["components"], plain["components"], _regions(plain))
        findings += _misnamed(parts["components"], plain["components"])
        findings += islice(faults_of_references(parts["components"], _declared(plain)), MAX_FAULTS + 1)
        findings += islice(faults_of_variables(parts["components"]), MAX_FAULTS + 1)
    if "connections" in plain:
        parts["connections"], faults = chains(plain["connections"], _declared(plain), _regions(plain))
        if not isinstance(plain.get("components"), dict):
            faults = [fault for fault in faults if fault.code != "AG002"]
        findings += faults
    made: Architecture | None = None
    try:
        made = Architecture.model_validate(parts)
    except ValidationError as error:
        findings += findings_of(error, Architecture, plain)
    findings += islice(_dangling(plain), MAX_FAULTS + 1)
    findings += islice(faults_of_networks(plain), MAX_FAULTS + 1)
    return (None if findings else made), limited(findings)


def without_extensions(value: Any) -> Any:
    """The data without the keys that begin with `x-`, which are free for anchors."""
    if isinstance(value, dict):
        return {
            key: item if key in ("tags", "environment") else without_extensions(item)
            for key, item in value.items()
            if not (isinstance(key, str) and key.startswith("x-"))
        }
    if isinstance(value, list):
        return [without_extensions(item) for item in value]
    return value


def _regions(plain: dict[str, Any]) -> tuple[str, ...]:
    """The names of the regions, whether they are sound or not."""
    regions = plain.get("regions")
    return tuple(map(str, regions)) if isinstance(regions, dict) else ()


def _declared(plain: dict[str, Any]) -> dict[str, str]:
    """The kind of every id under `components`, whether it is sound or not."""
    components = plain.get("components")
    if not isinstance(components, dict):
        return {}
    return {
        id: str(fields.get("kind")) if isinstance(fields, dict) else "" for id, fields in components.items()
    }


def _components(raw: dict[str, Any]) -> tuple[dict[str, Component], list[Finding]]:
    made: dict[str, Component] = {}
    findings: list[Finding] = []
    for id, fields in raw.items():
        if not re.fullmatch(ID_PATTERN, id) or len(id) > MAX_ID:
            found: Component | list[Finding] = [bad_id(("components", id))]
        else:
            found = _component(fields, ("components", id))
        if isinstance(found, Component):
            made[id] = found
        else:
            findings += found
        if len(findings) > MAX_FAULTS:
            break
    return made, findings


def _sized(
    made: Mapping[str, Component], raw: Mapping[str, Any], regions: tuple[str, ...]
) -> dict[str, Component]:
    """The components with default sizes that exist where they are."""
    return {
        id: component.sized_for(_map(raw[id]), component.region or regions) for id, component in made.items()
    }


def _misnamed(made: Mapping[str, Component], raw: Mapping[str, Any]) -> Iterator[Finding]:
    """Fields that should name a component of another kind, and do not."""
    for id, component in made.items():
        for field, wanted in component.references:
            name = component.value_of(field)
            of_kind = [other for other, fields in raw.items() if _map(fields).get("kind") in wanted]
            if name is not None and name not in of_kind:
                noun = _of_kind(either(wanted))
                yield _no_such(noun, name, of_kind, ("components", id, field))


def _component(fields: Any, route: Route) -> Component | list[Finding]:
    name = route[-1]
    if not isinstance(fields, dict):
        return [schema_finding("AG004", Phrase("{name} is not a map with a `kind`", name=name), route)]
    kind = fields.get("kind")
    if kind is None and (hidden := next((key for key in fields if unseen(str(key))), None)):
        message = Phrase('{owner} has an unknown key "{key}"', owner=name, key=seen(hidden))
        return [schema_finding("AG001", message, (*route, hidden), key=True, help=unseen(hidden))]
    slip = nearest("kind", list(fields)) if kind is None else None
    if slip:
        message = Phrase('{owner} has an unknown key "{key}"', owner=name, key=slip) + did_you_mean("kind")
        return [schema_finding("AG001", message, (*route, slip), key=True)]
    if kind is None:
        message = Phrase("{owner} has no `{key}`", owner=name, key="kind")
        return [schema_finding("AG005", message, route, key=True, help=_kinds_help(()))]
    try:
        type_ = kind_class(kind) if isinstance(kind, str) else None
    except KeyError:
        type_ = None
    if type_ is None:
        meant = _kinds_meant(kind)
        hint = Phrase("; did you mean {kinds}?", kinds=either(map(_quoted, meant))) if meant else ""
        help = _no_kind(kind) if isinstance(kind, str) and not meant else None
        help = unseen(kind) or help if isinstance(kind, str) else help
        message = Phrase("there is no kind {kind}{hint}", kind=_quoted(kind), hint=hint)
        return [schema_finding("AG011", message, (*route, "kind"), help=help or _kinds_help(meant))]
    try:
        return type_.model_validate(fields)
    except ValidationError as error:
        return findings_of(error, type_, fields, route)


def _kinds_meant(word: Any) -> tuple[str, ...]:
    """The kinds that somebody meant: by another name for them, or by a slip."""
    if not isinstance(word, str):
        return ()
    meant = advice.a_kind(word, kinds(), kinds_called)
    near = None if meant or _no_kind(word) else nearest(word, kinds())
    return (near,) if near else meant


def _no_kind(word: str) -> Phrase | None:
    """What to write for something that has no kind: in another place, or with an icon of that name."""
    plain = re.sub(r"^(aws|amazon)[-_ ]?|[^a-z0-9]", "", word.lower())
    drawn = (name for name in icons.meant(plain) if plain and name.startswith("aws."))
    icon = next((name for name in drawn if name.rpartition(".")[2].lower() == plain), None)
    return advice.no_kind(word) or (advice.as_custom(icon) if icon else None)


def _kinds_help(meant: tuple[str, ...]) -> Phrase | None:
    return None if meant else Phrase("the kinds are {kinds}", kinds=", ".join(kinds()))


def _quoted(value: Any) -> str:
    return f'"{seen(value)}"' if isinstance(value, str) else repr(value)


def _dangling(plain: dict[str, Any]) -> Iterator[Finding]:
    """Ids that name nothing: rows, zones, regions, components."""
    regions = _map(plain.get("regions"))
    rows = list(_map(plain.get("subnets")))
    zones = [zone for region in regions.values() for zone in _names(_map(region).get("zones"))]
    components = _map(plain.get("components"))
    for id, fields in components.items():
        route: Route = ("components", id)
        fields = _map(fields)
        yield from _unknown(fields, "subnets", rows, route, _SUBNET)
        yield from _unknown(fields, "zones", zones, route, _ZONE)
        yield from _unknown(fields, "region", list(regions), route, _REGION)
        yield from _unknown(fields, "group", list(_map(plain.get("groups"))), route, _GROUP)
        yield from _unknown_icon(fields, route)
    for row, fields in _map(plain.get("subnets")).items():
        yield from _unknown(_map(fields), "zones", zones, ("subnets", row), _ZONE)
        for region in _map(_map(fields).get("cidrs")):
            if region not in regions:
                place: Route = ("subnets", row, "cidrs", region)
                yield _no_such(_REGION, region, list(regions), place, key=True)
        yield from _surplus(row, _map(fields).get("cidrs"), regions, _map(fields).get("zones"))
    yield from _unknown_selectors(plain, list(components))
    for name, view in _map(plain.get("views")).items():
        chosen: Route = ("views", name)
        groups = list(_map(plain.get("groups")))
        yield from _unknown(_map(view), "group", groups, chosen, _GROUP)
        yield from _unknown(_map(view), "region", list(regions), chosen, _REGION)
        yield from _unknown(_map(view), "component", list(components), chosen, _COMPONENT)
    ignores = _map(plain.get("rules")).get("ignore")
    for index, ignore in enumerate(ignores if isinstance(ignores, list) else []):
        route = ("rules", "ignore", index)
        yield from _unknown(_map(ignore), "component", list(components), route, _COMPONENT)


def _surplus(row: str, cidrs: Any, regions: Mapping[str, Any], row_zones: Any) -> Iterator[Finding]:
    """Pinned blocks for which there is no zone."""
    for region, place in regions.items():
        own = cidrs if isinstance(cidrs, list) else _map(cidrs).get(region)
        limited = _names(row_zones) if isinstance(row_zones, list) else None
        here = [z for z in _names(_map(place).get("zones")) if limited is None or z in limited]
        zones = len(here)
        if isinstance(own, list) and 0 < zones < len(own):
            text = "{row} pins {count} blocks in {region}, which has {zones} zones; pin one for each"
            message = Phrase(text, row=row, count=len(own), region=region, zones=zones)
            inner: Route = (zones,) if isinstance(cidrs, list) else (region, zones)
            yield schema_finding("AG004", message, ("subnets", row, "cidrs", *inner))
            return


def _unknown_icon(fields: Mapping[str, Any], route: Route) -> Iterator[Finding]:
    """An icon that is written as one, of a node class that does not exist."""
    icon = fields.get("icon")
    if not isinstance(icon, str) or not re.fullmatch(ICON_PATTERN, icon):
        return
    from archgen.model.icons import known, names

    if not known(icon):
        module, _, node = icon.rpartition(".")
        meant = nearest(node, [name.rpartition(".")[2] for name in names(module)])
        hint = did_you_mean(meant and f"{module}.{meant}")
        message = Phrase('there is no icon "{icon}"{hint}', icon=icon, hint=hint)
        help = Phrase(
            "any node class of the diagrams package that has an icon will do, such as aws.analytics.Athena"
        )
        yield schema_finding("AG002", message, (*route, "icon"), help=help)


def _unknown(
    fields: Mapping[str, Any], key: str, known: list[str], route: Route, noun: _Noun
) -> Iterator[Finding]:
    value = fields.get(key)
    if isinstance(value, str) and value not in known:
        yield _no_such(noun, value, known, (*route, key))
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str) and item not in known:
                yield _no_such(noun, item, known, (*route, key, index))


class _Noun(NamedTuple):
    """What an id may name: that there is none of it, and what there is."""

    none: Phrase
    those: Phrase


_SUBNET = _Noun(Phrase("no subnet"), Phrase("the subnet tiers"))
_ZONE = _Noun(Phrase("no zone"), Phrase("the zones"))
_REGION = _Noun(Phrase("no region"), Phrase("the regions"))
_GROUP = _Noun(Phrase("no group"), Phrase("the groups"))
_COMPONENT = _Noun(Phrase("no component"), Phrase("the components"))


def _of_kind(kinds: str) -> _Noun:
    return _Noun(Phrase("no {kinds}", kinds=kinds), Phrase("the components of kind {kinds}", kinds=kinds))


def _no_such(noun: _Noun, name: str, known: list[str], route: Route, *, key: bool = False) -> Finding:
    meant = nearest(name, known)
    message = Phrase('there is {none} "{name}"', none=noun.none, name=seen(name)) + did_you_mean(meant)
    help = unseen(name)
    if not (help or meant) and known:
        help = Phrase("{those} are {known}", those=noun.those, known=", ".join(known))
    return schema_finding("AG002", message, route, key=key, help=help)


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _names(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _unknown_selectors(plain: Mapping[str, Any], components: list[str]) -> Iterator[Finding]:
    """Ids and groups in policies that name nothing."""
    policies = plain.get("policies")
    groups = list(_map(plain.get("groups")))
    for index, policy in enumerate(policies if isinstance(policies, list) else []):
        route: Route = ("policies", index)
        for place, text in _policy_texts(policy, route):
            for word in stops(text):
                found = selector(word)
                known = {"id": components, "group": groups}.get(found.by)
                if known is not None and found.value not in known:
                    noun = _COMPONENT if found.by == "id" else _GROUP
                    yield _no_such(noun, found.value, known, place)


def _policy_texts(policy: Any, route: Route) -> Iterator[tuple[Route, str]]:
    """The texts of a policy that select components, with their places."""
    for sort in ("never", "only", "through", "always"):
        value = _map(policy).get(sort)
        if isinstance(value, str):
            yield (*route, sort), value
        for key in ("from", "to", "path", "via"):
            inner = _map(value).get(key)
            if isinstance(inner, str):
                yield (*route, sort, key), inner
            for number, item in enumerate(inner if isinstance(inner, list) else ()):
                if isinstance(item, str):
                    yield (*route, sort, key, number), item
