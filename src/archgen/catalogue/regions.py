"""Which zones a region has, by AWS's names.

Source: AWS Regions and Availability Zones, "AWS Regions" and "AWS Availability Zones". An account may see
fewer; letters that only older accounts see are in it.
"""

from __future__ import annotations

import re

_LETTERS = {
    "af-south-1": "abc",
    "ap-east-1": "abc",
    "ap-east-2": "abc",
    "ap-northeast-1": "abcd",
    "ap-northeast-2": "abcd",
    "ap-northeast-3": "abc",
    "ap-south-1": "abc",
    "ap-south-2": "abc",
    "ap-southeast-1": "abc",
    "ap-southeast-2": "abc",
    "ap-southeast-3": "abc",
    "ap-southeast-4": "abc",
    "ap-southeast-5": "abc",
    "ap-southeast-6": "abc",
    "ap-southeast-7": "abc",
    "ca-central-1": "abcd",
    "ca-west-1": "abc",
    "cn-north-1": "abcd",
    "cn-northwest-1": "abc",
    "eu-central-1": "abc",
    "eu-central-2": "abc",
    "eu-north-1": "abc",
    "eu-south-1": "abc",
    "eu-south-2": "abc",
    "eu-west-1": "abc",
    "eu-west-2": "abc",
    "eu-west-3": "abc",
    "il-central-1": "abc",
    "me-central-1": "abc",
    "me-south-1": "abc",
    "mx-central-1": "abc",
    "sa-east-1": "abc",
    "us-east-1": "abcdef",
    "us-east-2": "abc",
    "us-gov-east-1": "abc",
    "us-gov-west-1": "abc",
    "us-west-1": "abc",
    "us-west-2": "abcd",
}

REGIONS = tuple(_LETTERS)
"""The regions that are known here, sorted; AWS opens new ones."""


def zones_of(region: str) -> tuple[str, ...]:
    """The zones of a region, none where the region is not known here."""
    return tuple(f"{region}{letter}" for letter in _LETTERS.get(region, ""))


_LOCAL = re.compile(r"-(wl\d+-)?[a-z]{3,4}-(wlz-)?\d+[a-z]?")


def is_local(region: str, zone: str) -> bool:
    """Whether a zone is a Local Zone or a Wavelength Zone of a region, such as us-west-2-lax-1a."""
    return zone.startswith(region) and bool(_LOCAL.fullmatch(zone.removeprefix(region)))
