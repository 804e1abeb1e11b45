"""Amazon Neptune: a graph database."""

from typing import Literal

from pydantic import Field

from archgen.model.shapes import Size

from .cluster import Cluster
from .facts import Made


class Neptune(Cluster):
    """A cluster for graphs: a primary, and replicas in other zones, with storage in three zones."""

    kind: Literal["neptune"]
    instance_class: Size = Field(default="db.t4g.medium", description="the instance class")
    icon_class = "aws.database.Neptune"
    drawio_shape = "neptune"
    service_name = "Amazon Neptune"
    words = ("graphdatabase", "gremlin", "sparql")
    usual_port = 8182
    endpoint_service = None
    permissions = ()
    variables = (("HOST", "endpoint"), ("READER_HOST", "reader_endpoint"), ("PORT", "port"))
    terraform_type = "aws_neptune_cluster"
    read_from = ("aws_neptune_cluster",)
    read_fields = (
        ("encrypted", ("storage_encrypted",)),
        ("backup_retention_days", ("backup_retention_period",)),
        ("deletion_protection", ("deletion_protection",)),
    )
    read_defaults = (("encrypted", False), ("backup_retention_days", 1), ("deletion_protection", False))
    read_members = ("aws_neptune_cluster_instance", "cluster_identifier")
    read_subnet_group = "neptune_subnet_group_name"
    read_groups = (("vpc_security_group_ids",),)
    compared = ("encrypted", "backup_retention_days")
    may_serve_others = False
    other_sizes = ("db.t3.medium", "db.r6g.large", "db.r5.large")
    name_limit = (63, "a database")
    lacks = ((Made.LOCAL, "no well-known container supports all of its query languages"),)

    @property
    def catalogued_size(self) -> tuple[str, str]:
        return "instance_class", self.kind


KIND = Neptune
