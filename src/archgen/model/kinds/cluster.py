"""What clusters in the VPC have in common: a primary, and replicas in other zones that are promoted."""

from collections.abc import Sequence

from pydantic import Field

from .base import Zonal
from .copies import ELSEWHERE, Copy, FailureImpact, Scope, State, Territory, Tier
from .database import primary_and_copies


class Cluster(Zonal):
    """A primary that is written to, and replicas that are read from and take over from it."""

    scope = Scope.ZONE
    own_tier = Tier.DATA
    keeps_data_in_vpc = True

    replicas: int = Field(default=0, ge=0, le=15, description="how many replicas are in other zones")
    encrypted: bool = Field(default=True, description="whether its storage is encrypted")
    backup_retention_days: int = Field(
        default=7, ge=1, le=35, description="how long backups are kept, in days"
    )
    deletion_protection: bool = Field(default=True, description="whether it refuses to be deleted")

    @property
    def is_encrypted(self) -> bool:
        return self.encrypted

    @property
    def is_protected(self) -> bool:
        return self.deletion_protection

    @property
    def backup_days(self) -> int:
        return self.backup_retention_days

    @property
    def replica_count(self) -> int:
        return self.replicas

    def copies(self, id: str, territory: Territory) -> list[Copy]:
        zones = self.zones_in(territory)
        return list(primary_and_copies(id, self.subnets, zones, territory, 0, self.replicas))

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """A replica is promoted; the storage is in three zones (user guides, high availability)."""
        if not lost:
            return ELSEWHERE
        if all(copy.role for copy in lost):
            return FailureImpact(
                State.REDUCED, "the primary serves; the replicas in the zone are down", (0, 0)
            )
        if left:
            return FailureImpact(State.FAILS_OVER, "a replica is promoted", (30, 120))
        return FailureImpact(
            State.DOWN, "no replica in another zone; the primary is recreated there", (600, 3600)
        )


class Brokers(Zonal):
    """Nodes that share the work, one zone after the other, and keep copies of each other's data."""

    scope = Scope.ZONE
    own_tier = Tier.DATA
    keeps_data_in_vpc = True
    has_own_sizes = True

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """The others have copies of what the lost node held."""
        if not lost:
            return ELSEWHERE
        if not left:
            return FailureImpact(State.DOWN, "all of its nodes are in that zone", (600, 3600))
        return FailureImpact(
            State.REDUCED, "the nodes in the other zones serve; they have replicas of the data", (0, 120)
        )
