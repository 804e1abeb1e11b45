"""The language that the findings of a file are reported in: the one that it asks for."""

from __future__ import annotations

import re

from archgen.findings import Finding
from archgen.i18n.translate import worded
from archgen.yamlfile.document import Document

LANGUAGES = ("en", "es")
_SAID = re.compile(
    rf"(?:\A|[\r\n])language:[ \t]+(['\"]?)({'|'.join(LANGUAGES)})\1[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)"
)


def language_of(document: Document) -> str:
    """What its key `language` says; where the text cannot be read as YAML, what a line of it says."""
    if isinstance(document.data, dict):
        said = document.data.get("language")
        return said if said in LANGUAGES else "en"
    found = _SAID.search(document.own_text)
    return found[2] if found else "en"


def in_words(finding: Finding, language: str) -> Finding:
    """A finding with all of its sentences in a language."""
    if language == "en":
        return finding
    return finding._replace(
        message=worded(finding.message, language),
        help=worded(finding.help, language) if finding.help else None,
        hops=tuple(worded(hop, language) for hop in finding.hops),
        related=tuple(each._replace(label=worded(each.label, language)) for each in finding.related),
    )
