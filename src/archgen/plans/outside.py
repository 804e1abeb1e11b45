"""Who is outside of AWS and has a name: blocks of addresses in security groups, hosts of origins."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network
from typing import Any

from archgen.plans.naming import free, id_of
from archgen.plans.observed import ANYWHERE, Observed


class Outside:
    """External parties by what names them. Blocks that stand in the same rules are one party."""

    def __init__(self, observed: Observed, taken: set[str]) -> None:
        self.taken = taken | {"client", "internet"}
        self.externals: dict[str, dict[str, Any]] = {}
        self.hosts: dict[str, str] = {}
        self.blocks: dict[str, str] = {}
        for blocks in _together(observed):
            label = ", ".join(blocks) if len(blocks) < 3 else f"{len(blocks)} address blocks"
            id = self._new("outside", {"kind": "external", "label": label, "cidrs": list(blocks)})
            self.blocks |= dict.fromkeys(blocks, id)

    def host(self, name: str) -> str:
        """The id of the party with a host name."""
        if name not in self.hosts:
            words = name.removeprefix("www.").split(".")
            self.hosts[name] = self._new(id_of(words[0]), {"kind": "external", "label": name[:120]})
        return self.hosts[name]

    def _new(self, id: str, fields: dict[str, Any]) -> str:
        id = free(id, self.taken)
        self.taken.add(id)
        self.externals[id] = fields
        return id


def _together(observed: Observed) -> Iterator[tuple[str, ...]]:
    """The blocks outside of all VPCs that rules name, those together that always stand together."""
    homes = [IPv4Network(network.cidr, strict=False) for network in observed.networks]
    rules: dict[str, list[tuple[object, ...]]] = {}
    for door in observed.doors:
        block = _block(door.peer)
        if block is not None and not any(block.overlaps(home) for home in homes):
            rules.setdefault(door.peer, []).append((door.group, door.way, door.ports))
    same: dict[tuple[tuple[object, ...], ...], list[str]] = {}
    for peer, named in rules.items():
        same.setdefault(tuple(sorted(named, key=str)), []).append(peer)
    yield from (tuple(blocks) for blocks in same.values())


def _block(peer: str) -> IPv4Network | None:
    if peer == ANYWHERE or not peer[:1].isdigit():
        return None
    try:
        return IPv4Network(peer, strict=False)
    except ValueError:
        return None
