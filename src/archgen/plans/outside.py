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


_PRIVATE = [
    IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
]


def elsewhere(observed: Observed) -> dict[str, str]:
    """The rules that admit private networks that are not in the plan: nothing stands for those (RFC 1918)."""
    found: dict[str, list[str]] = {}
    for door in observed.doors:
        block = _block(door.peer)
        if door.way == "in" and block is not None and _is_private(block) and not _is_ours(block, observed):
            found.setdefault(door.address, []).append(door.peer)
    return {
        address: f"it admits {', '.join(dict.fromkeys(blocks))}, a private network that is not in the plan"
        for address, blocks in found.items()
    }


def _is_private(block: IPv4Network) -> bool:
    return any(block.subnet_of(private) for private in _PRIVATE)


def _is_ours(block: IPv4Network, observed: Observed) -> bool:
    return any(block.overlaps(IPv4Network(n.cidr, strict=False)) for n in observed.networks)


def _together(observed: Observed) -> Iterator[tuple[str, ...]]:
    """The public blocks that rules name, those together that always stand together."""
    rules: dict[str, list[tuple[object, ...]]] = {}
    for door in observed.doors:
        block = _block(door.peer)
        if block is not None and not _is_private(block) and not _is_ours(block, observed):
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
