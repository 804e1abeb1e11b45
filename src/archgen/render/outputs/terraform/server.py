"""A single server: one instance on which everything runs in containers, its user data and its runbook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from archgen.i18n.translate import word
from archgen.model.architecture import Server
from archgen.model.kinds import Scope
from archgen.render.outputs.artifact import Artifact, Memory
from archgen.render.outputs.local.containers import LocalStack
from archgen.render.outputs.local.stack import stack
from archgen.render.outputs.terraform.comments import in_language
from archgen.render.outputs.terraform.layout import tidy
from archgen.render.outputs.view import View
from archgen.render.quoting import Hcl, Markdown, refer
from archgen.render.templating import render

IMAGES = {
    "ubuntu": "/aws/service/canonical/ubuntu/server/24.04/stable/current/{deb}/hvm/ebs-gp3/ami-id",
    "amazon-linux": "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-{rpm}",
}
"""Parameters with the newest image of each system (AWS Systems Manager User Guide, public parameters)."""
SYSTEMS = {"ubuntu": "Ubuntu 24.04", "amazon-linux": "Amazon Linux 2023"}
USERS = {"ubuntu": "ubuntu", "amazon-linux": "ec2-user"}


@dataclass(frozen=True, slots=True)
class Port:
    """A port that the server's security group opens."""

    number: int
    protocol: str
    about: str
    label: Hcl
    block: str = "0.0.0.0/0"
    is_page: bool = True
    title: str = "SSH"


def artifacts(view: View, server: Server) -> Iterator[Artifact | Memory]:
    """The files of the configuration."""
    made = stack(view.topology, for_server=True)
    facts = _facts(view, server, made)
    for name in ("main", "variables", "outputs"):
        text = tidy(render(f"terraform/server/{name}.tf.j2", **facts))
        yield _file(f"{name}.tf", _marked(view, text))
    common = {
        "name": view.architecture.identity.name,
        "tags": facts["tags"],
        "regions": (),
        "archives": False,
        "accounts": (),
        "delivered": (),
    }
    home = _Home(str(facts["region"]))
    yield _file("terraform.tf", _marked(view, tidy(render("terraform/shared/terraform.tf.j2", **common))))
    providers = render("terraform/shared/providers.tf.j2", **common, home=home, passwords=False)
    yield _file("providers.tf", _marked(view, tidy(providers)))
    backend = render("terraform/shared/backend.tf.example.j2", **common, home=home)
    yield _file("backend.tf.example", _marked(view, backend))
    yield _file(".gitignore", render("terraform/shared/gitignore.j2"))
    script = render("terraform/server/server.sh.j2", **facts)
    yield _file("user-data/server.sh", in_language(script, view.architecture.language))
    yield _file("README.md", render(f"terraform/server/README.{view.architecture.language}.md.j2", **facts))
    before = view.memory.get("terraform", {})
    yield Memory({**before, "system": {"name": view.architecture.identity.name}})


@dataclass(frozen=True, slots=True)
class _Home:
    name: str


def _marked(view: View, text: str) -> str:
    return in_language(f"# {view.mark}\n\n{text}", view.architecture.language)


def _file(path: str, text: str) -> Artifact:
    return Artifact(f"terraform/{path}", text.encode("utf-8", "replace"))


def _facts(view: View, server: Server, made: LocalStack) -> dict[str, object]:
    architecture = view.architecture
    name, region = architecture.identity.name, next(iter(architecture.regions))
    cidr = next(iter(view.topology.vpcs.values())).blocks[0]
    arm = server.is_arm
    image = IMAGES[server.os].format(deb="arm64" if arm else "amd64", rpm="arm64" if arm else "x86_64")
    return {
        "mark": view.mark,
        "name": name,
        "heading": architecture.heading,
        "region": region,
        "tags": {"Architecture": name, "ManagedBy": "terraform", **architecture.tags},
        "cidr": str(cidr),
        "block": str(next(iter(cidr.subnets(new_prefix=max(cidr.prefixlen, 24))))),
        "zone": next(iter(architecture.regions.values())).zones[0],
        "image": image,
        "os": server.os,
        "system": SYSTEMS[server.os],
        "user": USERS[server.os],
        "instance_type": server.instance_type,
        "key_name": server.key_name,
        "ssh_from": [str(block) for block in server.ssh_from],
        "folder": Hcl(f"/opt/{name}"),
        "secret_id": Hcl(f"{name}/server"),
        "secrets": made.secrets,
        "sample": Markdown(json.dumps({key: "..." for key, _ in made.secrets})),
        "ports": tuple(_ports(server, made)),
        "files": dict(_files(view, made)),
        "left_out": tuple(_left_out(view, made)),
    }


def _left_out(view: View, made: LocalStack) -> Iterator[str]:
    """What has no container: distributions, zones, gateways."""
    there = {service.id for service in made.services}
    for id, component in view.topology.components.items():
        if id not in there and component.actual_scope is not Scope.OUTSIDE:
            yield f"{id} ({word(component.service_name, view.architecture.language)})"


def _ports(server: Server, made: LocalStack) -> Iterator[Port]:
    """What clients connect to, and SSH where the model asks for it."""
    for container in made.services:
        for port, own in container.published:
            protocol = "udp" if own in container.udp else "tcp"
            yield Port(port, protocol, container.id, refer(f"port_{port}"), title=container.about)
    if server.key_name:
        for number, block in enumerate(server.ssh_from):
            yield Port(22, "tcp", "SSH", refer(f"ssh_{number}"), str(block), is_page=False)


def _files(view: View, made: LocalStack) -> Iterator[tuple[Hcl, Hcl]]:
    """The Compose project: images are pulled, and ports are open to the network."""
    language = view.architecture.language
    about = {
        "word": lambda text: word(text, language),
        "mark": view.mark,
        "name": view.architecture.identity.name,
    }
    compose = render("local/compose.yaml.j2", **about, stack=made, server=True)
    yield Hcl("compose.yaml"), Hcl(compose)
    for proxy in made.proxies:
        text = render("local/load-balancer.conf.j2", mark=view.mark, proxy=proxy)
        yield Hcl(f"{proxy.id}.conf"), Hcl(text)
