"""Amazon OpenSearch Service: a domain in the VPC."""

from typing import Literal, Self

from pydantic import Field, model_validator

from archgen.findings.phrase import Phrase
from archgen.model.shapes import Size, refused

from .cluster import Brokers
from .facts import Access, Permission, StandIn


class OpenSearch(Brokers):
    """A search domain; its nodes are in the zones of its subnets and hold replicas of each other's shards."""

    kind: Literal["opensearch"]
    instance_type: Size = Field(default="t3.small.search", description="the type of its data nodes")
    instances: int = Field(default=2, ge=1, le=400, description="how many data nodes there are")
    dedicated_masters: int = Field(default=0, ge=0, le=5, description="how many nodes only lead: 0, 3 or 5")
    multi_az_with_standby: bool = Field(
        default=False,
        description="whether the nodes of one of three zones are on standby, ready to take over at once",
    )
    storage_gb: int = Field(default=20, ge=10, le=24576, description="the storage of each data node in GB")
    encrypted: bool = Field(default=True, description="whether it is encrypted at rest and between nodes")
    icon_class = "aws.analytics.AmazonOpensearchService"
    drawio_shape = "elasticsearch_service"
    service_name = "Amazon OpenSearch Service"
    words = ("elasticsearch", "es", "search", "kibana", "amazonopensearch", "opensearchservice", "aoss")
    usual_port = 443
    endpoint_service = None
    permissions = (
        Permission(Access.READ, ("es:ESHttpGet", "es:ESHttpHead"), ("/*",)),
        Permission(
            Access.WRITE, ("es:ESHttpDelete", "es:ESHttpPatch", "es:ESHttpPost", "es:ESHttpPut"), ("/*",)
        ),
    )
    variables = (("HOST", "endpoint"),)
    terraform_type = "aws_opensearch_domain"
    read_from = ("aws_opensearch_domain",)
    read_fields = (
        ("instance_type", ("cluster_config", "instance_type")),
        ("instances", ("cluster_config", "instance_count")),
        ("encrypted", ("encrypt_at_rest", "enabled")),
        ("storage_gb", ("ebs_options", "volume_size")),
    )
    read_defaults = (("encrypted", False), ("instances", 1))
    read_places = (("vpc_options", "subnet_ids"),)
    read_groups = (("vpc_options", "security_group_ids"),)
    compared = ("instance_type", "instances", "encrypted")
    may_serve_others = False
    other_sizes = ("m6g.large.search", "m5.large.search", "r6g.large.search", "c5.large.search")
    name_limit = (28, "a domain")
    lacks = ()

    @model_validator(mode="after")
    def _masters_and_standby(self) -> Self:
        """OpenSearch Service Developer Guide: dedicated master nodes, Multi-AZ with Standby."""
        if self.dedicated_masters not in (0, 3, 5):
            raise refused("masters", Phrase("is 0, 3 or 5"), at="dedicated_masters")
        if self.multi_az_with_standby and (self.instances % 3 or self.dedicated_masters < 3):
            raise refused(
                "standby",
                Phrase("needs `instances` in threes and at least 3 `dedicated_masters`"),
                at="multi_az_with_standby",
            )
        return self

    def stand_in(self, name: str) -> StandIn:
        environment = {"discovery.type": "single-node", "DISABLE_SECURITY_PLUGIN": "true"}
        alive = "curl -sf http://127.0.0.1:9200/_cluster/health"
        return StandIn(
            "opensearchproject/opensearch:2.19.1",
            9200,
            ("CMD-SHELL", alive),
            environment,
            data="/usr/share/opensearch/data",
        )

    @property
    def is_encrypted(self) -> bool:
        return self.encrypted

    @property
    def size(self) -> str:
        return self.instance_type

    @property
    def catalogued_size(self) -> tuple[str, str]:
        return "instance_type", self.kind


KIND = OpenSearch
