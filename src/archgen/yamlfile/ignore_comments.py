"""`# archgen: ignore[AG215] reason`: a comment that asks to ignore rules on its own line, or on the next one.

On or above the key of a component (or of a row, a region, a group) that is a block, it is about all of that.
The words in the brackets are codes, names or families, and perhaps the last day on which it holds:
`# archgen: ignore[AG215, AG4xx, until 2027-01-31] only staging`. A reason is required; one comment may have
several brackets, each with a reason of its own: `ignore[AG219] a cache, ignore[AG412] copied elsewhere`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from archgen.findings import Finding, Severity, Span, Suppressed, UnusedIgnore
from archgen.findings.families import names
from archgen.findings.phrase import Phrase
from archgen.yamlfile.document import Document

_COMMENT = re.compile(r"#+\s*archgen:\s*(?=ignore\b)")
_ASKED = re.compile(r"ignore\b\s*(?:\[([^\]]*)\])?\s*[-:]*\s*(.*?)(?=[,;]?\s*\bignore\s*\[|$)")
_UNTIL = re.compile(r"until\s+(\S+)")


class IgnoreComment(NamedTuple):
    """One wish of a comment: the rules that it names, the lines that it is about, and what is wrong with it.

    `alone` says that its comment has no other wish, so that the comment can go with it.
    """

    span: Span
    line: int
    last: int
    rules: tuple[str, ...]
    reason: str
    until: str | None = None
    trouble: Phrase | None = None
    alone: bool = True

    def covers(self, finding: Finding) -> bool:
        """Whether it names the rule of this finding."""
        return any(names(word, finding.code, finding.name) for word in self.rules)


def apart(
    document: Document, findings: Sequence[Finding], today: date | None
) -> tuple[list[Finding], list[Suppressed]]:
    """The findings that count, and those that comments ask to ignore; one without effect is a finding."""
    comments = list(ignore_comments(document))
    live = [comment for comment in comments if comment.trouble is None and not _expired(comment, today)]
    by_line: dict[int, list[IgnoreComment]] = {}
    for comment in live:
        for line in range(comment.line, comment.last + 1):
            by_line.setdefault(line, []).append(comment)
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
    blocks = _blocks(document)
    for line, column, text in document.comments():
        if match := _COMMENT.match(text):
            target = _target(document, line, column, target)
            span = Span(line, column, line, column + len(text))
            wishes = list(_ASKED.finditer(text, match.end()))
            for wish in wishes:
                made = _comment(span, target, wish[1], wish[2].strip().rstrip(",;"))
                yield made._replace(last=blocks.get(target, target), alone=len(wishes) == 1)


def _blocks(document: Document) -> dict[int, int]:
    """The last lines of components, rows, regions and groups that are written as blocks, by their first."""
    sections = document.root.entries if document.root else {}
    found: dict[int, int] = {}
    for name in _SECTIONS:
        for node in sections[name].entries.values() if name in sections else ():
            if node.style == "map" and node.start > node.key_end:
                end = node.start + len(document.text[node.start : node.end].rstrip())
                found[document.span(node.key_start, node.key_end).line] = document.span(end, end).line
    return found


_SECTIONS = ("components", "subnets", "regions", "vpcs", "groups")


def _comment(span: Span, line: int, listed: str | None, reason: str) -> IgnoreComment:
    words = [word.strip() for word in (listed or "").split(",") if word.strip()]
    days = [match[1] for word in words if (match := _UNTIL.fullmatch(word))]
    rules = tuple(word for word in words if not _UNTIL.fullmatch(word))
    until = days[-1] if days else None
    trouble = None
    if not rules:
        trouble = Phrase("this ignore comment names no rule; write `# archgen: ignore[AG215] reason`")
    elif not reason:
        trouble = Phrase(
            "this ignore comment gives no reason; write it after the bracket: "
            "`# archgen: ignore[{rules}] reason`",
            rules=", ".join(rules),
        )
    elif until is not None and not _is_day(until):
        text = "this ignore comment has no day after `until`, but {until}; write it as 2027-01-31"
        trouble = Phrase(text, until=until)
    return IgnoreComment(span, line, line, rules, reason, until, trouble)


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
        whom, unused = ", ".join(comment.rules), None
        if comment.trouble is not None:
            message = comment.trouble
        elif _expired(comment, today):
            message = Phrase(
                "the ignore of {rule}{whom} expired on {until}; fix the finding, or set a later date",
                rule=whom,
                whom="",
                until=comment.until,
            )
        elif comment not in used:
            where = Phrase("line {line}", line=comment.line)
            if comment.last != comment.line:
                where = Phrase("lines {first} to {last}", first=comment.line, last=comment.last)
            text = "the ignore of {rules} matches no finding on {where}; remove it from the comment"
            if comment.alone:
                text = "the ignore of {rules} matches no finding on {where}; remove it"
            message = Phrase(text, rules=whom, where=where)
            unused = UnusedIgnore(comment.rules, comment.alone)
        else:
            continue
        told = Finding("AG805", "ignore-without-effect", Severity.WARNING, message, span=comment.span)
        yield told._replace(unused=unused)


def _expired(comment: IgnoreComment, today: date | None) -> bool:
    return today is not None and comment.until is not None and date.fromisoformat(comment.until) < today


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
