"""An ECS service, on Fargate or on EC2 instances."""

from typing import Literal, Self

from pydantic import Field, model_validator

from archgen.findings.phrase import Phrase
from archgen.model.shapes import Size, refused

from .base import Group
from .category import Category
from .fields import Id


class EcsService(Group):
    """Tasks, spread evenly over the zones of its subnets, on Fargate or on instances of its own."""

    kind: Literal["ecs-service"]
    category = Category.CONTAINERS
    target_type = "ip"
    cpu: int = Field(default=256, ge=256, description="CPU units of a task; 1024 are one vCPU")
    memory: int = Field(default=512, ge=512, description="memory of a task in MiB")
    launch: Literal["fargate", "ec2"] = Field(
        default="fargate",
        description="what its tasks run on; ec2: an Auto Scaling group that a capacity provider scales",
    )
    instance_type: Size | None = Field(
        default=None,
        description="the EC2 instance type of its hosts with `launch: ec2`; t3.large unless set",
    )
    cluster: Id | None = Field(
        default=None, description="the ECS cluster that it is in, by a name of yours; the system's unless set"
    )
    icon_class = "aws.compute.Fargate"
    drawio_shape = "fargate"
    service_name = "Amazon ECS on Fargate"
    words = ("ecs", "fargate", "container")
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_ecs_service"
    read_from = ("aws_ecs_service",)
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = ()

    @model_validator(mode="after")
    def _sized_hosts(self) -> Self:
        if self.instance_type and self.launch == "fargate":
            raise refused(
                "needs_ec2", Phrase("is for `launch: ec2` only: Fargate has no instances"), at="instance_type"
            )
        return self

    @property
    def icon(self) -> str:
        return self.icon_class if self.launch == "fargate" else "aws.compute.ECS"

    @property
    def title(self) -> str:
        return self.label or (self.service_name if self.launch == "fargate" else "Amazon ECS on EC2")

    @property
    def on_own_hosts(self) -> bool:
        return self.launch == "ec2"

    @property
    def host_type(self) -> str:
        """The EC2 instance type of its hosts."""
        return self.instance_type or "t3.large"

    @property
    def task_size(self) -> tuple[int, int]:
        return (self.cpu, self.memory)


KIND = EcsService
