"""Who is outside of AWS and has a name: blocks of addresses in security groups, hosts of origins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network
from typing import Any

from archgen.findings.phrase import Phrase
from archgen.lint.coverage import Cause, Gap
from archgen.model.kinds.category import Category
from archgen.model.kinds.fields import is_private
from archgen.terraform_plan.resources.naming import free, id_of
from archgen.terraform_plan.resources.observed import ANYWHERE, Observed, SecurityGroupRule

CLIENT = "client"
"""The id of the clients of a plan: whoever comes from the internet."""


class Outside:
    """External components by what names them. Blocks that stand in the same rules are one component.

    `private` are the ids of the private networks: those are joined by a VPN, and need no gateway. `known` are
    those that a gateway of the plan leads to, with their blocks: a block inside of one is that component.
    """

    def __init__(
        self, observed: Observed, taken: set[str], known: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self.taken = taken | {CLIENT, "internet"}
        self.externals: dict[str, dict[str, Any]] = {}
        self.hosts: dict[str, str] = {}
        self.blocks: dict[str, str] = {}
        self.private: set[str] = set()
        for id, own in (known or {}).items():
            self.taken.add(id)
            self.externals[id] = {"kind": Category.EXTERNAL.value, "cidrs": list(own)}
            self.private.add(id)
        for private, found in _together(observed):
            blocks = [block for block in found if not self._joined(block, known or {})]
            if not blocks:
                continue
            label = ", ".join(blocks)
            if len(blocks) > 2:
                label = Phrase("{count} address blocks", count=len(blocks))
            id = self._new("outside", {"kind": Category.EXTERNAL.value, "label": label, "cidrs": blocks})
            self.blocks |= dict.fromkeys(blocks, id)
            if private:
                self.private.add(id)

    def _joined(self, block: str, known: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether a block is part of a private network that is known already."""
        inner = IPv4Network(block, strict=False)
        for id, blocks in known.items():
            if any(inner.subnet_of(own) for own in map(IPv4Network, blocks)):
                self.blocks[block] = id
                return True
        return False

    def host(self, name: str) -> str:
        """The id of the component with a host name."""
        if name not in self.hosts:
            words = name.removeprefix("www.").split(".")
            self.hosts[name] = self._new(
                id_of(words[0]), {"kind": Category.EXTERNAL.value, "label": name[:120]}
            )
        return self.hosts[name]

    def _new(self, id: str, fields: dict[str, Any]) -> str:
        id = free(id, self.taken)
        self.taken.add(id)
        self.externals[id] = fields
        return id


def elsewhere(observed: Observed) -> dict[str, Gap]:
    """The rules that admit private networks of which nothing can be said, with the reason.

    Without a VPC in the plan such a block may be the VPC's own. An internet-facing load balancer has public
    addresses: over a VPN nobody comes to those.
    """
    groups: dict[bool, set[str]] = {True: set(), False: set()}
    for component in observed.components:
        groups[component.fields.get("scheme") == "internet-facing"].update(component.groups)
    facing = groups[True] - groups[False]
    found: dict[str, list[str]] = {}
    for rule, private in _beyond(observed):
        if private and rule.way == "in" and (rule.group in facing or not observed.networks):
            found.setdefault(rule.address, []).append(rule.peer)
    text = "it admits {blocks}, a private network that is not in the plan"
    if observed.networks:
        text = "it admits {blocks}, a private network, to what is internet-facing"
    return {
        address: Gap(Cause.UNSUPPORTED, Phrase(text, blocks=_listed(blocks)))
        for address, blocks in found.items()
    }


def _listed(blocks: list[str]) -> str:
    return ", ".join(dict.fromkeys(blocks))


def _together(observed: Observed) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """The blocks that rules name, those together that always stand together; whether they are private."""
    rules: dict[tuple[bool, str], list[tuple[object, ...]]] = {}
    for rule, private in _beyond(observed):
        if observed.networks or not private:
            rules.setdefault((private, rule.peer), []).append((rule.group, rule.way, rule.ports))
    same: dict[tuple[bool, tuple[tuple[object, ...], ...]], list[str]] = {}
    for (private, peer), named in rules.items():
        same.setdefault((private, tuple(sorted(named, key=str))), []).append(peer)
    yield from ((private, tuple(blocks)) for (private, _), blocks in same.items())


def _beyond(observed: Observed) -> Iterator[tuple[SecurityGroupRule, bool]]:
    """The rules that name blocks outside of every VPC of the plan, and whether the block is private.

    A VPC has its first block, and later ones that are known by their subnets.
    """
    cidrs = [network.cidr for network in observed.networks] + [subnet.cidr for subnet in observed.subnets]
    ours = [IPv4Network(cidr, strict=False) for cidr in cidrs if cidr]
    for rule in observed.rules:
        block = _block(rule.peer)
        if block is not None and not any(block.overlaps(own) for own in ours):
            yield rule, is_private(block)


def _block(peer: str) -> IPv4Network | None:
    if peer == ANYWHERE or not peer[:1].isdigit():
        return None
    try:
        return IPv4Network(peer, strict=False)
    except ValueError:
        return None
