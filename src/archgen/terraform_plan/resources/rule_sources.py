"""Which of the rules written in a security group names which other group.

Terraform merges the blocks of a group into one value: a plan has the ports of each rule, and the groups that
all of them name, in no order that says which belong together. What each group is for tells: a load balancer
comes on the ports of its targets, a bastion on 22, an application on the port of the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from archgen.model.kinds import kind_class
from archgen.terraform_plan.resources.observed import ANYWHERE, Door, Party

_ADMIN = (22, 3389)
_BASTION = re.compile(r"bastion|jump|ssh|vpn|admin|mgmt|management")
_MOST = 6
"""Rules of one group of which all pairings are tried: 720 of them."""
_BALANCERS = ("alb", "nlb")


def told_apart(doors: Sequence[Door], parties: Sequence[Party]) -> tuple[tuple[Door, ...], frozenset[str]]:
    """The rules with the most likely pairings only, and the groups whose pairings are not certain."""
    judge = _Judge(doors, parties)
    open_: dict[tuple[str, str], list[Door]] = {}
    for door in doors:
        if door.guessed:
            open_.setdefault((door.group, door.way), []).append(door)
    kept = {id(door) for same in open_.values() for door in judge.likely(same)}
    chosen = tuple(door for door in doors if not door.guessed or id(door) in kept)
    return chosen, frozenset(group for group, _ in open_)


class _Judge:
    def __init__(self, doors: Sequence[Door], parties: Sequence[Party]) -> None:
        self.members: dict[str, list[Party]] = {}
        for party in parties:
            for group in party.groups:
                self.members.setdefault(group, []).append(party)
        certain = [door for door in doors if door.way == "in" and not door.guessed]
        self.entered = {door.group for door in certain if _is_outside(door.peer) and _admin(door)}

    def likely(self, same: Sequence[Door]) -> Iterator[Door]:
        """The pairings of rules and groups with the highest score together."""
        rules = sorted({door.number for door in same})
        peers = list(dict.fromkeys(door.peer for door in same))
        by_pair = {(door.number, door.peer): door for door in same}
        if len(rules) == len(peers) <= _MOST:
            scored = [
                (sum(self.score(by_pair[pair]) for pair in zip(rules, order, strict=True)), order)
                for order in permutations(peers)
            ]
            best = max(score for score, _ in scored)
            pairs = {
                pair for score, order in scored if score == best for pair in zip(rules, order, strict=True)
            }
            yield from (by_pair[pair] for pair in sorted(pairs))
            return
        for rule in rules:
            found = [by_pair[rule, peer] for peer in peers if (rule, peer) in by_pair]
            most = max(self.score(door) for door in found)
            yield from (door for door in found if self.score(door) == most)

    def score(self, door: Door) -> int:
        """How likely it is that a group comes in by a rule."""
        here, there = self.members.get(door.group, ()), self.members.get(door.peer, ())
        if door.way == "out":
            here, there = there, here
        score = 3 * any(
            address in party.addresses and port is not None and _has(door, port)
            for balancer in there
            for address, port in balancer.targets
            for party in here
        )
        name = door.peer.lower()
        bastion = bool(_BASTION.search(name)) or door.peer in self.entered
        if _admin(door):
            score += 2 * bastion - 5 * any(party.kind in _BALANCERS for party in there)
        else:
            score -= 2 * bastion
        if any(kind_class(party.kind).keeps_data_in_vpc for party in here):
            score -= 2 * any(party.kind in _BALANCERS for party in there)
        words = set(re.findall(r"[a-z]{2,}", door.text.lower()))
        return score + 2 * bool(words & set(re.findall(r"[a-z]{2,}", name.rpartition(".")[2])))


def _admin(door: Door) -> bool:
    return door.ports is not None and door.ports[0] == door.ports[1] and door.ports[0] in _ADMIN


def _has(door: Door, port: int) -> bool:
    return door.ports is None or door.ports[0] <= port <= door.ports[1]


def _is_outside(peer: str) -> bool:
    return peer == ANYWHERE or peer[:1].isdigit()
