"""Amazon ElastiCache: a cache in memory."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from archgen.catalogue.sizes import CACHE
from archgen.catalogue.versions import major
from archgen.model.shapes import Size, Version

from .base import Zonal
from .category import Category
from .copies import ELSEWHERE, Copy, FailureImpact, Scope, State, Territory, Tier
from .database import primary_and_copies
from .facts import LOCAL_PASSWORD, StandIn


def _node(copy: Copy) -> Copy:
    """A node of memcached: none is a replica of another."""
    number = int(copy.role.rpartition("-")[2]) + 1 if copy.role else 1
    id = copy.id if number == 1 else f"{copy.component}.node-{number}@{copy.zone}"
    return copy._replace(id=id, role="")


USUAL_VERSIONS = {"valkey": "8.0", "redis": "7.1", "memcached": "1.6.22"}
"""The versions of the engines where the file gives none."""


class ElastiCache(Zonal):
    """A cache with a primary and replicas in other zones; memcached nodes share nothing."""

    kind: Literal["elasticache"]
    category = Category.CACHE
    replaced_by = ("engine", "encrypted")
    engine: Literal["valkey", "redis", "memcached"] = Field(default="valkey", description="the cache engine")
    replicas: int = Field(
        default=0,
        ge=0,
        le=5,
        description="how many replicas are in other zones; of memcached, how many nodes beside the first",
    )
    node_type: Size = Field(default="cache.t4g.small", description="the type of its nodes")
    encrypted: bool = Field(default=True, description="whether it is encrypted at rest and in transit")
    engine_version: Version | None = Field(
        default=None, description="the version of its engine, in quotes; a recent one unless set"
    )
    scope = Scope.ZONE
    is_cache = True
    keeps_data_in_vpc = True
    own_tier = Tier.DATA
    icon_class = "aws.database.Elasticache"
    drawio_shape = "elasticache"
    service_name = "Amazon ElastiCache"
    words = ("cache", "redis", "valkey", "memcached")
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_elasticache_replication_group"
    read_from = ("aws_elasticache_replication_group", "aws_elasticache_cluster")
    compared = ("engine", "node_type", "replicas")
    may_serve_others = False
    other_sizes = ("cache.t3.small", "cache.m6g.large", "cache.m5.large")
    name_limit = None
    lacks = ()

    @property
    def chosen_version(self) -> str | None:
        return self.engine_version

    @property
    def version(self) -> str:
        """The version of its engine."""
        return self.engine_version or USUAL_VERSIONS[self.engine]

    @property
    def major_version(self) -> str:
        """The major version of its engine."""
        return major(self.engine, self.version)

    @property
    def parameter_group(self) -> str:
        """The parameter group that AWS has for its version (ElastiCache User Guide, parameter groups)."""
        number = self.major_version
        if self.engine == "redis" and number == "6":
            number = "6.x"
        elif self.engine == "redis" and int(number) < 6:
            number = ".".join(self.version.split(".")[:2])
        return f"default.{self.engine}{number}"

    @property
    def catalogued_size(self) -> tuple[str, str]:
        return "node_type", CACHE

    @property
    def default_port(self) -> int:
        return 11211 if self.engine == "memcached" else 6379

    @property
    def has_password(self) -> bool:
        """Whether it asks for one: AWS ties it to encryption, and memcached has none."""
        return self.encrypted and self.engine != "memcached"

    def stand_in(self, name: str) -> StandIn:
        if self.engine == "memcached":
            return StandIn(
                "memcached:1.6-alpine", 11211, ("CMD-SHELL", "echo version | nc -w 1 127.0.0.1 11211")
            )
        number = self.major_version
        image = f"valkey/valkey:{number}-alpine" if self.engine == "valkey" else f"redis:{number}-alpine"
        login = ("-a", LOCAL_PASSWORD) if self.has_password else ()
        asked = ("--requirepass", LOCAL_PASSWORD) if self.has_password else ()
        command = (f"{self.engine}-server", "--port", "6379", *asked)
        return StandIn(
            image, 6379, ("CMD", f"{self.engine}-cli", "-p", "6379", *login, "ping"), command=command
        )

    def copies(self, id: str, territory: Territory) -> list[Copy]:
        zones = self.zones_in(territory)
        copies = list(primary_and_copies(id, self.subnets, zones, territory, 0, self.replicas))
        return [_node(copy) for copy in copies] if self.shares_nothing else copies

    @property
    def shares_nothing(self) -> bool:
        """Whether its nodes are equal, and each keeps a part: its clients connect to all of them."""
        return self.engine == "memcached"

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """A replica is promoted within about two minutes (ElastiCache User Guide, Multi-AZ)."""
        if not lost:
            return ELSEWHERE
        if not left:
            return FailureImpact(
                State.DOWN, "no replica in another zone; the cache starts cold elsewhere", (300, 900), True
            )
        if self.engine == "memcached":
            return FailureImpact(
                State.REDUCED, "the other nodes serve; the data of the failed ones is gone", (0, 60), True
            )
        if all(copy.role for copy in lost):
            return FailureImpact(
                State.REDUCED, "the primary serves; the replicas in the zone are down", (0, 0)
            )
        return FailureImpact(
            State.FAILS_OVER, "a replica is promoted; the last writes may be lost", (15, 120), True
        )

    @property
    def engine_name(self) -> str:
        return self.engine

    @property
    def replica_count(self) -> int:
        return self.replicas

    @property
    def is_encrypted(self) -> bool:
        return self.encrypted


KIND = ElastiCache
