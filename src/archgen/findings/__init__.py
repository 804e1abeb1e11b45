"""What a check says: a sentence, how grave it is, and a route into the model.

A finding knows no file, line or column. `Document.locate` turns its route into a place when it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

Route = tuple[str | int, ...]
"""Keys and list indexes from the top of the file: `("components", "app", "subnets")`."""


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """How grave it is, as a number: the graver, the higher."""
        return ("info", "warning", "error").index(self)


class Span(NamedTuple):
    """Where something stands in a file: lines and columns from 1, in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """Another place that a finding speaks of, with what is to be seen there."""

    route: Route
    label: str
    key: bool = False


class UnusedIgnore(NamedTuple):
    """An ignore that matches no finding: the rules as it names them.

    `alone` says that nothing else is asked for beside it, so that all of it can be removed.
    """

    rules: tuple[str, ...]
    alone: bool = True


class Finding(NamedTuple):
    """One fault, and the way out.

    `within` narrows the place to characters `start:end` of the text at `route` (one name in a chain);
    `key` points at the key rather than at its value; `span` is set only where there is no route yet
    (the file cannot be read as YAML).
    """

    code: str
    name: str
    severity: Severity
    message: str
    route: Route = ()
    key: bool = False
    within: tuple[int, int] | None = None
    related: tuple[Place, ...] = ()
    hops: tuple[str, ...] = ()
    help: str | None = None
    span: Span | None = None
    subjects: tuple[str, ...] = ()
    """The ids of what it is about; `subnets.app` is a row."""
    unused: UnusedIgnore | None = None
    """The ignore that it is about, where nothing needs that."""


class Suppressed(NamedTuple):
    """A finding that the file asks to ignore, and the reason that it gives.

    `route` is the ignore entry's; `until` is the day (`2027-01-31`) after which it no longer counts.
    `by` says what asks: `file` (rules.ignore), `comment` or `baseline`.
    """

    finding: Finding
    reason: str
    route: Route = ()
    until: str | None = None
    by: str = "file"


_FEW = 100


def nearest(word: str, words: Sequence[str]) -> str | None:
    """The word that was probably meant, if one is near enough to suggest.

    Among many, one that is a letter away, or one of those that begin alike: more would take too long.
    """
    lower = word.lower()
    for other in words:
        if len(other) == len(word) and other != word and other.lower() == lower:
            return other
    longer = [other for other in words if other.startswith(f"{word}-")]
    if len(longer) == 1:
        return longer[0]
    if len(words) > _FEW:
        near = _a_letter_away(word).intersection(words) if len(word) < _FEW else ()
        if near:
            return min(near)
        words = list(islice((other for other in words if other[:2] == word[:2]), _FEW))
    from difflib import get_close_matches

    matches = get_close_matches(word, words, n=1, cutoff=0.6)
    return matches[0] if matches else None


def _a_letter_away(word: str) -> set[str]:
    """What a word becomes by one letter more, less or other, or two changed about."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    letters = "abcdefghijklmnopqrstuvwxyz0123456789-"
    less = {left + right[1:] for left, right in halves if right}
    other = {left + letter + right[1:] for left, right in halves if right for letter in letters}
    more = {left + letter + right for left, right in halves for letter in letters}
    about = {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    return less | other | more | about
