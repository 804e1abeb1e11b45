"""Amazon MemoryDB: a durable database in memory."""

from typing import Literal

from pydantic import Field

from archgen.model.shapes import Size

from .cluster import Cluster
from .facts import LOCAL_PASSWORD, StandIn


class MemoryDb(Cluster):
    """An in-memory database whose log is stored in several zones: a primary, and replicas in other zones."""

    kind: Literal["memorydb"]
    node_type: Size = Field(default="db.t4g.small", description="the type of its nodes")
    icon_class = "aws.database.ElasticacheForRedis"
    drawio_shape = "memorydb_for_redis"
    service_name = "Amazon MemoryDB"
    words = ("memorydbforredis", "inmemorydatabase")
    usual_port = 6379
    endpoint_service = None
    permissions = ()
    variables = (("HOST", "cluster_endpoint[0].address"), ("PORT", "port"))
    terraform_type = "aws_memorydb_cluster"
    read_from = ("aws_memorydb_cluster",)
    read_fields = (("node_type", ("node_type",)), ("replicas", ("num_replicas_per_shard",)))
    read_defaults = (("replicas", 1),)
    read_subnet_group = "subnet_group_name"
    read_groups = (("security_group_ids",),)
    compared = ("node_type", "replicas")
    may_serve_others = False
    name_limit = (40, "a cluster")
    lacks = ()

    def stand_in(self, name: str) -> StandIn:
        return StandIn(
            "valkey/valkey:8-alpine",
            6379,
            ("CMD", "valkey-cli", "-a", LOCAL_PASSWORD, "ping"),
            command=("valkey-server", "--requirepass", LOCAL_PASSWORD),
        )

    @property
    def catalogued_size(self) -> tuple[str, str]:
        return "node_type", self.kind


KIND = MemoryDb
