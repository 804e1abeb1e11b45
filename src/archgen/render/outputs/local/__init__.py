"""The local stack: the system's services and data stores in containers, for Docker Compose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.findings.phrase import Phrase
from archgen.render.outputs.artifact import Artifact, Note

if TYPE_CHECKING:
    from archgen.render.outputs.view import View

NAME = "local"
SUMMARY = "the services and data stores in containers, with Docker Compose on your own machine"
DEFAULT = False


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """The Compose file, one configuration per load balancer, and the secrets that have to be given."""
    from archgen.i18n.translate import word
    from archgen.render.outputs.local.stack import stack
    from archgen.render.templating import render

    made = stack(view.topology)
    if not made.services:
        yield Note(Phrase("local: nothing in the model runs an image, so there is no local stack"))
        return
    language = view.architecture.language
    about = {
        "word": lambda text: word(text, language),
        "mark": view.mark,
        "name": view.architecture.name,
        "stack": made,
        "server": False,
    }
    compose = render("local/compose.yaml.j2", **about)
    yield Artifact("local/compose.yaml", compose.encode("utf-8", "replace"))
    for proxy in made.proxies:
        text = render("local/load-balancer.conf.j2", mark=view.mark, proxy=proxy)
        yield Artifact(f"local/{proxy.id}.conf", text.encode())
    for server, port, queues in made.queues:
        text = render("local/queues.conf.j2", mark=view.mark, server=server, port=port, queues=queues)
        yield Artifact(f"local/{server}.conf", text.encode())
    for id, component in view.topology.components.items():
        service = component.runs
        if service and service.runtime:
            values = {"mark": view.mark, "word": about["word"], "id": id, "port": service.port or 8080}
            text = render(f"local/{service.runtime}.Dockerfile.j2", **values)
            yield Artifact(f"local/{id}.Dockerfile", text.encode())
            ignored = render("local/dockerignore.j2", mark=view.mark)
            yield Artifact(f"local/{id}.Dockerfile.dockerignore", ignored.encode())
    if made.settings:
        example = render("local/env.example.j2", **about)
        yield Artifact("local/.env.example", example.encode())
    if made.missing:
        yield from (Note(Phrase("local: {missing}", missing=missing)) for missing in made.missing)
