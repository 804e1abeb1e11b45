"""Manifests for the services of EKS clusters: one Kustomize folder for each cluster.

What they and the Terraform say is computed once: the variables, the target groups, the service accounts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archgen.findings.phrase import Phrase
from archgen.model.kinds.category import Category
from archgen.render.outputs.artifact import Artifact, Note

if TYPE_CHECKING:
    from archgen.model.kinds import Service
    from archgen.render.outputs.terraform.parts import Part, Stack
    from archgen.render.outputs.view import View
    from archgen.topology.connections import Connection

NAME = "kubernetes"
SUMMARY = "manifests of Kubernetes services: Deployments, Services, scaling, network policies"
DEFAULT = False

PRESTOP = 30
"""The minor version of Kubernetes from which the hook that sleeps is there without a feature gate."""
UNPRIVILEGED = 1024
"""The first port that a process without privileges may listen on."""
PLACEHOLDER = "public.ecr.aws/docker/library/python:3.13-alpine"
IDENTITY_AGENT = "169.254.170.23/32"
"""Where EKS Pod Identity gives out credentials (Amazon EKS User Guide)."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Who may be on the other side of connections: pods by their service, or blocks of addresses."""

    about: str
    pods: str | None
    blocks: tuple[str, ...]
    ports: tuple[tuple[int, str], ...]
    """Ports, each with its protocol; none means any."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A target group of a load balancer that the pods are registered with."""

    name: str
    target_group: str
    port: int


@dataclass(frozen=True, slots=True)
class Volume:
    """A file system that pods mount: its id, and the folder."""

    id: str
    path: str


@dataclass(frozen=True, slots=True)
class Workload:
    """A service: its Deployment and all that goes with it."""

    id: str
    part: Part
    service: Service | None
    image: str
    message: str | None
    ports: tuple[int, ...]
    literals: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    """The names of variables whose values Terraform knows."""
    secrets: tuple[str, ...] = ()
    callers: tuple[Peer, ...] = ()
    called: tuple[Peer, ...] = ()
    bindings: tuple[Binding, ...] = ()
    volumes: tuple[Volume, ...] = ()
    zones: tuple[str, ...] = ()
    """The zones that its pods are kept to, where it is not in all of its cluster's."""

    @property
    def cpu(self) -> str:
        """What it asks for, in thousandths of a vCPU."""
        return f"{round((self.part.model.task_size or (256, 512))[0] * 1000 / 1024)}m"

    @property
    def memory(self) -> str:
        """What it asks for, in MiB."""
        return f"{(self.part.model.task_size or (256, 512))[1]}Mi"

    @property
    def low_port(self) -> bool:
        """Whether it listens on a port that needs leave."""
        return any(port < UNPRIVILEGED for port in self.ports)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster with its services."""

    id: str
    folder: str
    region: str
    name: str
    namespace: str
    on_fargate: bool
    sleeps: bool
    workloads: tuple[Workload, ...]
    label: str
    version: str

    @property
    def volumes(self) -> tuple[str, ...]:
        """The file systems that its pods mount."""
        return tuple(dict.fromkeys(volume.id for each in self.workloads for volume in each.volumes))

    @property
    def from_terraform(self) -> bool:
        """Whether its manifests have values of Terraform in them, beside the variables of services."""
        return self.on_fargate or bool(self.volumes)


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """A folder for each cluster: its manifests, what joins them, and how they are applied."""
    from archgen.i18n.translate import say, word
    from archgen.render.outputs.terraform.parts import Stack
    from archgen.render.templating import render

    language = view.architecture.language
    made = tuple(_clusters(Stack(view)))
    if not made:
        yield Note(Phrase("kubernetes: the model has no kubernetes-service, so there are no manifests"))
    for cluster in made:
        values = {
            "mark": view.mark,
            "system": view.architecture.name,
            "cluster": cluster,
            "agent": IDENTITY_AGENT,
            "word": lambda text: word(text, language),
            "say": lambda text, **parts: say(text, language, **parts),
        }
        for workload in cluster.workloads:
            text = render("kubernetes/service.yaml.j2", **values, w=workload, model=workload.part.model)
            yield _file(cluster, f"{workload.id}.yaml", text)
            if cluster.on_fargate:
                yield from map(Note, _unmounted(view, workload))
        volumes = ["volumes.yaml"] if cluster.volumes else []
        for name in ("namespace.yaml", *volumes, "kustomization.yaml", "README.md"):
            yield _file(cluster, name, render(f"kubernetes/{name}.j2", **values))


def _file(cluster: Cluster, name: str, text: str) -> Artifact:
    return Artifact(f"kubernetes/{cluster.folder}/{name}", text.encode("utf-8", "replace"))


def _unmounted(view: View, workload: Workload) -> Iterator[str]:
    for connection in view.topology.connections_from(workload.id):
        target = view.topology.components.get(connection.target)
        if target is not None and target.category is Category.FILE_SYSTEM:
            yield (
                f"kubernetes: {connection.target} is not mounted in {workload.id}: pods on Fargate mount "
                "Amazon EFS without IAM, which the policy of the file system asks for; use nodes"
            )


def _clusters(stack: Stack) -> Iterator[Cluster]:
    from archgen.render.outputs.terraform.resources.pods import namespace, pods

    for part in stack.parts:
        here = pods(stack, part) if part.model.category is Category.CLUSTER else ()
        if not here:
            continue
        version = str(part.model.value_of("version"))
        yield Cluster(
            part.id,
            part.id if len(stack.parts_of(part.id)) == 1 else f"{part.id}-{part.place.name}",
            part.place.name,
            part.name(100),
            namespace(stack, part),
            part.model.is_on_fargate,
            int(version.partition(".")[2]) >= PRESTOP,
            tuple(_workload(stack, part, pod) for pod in here),
            part.label,
            version,
        )


def _workload(stack: Stack, cluster: Part, pod: Part) -> Workload:
    from archgen.model.kinds import Compute
    from archgen.render.outputs.terraform.resources import balancing, running
    from archgen.render.outputs.terraform.resources.pods import is_literal

    assert isinstance(pod.model, Compute)
    service, run = pod.model.service, running.run_of(stack, pod)
    given = service.environment if service else {}
    literals = {
        name: _text(given[name]) if name in given else str(json.loads(value))
        for name, value in run.environment.items()
        if is_literal(value)
    }
    return Workload(
        pod.id,
        pod,
        service,
        service.image if service else PLACEHOLDER,
        None if service else run.message,
        run.ports,
        literals,
        tuple(name for name, value in run.environment.items() if not is_literal(value)),
        tuple(run.secrets),
        tuple(_callers(stack, pod)),
        tuple(_called(stack, pod)),
        tuple(
            Binding(f"{pod.id}-{target.port}", target.name, target.port)
            for target in balancing.target_groups(stack, pod)
        ),
        () if cluster.model.is_on_fargate else tuple(Volume(each.id, each.path) for each in run.volumes),
        pod.zone_names if set(pod.zone_names) != set(cluster.zone_names) else (),
    )


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _callers(stack: Stack, pod: Part) -> Iterator[Peer]:
    """Who may connect to its pods: others of the cluster, and what is in subnets, by the subnets' blocks."""
    for connection in stack.topology.connections_to(pod.id):
        source = stack.topology.components[connection.source]
        ports = _ports(stack, connection)
        if source.runs_on == pod.model.runs_on:
            yield Peer(connection.source, connection.source, (), ports)
            continue
        blocks = _blocks(stack, connection.source, pod.place.name) or source.blocks
        if blocks:
            yield Peer(connection.source, None, blocks, ports)


def _called(stack: Stack, pod: Part) -> Iterator[Peer]:
    """What its pods may connect to; what is in no subnet has no addresses that one could list."""
    from archgen.model.kinds import INTERNET

    for connection in stack.topology.connections_from(pod.id):
        target = stack.topology.components.get(connection.target)
        ports = _ports(stack, connection)
        if target is not None and target.runs_on == pod.model.runs_on:
            yield Peer(connection.target, connection.target, (), ports)
            continue
        inside = _blocks(stack, connection.target, pod.place.name)
        known = inside or (target.blocks if target else ()) or (INTERNET,)
        yield Peer("internet" if target is None else connection.target, None, known, ports)


def _blocks(stack: Stack, id: str, region: str) -> tuple[str, ...]:
    """The blocks of the subnets that a component may be in, in the region where it has copies there."""
    topology = stack.topology
    if id not in topology.components:
        return ()
    copies = topology.copies_of(id, region) or topology.copies_of(id)
    rows = {(copy.row, copy.region) for copy in copies if copy.row}
    subnets = (subnet for subnet in topology.subnets.values() if (subnet.row, subnet.region) in rows)
    return tuple(dict.fromkeys(str(subnet.cidr) for subnet in subnets))


def _ports(stack: Stack, connection: Connection) -> tuple[tuple[int, str], ...]:
    protocol = "UDP" if connection.protocol == "udp" else "TCP"
    return tuple((port, protocol) for port in stack.ports(connection))
