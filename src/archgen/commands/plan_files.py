"""Plans and states among the files of a command."""

from __future__ import annotations

import click

from archgen.choice import Choice
from archgen.commands import files
from archgen.commands.unusable import Unusable
from archgen.document import Document
from archgen.pipeline import Examination
from archgen.plans.importing import Imported, imported
from archgen.plans.observed import Observed
from archgen.plans.observing import observe
from archgen.plans.proving import proved, sound
from archgen.plans.reading import read_plan
from archgen.plans.unreadable import UnreadablePlanError


def observed(name: str, beginning: bytes | None = None) -> Observed:
    """What a plan or a state would build; `beginning` is what was read of it already."""
    raw = files.whole(name, files.content(name) if beginning is None else beginning)
    try:
        return observe(read_plan(raw))
    except UnreadablePlanError as error:
        raise Unusable(f"{files.shown(name)} {error}", error.help) from None


def examined_plan(name: str, beginning: bytes, choice: Choice) -> Examination:
    """A plan, proved as a model is."""
    made, model = sound(imported(observed(name, beginning)))
    document = Document(files.shown(name), "", dict(made.data))
    if model is None:
        raise Unusable(f"{files.shown(name)} has nothing to prove: {_why(made)}")
    if made.open_questions:
        count = f"{made.open_questions} resources speak of others that are known only after apply"
        help = "prove the state to prove them too (`archgen import` lists them)"
        click.echo(f"{files.shown(name)}: {count}; {help}", err=True)
    found = tuple(finding for finding in proved(made, model) if choice.keeps(finding))
    return Examination(document, findings=found)


def _why(made: Imported) -> str:
    if not made.data.get("regions"):
        return "it has no VPC with subnets in known zones"
    return "it cannot be said as an architecture"
