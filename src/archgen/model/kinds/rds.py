"""Amazon RDS: a relational database."""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from archgen.findings.phrase import Phrase
from archgen.model.shapes import refused

from .base import Component
from .category import Category
from .copies import ELSEWHERE, Copy, FailureImpact, State
from .database import Relational

_FIXED_BELOW = {"oracle": 200, "sqlserver": 0}
"""Below how many GB a gp3 volume has the IOPS that AWS gives it; 400 for engines that are not named here."""


class Rds(Relational):
    """A database with a standby (`multi_az`) and read replicas, or a Multi-AZ DB cluster."""

    kind: Literal["rds"]
    category = Category.DATABASE
    replaced_by = ("engine", "encrypted")
    engine: Literal[
        "postgres",
        "mysql",
        "mariadb",
        "oracle-se2",
        "oracle-ee",
        "sqlserver-ex",
        "sqlserver-web",
        "sqlserver-se",
        "sqlserver-ee",
        "db2-se",
        "db2-ae",
    ] = Field(default="postgres", description="the database engine")
    multi_az: bool | Literal["cluster"] = Field(
        default=False,
        description="`true`: a synchronous standby in another zone, not readable, that takes over "
        "automatically; `cluster`: a Multi-AZ DB cluster (MySQL, PostgreSQL), with two standbys in two more "
        "zones that serve reads",
    )
    storage_gb: int = Field(default=50, ge=20, le=65536, description="its storage in GB")
    storage_type: Literal["gp3", "io1", "io2"] | None = Field(
        default=None, description="the type of its volumes; gp3 unless set"
    )
    iops: int | None = Field(
        default=None,
        ge=1000,
        le=256000,
        description="the IOPS of its volumes: io1 and io2 need them, large gp3 volumes may have more",
    )
    icon_class = "aws.database.RDS"
    drawio_shape = "rds"
    service_name = "Amazon RDS"
    words = ("database", "db", "postgres", "postgresql", "mysql", "mariadb", "oracle", "sqlserver")
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_db_instance"
    read_from = ("aws_db_instance",)
    compared = (
        "engine",
        "multi_az",
        "read_replicas",
        "replica_regions",
        "backup_retention_days",
        "deletion_protection",
        "encrypted",
        "publicly_accessible",
        "instance_class",
    )
    may_serve_others = False
    name_limit = (63, "a database")
    lacks = ()

    @field_validator("multi_az", mode="before")
    @classmethod
    def _mode(cls, given: object) -> object:
        if isinstance(given, bool) or given == "cluster":
            return given
        raise refused("multi_az", Phrase("is not true or false, or `cluster`"))

    @model_validator(mode="after")
    def _what_a_cluster_takes(self) -> Self:
        """Amazon RDS User Guide, limitations of Multi-AZ DB clusters; what the AWS provider can make."""
        if not self.has_readable_standbys:
            return self
        for field in ("read_replicas", "replica_regions", "publicly_accessible"):
            if self.value_of(field):
                text = "is not for `multi_az: cluster`, which has two readable standbys: remove `{field}`"
                if field == "publicly_accessible":
                    text = "is not for `multi_az: cluster`, which Terraform makes without a public address"
                raise refused("cluster_only", Phrase(text, field=field), at=field)
        return self

    @model_validator(mode="after")
    def _volumes(self) -> Self:
        """Amazon RDS User Guide, Amazon RDS DB instance storage."""
        if self.storage_type in ("io1", "io2"):
            if self.iops is None:
                raise refused("iops", Phrase("needs `iops`, such as `iops: 3000`"), at="storage_type")
            if self.storage_gb < 100:
                raise refused("iops", Phrase("is at least 100 with io1 and io2"), at="storage_gb")
            if self.iops > self.storage_gb * (50 if self.storage_type == "io1" else 1000):
                raise refused(
                    "iops", Phrase("is at most 50 for each GB of io1, and 1000 for each GB of io2"), at="iops"
                )
        elif self.iops and self.storage_gb < _FIXED_BELOW.get(self.engine.partition("-")[0], 400):
            raise refused(
                "iops", Phrase("is not for gp3 volumes this small, which have 3000: remove it"), at="iops"
            )
        return self

    @property
    def resource_type(self) -> str:
        return "aws_rds_cluster" if self.has_readable_standbys else self.terraform_type

    def recreated_by(self, other: Component) -> tuple[str, ...]:
        """AWS turns no instance into a cluster, nor back: there is a new one."""
        turned = isinstance(other, Rds) and other.has_readable_standbys != self.has_readable_standbys
        return (*super().recreated_by(other), *(["multi_az"] if turned else []))

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """The standby takes over within 60 to 120 s and nothing is lost; promoting a replica is a decision.

        A DB cluster has each write on one of its standbys before it is confirmed, and fails over within 35 s.
        Source: Amazon RDS User Guide, failing over a Multi-AZ DB instance, and a Multi-AZ DB cluster.
        """
        if not lost:
            return ELSEWHERE
        if self.has_readable_standbys:
            return _of_a_cluster(lost, left)
        if all(copy.role for copy in lost):
            return FailureImpact(
                State.REDUCED, "the primary serves; the replicas in the zone are down", (0, 0)
            )
        if any(copy.role == "standby" for copy in left):
            return FailureImpact(State.FAILS_OVER, "the standby takes over without data loss", (60, 120))
        if left:
            return FailureImpact(
                State.BY_HAND,
                "a read replica must be promoted manually; the last writes may be lost",
                (600, 3600),
                True,
            )
        return FailureImpact(
            State.DOWN, "there is no other copy; it is restored from a backup elsewhere", (1800, 14400), True
        )


def _of_a_cluster(lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
    if all(copy.role for copy in lost):
        return FailureImpact(
            State.REDUCED, "the writer serves; the readable standby in the zone is down", (0, 0)
        )
    if left:
        return FailureImpact(
            State.FAILS_OVER, "a readable standby becomes the writer without data loss", (0, 35)
        )
    return FailureImpact(
        State.DOWN, "there is no other copy; it is restored from a backup elsewhere", (1800, 14400), True
    )


KIND = Rds
