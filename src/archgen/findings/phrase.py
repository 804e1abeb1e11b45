"""A sentence that keeps what it was composed of, so that each language words it itself.

A phrase reads as its English text. Its template is the key of the translation; values that are phrases are
translated, all others are the user's own words (ids, zones, blocks) and stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from typing import Any


class Phrase(str):
    """English text with the template and the values that it was made of.

    >>> Phrase("{row} is {access}", row="app", access=Phrase("private"))
    'app is private'
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Phrase:
        """A phrase: braces in a template without values are braces."""
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template = template
        made.values = values
        return made

    def __add__(self, other: str) -> Phrase:
        """Two phrases in a row are a phrase."""
        return Phrase("{first}{second}", first=self, second=other)

    def __reduce__(self) -> tuple[Callable[..., Phrase], tuple[Any, ...]]:
        """Pickled by what it is made of."""
        return _remade, (self.template, dict(self.values))


def _remade(template: str, values: dict[str, object]) -> Phrase:
    return Phrase(template, **values)


class CodePoint(str):
    """A character as an argument of a phrase, by its number: `U+200B`."""

    __slots__ = ()

    def __new__(cls, character: str) -> CodePoint:
        """The number of one character."""
        return super().__new__(cls, f"U+{ord(character):04X}")


def arguments(text: object) -> Iterator[object]:
    """The values that a phrase was made of, those of the phrases in it included; none of any other text."""
    if isinstance(text, Phrase):
        for value in text.values.values():
            yield value
            yield from arguments(value)


def listing(items: tuple[str, ...], conjunction: str = "and") -> Phrase:
    """Items as they are read in a sentence: `a`, `a and b`, `a, b and c`. `conjunction` is `and` or `or`."""
    if len(items) < 2:
        return Phrase("{item}", item=items[0] if items else "")
    text = "{first} or {last}" if conjunction == "or" else "{first} and {last}"
    return Phrase(text, first=commas(items[:-1]), last=items[-1])


def either(items: Iterable[str]) -> str:
    """One of several things to write: `a or b or c`, which other languages say in their way."""
    *more, last = items
    if not more:
        return last
    said = Phrase("{first} or {last}", first=more.pop(), last=last)
    return reduce(lambda rest, first: Phrase("{first} or {rest}", first=first, rest=rest), more[::-1], said)


def each_of(items: Iterable[str]) -> str:
    """All of several things: `a and b and c`."""
    *more, last = items
    if not more:
        return last
    said = Phrase("{first} and {last}", first=more.pop(), last=last)
    return reduce(lambda rest, first: Phrase("{first} and {rest}", first=first, rest=rest), more[::-1], said)


def arrows(stops: Iterable[str]) -> str:
    """The stops of a path: `a -> b -> (fails)`."""
    return reduce(lambda first, second: Phrase("{first} -> {second}", first=first, second=second), stops)


def did_you_mean(meant: str | None) -> str:
    """What follows a message about a word that is a slip of another one; nothing where there is none."""
    return Phrase('; did you mean "{meant}"?', meant=meant) if meant else ""


def one_line(text: str) -> str:
    """A text on one line, with what cannot be seen in it as escapes; a phrase stays one."""
    if text.isprintable():
        return text
    if not isinstance(text, Phrase) or not text.values:
        return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)
    values = {name: one_line(each) if isinstance(each, str) else each for name, each in text.values.items()}
    return Phrase(text.template, **values)


def commas(items: tuple[str, ...]) -> str:
    """Items one after the other: `a, b, c`."""
    text = items[0]
    for item in items[1:]:
        text = Phrase("{first}, {second}", first=text, second=item)
    return text
