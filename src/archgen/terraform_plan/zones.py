"""Subnets of a plan in zones that the region of their VPC does not have: AWS refuses them at `apply`."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Finding, Severity
from archgen.findings.phrase import Phrase
from archgen.terraform_plan.resources.observed import Observed


def zone_findings(seen: Observed) -> Iterator[Finding]:
    """Each subnet whose zone is of another region than its VPC."""
    homes = {network.address: network.region for network in seen.networks}
    for subnet in seen.subnets:
        home = homes.get(subnet.network or "")
        if home is not None and home != subnet.region:
            message = Phrase(
                "{zone} is not in {region}, where {network} is; use a zone of {region}",
                zone=subnet.zone,
                region=home,
                network=subnet.network,
            )
            told = Phrase("{address}: {message}", address=subnet.address, message=message)
            yield Finding("AG201", "zone-not-in-region", Severity.ERROR, told)
