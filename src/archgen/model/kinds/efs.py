"""Amazon EFS: a file system."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from .base import Zonal
from .category import Category
from .copies import ELSEWHERE, Copy, FailureImpact, Scope, State, Tier
from .facts import Access, Permission


class Efs(Zonal):
    """A regional file system with a mount target in each zone of its subnets."""

    kind: Literal["efs"]
    category = Category.FILE_SYSTEM
    replaced_by = ("encrypted",)
    encrypted: bool = Field(default=True, description="whether it is encrypted at rest")
    scope = Scope.ZONE
    own_tier = Tier.DATA
    keeps_data_in_vpc = True
    icon_class = "aws.storage.ElasticFileSystemEFS"
    drawio_shape = "elastic_file_system"
    service_name = "Amazon EFS"
    words = ("filesystem", "nfs")
    usual_port = 2049
    endpoint_service = None
    permissions = (
        Permission(Access.READ, ("elasticfilesystem:ClientMount", "elasticfilesystem:DescribeMountTargets")),
        Permission(
            Access.WRITE,
            (
                "elasticfilesystem:ClientMount",
                "elasticfilesystem:ClientWrite",
                "elasticfilesystem:DescribeMountTargets",
            ),
        ),
    )
    variables = ()
    terraform_type = "aws_efs_file_system"
    read_from = ("aws_efs_file_system",)
    compared = ("encrypted",)
    may_serve_others = False
    name_limit = None
    lacks = ()

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """The zone's mount target goes with its clients; the data is in every zone."""
        if not lost:
            return ELSEWHERE
        if not left:
            return FailureImpact(State.DOWN, "its only mount target is in that zone")
        return FailureImpact(
            State.UNAFFECTED, "the zone's mount target fails with its clients; the data is in every zone"
        )

    @property
    def is_encrypted(self) -> bool:
        return self.encrypted


KIND = Efs
