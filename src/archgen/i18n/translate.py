"""The words of captions and docs: English, and Spanish as AWS's own documentation has it.

Everything is written in English where it is needed and looked up here by that text. Model text (labels,
descriptions, ids) is never looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

NOTHING: Mapping[str, str] = MappingProxyType({})


def say(text: str, language: str, /, **values: object) -> str:
    """The text in a language, its `{places}` filled; English where there is no translation."""
    return _catalogue(language).get(text, text).format(**values) if values else word(text, language)


def word(text: str, language: str) -> str:
    """The text in a language as it stands: braces in it are braces."""
    return _catalogue(language).get(text, text)


def sentence(text: str, language: str) -> str:
    """A sentence that was composed in English (a reason, a note) in a language, its names kept."""
    known = _catalogue(language)
    if text in known:
        return known[text]
    for pattern, translated in _patterns(language):
        if found := pattern.fullmatch(text):
            filled = {name: word(value, language) for name, value in found.groupdict().items()}
            return translated.format(**filled)
    return text


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    if language != "es":
        return NOTHING
    from archgen.i18n.es.table import WORDS

    return WORDS


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(_compiled(_catalogue(language)))


def _compiled(catalogue: Mapping[str, str]) -> Iterator[tuple[re.Pattern[str], str]]:
    """Each text with places as a pattern; the ones with most fixed text come first."""
    for text in sorted(catalogue, key=lambda text: (-len(re.sub(r"\{\w+\}", "", text)), text)):
        parts = re.split(r"\{(\w+)\}", text)
        if len(parts) > 1:
            fixed = [re.escape(part) for part in parts[::2]]
            places = [f"(?P<{name}>.+?)" for name in parts[1::2]]
            woven = "".join(a + b for a, b in zip(fixed, [*places, ""], strict=True))
            yield re.compile(woven, re.DOTALL), catalogue[text]
