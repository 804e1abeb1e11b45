"""Amazon Aurora: a relational database cluster with storage in three zones."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from .category import Category
from .copies import ELSEWHERE, Copy, FailureImpact, State
from .database import Relational
from .fields import Strict

SERVERLESS = "db.serverless"
"""The instance class of Aurora Serverless v2."""
FORMER_ENGINES = {"aurora": "aurora-mysql"}
"""What an engine was called before (Aurora MySQL 5.6), and what it is called now."""


class Serverless(Strict):
    """Between what its capacity scales, in Aurora capacity units (ACU).

    Source: Aurora User Guide, performance and scaling for Aurora Serverless v2 (0 to 256 in steps of 0.5).
    """

    min: float = Field(default=0.5, ge=0, le=256, multiple_of=0.5, description="the least; 0 lets it pause")
    max: float = Field(default=8, ge=1, le=256, multiple_of=0.5, description="the most")


class Aurora(Relational):
    """A cluster: a writer, and readers in other zones, which are promoted automatically."""

    kind: Literal["aurora"]
    category = Category.DATABASE_CLUSTER
    replaced_by = ("engine", "encrypted")
    engine: Literal["aurora-postgresql", "aurora-mysql"] = Field(
        default="aurora-postgresql", description="the database engine"
    )
    multi_az: bool = Field(
        default=False,
        description="a synchronous standby in another zone, not readable, that takes over automatically",
    )
    write_forwarding: bool = Field(
        default=False,
        description="whether its replicas in other regions take writes, and pass them on to the writer",
    )
    serverless: Serverless | None = Field(
        default=None,
        description="the capacity of Aurora Serverless v2, in units of about 2 GiB; with the instance class "
        "db.serverless",
    )
    icon_class = "aws.database.Aurora"
    drawio_shape = "aurora"
    service_name = "Amazon Aurora"
    words = ("database", "db", "postgres", "postgresql", "mysql")
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_rds_cluster"
    read_from = ("aws_rds_cluster",)
    compared = (
        "engine",
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

    @property
    def capacity_units(self) -> Serverless | None:
        """The capacity of its serverless instances; None where its instances have a size."""
        if self.instance_class != SERVERLESS:
            return None
        return self.serverless or Serverless()

    @property
    def takes_writes_everywhere(self) -> bool:
        return self.write_forwarding

    @property
    def standbys(self) -> int:
        return 0

    @property
    def readers(self) -> int:
        """How many readers stand beside the writer; `multi_az` asks for one at least."""
        return max(self.read_replicas, int(self.multi_az))

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """A reader is promoted, usually within 60 s (Aurora User Guide, high availability)."""
        if not lost:
            return ELSEWHERE
        if all(copy.role for copy in lost):
            return FailureImpact(State.REDUCED, "the writer serves; the readers in the zone are down", (0, 0))
        if any(copy.region == lost[0].region for copy in left):
            return FailureImpact(State.FAILS_OVER, "a reader is promoted automatically", (30, 60))
        return FailureImpact(
            State.DOWN, "no reader in another zone; a new writer is created there", (600, 3600)
        )


KIND = Aurora
