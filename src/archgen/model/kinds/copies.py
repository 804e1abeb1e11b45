"""Where a component exists, and what the failure of a zone does to it: its copies, and their impact."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Scope(StrEnum):
    """What a component exists once in."""

    OUTSIDE = "outside"
    GLOBAL = "global"
    REGION = "region"
    VPC = "vpc"
    ZONE = "zone"


class Tier(StrEnum):
    """The three tiers."""

    FRONTEND = "frontend"
    BACKEND = "backend"
    DATA = "data"


class State(StrEnum):
    """What happens to a component when a zone fails."""

    UNAFFECTED = "unaffected"
    REDUCED = "reduced"
    FAILS_OVER = "fails over"
    BY_HAND = "by hand"
    DOWN = "down"

    @property
    def serves(self) -> bool:
        """Whether it works again automatically."""
        return self in (State.UNAFFECTED, State.REDUCED, State.FAILS_OVER)


class FailureImpact(NamedTuple):
    """What a zone failure does to one component; `seconds` is the typical time until it serves again."""

    state: State
    note: str
    seconds: tuple[int, int] | None = None
    data_loss: bool = False
    relaunches: bool = False
    """Whether it is launched again elsewhere automatically: by the control plane, so it is not promised."""


RELAUNCHED = "too few instances are left; Auto Scaling launches others in the remaining zones"

UNAFFECTED = FailureImpact(State.UNAFFECTED, "not bound to a zone")

ELSEWHERE = FailureImpact(State.UNAFFECTED, "is not in that zone")


class Copy(NamedTuple):
    """One copy of a component: per zone, region or world, by its scope.

    `zones` are those that it has an interface in (several for a load balancer); `role` tells the copies of
    a database apart: `` (primary), `standby`, `standby-1` (a readable one), `replica-1`.
    """

    id: str
    component: str
    region: str | None = None
    zone: str | None = None
    zones: tuple[str, ...] = ()
    row: str | None = None
    role: str = ""
    vpc: str | None = None

    @property
    def subnet(self) -> str | None:
        """The id of the subnet that it is in."""
        return f"{self.row}@{self.zone}" if self.row and self.zone else None

    @property
    def is_standby(self) -> bool:
        """Whether it is there to take over."""
        return self.role.partition("-")[0] == "standby"

    @property
    def serves_reads(self) -> bool:
        """Whether it is read from, and not written to: a replica, or a standby of a Multi-AZ DB cluster."""
        return self.role.startswith(("replica-", "standby-"))


class Territory(NamedTuple):
    """A region as a component sees it when it places its copies: in its home its primary lives."""

    name: str
    zones: tuple[str, ...]
    home: bool = True
    vpc: str | None = None
    """The VPC whose zones these are, of what is in a VPC."""
    crowded: bool = False
    """Whether the region has several VPCs, so that copies in a VPC are named by it."""

    @property
    def once(self) -> str:
        """What ends the id of what there is one of in it."""
        return self.vpc if self.crowded and self.vpc else self.name


def surviving(total: int, zones: int, failed: int = 1) -> int:
    """How many of `total` evenly spread instances are left when the fullest `failed` of `zones` fail."""
    if failed >= zones:
        return 0
    even, more = divmod(total, zones)
    return total - failed * even - min(failed, more)
