"""The delivery pipeline: a workflow of GitHub Actions that proves, builds, pushes and rolls out."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, normpath
from posixpath import join as posixjoin
from typing import TYPE_CHECKING

from archgen import __version__
from archgen.findings.phrase import Phrase
from archgen.model.kinds import Service
from archgen.render.outputs.artifact import Artifact, Note
from archgen.render.quoting import Yaml

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture
    from archgen.render.outputs.view import View
    from archgen.topology.graph import Topology

NAME = "pipeline"
SUMMARY = "a GitHub Actions workflow that builds and deploys the services' images"
DEFAULT = False

_ECR = re.compile(r"\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?")
_GRAVITON = re.compile(r"([a-z]+\d+g[a-z]*|a1)\.")

ACTIONS = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/download-artifact": ("3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1"),
    "actions/upload-artifact": ("043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", "v7.0.1"),
    "aws-actions/amazon-ecr-login": ("03f1aad4c6c7ffd436567f42f9384779290529bd", "v2.1.7"),
    "aws-actions/configure-aws-credentials": ("e6de054238d6b7531b4efff3b6587d9aade6a06c", "v6.2.3"),
    "docker/build-push-action": ("53b7df96c91f9c12dcc8a07bcb9ccacbed38856a", "v7.3.0"),
    "docker/login-action": ("4907a6ddec9925e35a0a9e82d7399ccc52663121", "v4.1.0"),
    "docker/setup-buildx-action": ("37fe631027851001ddb9b187196cc803df7f5f0e", "v4.3.0"),
    "hashicorp/setup-terraform": ("dfe3c3f87815947d99a8997f908cb6525fc44e9e", "v4.0.1"),
}
"""The commit of each action that is used, since a tag can be moved, and what its authors call it."""


@dataclass(frozen=True, slots=True)
class Build:
    """One image that is built: `id` is a component that runs it, `variables` are Terraform's for it."""

    id: str
    folder: str
    image: str
    registry: str
    platform: Yaml
    variables: tuple[str, ...]
    file: str
    """Its Dockerfile, from the top of the repository."""
    port: int
    health_check: str
    file_word: Yaml
    """Its Dockerfile where that is not in the folder, as a word of a shell."""
    page: str
    """What its page is compared with: a file of the repository, or one of the container `tried`."""
    alone: bool
    """Whether it can be tried by itself: it connects to no database, cache or service of AWS."""


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """The workflow."""
    from archgen.i18n.translate import say, word
    from archgen.render.templating import render

    model = view.architecture.delivery.model or view.source
    output = posixjoin(dirname(model), "output")
    made = builds(view.topology, output)
    if not made:
        text = "pipeline: no service says which folder it is built from (`build`), so there is none"
        yield Note(Phrase(text))
        return
    logins = {build.registry: login(build.registry) for build in made}
    text = render(
        "pipeline/deliver.yml.j2",
        mark=view.mark,
        name=view.architecture.name,
        source=inert(model),
        output=inert(output),
        region=next(iter(view.topology.regions)),
        builds=made,
        logins=logins,
        inert=inert,
        pinned=pinned,
        version=Yaml(__version__),
        word=lambda text: Yaml(word(text, view.architecture.language)),
        say=lambda text, **parts: say(text, view.architecture.language, **parts),
        kinds={view.topology.components[build.id].kind for build in made},
        archgen=inert(view.architecture.delivery.archgen_version or ""),
        rollout=delivers(view.architecture),
        paths=(model, *dict.fromkeys(watched(build.folder) for build in made), watched(output)),
    )
    yield Artifact("pipeline/deliver.yml", text.encode("utf-8", "replace"))


def builds(topology: Topology, output: str = "output") -> tuple[Build, ...]:
    """The images that the model's services are built into; one image is built once, whoever runs it."""
    found: dict[tuple[str, str, str], Build] = {}
    for id, component in topology.components.items():
        service = component.runs
        if service is None or service.folder is None:
            continue
        image = repository(service.image)
        variables: tuple[str, ...] = (f"{id.replace('-', '_')}_image",)
        arm = _GRAVITON.match(component.size or "")
        platform = Yaml("linux/arm64" if arm else "linux/amd64")
        key = (image, service.folder, platform)
        if key in found:
            variables = (*found[key].variables, *variables)
            id = found[key].id
        found[key] = Build(
            id,
            service.folder,
            image,
            registry(service.image),
            platform,
            variables,
            _file(id, service, output),
            service.port or 80,
            service.health_check,
            Yaml(shlex.quote(_file(id, service, output)) if service.runtime else ""),
            _page(service),
            _runs_alone(topology, id),
        )
    return tuple(found.values())


def delivers(architecture: Architecture) -> bool:
    """Whether the workflow applies the Terraform; a single server pulls its images at each start."""
    return architecture.delivery.rollout and architecture.deployment.server is None


def _page(service: Service) -> str:
    """What Node has built is in the image; a page that nothing builds is in its folder."""
    if service.runtime == "node":
        return "tried:/usr/share/nginx/html/index.html"
    return f"{normpath(service.folder or '.')}/index.html".removeprefix("./")


def _runs_alone(topology: Topology, id: str) -> bool:
    targets = [topology.components[c.target] for c in topology.connections_from(id)]
    return not any(t.is_database or t.is_cache or t.is_managed for t in targets)


def _file(id: str, service: Service, output: str) -> str:
    if service.runtime:
        return f"{output}/local/{id}.Dockerfile"
    return f"{normpath(service.folder or '.')}/Dockerfile".removeprefix("./")


def repository(image: str) -> str:
    """An image without its tag and digest: `ghcr.io/example/app`."""
    name = image.partition("@")[0]
    path, slash, last = name.rpartition("/")
    return f"{path}{slash}{last.partition(':')[0]}"


def registry(image: str) -> str:
    """The host that an image is pushed to."""
    host, slash, _ = image.partition("/")
    return host if slash and ("." in host or ":" in host or host == "localhost") else "docker.io"


def watched(folder: str) -> str:
    """The pattern of a folder's files, from the top of the repository."""
    path = normpath(folder).lstrip("/")
    return "**" if path in (".", "") else re.sub(r"([*?+\[\]!\\])", r"\\\1", path) + "/**"


def login(registry: str) -> str:
    """How a workflow gets into a registry: as itself (`github`), by its role (`aws`), or by a password."""
    if registry == "ghcr.io":
        return "github"
    return "aws" if _ECR.fullmatch(registry) else "password"


def pinned(action: str) -> Yaml:
    """An action by its commit, with its version for the reader."""
    commit, version = ACTIONS[action]
    return Yaml(f"{action}@{commit}  # {version}")


def inert(text: str) -> str:
    """Text of the model in which a workflow evaluates nothing."""
    return text.replace("${{", "${{ '${{' }}")
