"""The sources of rules lead to pages."""

from __future__ import annotations

import pytest

from archgen.help.references import linked, uri
from archgen.lint.engine import Rule, rules


@pytest.mark.parametrize(
    ("reference", "page"),
    [
        (
            "Security Hub RDS.5",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-5",
        ),
        (
            "Amazon VPC User Guide: gateway endpoints",
            "https://docs.aws.amazon.com/vpc/latest/userguide/",
        ),
        (
            "REL10 Deploy the workload to multiple locations",
            "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/",
        ),
        (
            "SEC05-BP01 Create network layers",
            "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/",
        ),
        ("RFC 1918", "https://www.rfc-editor.org/rfc/rfc1918"),
        ("A book", None),
    ],
)
def test_a_source_leads_to_its_page(reference: str, page: str | None) -> None:
    assert uri(reference) == page


def test_a_source_is_a_link_where_it_has_a_page() -> None:
    assert linked("RFC 1918") == "[RFC 1918](https://www.rfc-editor.org/rfc/rfc1918)"
    assert linked("A book") == "A book"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_every_source_of_a_rule_has_a_page(rule: Rule) -> None:
    unknown = [reference for reference in rule.references if uri(reference) is None]
    assert unknown == [], "name a guide that src/archgen/help/references.py knows, or add it there"
