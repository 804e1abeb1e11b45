"""How a file begins that `archgen import` wrote: its errors are those of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings.phrase import Phrase
from archgen.i18n.translate import say, worded

_READ_FROM = "Read from"


def first_lines(origin: str, language: str) -> Iterator[str]:
    """The comments at the top, with the file that it was read from."""
    text = "{read_from} {origin}: as much of the plan as the format can express."
    first = Phrase(text, read_from=Phrase(_READ_FROM), origin=origin)
    second = Phrase("The comment beside a line is the Terraform address that it comes from.")
    yield from (f"# {worded(line, language)}" for line in (first, second))


def is_imported(text: str, language: str) -> bool:
    """Whether a file in a language was written by `archgen import`, and its first line is still there."""
    return text.startswith(tuple(f"# {say(_READ_FROM, each)} " for each in dict.fromkeys((language, "en"))))
