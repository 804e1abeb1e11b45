"""Clusters and what runs in them: the rights of pods, and the load balancers that send requests to them.

Facts: pods on nodes take their role by EKS Pod Identity, those on Fargate by the cluster's OpenID Connect
provider; a controller in the cluster registers pods with target groups (Amazon EKS User Guide).
"""

from __future__ import annotations

from archgen.render.outputs.terraform.parts import Part, Stack
from archgen.render.outputs.terraform.resources import balancing, running, services
from archgen.render.quoting import Hcl, refer

FARGATE_NAMESPACE = "default"
"""The namespace that the Fargate profile of a cluster selects."""


def namespace(stack: Stack, cluster: Part) -> str:
    """The namespace of a system's pods."""
    return FARGATE_NAMESPACE if cluster.model.is_on_fargate else stack.architecture.name


def pods(stack: Stack, cluster: Part) -> tuple[Part, ...]:
    """The services that run in a cluster."""
    return tuple(
        part for part in stack.parts if part.model.runs_on == cluster.id and part.place == cluster.place
    )


def cluster_facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of a cluster reads beside the part itself; `bound` are ARNs of target groups."""
    here = pods(stack, part)
    bound = dict.fromkeys(target.arn for pod in here for target in balancing.target_groups(stack, pod))
    return {
        **services.facts(stack, part),
        "pods": here,
        "bound": tuple(bound),
        "volumes": _volumes(stack, part, here),
        "namespace": namespace(stack, part),
    }


def _volumes(stack: Stack, cluster: Part, here: tuple[Part, ...]) -> tuple[running.Volume, ...]:
    """The file systems that pods mount by the EFS CSI driver; Fargate has one of its own, without IAM."""
    if cluster.model.is_on_fargate:
        return ()
    return tuple(dict.fromkeys(volume for pod in here for volume in running.volumes(stack, pod)))


def service_facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of a service in a cluster reads beside the part itself."""
    cluster = stack.part(part.model.runs_on or "", part.place.name)
    assert cluster is not None
    run = running.run_of(stack, part)
    return {
        **running.facts(stack, part),
        "cluster": cluster,
        "on_fargate": cluster.model.is_on_fargate,
        "namespace": namespace(stack, cluster),
        "told": {name: value for name, value in run.environment.items() if not is_literal(value)},
    }


def is_literal(value: Hcl) -> bool:
    """Whether an expression is a plain text: it is the same in Terraform and in a manifest."""
    return value.startswith('"') and "${" not in value.replace("$${", "")


def issuer(cluster: Part) -> Hcl:
    """The address of the cluster's OpenID Connect provider without its scheme, an expression."""
    url = refer("aws_iam_openid_connect_provider", cluster.label, "url")
    return Hcl(f'replace({url}, "https://", "")')
