"""Comments of a configuration in the language of its file.

Templates have them in English. For another language each paragraph of comments is looked up in a table of
sentences with places (`{zone}`) for what differs; what the table does not have stays as it is, such as names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from textwrap import wrap

from archgen.i18n.translate import commented, sentences

WIDTH = 118
"""Columns of a comment, its sign included."""

_COMMENT = re.compile(r"(?P<indent> *)# (?P<text>.*)")
_SKIP = re.compile(r"(?P<code>checkov:skip=\w+): (?P<reason>.*)")
_BEHIND = re.compile(r"(?P<argument> *\w+ += [\w.]+) # (?P<text>.*)")
_PLACE = re.compile(r"\\\{(\w+)\\\}")


def in_language(text: str, language: str) -> str:
    """A file with its comments in a language; the first line, of what made the file, has it already."""
    if language == "en" or "\n" not in text:
        return text
    first, rest = text.split("\n", 1)
    lines: list[str] = []
    for is_comment, group in groupby(rest.split("\n"), lambda line: bool(_COMMENT.fullmatch(line))):
        if is_comment:
            lines += _paragraph(list(group), language)
        else:
            lines += [_behind(line, language) for line in group]
    return "\n".join([first, *lines])


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
    """A sentence in a language; None where the table does not have it."""
    whole = commented(text, language)
    if whole is not None:
        return whole
    for pattern, template in _patterns(language):
        found = pattern.fullmatch(text)
        if found:
            named = {name: _listed(value, language) for name, value in found.groupdict().items()}
            return template.format(**named)
    return None


def _listed(value: str, language: str) -> str:
    """What a place has: a list of names with the word of the language before the last."""
    return commented(value, language) or re.sub(r"(?<=[\w-]) and (?=[\w-]+$)", " y ", value)


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences that have places, the longest first."""
    ordered = sorted(sentences(language).items(), key=lambda pair: -len(_PLACE.sub("", re.escape(pair[0]))))
    return tuple(
        (re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(text))), said)
        for text, said in ordered
        if "{" in text
    )
