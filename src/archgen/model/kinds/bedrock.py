"""Amazon Bedrock: foundation models by an API."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .facts import Access, Made, Permission
from .managed import Managed

ModelId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.[a-zA-Z0-9.:-]+\z", max_length=140)]


class Bedrock(Managed):
    """Foundation models, called through an API; no resource is created."""

    kind: Literal["bedrock"]
    model: ModelId = Field(
        default="amazon.nova-lite-v1:0", description="the id of the foundation model that may be called"
    )
    icon_class = "aws.ml.Bedrock"
    drawio_shape = "bedrock"
    service_name = "Amazon Bedrock"
    words = ("foundationmodel", "genai", "nova")
    usual_port = 443
    hands_to = ()
    endpoint_service = "bedrock-runtime"
    permissions = (
        Permission(Access.INVOKE, ("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream")),
    )
    variables = (("MODEL", "model_id"),)
    terraform_type = "data.aws_bedrock_foundation_model"
    arn_attribute = "model_arn"
    read_from = ()
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = (
        (Made.IMPORT, "models are called by their names: a plan has no resource of them"),
        (Made.LOCAL, "its models run at AWS only"),
    )

    @property
    def given_variables(self) -> tuple[tuple[str, str], ...]:
        return (("MODEL", "data.aws_bedrock_foundation_model.{label}.model_id"),)


KIND = Bedrock
