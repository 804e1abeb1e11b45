"""Ignoring by a comment: with a reason, on its line or the next, and never in vain without a word."""

from __future__ import annotations

from datetime import date

import pytest

from archgen.findings import Finding, Severity
from archgen.yamlfile.ignore_comments import apart
from archgen.yamlfile.parser import read

SHARED = Finding("AG215", "shared-nat-gateway", Severity.WARNING, "one NAT", ("components", "nat", "per"))
SINGLE = Finding("AG216", "database-single-zone", Severity.WARNING, "no standby", ("components", "db"))

TODAY = date(2026, 11, 24)


def verdict(text: str, *findings: Finding) -> tuple[list[str], list[tuple[str, str]]]:
    """Codes that count, with the message of AG805; codes and reasons of what is suppressed."""
    document = read(text.encode(), "architecture.yaml")
    assert document.findings == ()
    active, suppressed = apart(document, findings, TODAY)
    said = [each.message if each.code == "AG805" else each.code for each in active]
    return said, [(each.finding.code, each.reason) for each in suppressed]


def components(nat: str, before: str = "") -> str:
    return f"components:\n  db: {{kind: rds}}\n  nat:\n    kind: nat-gateway\n{before}    per: region{nat}\n"


@pytest.mark.parametrize(
    "text",
    [
        components("  # archgen: ignore[AG215] only staging"),
        components("  # archgen: ignore[shared-nat-gateway]: only staging"),
        components("  # archgen: ignore[AG203, AG215, until 2026-11-24] only staging"),
        components("", "    # archgen: ignore[AG215] only staging\n"),
        components("", "    # archgen: ignore[AG215] only staging\n\n    # more\n"),
    ],
)
def test_a_comment_on_or_above_a_line_ignores_what_stands_there(text: str) -> None:
    assert verdict(text, SHARED, SINGLE) == (["AG216"], [("AG215", "only staging")])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            components("", "    # archgen: ignore[AG216] not there\n"),
            "the ignore of AG216 matches no finding on line 6; remove it",
        ),
        (
            components("  # archgen: ignore[AG215]"),
            "this ignore comment gives no reason; "
            "write it after the bracket: `# archgen: ignore[AG215] reason`",
        ),
        (
            components("  # archgen: ignore all of it"),
            "this ignore comment names no rule; write `# archgen: ignore[AG215] reason`",
        ),
        (
            components("  # archgen: ignore[AG215, until 2026-11-23] only staging"),
            "the ignore of AG215 expired on 2026-11-23; fix the finding, or set a later date",
        ),
        (
            components("  # archgen: ignore[AG215, until soon] only staging"),
            "this ignore comment has no day after `until`, but soon; write it as 2027-01-31",
        ),
    ],
)
def test_a_comment_without_effect_is_a_finding_and_ignores_nothing(text: str, said: str) -> None:
    assert verdict(text, SHARED) == (["AG215", said], [])


@pytest.mark.parametrize(
    "text",
    [
        components("").replace("{kind: rds}", "{kind: rds, label: '# archgen: ignore[AG215] text'}"),
        components("\ndescription: |\n  # archgen: ignore[AG215] text"),
        components("  # see archgen: ignore[AG215] elsewhere"),
    ],
)
def test_what_only_looks_like_the_comment_is_text(text: str) -> None:
    assert verdict(text, SHARED) == (["AG215"], [])
