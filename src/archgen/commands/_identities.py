"""Models that are checked together: what would share names at AWS is said of the later one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from archgen.findings import Finding, Route, Severity
from archgen.findings.families import names
from archgen.findings.phrase import Phrase
from archgen.lint.examination import Examination
from archgen.lint.selection import Choice
from archgen.yamlfile.document import Document
from archgen.yamlfile.ignore_comments import apart

_CODE, _NAME = "AG811", "shared-identity"


def compared(examinations: Sequence[Examination], choice: Choice, today: date) -> list[Examination]:
    """The examinations, each model with what it shares with one before it."""
    first: dict[tuple[str, str], Document] = {}
    return [_with_shared(each, first, choice, today) for each in examinations]


def _with_shared(
    examination: Examination, first: dict[tuple[str, str], Document], choice: Choice, today: date
) -> Examination:
    document = examination.document
    if not document.text or not examination.usable:
        return examination
    found = []
    for what, name, route in _identities(document):
        other = first.setdefault((what, name), document)
        if other.name != document.name:
            found.append(_finding(what, name, route, other))
    kept, ignored = apart(document, [each for each in found if choice.keeps(each)], today)
    new = [each for each in kept if each.code == _CODE]
    settled = [each for each in examination.findings if not (ignored and _is_of_this(each))]
    findings = sorted((*settled, *new), key=document.place)
    suppressed = (*examination.suppressed, *(each for each in ignored if each.finding in found))
    return examination._replace(findings=tuple(findings), suppressed=suppressed)


def _is_of_this(finding: Finding) -> bool:
    """Whether it says that an ignore of this rule has no effect, as each file by itself does."""
    return finding.unused is not None and any(names(word, _CODE, _NAME) for word in finding.unused.rules)


def _identities(document: Document) -> Iterator[tuple[str, str, Route]]:
    """The names under which a model would be known at AWS: its own, and its domains."""
    name = document.value(("name",))
    if isinstance(name, str):
        yield "name", name, ("name",)
    components = document.value(("components",))
    for id, fields in components.items() if isinstance(components, dict) else ():
        domain = fields.get("domain") if isinstance(fields, dict) else None
        if isinstance(domain, str):
            yield "domain", domain, ("components", str(id), "domain")


def _finding(what: str, name: str, route: Route, other: Document) -> Finding:
    text = (
        "{name} is the name of {other} too: they would share Terraform state, buckets and names"
        if what == "name"
        else "{name} is a domain of {other} too: each would make a hosted zone for it"
    )
    help = "give one of them a `name` of its own" if what == "name" else "give one of them a subdomain"
    return Finding(
        _CODE, _NAME, Severity.WARNING, Phrase(text, name=name, other=other.name), route, help=Phrase(help)
    )
