"""Amazon RDS Proxy: pools connections to a database."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from .base import Zonal
from .copies import ELSEWHERE, Copy, FailureImpact, Scope, State
from .facts import Made
from .fields import Id


class RdsProxy(Zonal):
    """A proxy in the zones of its subnets, which pools the connections of many callers to one database."""

    kind: Literal["rds-proxy"]
    database: Id | None = Field(
        default=None, description="the `rds` or `aurora` database; the one that it connects to unless set"
    )
    scope = Scope.VPC
    icon_class = "aws.database.RDSInstance"
    drawio_shape = "rds_proxy"
    service_name = "Amazon RDS Proxy"
    words = ("rdsproxy", "proxy", "connectionpool", "pgbouncer", "databaseproxy")
    usual_port = 5432
    endpoint_service = None
    permissions = ()
    references = (("database", ("rds", "aurora")),)
    variables = (("HOST", "endpoint"),)
    terraform_type = "aws_db_proxy"
    read_from = ("aws_db_proxy",)
    read_places = (("vpc_subnet_ids",),)
    read_groups = (("vpc_security_group_ids",),)
    compared = ()
    may_serve_others = False
    name_limit = (63, "a proxy")
    lacks = ((Made.LOCAL, "services connect to its database themselves"),)

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """Amazon RDS User Guide, RDS Proxy: it has capacity in each of its subnets' zones."""
        if not lost:
            return ELSEWHERE
        if not left:
            return FailureImpact(State.DOWN, "all of its subnets are in that zone")
        return FailureImpact(State.FAILS_OVER, "its endpoints in the other zones serve", (0, 60))


KIND = RdsProxy
