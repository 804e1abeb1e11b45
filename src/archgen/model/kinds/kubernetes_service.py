"""A service in a Kubernetes cluster."""

from typing import Literal

from pydantic import Field

from .base import Group
from .category import Category
from .facts import Made
from .fields import Id


class KubernetesService(Group):
    """A Deployment with a Service, whose pods are spread evenly over the zones of its cluster."""

    kind: Literal["kubernetes-service"]
    category = Category.PODS
    target_type = "ip"
    cluster: Id = Field(description="the `eks` cluster that it runs in")
    cpu: int = Field(default=256, ge=16, le=196_608, description="CPU units of a pod; 1024 are one vCPU")
    memory: int = Field(default=512, ge=32, le=1_048_576, description="memory of a pod in MiB")
    icon_class = "aws.compute.ElasticKubernetesService"
    drawio_shape = "eks_cloud"
    service_name = "Kubernetes service"
    words = ("deployment", "pod", "kubernetesdeployment", "k8sservice")
    usual_port = None
    endpoint_service = None
    permissions = ()
    variables = ()
    references = (("cluster", ("eks",)),)
    example = (("cluster", "platform"),)
    terraform_type = None
    read_from = ()
    compared = ()
    may_serve_others = False
    name_limit = None
    lacks = ((Made.TERRAFORM, "its manifests are the output `kubernetes`; Terraform makes its role"),)

    @property
    def runs_on(self) -> str:
        return self.cluster

    @property
    def task_size(self) -> tuple[int, int]:
        return (self.cpu, self.memory)


KIND = KubernetesService
