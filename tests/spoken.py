"""What of a finding is not in Spanish, and which texts of the source could not be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from string import Formatter

from archgen.findings import Finding
from archgen.findings.phrase import Phrase
from archgen.i18n.es.table import WORDS
from archgen.i18n.translate import worded


def unspoken(text: str | None) -> Iterator[str]:
    """What of a sentence has no Spanish, and which values are missing or changed in it."""
    if not text:
        return
    if not isinstance(text, Phrase):
        yield f"plain text: {text}"
        return
    words = re.sub(r"\{[^{}]*\}", "", text.template)
    if re.search(r"[^\W\d]", words) and text.template not in WORDS:
        yield f"no Spanish: {text.template}"
    said = worded(text, "es")
    used = {name for _, name, _, _ in Formatter().parse(text.template)} if text.values else set()
    for value in (value for name, value in text.values.items() if name in used):
        if isinstance(value, Phrase):
            yield from unspoken(value)
        elif isinstance(value, str) and value not in said:
            yield f"lost: {value} in {said}"


def sentences(finding: Finding) -> Iterator[str | None]:
    yield from (finding.message, finding.help, *(place.label for place in finding.related))


def assigned(part: ast.expr, scope: ast.FunctionDef) -> list[ast.expr]:
    """What an argument is, or what is assigned to it in the function."""
    if not isinstance(part, ast.Name):
        return [part]
    found = (each for each in ast.walk(scope) if isinstance(each, ast.Assign))
    return [each.value for each in found if any(getattr(t, "id", "") == part.id for t in each.targets)]


def is_plain(part: ast.expr) -> bool:
    """Whether an argument is a plain text, or an f-string."""
    return isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str))
