"""What a finding is about, in the language of the page; its own sentence is English."""

from __future__ import annotations

from archgen.findings import Finding
from archgen.i18n.translate import word


def gist(finding: Finding, language: str) -> str | None:
    """What its rule finds, in a line; None where the page is in English, or nobody has translated it."""
    if language == "en":
        return None
    from archgen.lint.engine import rule_named

    rule = rule_named(finding.code)
    text = word(rule.summary, language) if rule else ""
    return text[:1].upper() + text[1:] if rule and text != rule.summary else None
