"""Peering of two VPCs."""

from collections.abc import Collection
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field

from archgen.model.shapes import listed

from .category import Category
from .copies import Scope
from .fields import Id
from .gateway import ONLY_AT_AWS, Gateway


class VpcPeering(Gateway):
    """It connects two VPCs, of one region or of two. It is not transitive.

    Source: Amazon VPC Peering Guide, VPC peering basics.
    """

    kind: Literal["vpc-peering"]
    category = Category.PEERING
    where = "once, between two VPCs"
    between: Annotated[tuple[Id, Id], BeforeValidator(listed)] = Field(
        description="the two VPCs, the one that asks for the peering first"
    )
    scope = Scope.REGION
    icon_class = "aws.network.VPCPeering"
    drawio_shape = "peering"
    service_name = "VPC peering"
    lacks = ONLY_AT_AWS
    words = ("peering", "vpcpeeringconnection", "pcx")
    terraform_type = "aws_vpc_peering_connection"
    read_from = ("aws_vpc_peering_connection",)

    def among(self, present: Collection[str]) -> Self | None:
        return self if self.between[0] in present else None

    @property
    def attached(self) -> tuple[str, ...]:
        return self.between[:1]

    @property
    def joins(self) -> tuple[str, ...]:
        return self.between


KIND = VpcPeering
