"""Amazon RDS: a relational database."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from .category import Category
from .copies import ELSEWHERE, Copy, FailureImpact, State
from .database import Relational


class Rds(Relational):
    """A database instance with a standby (`multi_az`) and read replicas (`read_replicas`)."""

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
    storage_gb: int = Field(default=50, ge=20, le=65536, description="its storage in GB")
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

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """The standby takes over within 60 to 120 s and nothing is lost; promoting a replica is a decision.

        Source: Amazon RDS User Guide, failing over a Multi-AZ DB instance.
        """
        if not lost:
            return ELSEWHERE
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


KIND = Rds
