"""AG805: an ignore that nothing needs is taken out. One that is late or names no rule is left to a person.

In a file with environments it is left too: one of them may need it.
"""

from __future__ import annotations

from archgen.findings import Finding
from archgen.yamlfile.document import Document
from archgen.yamlfile.editing import Edit, comment_removal, removal

CODES = ("AG805",)
SAFE = True


def edits(document: Document, finding: Finding) -> tuple[Edit, ...]:
    """The entry of `rules.ignore`, or the comment, removed."""
    if finding.unused is None or not finding.unused.alone or document.value(("environments",)):
        return ()
    if finding.span is not None:
        return (comment_removal(document, finding.span),)
    if finding.route[:2] != ("rules", "ignore"):
        return ()
    edit = removal(document, finding.route[:3])
    return (edit,) if edit else ()
