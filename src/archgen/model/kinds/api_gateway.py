"""Amazon API Gateway: HTTP, REST and WebSocket APIs."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from archgen.findings.phrase import Phrase
from archgen.model.shapes import HostName, refused

from .category import Category
from .facts import Access, Permission
from .fields import Id
from .managed import Managed


class ApiGateway(Managed):
    """An API: it calls what it connects to, in the VPC by a link whose interfaces are in `subnets`."""

    kind: Literal["api-gateway"]
    category = Category.API
    type: Literal["http", "rest", "websocket"] = Field(default="http", description="the type of API")
    endpoint: Literal["regional", "edge", "private"] = Field(
        default="regional", description="where it is reached; edge and private are for REST APIs only"
    )
    domain: HostName | None = Field(default=None, description="its own name, such as api.example.com")
    authorizer: Id | None = Field(default=None, description="the `cognito` whose users may call it")
    timeout: int = Field(
        default=29,
        ge=1,
        le=300,
        description="seconds that it waits for an answer; above 29 only for REST APIs whose quota was raised",
    )
    icon_class = "aws.network.APIGateway"
    drawio_shape = "api_gateway"
    service_name = "Amazon API Gateway"
    words = ("api", "apigw", "apigateway", "httpapi", "restapi", "websocketapi", "gateway")
    usual_port = 443
    hands_to = ("lambda", "sqs", "states", "events", "kinesis-streams")
    endpoint_service = "execute-api"
    permissions = (Permission(Access.INVOKE, ("execute-api:Invoke",), ("/*",)),)
    variables = (("URL", "api_endpoint"),)
    principal = "apigateway.amazonaws.com"
    called_by_policy = ("lambda",)
    source_arn = '"${{{address}.execution_arn}}/*"'
    references = (("authorizer", ("cognito",)),)
    is_entry = True
    is_origin = True
    is_alias_target = True
    terraform_type = "aws_apigatewayv2_api"
    read_from = ("aws_apigatewayv2_api", "aws_api_gateway_rest_api")
    read_fields = (("type", ("protocol_type",)), ("endpoint", ("endpoint_configuration", "types")))
    read_constants = (("aws_api_gateway_rest_api", "type", "rest"),)
    read_link = ("aws_apigatewayv2_integration", "api_id", "connection_id")
    read_places = (("subnet_ids",),)
    read_groups = (("security_group_ids",),)
    compared = ("type",)
    may_serve_others = False
    name_limit = None
    lacks = ()

    @model_validator(mode="after")
    def _only_rest(self) -> Self:
        """Amazon API Gateway Developer Guide: API endpoint types, quotas, VPC links of HTTP APIs."""
        if self.type != "rest" and self.endpoint != "regional":
            raise refused(
                "rest_only", Phrase("is for `type: rest` only: other APIs are regional"), at="endpoint"
            )
        if self.type != "rest" and self.timeout > 30:
            raise refused("rest_only", Phrase("is at most 30 but for `type: rest`"), at="timeout")
        if self.type != "http" and self.subnets:
            raise refused(
                "http_only", Phrase("is for `type: http` only, for its link into the VPC"), at="subnets"
            )
        return self

    @classmethod
    def as_written(cls, field: str, value: Any) -> Any:
        """REST APIs have a type of their own in Terraform, without a protocol."""
        return (value[0] if isinstance(value, list) else value).lower()

    @property
    def waits(self) -> int:
        return self.timeout

    @property
    def resource_type(self) -> str:
        return "aws_api_gateway_rest_api" if self.type == "rest" else self.terraform_type

    @property
    def has_stage_in_path(self) -> bool:
        return self.type != "http"

    @property
    def given_variables(self) -> tuple[tuple[str, str], ...]:
        stage = "aws_api_gateway_stage" if self.type == "rest" else "aws_apigatewayv2_stage"
        return (("URL", f"{stage}.{{label}}.invoke_url"),)

    @property
    def web_acl_target(self) -> str | None:
        """AWS WAF Developer Guide, resources that it protects: REST APIs, by their stage."""
        return "aws_api_gateway_stage" if self.type == "rest" else None

    @property
    def link_subnets(self) -> str | None:
        return self.subnets

    @property
    def domain_name(self) -> str | None:
        return self.domain


KIND = ApiGateway
