"""Amazon Redshift: a data warehouse."""

from typing import Literal

from pydantic import Field

from archgen.model.shapes import Size

from .cluster import Cluster
from .facts import Made


class Redshift(Cluster):
    """A data warehouse; with `replicas` it is relocated to, or runs in, a second zone."""

    kind: Literal["redshift"]
    node_type: Size = Field(default="ra3.large", description="the type of its nodes")
    nodes: int = Field(default=2, ge=1, le=128, description="how many nodes there are")
    icon_class = "aws.analytics.Redshift"
    drawio_shape = "redshift"
    service_name = "Amazon Redshift"
    words = ("datawarehouse", "warehouse", "dwh")
    usual_port = 5439
    endpoint_service = None
    permissions = ()
    variables = (
        ("HOST", "dns_name"),
        ("PORT", "port"),
        ("USER", "master_username"),
        ("DATABASE", "database_name"),
    )
    secret_attribute = "master_password_secret_arn"
    terraform_type = "aws_redshift_cluster"
    read_from = ("aws_redshift_cluster",)
    read_fields = (
        ("node_type", ("node_type",)),
        ("nodes", ("number_of_nodes",)),
        ("encrypted", ("encrypted",)),
        ("replicas", ("availability_zone_relocation_enabled",)),
    )
    read_subnet_group = "cluster_subnet_group_name"
    read_groups = (("vpc_security_group_ids",),)
    compared = ("node_type", "nodes")
    may_serve_others = False
    other_sizes = ("ra3.xlplus", "ra3.4xlarge", "dc2.large")
    name_limit = (63, "a warehouse")
    lacks = ((Made.LOCAL, "no well-known container supports its SQL"),)

    @classmethod
    def as_written(cls, field: str, value: bool | int | str) -> bool | int | str:
        """A cluster that may be relocated counts as one that has a second zone."""
        if field == "encrypted":
            return value in (True, "true")
        return int(value) if field == "replicas" else value

    @property
    def catalogued_size(self) -> tuple[str, str]:
        return "node_type", self.kind


KIND = Redshift
