"""Blocks of subnets overlap within one VPC only: another VPC may have the same ones."""

from __future__ import annotations

import pytest

from archgen.pipeline import examine
from archgen.yamlfile.parser import read

TWO = """
archgen: 1
name: two
regions:
  us-east-1: {zones: [us-east-1a]}
vpcs:
  shop: {region: us-east-1, cidr: 10.0.0.0/16}
  tools: {region: us-east-1, cidr: 10.0.0.0/16}
subnets:
  app: {access: isolated, vpc: shop, cidrs: [10.0.0.0/24]}
  jobs: {access: isolated, vpc: VPC, cidrs: [10.0.0.0/25]}
components:
  web: {kind: instance, tier: backend, subnets: app}
  batch: {kind: instance, tier: backend, subnets: jobs}
"""


@pytest.mark.parametrize(("vpc", "found"), [("shop", True), ("tools", False)])
def test_subnets_overlap_in_one_vpc_only(vpc: str, found: bool) -> None:
    document = read(TWO.replace("VPC", vpc).encode(), "architecture.yaml")
    assert ("AG104" in {finding.code for finding in examine(document).findings}) is found
