"""Fixing a file: its findings' fixes are made, round after round, and looked at before they are kept.

A fix is kept only if the file can be used as before, its finding is gone, and no rule finds more than it did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from archgen.findings import Finding, Severity
from archgen.findings.fingerprint import fingerprint
from archgen.lint.examination import Examination
from archgen.lint.fixes import fixes
from archgen.yamlfile.document import Document
from archgen.yamlfile.editing import Edit, edited
from archgen.yamlfile.parser import read


class Effort(NamedTuple):
    """How often fixes are tried, and how many of them one by one when they fail together."""

    rounds: int
    singly: int


_THOROUGH, _BRIEF = Effort(10, 50), Effort(2, 3)
"""To fix a file, and only to say how much could be fixed: each try examines the whole file again."""

Examine = Callable[[Document], Examination]
_Made = tuple[Finding, tuple[Edit, ...]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of a file: its examination now, what was fixed, and what unsafe fixes would still fix."""

    examination: Examination
    fixed: tuple[Finding, ...]
    unsafe: int

    @property
    def raw(self) -> bytes:
        """The bytes of the file as it is now."""
        document = self.examination.document
        return b"\xef\xbb\xbf" * document.bom + document.own_text.encode()


def fixed(
    examination: Examination, examine: Examine, *, unsafe: bool = False, effort: Effort = _THOROUGH
) -> Fixed:
    """The file with its findings fixed as far as fixes can."""
    fixed: list[Finding] = []
    refused: set[str] = set()
    for _ in range(effort.rounds if examination.usable else 0):
        made = _untried(examination, unsafe, refused)
        if not made:
            break
        after, kept = _kept(examination, examine, made, effort.singly)
        refused |= {_known_by(examination, finding) for finding, _ in made if finding not in kept}
        fixed += kept
        examination = after
    left = 0 if unsafe else len(_untried(examination, True, refused))
    return Fixed(examination, tuple(fixed), left)


def fixable(examination: Examination, examine: Examine) -> tuple[Finding, ...]:
    """Findings that safe fixes fix, each of them tried: where some are refused, others may be missed."""
    found = fixed(examination, examine, effort=_BRIEF).fixed
    return tuple(finding for finding in found if finding in examination.findings)


def _untried(examination: Examination, unsafe: bool, refused: set[str]) -> list[_Made]:
    """The fixes that can be made, without those that made the file no better."""
    possible = _possible(examination, unsafe)
    return [each for each in possible if _known_by(examination, each[0]) not in refused]


def _possible(examination: Examination, unsafe: bool) -> list[_Made]:
    """The findings that have a fix that can be made, with its edits: in the file, not in what it includes."""
    made, end = [], len(examination.document.own_text)
    for finding in examination.findings:
        fix = fixes().get(finding.code)
        if fix is None or not (fix.safe or unsafe):
            continue
        edits = fix.edits(examination.document, finding)
        if edits and all(edit.end <= end for edit in edits):
            made.append((finding, edits))
    return made


def _kept(
    examination: Examination, examine: Examine, made: list[_Made], singly: int
) -> tuple[Examination, list[Finding]]:
    """The fixes made together; where that is no good, one by one, each that is good by itself."""
    together = _disjoint(made)
    after = _after(examination, examine, together)
    if _is_better(examination, after, together):
        return after, [finding for finding, _ in together]
    for each in made[:singly]:
        after = _after(examination, examine, [each])
        if _is_better(examination, after, [each]):
            return after, [each[0]]
    return examination, []


def _disjoint(made: list[_Made]) -> list[_Made]:
    """The fixes whose edits touch no edit of one before."""
    taken: list[Edit] = []
    chosen = []
    for finding, edits in made:
        if not any(_touch(edit, other) for edit in edits for other in taken):
            taken += edits
            chosen.append((finding, edits))
    return chosen


def _touch(edit: Edit, other: Edit) -> bool:
    return edit.start <= other.end and other.start <= edit.end


def _after(examination: Examination, examine: Examine, made: list[_Made]) -> Examination:
    document = examination.document
    text = edited(document.own_text, [edit for _, edits in made for edit in edits])
    return examine(replace(read(text.encode(), document.name), bom=document.bom))


def _is_better(before: Examination, after: Examination, made: list[_Made]) -> bool:
    if not after.usable:
        return False
    gone = Counter(finding.code for finding, _ in made)
    then, now = _counted(before), _counted(after)
    return all(now[code] <= then[code] - gone[code] for code in then | now)


def _counted(examination: Examination) -> Counter[str]:
    return Counter(each.code for each in examination.findings if each.severity is not Severity.INFO)


def _known_by(examination: Examination, finding: Finding) -> str:
    return fingerprint(finding, examination.document.data)
