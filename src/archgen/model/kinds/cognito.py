"""Amazon Cognito: a user pool."""

from typing import Literal

from pydantic import Field

from archgen.model.shapes import DomainPrefix

from .category import Category
from .facts import Access, Made, Permission
from .managed import Managed


class Cognito(Managed):
    """A user pool: clients sign in to it, and APIs that name it as their `authorizer` trust its tokens."""

    kind: Literal["cognito"]
    category = Category.USER_POOL
    domain: DomainPrefix | None = Field(
        default=None, description="the prefix of its sign-in page's name, unique in its region"
    )
    mfa: Literal["off", "optional", "required"] = Field(
        default="optional", description="whether users sign in with a second factor"
    )
    icon_class = "aws.security.Cognito"
    drawio_shape = "cognito"
    service_name = "Amazon Cognito"
    words = ("userpool", "cognitouserpool", "identity", "auth", "login")
    usual_port = 443
    hands_to = ("lambda",)
    endpoint_service = "cognito-idp"
    permissions = (
        Permission(Access.READ, ("cognito-idp:AdminGetUser", "cognito-idp:ListUsers")),
        Permission(
            Access.WRITE,
            (
                "cognito-idp:AdminCreateUser",
                "cognito-idp:AdminDisableUser",
                "cognito-idp:AdminEnableUser",
                "cognito-idp:AdminUpdateUserAttributes",
            ),
        ),
    )
    variables = (("USER_POOL_ID", "id"), ("CLIENT_ID", "aws_cognito_user_pool_client.{label}.id"))
    delivers = True
    is_entry = True
    principal = "cognito-idp.amazonaws.com"
    terraform_type = "aws_cognito_user_pool"
    read_from = ("aws_cognito_user_pool",)
    read_if_used = True
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "no AWS container provides its API; use a pool of a test account"),)

    @property
    def domain_name(self) -> str | None:
        return self.domain

    @property
    def web_acl_target(self) -> str:
        return "aws_cognito_user_pool"


KIND = Cognito
