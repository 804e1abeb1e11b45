"""From a file's name to what there is to say of it: what validate and render begin with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archgen import __version__
from archgen.choice import Choice, words
from archgen.commands import files
from archgen.document import overlay
from archgen.pipeline import Examination, examine
from archgen.reports import Report
from archgen.source import read


def examined(name: str, environment: str | None, choice: Choice) -> Examination:
    """A file, read and examined, with an environment's overlay where one is named."""
    document = read(files.content(name), files.shown(name))
    if environment is not None:
        document = overlay(document, environment)
    return examine(document, choice)


def report_of(examinations: Iterable[Examination], *, show_suppressed: bool = False) -> Report:
    """What is reported of what was examined."""
    return Report(tuple(examinations), __version__, show_suppressed=show_suppressed)


def choice_of(select: Sequence[str], ignore: Sequence[str], *, pedantic: bool = False) -> Choice:
    """The rules that the options of a command choose."""
    return Choice(words(select), words(ignore), pedantic)
