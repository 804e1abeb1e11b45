"""Transit gateways: a router between the VPCs of a region and private networks."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field

from .category import Category
from .copies import Scope
from .fields import Id, Names, OneOrMore
from .gateway import ONLY_AT_AWS, Gateway


def _by_vpc(value: Any) -> Any:
    """A list of VPCs as a map to the rows of their attachments, none said."""
    if isinstance(value, str):
        return {value: None}
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return dict.fromkeys(value)
    return value


class TransitGateway(Gateway):
    """One per region: it connects VPCs, VPNs, Direct Connect and peered transit gateways."""

    kind: Literal["transit-gateway"]
    category = Category.TRANSIT_GATEWAY
    where = "once in the region of the VPCs that it attaches"
    attaches: Annotated[
        dict[Id, Id | None],
        Field(min_length=1, max_length=64),
        BeforeValidator(_by_vpc, json_schema_input_type=str | list[str] | dict[str, str | None]),
    ] = Field(
        description="the VPCs that it joins; with `{VPC: SUBNETS}` the subnets of each attachment: the "
        "first tier that is not public unless set",
    )
    routes: dict[Id, OneOrMore] = Field(
        default_factory=dict,
        description="which VPCs each VPC reaches over it; all reach all unless set",
    )
    default: Id | None = Field(
        default=None,
        description="the VPC to which it sends what no other route takes, such as the egress VPC",
    )
    peers: Names = Field(
        default=(), description="the transit gateways of other regions that it is peered with"
    )
    shared: bool = Field(
        default=False,
        description="whether another team runs it: networks that this file does not describe are attached "
        "to it too, and Terraform takes its id as a variable",
    )
    scope = Scope.REGION
    icon_class = "aws.network.TransitGateway"
    drawio_shape = "transit_gateway"
    service_name = "AWS Transit Gateway"
    lacks = ONLY_AT_AWS
    words = ("tgw", "transitgw")
    terraform_type = "aws_ec2_transit_gateway"
    read_from = ("aws_ec2_transit_gateway",)

    def among(self, present: Collection[str]) -> Self | None:
        attaches = {vpc: row for vpc, row in self.attaches.items() if vpc in present}
        left = {
            "attaches": attaches,
            "routes": {
                vpc: tuple(target for target in targets if target in present)
                for vpc, targets in self.routes.items()
                if vpc in present
            },
            "default": self.default if self.default in present else None,
            "peers": tuple(peer for peer in self.peers if peer in present),
        }
        return self.model_copy(update=left) if attaches else None

    @property
    def attached(self) -> tuple[str, ...]:
        return tuple(self.attaches)

    @property
    def is_shared(self) -> bool:
        return self.shared

    @property
    def attachments(self) -> Mapping[str, str | None]:
        return self.attaches

    @property
    def default_vpc(self) -> str | None:
        return self.default

    @property
    def peered_with(self) -> tuple[str, ...]:
        return self.peers


KIND = TransitGateway
