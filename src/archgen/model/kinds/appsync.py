"""AWS AppSync: a GraphQL API."""

from typing import Literal

from pydantic import Field

from .facts import Access, Made, Permission
from .fields import Id
from .managed import Managed


class AppSync(Managed):
    """A GraphQL API: its data sources are the components that it connects to."""

    kind: Literal["appsync"]
    authorizer: Id | None = Field(default=None, description="the `cognito` whose users may call it")
    icon_class = "aws.integration.Appsync"
    drawio_shape = "appsync"
    service_name = "AWS AppSync"
    words = ("graphql", "graphqlapi")
    usual_port = 443
    hands_to = ("lambda", "dynamodb", "events")
    endpoint_service = "appsync-api"
    permissions = (Permission(Access.INVOKE, ("appsync:GraphQL",), ("/*",)),)
    variables = (("URL", 'aws_appsync_graphql_api.{label}.uris["GRAPHQL"]'),)
    references = (("authorizer", ("cognito",)),)
    is_entry = True
    terraform_type = "aws_appsync_graphql_api"
    read_from = ("aws_appsync_graphql_api",)
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "no AWS container provides its API; call its data sources directly"),)

    @property
    def web_acl_target(self) -> str:
        return "aws_appsync_graphql_api"

    @property
    def waits(self) -> int:
        """AWS General Reference, AWS AppSync quotas: the execution time of a request."""
        return 30


KIND = AppSync
