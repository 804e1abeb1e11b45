"""AG216, AG219: a standby for a database."""

from __future__ import annotations

from archgen.findings import Finding
from archgen.yamlfile.document import Document
from archgen.yamlfile.editing import Edit, setting

CODES = ("AG216", "AG219")
SAFE = True


def edits(document: Document, finding: Finding) -> tuple[Edit, ...]:
    """`multi_az: true`, where `false` stands, or as the database's last key."""
    edit = setting(document, finding.route[:2], "multi_az", "true")
    return (edit,) if edit else ()
