"""An Auto Scaling group of EC2 instances."""

from typing import Literal

from pydantic import Field

from archgen.model.shapes import Size

from .base import Group
from .category import Category


class AutoScalingGroup(Group):
    """EC2 instances, spread evenly over the zones of its subnets."""

    kind: Literal["auto-scaling-group"]
    category = Category.AUTO_SCALING
    instance_type: Size = Field(default="t3.small", description="the EC2 instance type")
    icon_class = "aws.compute.EC2"
    drawio_shape = "ec2"
    service_name = "Amazon EC2"
    words = ("ec2", "ec2instance", "vm", "server", "asg", "autoscaling")
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_autoscaling_group"
    read_from = ("aws_autoscaling_group", "aws_eks_node_group")
    compared = ("instance_type",)
    may_serve_others = False
    name_limit = None
    lacks = ()

    @property
    def size(self) -> str:
        return self.instance_type


KIND = AutoScalingGroup
