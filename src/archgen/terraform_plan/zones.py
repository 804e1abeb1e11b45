"""Subnets of a plan in zones that the region of their VPC does not have: AWS refuses them at `apply`."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Finding, Severity
from archgen.terraform_plan.resources.observed import Observed


def zone_findings(seen: Observed) -> Iterator[Finding]:
    """Each subnet whose zone is of another region than its VPC."""
    homes = {network.address: network.region for network in seen.networks}
    for subnet in seen.subnets:
        home = homes.get(subnet.network or "")
        if home is not None and home != subnet.region:
            where = f"{subnet.zone} is not in {home}, where {subnet.network} is"
            message = f"{subnet.address}: {where}; use a zone of {home}"
            yield Finding("AG201", "zone-not-in-region", Severity.ERROR, message)
