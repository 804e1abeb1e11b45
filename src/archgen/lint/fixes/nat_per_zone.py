"""AG215: one NAT gateway in each zone, by leaving out what keeps it in one."""

from __future__ import annotations

from archgen.findings import Finding
from archgen.yamlfile.document import Document
from archgen.yamlfile.editing import Edit, removal

CODES = ("AG215",)
SAFE = True


def edits(document: Document, finding: Finding) -> tuple[Edit, ...]:
    """`per: region`, or the gateway's own `zones`, taken out."""
    if finding.route[2:] not in (("per",), ("zones",)):
        return ()
    edit = removal(document, finding.route)
    return (edit,) if edit else ()
