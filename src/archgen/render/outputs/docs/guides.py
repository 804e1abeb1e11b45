"""The pages beside the architecture: run it locally, deploy it, and how a change gets to production."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archgen.model.kinds.category import Category

if TYPE_CHECKING:
    from archgen.render.diagram.scene import Scene
    from archgen.render.outputs.view import View

LOCAL, DEPLOY, DELIVERY = "run-locally", "deploy", "delivery"


def pages(view: View) -> Iterator[tuple[str, str]]:
    """The names of the pages that a model has, and their Markdown."""
    from archgen.render.templating import render

    language = view.architecture.language
    for name in names(view):
        values = _common(view) | _VALUES[name](view)
        yield name, render(f"docs/{name}.{language}.md.j2", **values)


def names(view: View) -> tuple[str, ...]:
    """A model without services is not run locally; one that builds no image has no pipeline."""
    services = [c.runs for c in view.topology.components.values() if c.runs]
    local = (LOCAL,) if services else ()
    delivery = (DELIVERY,) if any(service.build for service in services) else ()
    return (*local, DEPLOY, *delivery)


def title(name: str, language: str) -> str:
    """What a page is called in lists."""
    from archgen.i18n.translate import word

    titles = {
        LOCAL: "Run it locally",
        DEPLOY: "Deploy it",
        DELIVERY: "How a change gets to production",
    }
    return word(titles[name], language)


def picture(view: View) -> Scene:
    """The delivery pipeline."""
    from archgen.render.docs.delivery import picture as drawn
    from archgen.render.outputs.pipeline import builds, delivers

    heading = f"{view.architecture.heading}: {title(DELIVERY, view.architecture.language)}"
    tries = any(build.alone for build in builds(view.topology))
    rolls_out = delivers(view.architecture)
    return drawn(view.architecture.language, heading, tries=tries, rolls_out=rolls_out)


def _common(view: View) -> dict[str, Any]:
    from archgen.render import outputs

    usual = (name for name in outputs.names() if outputs.output(name).DEFAULT)
    made = tuple(view.architecture.outputs or usual)
    return {
        "mark": view.mark,
        "heading": view.architecture.heading,
        "name": view.architecture.identity.name,
        "source": view.architecture.delivery.model or view.source,
        "server": view.architecture.deployment.server,
        "regions": tuple(view.architecture.regions),
        "made": made,
    }


def _local(view: View) -> dict[str, Any]:
    from archgen.render.outputs.local.stack import stack

    made = stack(view.topology)
    there = {service.id for service in made.services}
    known = view.topology.components
    return {
        "stack": made,
        "builds": [service for service in made.services if service.build],
        "addresses": [(service, port) for service in made.services for port, _ in service.published],
        "left_out": [id for id, c in known.items() if id not in there and c.category not in _NOBODYS],
    }


_NOBODYS = (Category.CLIENT, Category.EXTERNAL)
"""What is outside, and never part of a local stack."""


def _deploy(view: View) -> dict[str, Any]:
    from archgen.render.outputs.local.stack import stack

    components = view.topology.components
    services = {id: c.runs for id, c in components.items() if c.runs}
    return {
        "domains": [d for c in components.values() if (d := c.domain_name)],
        "secrets": [(id, name) for id, service in services.items() for name in service.secrets],
        "images": [(id, service.image) for id, service in services.items()],
        "given": [key for key, _ in stack(view.topology).secrets]
        if view.architecture.deployment.server
        else [],
    }


def _delivery(view: View) -> dict[str, Any]:
    from archgen.render.outputs.pipeline import builds, delivers, login

    made = builds(view.topology)
    return {
        "images": made,
        "tried": [build.id for build in made if build.alone],
        "logins": {login(build.registry) for build in made},
        "rollout": delivers(view.architecture),
        "description": picture(view).description,
    }


_VALUES = {LOCAL: _local, DEPLOY: _deploy, DELIVERY: _delivery}
