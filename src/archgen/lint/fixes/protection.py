"""AG411, AG412, AG413: protection that a field turns off is turned on. Unsafe: somebody turned it off.

Encryption of what there is already means a new database.
"""

from __future__ import annotations

from archgen.findings import Finding
from archgen.yamlfile.document import Document
from archgen.yamlfile.editing import Edit, replacement

CODES = ("AG411", "AG412", "AG413")
SAFE = False

_DAYS = "7"
"""Days that backups are kept where nothing is said: the format's default."""


def edits(document: Document, finding: Finding) -> tuple[Edit, ...]:
    """`true` for `false`, and days of backups for none."""
    value = document.value(finding.route)
    written = "true" if value is False else _DAYS if value == 0 else None
    edit = replacement(document, finding.route, written) if written else None
    return (edit,) if edit else ()
