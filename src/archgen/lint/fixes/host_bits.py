"""AG105: the block instead of an address in it, as AWS would store it."""

from __future__ import annotations

from ipaddress import ip_network

from archgen.findings import Finding
from archgen.yamlfile.document import Document
from archgen.yamlfile.editing import Edit, replacement

CODES = ("AG105",)
SAFE = True


def edits(document: Document, finding: Finding) -> tuple[Edit, ...]:
    """The value replaced by its network."""
    try:
        block = ip_network(document.value(finding.route), strict=False)
    except (TypeError, ValueError):
        return ()
    edit = replacement(document, finding.route, str(block))
    return (edit,) if edit else ()
