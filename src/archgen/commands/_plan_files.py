"""Plans and states among the files of a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from archgen.commands import _files as files
from archgen.commands._unusable import Unusable
from archgen.findings import Finding
from archgen.lint.examination import Examination
from archgen.lint.selection import Choice
from archgen.terraform_plan.checking import coverage, proved, sound
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.resources.observed import Observed
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan
from archgen.terraform_plan.source.unreadable import UnreadablePlanError
from archgen.yamlfile.document import Document


def observed(name: str, beginning: bytes | None = None) -> Observed:
    """What a plan or a state would build; `beginning` is what was read of it already."""
    raw = files.whole(name, files.content(name) if beginning is None else beginning)
    with _understood(name):
        return observe(read_plan(raw))


def read_back(name: str, called: str | None = None, beginning: bytes | None = None) -> Imported:
    """A plan or a state as an architecture, under a name of its own or one that is given."""
    seen = observed(name, beginning)
    with _understood(name):
        return imported(seen, called)


@contextmanager
def _understood(name: str) -> Iterator[None]:
    """Says of a file that is no plan, or whose values are none of Terraform's, that it cannot be used."""
    try:
        yield
    except UnreadablePlanError as error:
        raise Unusable(f"{files.shown(name)} {error}", error.help) from None
    except (TypeError, AttributeError, ValueError, LookupError) as error:
        raise Unusable(f"{files.shown(name)} has a value that Terraform would not write: {error}") from error


def found_in(name: str, seen: Observed) -> tuple[Finding, ...]:
    """What the rules say of a plan or a state that was read; nothing where it is no architecture."""
    with _understood(name):
        made, model = sound(imported(seen, None))
        return proved(made, model) if model else ()


def examined_plan(name: str, beginning: bytes, choice: Choice) -> Examination:
    """A plan, proved as a model is."""
    made, model = sound(read_back(name, beginning=beginning))
    document = Document(files.shown(name), "", dict(made.data))
    cover = coverage(made)
    if model is None or not cover.total:
        raise Unusable(f"{files.shown(name)} has nothing to check: {why_not(made)}")
    found = tuple(finding for finding in proved(made, model) if choice.keeps(finding))
    return Examination(document, findings=found, coverage=cover)


def why_not(made: Imported) -> str:
    """Why a plan is no architecture."""
    if not made.data["components"]:
        return "nothing in it is of a kind that archgen has"
    return "it cannot be said as an architecture"
