"""An ECS service on Fargate."""

from typing import Literal

from pydantic import Field

from .base import Group
from .category import Category


class EcsService(Group):
    """Fargate tasks, spread evenly over the zones of its subnets."""

    kind: Literal["ecs-service"]
    category = Category.CONTAINERS
    target_type = "ip"
    cpu: int = Field(default=256, ge=256, description="CPU units of a task; 1024 are one vCPU")
    memory: int = Field(default=512, ge=512, description="memory of a task in MiB")
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

    @property
    def task_size(self) -> tuple[int, int]:
        return (self.cpu, self.memory)


KIND = EcsService
