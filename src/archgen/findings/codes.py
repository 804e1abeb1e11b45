"""The file's own errors, AG0xx: one table of code, name and what it says.

They come out in the same list as the findings of rules, are always errors, and make the exit code 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from archgen.findings import Finding, Place, Route, Severity, Span
from archgen.findings.phrase import Phrase, one_line


class SchemaCode(NamedTuple):
    """One AG0xx code: its permanent name and one line on what it means."""

    name: str
    summary: str


SCHEMA_CODES: dict[str, SchemaCode] = {
    "AG001": SchemaCode("unknown-key", "a key that the format does not know"),
    "AG002": SchemaCode("dangling-id", "an id that names nothing in the file"),
    "AG003": SchemaCode("duplicate-key", "the same key twice in one map"),
    "AG004": SchemaCode("wrong-value", "a value of the wrong type, or outside of what its key allows"),
    "AG005": SchemaCode("missing-key", "a key that is required and not there"),
    "AG006": SchemaCode("not-yaml", "text that cannot be read as YAML"),
    "AG007": SchemaCode("not-text", "bytes that are not UTF-8 text, or control characters in it"),
    "AG008": SchemaCode("file-too-large", "a file over 3 MB"),
    "AG009": SchemaCode("too-deep", "nesting, or an expansion of aliases, past the bound"),
    "AG010": SchemaCode("several-documents", "more than one YAML document in a file"),
    "AG011": SchemaCode("unknown-kind", "a kind of component that does not exist"),
    "AG012": SchemaCode(
        "bad-connection", "a connection that cannot be read, or that its endpoints do not allow"
    ),
    "AG013": SchemaCode("bad-id", "an id that is not of the form [a-z][a-z0-9-]*, or is over 40 characters"),
    "AG014": SchemaCode("too-many-faults", "more findings than are worth listing; the first 1,000 are shown"),
    "AG015": SchemaCode("unknown-region", "a region that AWS does not have"),
}

MAX_FAULTS = 1000
"""Faults of its own that are listed of a file: so many are another kind of file, or a slip of a program."""


def limited(findings: Sequence[Finding]) -> list[Finding]:
    """The findings up to MAX_FAULTS; with more than that, one that says so is the last."""
    if len(findings) <= MAX_FAULTS:
        return list(findings)
    message = Phrase("there are more than {most:,} findings; the rest is not listed", most=MAX_FAULTS)
    more = schema_finding("AG014", message)
    return [*findings[:MAX_FAULTS], more]


def schema_finding(
    code: str,
    message: Phrase,
    route: Route = (),
    *,
    key: bool = False,
    within: tuple[int, int] | None = None,
    related: Sequence[Place] = (),
    help: Phrase | None = None,
    span: Span | None = None,
) -> Finding:
    """An error of the file itself, named by the table."""
    return Finding(
        code=code,
        name=SCHEMA_CODES[code].name,
        severity=Severity.ERROR,
        message=one_line(message),
        route=route,
        key=key,
        within=within,
        related=tuple(related),
        help=help,
        span=span,
    )
