"""Terraform for AWS: what the model describes, ready to be planned.

Decisions are made in the modules here; the templates, one for each kind and some that all share, print them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.render.outputs.artifact import Artifact, Memory, Note
from archgen.render.outputs.terraform.history.memory import MEMORY

if TYPE_CHECKING:
    from archgen.render.outputs.view import View

__all__ = ["DEFAULT", "MEMORY", "NAME", "SUMMARY", "alarm_names", "artifacts"]

NAME = "terraform"
SUMMARY = "Terraform for AWS, ready to plan"
DEFAULT = True


def artifacts(view: View) -> Iterator[Artifact | Memory | Note]:
    """The files of the configuration."""
    single = view.architecture.deployment.server
    if single is not None:
        from archgen.render.outputs.terraform import server

        yield from server.artifacts(view, single)
        return
    from archgen.render.outputs.terraform import project

    yield from project.artifacts(view)


def alarm_names(view: View, region: str, about: str) -> tuple[tuple[str, str], ...]:
    """The alarms of a region whose names end in a word, each with its id: `web-lb-errors`."""
    if view.architecture.deployment.server is not None:
        return ()
    from archgen.render.outputs.terraform import project

    return project.alarm_names(view, region, about)
