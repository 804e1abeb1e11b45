"""The words of captions, docs and messages: English, and Spanish as AWS's own documentation has it.

Everything is written in English where it is needed and looked up here by that text. Model text (labels,
descriptions, ids) is never looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from archgen.findings.phrase import Phrase

NOTHING: Mapping[str, str] = MappingProxyType({})


def say(text: str, language: str, /, **values: object) -> str:
    """The text in a language, its `{places}` filled; English where there is no translation."""
    return _catalogue(language).get(text, text).format(**values) if values else word(text, language)


def word(text: str, language: str) -> str:
    """The text in a language as it is: braces in it are braces."""
    return _catalogue(language).get(text, text)


def translated(text: str, language: str) -> bool:
    """Whether a language has the text."""
    return text in _catalogue(language)


def worded(text: str, language: str) -> str:
    """A phrase in a language, the user's own words in it untouched; any other text as it is."""
    if not isinstance(text, Phrase) or language == "en":
        return text
    known = _catalogue(language).get(text.template, text.template)
    if not text.values:
        return known
    filled = {
        name: worded(value, language) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return known.format(**filled)


def sentences(language: str) -> Mapping[str, str]:
    """The comments of generated Terraform in a language, by their English."""
    if language != "es":
        return NOTHING
    from archgen.i18n.es.terraform import COMMENTS

    return COMMENTS


def stated(language: str) -> Mapping[str, str]:
    """The descriptions and error messages of generated Terraform in a language, by their English."""
    if language != "es":
        return NOTHING
    from archgen.i18n.es.terraform.inputs import INPUTS

    return INPUTS


def commented(text: str, language: str) -> str | None:
    """A comment in a language; None where there is no translation."""
    return sentences(language).get(text)


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    if language != "es":
        return NOTHING
    from archgen.i18n.es.table import WORDS

    return WORDS
