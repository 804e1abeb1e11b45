"""AG308: a backend moved to the private row, where there is just one. Unsafe: its addresses change."""

from __future__ import annotations

from archgen.findings import Finding
from archgen.yamlfile.document import Document
from archgen.yamlfile.editing import Edit, setting

CODES = ("AG308",)
SAFE = False


def edits(document: Document, finding: Finding) -> tuple[Edit, ...]:
    """`subnets` of the component set to the private row."""
    rows = document.value(("subnets",))
    private = [id for id, row in rows.items() if isinstance(row, dict) and row.get("access") == "private"]
    if len(private) != 1 or finding.route[:1] != ("components",):
        return ()
    edit = setting(document, finding.route[:2], "subnets", private[0])
    return (edit,) if edit else ()
