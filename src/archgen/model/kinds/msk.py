"""Amazon MSK: managed Apache Kafka."""

from typing import Literal

from pydantic import Field

from archgen.model.shapes import Size

from .cluster import Brokers
from .facts import Access, Permission, StandIn

_CONNECT = ("kafka-cluster:Connect", "kafka-cluster:DescribeCluster")
_READ = ("kafka-cluster:DescribeTopic", "kafka-cluster:ReadData")
_WRITE = ("kafka-cluster:DescribeTopic", "kafka-cluster:WriteData")
_GROUPS = ("kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup")
"""Amazon MSK Developer Guide, IAM access control, semantics of actions and resources."""


class Msk(Brokers):
    """A Kafka cluster: its brokers are in the zones of its subnets; clients authenticate with IAM."""

    kind: Literal["msk"]
    brokers: int = Field(
        default=3, ge=2, le=60, description="how many brokers there are, the same in each zone"
    )
    instance_type: Size = Field(default="kafka.m7g.large", description="the type of its brokers")
    serverless: bool = Field(default=False, description="whether its capacity follows the load automatically")
    storage_gb: int = Field(default=100, ge=1, le=16384, description="the storage of each broker in GB")
    icon_class = "aws.analytics.ManagedStreamingForKafka"
    drawio_shape = "managed_streaming_for_kafka"
    service_name = "Amazon MSK"
    words = ("kafka", "managedkafka", "managedstreamingforapachekafka", "amazonmsk")
    usual_port = 9098
    hands_to = ("lambda",)
    endpoint_service = None
    permissions = (
        Permission(Access.READ, _CONNECT),
        Permission(Access.READ, _READ, ("cluster:topic/*",), "Topics"),
        Permission(Access.READ, _GROUPS, ("cluster:group/*",), "Groups"),
        Permission(Access.WRITE, (*_CONNECT, "kafka-cluster:WriteDataIdempotently")),
        Permission(Access.WRITE, _WRITE, ("cluster:topic/*",), "Topics"),
        Permission(
            Access.DELIVER,
            (*_CONNECT, "kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"),
        ),
        Permission(Access.DELIVER, _READ, ("cluster:topic/*",), "Topics"),
        Permission(Access.DELIVER, _GROUPS, ("cluster:group/*",), "Groups"),
    )
    variables = (("BOOTSTRAP_SERVERS", "bootstrap_brokers_sasl_iam"),)
    delivers = True
    passes_on = True
    event_source = "arn"
    is_stream = True
    terraform_type = "aws_msk_cluster"
    read_from = ("aws_msk_cluster", "aws_msk_serverless_cluster")
    read_fields = (
        ("brokers", ("number_of_broker_nodes",)),
        ("instance_type", ("broker_node_group_info", "instance_type")),
    )
    read_constants = (("aws_msk_serverless_cluster", "serverless", True),)
    read_places = (("broker_node_group_info", "client_subnets"), ("vpc_config", "subnet_ids"))
    read_groups = (("broker_node_group_info", "security_groups"), ("vpc_config", "security_group_ids"))
    compared = ()
    may_serve_others = False
    name_limit = (64, "a cluster")
    lacks = ()

    @property
    def resource_type(self) -> str:
        return "aws_msk_serverless_cluster" if self.serverless else self.terraform_type

    def stand_in(self, name: str) -> StandIn:
        alive = "/opt/kafka/bin/kafka-broker-api-versions.sh --bootstrap-server localhost:9092"
        return StandIn("apache/kafka:3.9.0", 9092, ("CMD-SHELL", alive))

    @property
    def size(self) -> str:
        return self.instance_type

    @property
    def catalogued_size(self) -> tuple[str, str] | None:
        return None if self.serverless else ("instance_type", self.kind)


KIND = Msk
