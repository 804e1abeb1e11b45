"""Why something of a plan has no place in the file, or not all of its places."""

from __future__ import annotations

from collections.abc import Iterable

from archgen.findings.phrase import Phrase
from archgen.lint.coverage import Cause, Gap


def another_vpc(region: str, checked: str) -> Gap:
    """It is in a second VPC of a region: one is read."""
    return Gap(Cause.OTHER_VPC, Phrase("{region} is {other}", region=region, other=checked))


def no_vpc(region: str) -> Gap:
    """It needs a VPC, and its region has none."""
    return Gap(Cause.OUTSIDE, Phrase("there is no VPC in {region}", region=region))


def blank_block(vpc: str) -> Gap:
    """Its VPC has no block yet."""
    return Gap(Cause.PLACE_AFTER_APPLY, Phrase("the cidr_block of {vpc}", vpc=vpc))


def several_tiers(tiers: Iterable[str]) -> Gap:
    """It is in subnets of several tiers; the file says one."""
    text = "it is in subnets of several tiers ({tiers}), each in other zones"
    return Gap(Cause.UNSUPPORTED, Phrase(text, tiers=", ".join(tiers)))
