"""What a configuration says to people, in the language of its file.

Templates have it in English. For another language each paragraph of comments, and each description and error
message of variables, outputs and checks, is looked up in a table of sentences with places (`{zone}`) for what
differs; what the table does not have stays as it is, such as names. Descriptions of resources are AWS's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from textwrap import wrap

from archgen.i18n.translate import commented, sentences, stated

WIDTH = 118
"""Columns of a comment, its sign included."""

_COMMENT = re.compile(r"(?P<indent> *)# (?P<text>.*)")
_SKIP = re.compile(r"(?P<code>checkov:skip=\w+): (?P<reason>.*)")
_BEHIND = re.compile(r"(?P<argument> *\w+ += [\w.]+) # (?P<text>.*)")
_PLACE = re.compile(r"\\\{(\w+)\\\}")
_TOP = re.compile(r'(?P<name>[a-z]\w*)(?: "[^"]*")* \{.*')
_SAID = re.compile(r'(?P<before> +(?P<name>description|error_message) += ")(?P<text>(?:[^"\\]|\\.)*)"')
_DESCRIBED = ("variable", "output")
_WHERE = r"(?P<where>(?: in [a-z0-9-]+)?)"
"""The region of a sentence, or nothing."""


def in_language(text: str, language: str) -> str:
    """A file with its comments in a language; the first line, of what made the file, has it already."""
    if language == "en" or "\n" not in text:
        return text
    first, rest = text.split("\n", 1)
    lines: list[str] = []
    stating = list(_stating(rest.split("\n"), language))
    for is_comment, group in groupby(stating, lambda line: bool(_COMMENT.fullmatch(line))):
        if is_comment:
            lines += _paragraph(list(group), language)
        else:
            lines += [_behind(line, language) for line in group]
    return "\n".join([first, *lines])


def _stating(lines: Iterable[str], language: str) -> Iterator[str]:
    """The lines with the descriptions of variables and outputs, and all error messages, in a language."""
    block = ""
    for line in lines:
        if top := _TOP.fullmatch(line):
            block = top["name"]
        said = _SAID.fullmatch(line)
        if said and (said["name"] == "error_message" or block in _DESCRIBED):
            yield f'{said["before"]}{in_words(said["text"], language)}"'
        else:
            yield line


def in_words(text: str, language: str) -> str:
    """A description or an error message in a language."""
    return _filled(text, language, stated(language)) or text


def _paragraph(lines: Sequence[str], language: str) -> Iterator[str]:
    """Comments that stand together: one sentence over all lines, or one in each."""
    found = [match for line in lines if (match := _COMMENT.fullmatch(line))]
    indent = found[0]["indent"]
    whole = _translated(" ".join(match["text"] for match in found), language)
    if whole is not None:
        yield from (f"{indent}# {line}" for line in wrap(whole, WIDTH - len(indent) - 2))
        return
    for match in found:
        skip = _SKIP.fullmatch(match["text"])
        if skip:
            said = _translated(skip["reason"], language) or skip["reason"]
            yield f"{indent}# {skip['code']}: {said}"
        else:
            said = _translated(match["text"], language) or match["text"]
            yield from (f"{indent}# {line}" for line in wrap(said, WIDTH - len(indent) - 2))


def _behind(line: str, language: str) -> str:
    """A line with a comment at its end."""
    found = _BEHIND.fullmatch(line)
    said = _translated(found["text"], language) if found else None
    return f"{found['argument']} # {said}" if found and said else line


def _translated(text: str, language: str) -> str | None:
    """A comment in a language; None where the table does not have it."""
    return _filled(text, language, sentences(language))


def _filled(text: str, language: str, table: Mapping[str, str]) -> str | None:
    """A sentence as a table has it; None where it does not."""
    if text in table:
        return table[text]
    for pattern, template in _patterns(tuple(table.items())):
        found = pattern.fullmatch(text)
        if found:
            named = {name: _place(name, value, language) for name, value in found.groupdict().items()}
            return template.format(**named)
    return None


def _place(name: str, value: str, language: str) -> str:
    """What a place has, in a language: a sentence of its own, a region, or names."""
    if name == "clause":
        return _translated(value, language) or value
    if name == "where":
        return value.replace(" in ", " en ", 1)
    return _listed(value, language)


def _listed(value: str, language: str) -> str:
    """What a place has: a list of names with the word of the language before the last."""
    return commented(value, language) or re.sub(r"(?<=[\w-]) and (?=[\w-]+$)", " y ", value)


@cache
def _patterns(table: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences that have places, the longest first."""
    ordered = sorted(table, key=lambda pair: -_length(pair[0]))
    return tuple((re.compile(_pattern(text)), said) for text, said in ordered if "{" in text)


def _pattern(text: str) -> str:
    return _PLACE.sub(lambda m: _WHERE if m[1] == "where" else f"(?P<{m[1]}>.+?)", re.escape(text))


def _length(text: str) -> int:
    """How much of a sentence is told; a region counts, so that it is not taken for a name."""
    return len(_PLACE.sub("", re.escape(text).replace(re.escape("{where}"), "in")))
