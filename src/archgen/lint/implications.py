"""Findings that another one makes needless: they are left out only while that other one is reported."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from archgen.findings import Finding


class Implied(NamedTuple):
    """A finding that is left out, and those that say more of the same subject."""

    finding: Finding
    by: tuple[Finding, ...]


Filter = Callable[[Sequence[Finding]], Collection[Finding]]
"""What keeps some of the findings: comments, a choice of rules, a baseline."""


def revealed(
    findings: Iterable[Finding], implied: Iterable[Implied], gone: Iterable[Finding], keep: Filter
) -> tuple[list[Finding], list[Implied]]:
    """The findings with those that nothing implies any more, and what is left out still.

    `gone` are those that are not reported already; `keep` says which of the others will be. One that is left
    out because of another that is left out too stays so: the reported one at the end of the chain says it.
    """
    pool, rest, away = list(findings), list(implied), set(gone)
    while True:
        away |= set(pool).difference(keep(pool))
        more = [each for each in rest if away.issuperset(each.by)]
        if not more:
            return pool, rest
        pool += [each.finding for each in more]
        rest = [each for each in rest if each not in more]
