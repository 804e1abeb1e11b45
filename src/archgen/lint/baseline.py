"""A baseline: findings that an old model had when it took up archgen, so that only new ones count.

A finding is known again by rule and place in the model (`fingerprint`), never by line. The file is JSON, one
finding a line, so that a fixed one is one line less in a diff.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archgen.findings import Finding, Suppressed
from archgen.findings.fingerprint import fingerprint
from archgen.findings.json_text import json_text
from archgen.findings.phrase import Phrase
from archgen.yamlfile.document import Document

VERSION = 1
Known = Mapping[str, Sequence[str]]
"""For each file, by the name that the baseline gives it, the fingerprints of its findings."""


class BaselineError(ValueError):
    """A text that is no baseline; the message says why."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings that are new, those that the baseline has, and how many it has that are gone."""

    new: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    gone: int


def read(text: str) -> Known:
    """The findings that a baseline has."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BaselineError("it is not JSON") from error
    if (
        not isinstance(body, dict)
        or body.get("version") != VERSION
        or not isinstance(body.get("files"), dict)
    ):
        raise BaselineError(f'it has not the shape {{"version": {VERSION}, "files": {{...}}}}')
    known = body["files"]
    if not all(
        isinstance(each, list) and all(isinstance(one, str) for one in each) for each in known.values()
    ):
        raise BaselineError("its files should have lists of texts")
    return {str(file): tuple(prints) for file, prints in known.items()}


def text(files: Iterable[tuple[str, Document, Sequence[Finding]]], others: Known | None = None) -> str:
    """A baseline of these findings, under these names of files, and of what is known of `others`."""
    known = dict(others or {})
    for name, document, findings in files:
        if findings:
            known[name] = _fingerprints(document, findings)
    body = {"version": VERSION, "files": {name: sorted(prints) for name, prints in sorted(known.items())}}
    return json_text(body) + "\n"


def compared(known: Known, file: str, document: Document, findings: Sequence[Finding]) -> Compared:
    """The findings of a file, seen against a baseline. `file` is its name there."""
    left = Counter(known.get(file, ()))
    new: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding, known_by in zip(findings, _fingerprints(document, findings), strict=True):
        if left[known_by] > 0:
            left[known_by] -= 1
            reason = Phrase("it was there when the baseline was made")
            suppressed.append(Suppressed(finding, reason, by="baseline"))
        else:
            new.append(finding)
    return Compared(tuple(new), tuple(suppressed), left.total())


def _fingerprints(document: Document, findings: Sequence[Finding]) -> list[str]:
    return [fingerprint(finding, document.data) for finding in findings]
