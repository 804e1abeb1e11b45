"""A service in a Kubernetes cluster."""

from typing import Literal

from pydantic import Field

from .base import Group
from .fields import Id


class KubernetesService(Group):
    """A Deployment with a Service, whose pods are spread evenly over the zones of its cluster."""

    kind: Literal["kubernetes-service"]
    cluster: Id = Field(description="the `eks` cluster that it runs in")
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

    @property
    def runs_on(self) -> str:
        return self.cluster


KIND = KubernetesService
