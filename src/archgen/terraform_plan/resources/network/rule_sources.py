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
from archgen.model.kinds.category import BALANCERS
from archgen.terraform_plan.resources.observed import ANYWHERE, SecurityGroupRule, SeenComponent

_ADMIN = (22, 3389)
_BASTION = re.compile(r"bastion|jump|ssh|vpn|admin|mgmt|management")
_MOST = 6
"""Rules of one group of which all pairings are tried: 720 of them."""


def told_apart(
    rules: Sequence[SecurityGroupRule], components: Sequence[SeenComponent]
) -> tuple[tuple[SecurityGroupRule, ...], frozenset[str]]:
    """The rules with the most likely pairings only, and the groups whose pairings are not certain."""
    judge = _Judge(rules, components)
    open_: dict[tuple[str, str], list[SecurityGroupRule]] = {}
    for rule in rules:
        if rule.guessed:
            open_.setdefault((rule.group, rule.way), []).append(rule)
    kept = {id(rule) for same in open_.values() for rule in judge.likely(same)}
    chosen = tuple(rule for rule in rules if not rule.guessed or id(rule) in kept)
    return chosen, frozenset(group for group, _ in open_)


class _Judge:
    def __init__(self, rules: Sequence[SecurityGroupRule], components: Sequence[SeenComponent]) -> None:
        self.members: dict[str, list[SeenComponent]] = {}
        for component in components:
            for group in component.groups:
                self.members.setdefault(group, []).append(component)
        certain = [rule for rule in rules if rule.way == "in" and not rule.guessed]
        self.entered = {rule.group for rule in certain if _is_outside(rule.peer) and _admin(rule)}

    def likely(self, same: Sequence[SecurityGroupRule]) -> Iterator[SecurityGroupRule]:
        """The pairings of rules and groups with the highest score together."""
        rules = sorted({rule.number for rule in same})
        peers = list(dict.fromkeys(rule.peer for rule in same))
        by_pair = {(rule.number, rule.peer): rule for rule in same}
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
            most = max(self.score(rule) for rule in found)
            yield from (rule for rule in found if self.score(rule) == most)

    def score(self, rule: SecurityGroupRule) -> int:
        """How likely it is that a group comes in by a rule."""
        here, there = self.members.get(rule.group, ()), self.members.get(rule.peer, ())
        if rule.way == "out":
            here, there = there, here
        score = 3 * any(
            address in component.addresses and port is not None and _has(rule, port)
            for balancer in there
            for address, port in balancer.targets
            for component in here
        )
        name = rule.peer.lower()
        bastion = bool(_BASTION.search(name)) or rule.peer in self.entered
        if _admin(rule):
            score += 2 * bastion - 5 * any(component.category in BALANCERS for component in there)
        else:
            score -= 2 * bastion
        if any(kind_class(component.kind).keeps_data_in_vpc for component in here):
            score -= 2 * any(component.category in BALANCERS for component in there)
        words = set(re.findall(r"[a-z]{2,}", rule.text.lower()))
        return score + 2 * bool(words & set(re.findall(r"[a-z]{2,}", name.rpartition(".")[2])))


def _admin(rule: SecurityGroupRule) -> bool:
    return rule.ports is not None and rule.ports[0] == rule.ports[1] and rule.ports[0] in _ADMIN


def _has(rule: SecurityGroupRule, port: int) -> bool:
    return rule.ports is None or rule.ports[0] <= port <= rule.ports[1]


def _is_outside(peer: str) -> bool:
    return peer == ANYWHERE or peer[:1].isdigit()
