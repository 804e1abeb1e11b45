"""`# archgen: ignore[AG215] reason`: a comment that asks to ignore rules on its own line, or on the next one.

The words in the brackets are codes or names, and perhaps the last day on which it holds:
`# archgen: ignore[AG215, single-zone, until 2027-01-31] only staging`. A reason is required.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from archgen.findings import Finding, Severity, Span, Suppressed
from archgen.yamlfile.document import Document

_COMMENT = re.compile(r"#+\s*archgen:\s*ignore\b\s*(?:\[([^\]]*)\])?\s*[-:]*\s*(.*)")
_UNTIL = re.compile(r"until\s+(\S+)")


class IgnoreComment(NamedTuple):
    """One comment: the rules that it names, the line that it is about, and what is wrong with itself."""

    span: Span
    line: int
    rules: tuple[str, ...]
    reason: str
    until: str | None = None
    trouble: str | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether it names the rule of this finding."""
        return finding.code in self.rules or finding.name in self.rules


def apart(
    document: Document, findings: Sequence[Finding], today: date | None
) -> tuple[list[Finding], list[Suppressed]]:
    """The findings that count, and those that comments ask to ignore; one without effect is a finding."""
    comments = list(ignore_comments(document))
    live = [comment for comment in comments if comment.trouble is None and not _expired(comment, today)]
    by_line: dict[int, list[IgnoreComment]] = {}
    for comment in live:
        by_line.setdefault(comment.line, []).append(comment)
    used: set[IgnoreComment] = set()
    active: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        here = by_line.get(document.place(finding).line, []) if live else []
        asking = [comment for comment in here if comment.covers(finding)]
        used.update(asking)
        if asking:
            suppressed.append(Suppressed(finding, asking[0].reason, until=asking[0].until, by="comment"))
        else:
            active.append(finding)
    return [*active, *_without_effect(comments, used, today)], suppressed


def ignore_comments(document: Document) -> Iterator[IgnoreComment]:
    """The comments of a document that ask to ignore something."""
    if "archgen:" not in document.text or "ignore" not in document.text:
        return
    target = 0
    for line, column, text in document.comments():
        if match := _COMMENT.match(text):
            target = _target(document, line, column, target)
            span = Span(line, column, line, column + len(text))
            yield _comment(span, target, match[1], match[2].strip())


def _comment(span: Span, line: int, listed: str | None, reason: str) -> IgnoreComment:
    words = [word.strip() for word in (listed or "").split(",") if word.strip()]
    days = [match[1] for word in words if (match := _UNTIL.fullmatch(word))]
    rules = tuple(word for word in words if not _UNTIL.fullmatch(word))
    until = days[-1] if days else None
    trouble = None
    if not rules:
        trouble = "names no rule; write `# archgen: ignore[AG215] reason`"
    elif not reason:
        trouble = (
            f"gives no reason; write it after the bracket: `# archgen: ignore[{', '.join(rules)}] reason`"
        )
    elif until is not None and not _is_day(until):
        trouble = f"has no day after `until`, but {until}; write it as 2027-01-31"
    return IgnoreComment(span, line, rules, reason, until, trouble)


def _target(document: Document, line: int, column: int, before: int) -> int:
    """The line that a comment is about: its own, or the next where nothing stands before it."""
    if document.line(line)[: column - 1].strip():
        return line
    if line < before:  # the comment before it was about a line further down: there is nothing between
        return before
    last = document.text.count("\n") + document.text.count("\r") + 1
    following = line + 1
    while following <= last and document.line(following).lstrip()[:1] in ("", "#"):
        following += 1
    return following


def _without_effect(
    comments: Sequence[IgnoreComment], used: set[IgnoreComment], today: date | None
) -> Iterator[Finding]:
    for comment in comments:
        whom = ", ".join(comment.rules)
        if comment.trouble is not None:
            message = f"this ignore comment {comment.trouble}"
        elif _expired(comment, today):
            message = f"the ignore of {whom} expired on {comment.until}; fix the finding, or set a later date"
        elif comment not in used:
            message = f"the ignore of {whom} matches no finding on line {comment.line}; remove it"
        else:
            continue
        yield Finding("AG805", "ignore-without-effect", Severity.WARNING, message, span=comment.span)


def _expired(comment: IgnoreComment, today: date | None) -> bool:
    return today is not None and comment.until is not None and date.fromisoformat(comment.until) < today


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
