"""What changed in the architecture itself, in words: components, subnets, connections, default routes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from archgen.findings.phrase import Phrase
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology
from archgen.topology.network import Subnet
from archgen.topology.policies import named


class Edit(NamedTuple):
    """One thing that changed in the model: added, removed or changed, what it is, and how."""

    sign: str
    what: str
    detail: str = ""
    id: str | None = None
    pair: tuple[str, str] | None = None

    @property
    def text(self) -> str:
        """What it is, and how it changed."""
        return Phrase("{what}: {detail}", what=self.what, detail=self.detail) if self.detail else self.what


def edits_of(old: Topology, new: Topology, renames: Mapping[str, str]) -> Iterator[Edit]:
    """What is added, removed and changed; `renames` are the old ids that have a new one."""
    yield from _maps("region {id}", _plain(old.architecture.regions), _plain(new.architecture.regions))
    yield from _maps("subnets {id}", _plain(old.architecture.subnets), _plain(new.architecture.subnets))
    for before, after in renames.items():
        yield Edit("~", Phrase("{before} is renamed to {after}", before=before, after=after), id=after)
    before_components = {renames.get(id, id): fields for id, fields in _plain(old.components).items()}
    for edit in _maps("{id}", before_components, _plain(new.components)):
        kind = (new.components.get(edit.what) or old.components[edit.what]).kind
        name = f"{edit.what} ({kind})" if edit.sign != "~" else edit.what
        yield edit._replace(what=name, id=str(edit.what))
    yield from _default_routes(old, new, renames)
    yield from _connections(old, new, renames)


def _default_routes(old: Topology, new: Topology, renames: Mapping[str, str]) -> Iterator[Edit]:
    """Subnets of plans whose default route leads to another gateway now."""
    if old.given is None or new.given is None:
        return
    for id, subnet in new.given.subnets.items():
        if id not in old.given.subnets:
            continue
        before, after = _default(old.given.subnets[id], old, renames), _default(subnet, new, {})
        if before != after:
            text = Phrase("default route of {subnet}", subnet=id)
            yield Edit("~", text, Phrase("{old} -> {new}", old=before, new=after))


def _default(subnet: Subnet, topology: Topology, renames: Mapping[str, str]) -> str:
    route = next((route for route in subnet.routes if route.destination.prefixlen == 0), None)
    if route is None:
        return Phrase("no route")
    copy = topology.copies.get(route.target)
    if copy is None or copy.component not in renames:
        return route.target
    return route.target.replace(copy.component, renames[copy.component], 1)


def _plain(things: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {id: dict(_fields(thing)) for id, thing in things.items()}


def _fields(thing: Any) -> Iterator[tuple[str, Any]]:
    for name in type(thing).model_fields:
        yield name, thing.value_of(name)


def _maps(text: str, old: Mapping[str, dict[str, Any]], new: Mapping[str, dict[str, Any]]) -> Iterator[Edit]:
    for id, fields in new.items():
        if id not in old:
            yield Edit("+", Phrase(text, id=id))
            continue
        changes = [_change(name, old[id].get(name), value) for name, value in fields.items()]
        told = [each for each in changes if each is not None]
        if told:
            detail: str = told[0]
            for each in told[1:]:
                detail = Phrase("{first}; {second}", first=detail, second=each)
            yield Edit("~", Phrase(text, id=id), detail)
    for id in old:
        if id not in new:
            yield Edit("-", Phrase(text, id=id))


def _change(name: str, old: Any, new: Any) -> Phrase | None:
    if old == new:
        return None
    return Phrase("{field}: {old} -> {new}", field=name, old=_value(old), new=_value(new))


def _value(value: Any) -> str:
    if hasattr(value, "model_dump"):
        value = value.model_dump(exclude_none=True, exclude_defaults=True)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_value(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if value is None:
        return Phrase("not set")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _connections(old: Topology, new: Topology, renames: Mapping[str, str]) -> Iterator[Edit]:
    before = {
        (renames.get(c.source, c.source), renames.get(c.target, c.target)): _ports(old, c)
        for c in old.connections
    }
    after = {(c.source, c.target): _ports(new, c) for c in new.connections}
    for pair, ports in after.items():
        text = f"{pair[0]} -> {named(pair[1])}"
        if pair not in before:
            yield Edit("+", text, ports, pair=pair)
        elif before[pair] != ports:
            yield Edit("~", text, Phrase("{old} -> {new}", old=before[pair], new=ports), pair=pair)
    for pair, ports in before.items():
        if pair not in after:
            yield Edit("-", f"{pair[0]} -> {named(pair[1])}", ports, pair=pair)


def _ports(topology: Topology, connection: Connection) -> str:
    same = [c for c in topology.connections_from(connection.source) if c.target == connection.target]
    ports = sorted({port for each in same for port in each.ports})
    ways = ", ".join(dict.fromkeys(way for each in same for way in each.ways))
    said = ", ".join(map(str, ports)) or Phrase("any port")
    return Phrase("{ports} via {ways}", ports=said, ways=ways) if ways else said
