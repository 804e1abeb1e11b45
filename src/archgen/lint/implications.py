"""Findings that another one makes needless: they are left out only while that other one is reported."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from archgen.findings import Finding, Severity


class Implied(NamedTuple):
    """A finding that is left out, and those that say more of the same subject."""

    finding: Finding
    by: tuple[Finding, ...]


_OUTAGE = "AG225"
"""The general form of the rules about redundancy, AG2xx."""
_SERVER = "AG230"
"""Everything is on one server: what the architecture lacks beside it does not matter."""


def same_again(code: str, severity: Severity, by: Iterable[Finding]) -> bool:
    """Whether a finding says no more than those that imply it, so that who accepts them accepts it.

    A hint does, and so does the outage that follows from a missing redundancy, and all that a single server
    implies; any other is one more finding.
    """
    codes = {finding.code for finding in by}
    if severity is Severity.INFO or _SERVER in codes:
        return True
    return code == _OUTAGE and any(each.startswith("AG2") for each in codes)


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
        more = [
            each
            for each in rest
            if away.issuperset(each.by) and not same_again(each.finding.code, each.finding.severity, each.by)
        ]
        if not more:
            return pool, rest
        pool += [each.finding for each in more]
        rest = [each for each in rest if each not in more]
