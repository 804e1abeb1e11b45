"""What a finding says in the language of the page: its own sentence, or what its rule finds."""

from __future__ import annotations

from archgen.findings import Finding
from archgen.findings.phrase import Phrase
from archgen.i18n.translate import translated, word, worded


def gist(finding: Finding, language: str) -> str | None:
    """What its rule finds, in a line, where the finding's own sentence has no translation."""
    if language == "en" or _has_words(finding.message, language):
        return None
    from archgen.lint.engine import rule_named

    rule = rule_named(finding.code)
    text = word(rule.summary, language) if rule else ""
    return text[:1].upper() + text[1:] if rule and text != rule.summary else None


def message(finding: Finding, language: str) -> str:
    """The finding's sentence, in the page's language where it has a translation."""
    return worded(finding.message, language) if _has_words(finding.message, language) else finding.message


def _has_words(text: str, language: str) -> bool:
    """Whether a sentence is translated; of two that follow each other, whether both are."""
    if not isinstance(text, Phrase):
        return False
    if text.template == _JOINED:
        return all(_has_words(each, language) for each in text.values.values() if isinstance(each, Phrase))
    return translated(text.template, language)


_JOINED = (Phrase("") + Phrase("")).template
"""The template of two phrases in a row."""
