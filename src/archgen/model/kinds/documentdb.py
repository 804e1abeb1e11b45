"""Amazon DocumentDB: a document database that speaks as MongoDB does."""

from typing import Literal

from pydantic import Field

from archgen.model.shapes import Size

from .cluster import Cluster
from .facts import LOCAL_PASSWORD, LOCAL_USER, StandIn


class DocumentDb(Cluster):
    """A cluster for documents: a primary, and replicas in other zones, with storage in three zones."""

    kind: Literal["documentdb"]
    instance_class: Size = Field(default="db.t4g.medium", description="the instance class")
    icon_class = "aws.database.DocumentdbMongodbCompatibility"
    drawio_shape = "documentdb_with_mongodb_compatibility"
    service_name = "Amazon DocumentDB"
    words = ("mongodb", "mongo", "docdb", "documentdatabase")
    usual_port = 27017
    endpoint_service = None
    permissions = ()
    variables = (
        ("HOST", "endpoint"),
        ("READER_HOST", "reader_endpoint"),
        ("PORT", "port"),
        ("USER", "master_username"),
    )
    secret_attribute = "master_user_secret[0].secret_arn"
    terraform_type = "aws_docdb_cluster"
    read_from = ("aws_docdb_cluster",)
    read_fields = (
        ("encrypted", ("storage_encrypted",)),
        ("backup_retention_days", ("backup_retention_period",)),
        ("deletion_protection", ("deletion_protection",)),
    )
    read_defaults = (("encrypted", False), ("backup_retention_days", 1), ("deletion_protection", False))
    read_members = ("aws_docdb_cluster_instance", "cluster_identifier")
    read_subnet_group = "db_subnet_group_name"
    read_groups = (("vpc_security_group_ids",),)
    compared = ("encrypted", "backup_retention_days")
    may_serve_others = False
    other_sizes = ("db.t3.medium", "db.r6g.large", "db.r5.large")
    name_limit = (63, "a database")
    lacks = ()

    def stand_in(self, name: str) -> StandIn:
        environment = {"MONGO_INITDB_ROOT_USERNAME": LOCAL_USER, "MONGO_INITDB_ROOT_PASSWORD": LOCAL_PASSWORD}
        alive = ("CMD", "mongosh", "--quiet", "--eval", "db.adminCommand('ping')")
        return StandIn("mongo:7.0", 27017, alive, environment, data="/data/db")

    @property
    def catalogued_size(self) -> tuple[str, str]:
        return "instance_class", self.kind


KIND = DocumentDb
