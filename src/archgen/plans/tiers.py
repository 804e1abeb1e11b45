"""Which tier a compute component is of, where no tag says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archgen.plans.observed import Observed, Party
from archgen.plans.speaking import Speech

_DATA = ("rds", "aurora", "elasticache", "dynamodb", "efs")


def tier_of(party: Party, observed: Observed, speeches: Sequence[Speech], ids: Mapping[str, str]) -> str:
    """Backend: what talks to data, or stands behind internal load balancers only; else what is met first."""
    me = ids[party.address]
    kinds = {ids[p.address]: p for p in observed.parties if p.address in ids}
    if any(s.source == me and s.target in kinds and kinds[s.target].kind in _DATA for s in speeches):
        return "backend"
    before = [kinds[s.source] for s in speeches if s.target == me and s.source in kinds]
    if any(p.fields.get("scheme") == "internet-facing" or p.kind == "cloudfront" for p in before):
        return "frontend"
    if any(s.target == me and s.source not in kinds for s in speeches):
        return "frontend"
    return "backend"
