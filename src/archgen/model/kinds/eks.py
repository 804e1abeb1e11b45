"""Amazon EKS: a Kubernetes cluster."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from archgen.catalogue.versions import KUBERNETES
from archgen.model.shapes import Size

from .base import Zonal
from .category import Category
from .copies import ELSEWHERE, Copy, FailureImpact, Scope, State
from .facts import Made
from .fields import Capacity

Version = Annotated[str, StringConstraints(pattern=r"^1\.[0-9]{2}\z")]


class Eks(Zonal):
    """A cluster: AWS keeps its control plane in several zones; its nodes are in the zones of its subnets."""

    kind: Literal["eks"]
    category = Category.CLUSTER
    version: Version = Field(default="1.33", description="the minor version of Kubernetes")
    instance_type: Size = Field(default="t3.large", description="the EC2 instance type of its nodes")
    capacity: Capacity = Field(default_factory=Capacity, description="how many nodes run")
    fargate: bool = Field(default=False, description="whether pods run on Fargate, without nodes")
    scope = Scope.ZONE
    icon_class = "aws.compute.EKS"
    drawio_shape = "eks"
    service_name = "Amazon EKS"
    words = ("kubernetes", "k8s", "elastickubernetesservice", "kubernetescluster", "cluster")
    usual_port = 443
    endpoint_service = None
    permissions = ()
    variables = ()
    terraform_type = "aws_eks_cluster"
    read_from = ("aws_eks_cluster",)
    read_fields = (("version", ("version",)),)
    read_places = (("vpc_config", "subnet_ids"),)
    read_groups = (("vpc_config", "security_group_ids"),)
    compared = ("version",)
    may_serve_others = False
    name_limit = (100, "a cluster")
    lacks = ((Made.LOCAL, "services of a cluster run as containers of their own"),)

    def failure_impact(self, lost: Sequence[Copy], left: Sequence[Copy]) -> FailureImpact:
        """Amazon EKS User Guide: the control plane is in two zones; pods start on the nodes that are left."""
        if not lost:
            return ELSEWHERE
        if not left:
            return FailureImpact(State.DOWN, "all of its nodes are in that zone")
        return FailureImpact(State.REDUCED, "the nodes in the other zones serve", (0, 300))

    @property
    def catalogued_version(self) -> tuple[str, str, str]:
        return "version", KUBERNETES, self.version

    @property
    def size(self) -> str:
        return self.instance_type

    @property
    def how_many(self) -> Capacity:
        return self.capacity

    @property
    def is_on_fargate(self) -> bool:
        return self.fargate


KIND = Eks
