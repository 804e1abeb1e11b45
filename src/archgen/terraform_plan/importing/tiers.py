"""Which tier a compute component is of, where no tag says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archgen.terraform_plan.importing.connections import Speech
from archgen.terraform_plan.resources.observed import Observed, Party

_DATA = ("rds", "aurora", "elasticache", "dynamodb", "efs")


def tiers(observed: Observed, speeches: Sequence[Speech], ids: Mapping[str, str]) -> dict[str, str]:
    """The tier of each id.

    Backend is what talks to data, or stands behind internal load balancers only; frontend is met first.
    """
    parties = {ids[party.address]: party for party in observed.parties if party.address in ids}
    callers: dict[str, list[Party | None]] = {}
    to_data: set[str] = set()
    for speech in speeches:
        callers.setdefault(speech.target, []).append(parties.get(speech.source))
        target = parties.get(speech.target)
        if target is not None and target.kind in _DATA:
            to_data.add(speech.source)
    return {
        id: "frontend" if id not in to_data and any(map(_is_first, callers.get(id, ()))) else "backend"
        for id in parties
    }


def _is_first(caller: Party | None) -> bool:
    """Whether a caller is outside, a distribution or a public load balancer."""
    return caller is None or caller.kind == "cloudfront" or caller.fields.get("scheme") == "internet-facing"
