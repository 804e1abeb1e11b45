"""A file that was read: plain data, and where every value stands in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from archgen.findings import Finding, Route, Span, nearest
from archgen.findings.codes import schema_finding
from archgen.findings.phrase import Phrase, did_you_mean

LINE_END = re.compile(r"\r\n|\n|\r")
_HASH = re.compile(r"(?:(?<=[ \t\r\n])|\A)#")
BLOCK = ("map", "list")


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. `data` is None when it cannot be used at all; `findings` then say why."""

    name: str
    text: str
    data: Any
    findings: tuple[Finding, ...] = ()
    bom: bool = False
    root: Node | None = field(default=None, repr=False, compare=False)
    lines: Lines | None = field(default=None, repr=False, compare=False)
    quoted: tuple[tuple[int, int], ...] = field(default=(), repr=False, compare=False)
    included: tuple[Section, ...] = ()

    @property
    def own_text(self) -> str:
        """The text without those of the files that it includes."""
        return self.text[: self.included[0].start - 1] if self.included else self.text

    def in_file(self, span: Span) -> tuple[str, Span]:
        """The file that a place is in, this one or an included one, and the place in that."""
        for section in reversed(self.included):
            if span.line >= section.line:
                above = section.line - 1
                return section.name, span._replace(line=span.line - above, end_line=span.end_line - above)
        return self.name, span

    def is_included(self, span: Span) -> bool:
        """Whether a place is in a file that this one includes."""
        return bool(self.included) and span.line >= self.included[0].line

    def locate(self, route: Route, *, key: bool = False, within: tuple[int, int] | None = None) -> Span:
        """Where the value at `route` stands, or its nearest ancestor that exists.

        A map is shown by its key, and so is a list that begins on the next line: that is where the eye looks.
        `within` narrows it to characters of the text, where they can be told apart (one line, no escapes).
        """
        return self.span(*self.characters(route, key=key, within=within))

    def characters(
        self, route: Route, *, key: bool = False, within: tuple[int, int] | None = None
    ) -> tuple[int, int]:
        """What `locate` points at, as characters `start:end` of the text."""
        start, end = self._shown(route, key)
        return (start, end) if within is None else self._narrowed(route, key, start, end, within)

    def place(self, finding: Finding) -> Span:
        """Where a finding points."""
        if finding.span is not None:
            return finding.span
        return self.locate(finding.route, key=finding.key, within=finding.within)

    def extent(self, route: Route, *, key: bool = False) -> tuple[int, int] | None:
        """The characters `start:end` that are the value at `route`, or its key; None if there is none."""
        trail = self._trail(route)
        if len(trail) <= len(route):
            return None
        node = trail[-1]
        return (node.key_start, node.key_end) if key else (node.start, node.end)

    def node(self, route: Route) -> Node | None:
        """The node at `route`: its style and what is in it."""
        trail = self._trail(route)
        return trail[-1] if len(trail) > len(route) else None

    def span(self, start: int, end: int) -> Span:
        """Characters `start:end` of the text as lines and columns."""
        lines = self.lines or Lines(self.text)
        return Span(*lines.position(start), *lines.position(max(start, end)))

    def offset(self, number: int) -> int:
        """Where line `number` begins, as an index into the text."""
        return (self.lines or Lines(self.text)).starts[number - 1]

    def value(self, route: Route) -> Any:
        """The data at `route`; None if there is none."""
        return _at(self.data, route)

    def line(self, number: int) -> str:
        """A line of the text, from 1, without its end; empty where there is none."""
        return (self.lines or Lines(self.text)).line(number)

    def comments(self) -> Iterator[tuple[int, int, str]]:
        """Line, column and text (from the # on) of every comment; none where the text is not YAML."""
        lines = self.lines or Lines(self.text)
        if self.root is None:
            return
        for start in _comment_starts(self.text, self.quoted):
            line, column = lines.position(start)
            yield line, column, lines.line(line)[column - 1 :].rstrip()

    def _trail(self, route: Route) -> list[Node]:
        if self.root is None:
            return []
        trail = [self.root]
        for step in route:
            node = trail[-1].entries.get(step)
            if node is None:
                break
            trail.append(node)
        return trail

    def _shown(self, route: Route, key: bool) -> tuple[int, int]:
        trail = self._trail(route)
        if not trail:
            return 0, 0
        node = trail[-1]
        has_key = node.key_end > node.key_start
        if has_key and (key or node.style in BLOCK or node.end <= node.start):
            return node.key_start, node.key_end
        if node.entries and (len(trail) == 1 or node.style in BLOCK):
            first = next(iter(node.entries.values()))
            return first.key_start, first.key_end if first.key_end > first.key_start else first.end
        return node.start, node.start + len(self.text[node.start : node.end].rstrip())

    def _narrowed(
        self, route: Route, key: bool, start: int, end: int, within: tuple[int, int]
    ) -> tuple[int, int]:
        value = route[-1] if key and route else self.value(route)
        raw = self.text[start:end]
        if not isinstance(value, str) or "\n" in raw:
            return start, end
        for closing in (0, 1):
            if raw[: len(raw) - closing].endswith(value):
                offset = len(raw) - closing - len(value)
                first, last = max(0, within[0]), min(len(value), within[1])
                return (start + offset + first, start + offset + last) if first < last else (start, end)
        return start, end


class Section(NamedTuple):
    """Where the text of an included file begins in that of the file which includes it."""

    name: str
    start: int
    line: int


class Node:
    """A value's place: characters `start:end`, those of its key, how it is written, and what is in it.

    `style` is one of `plain`, `single`, `double`, `literal`, `folded`, `alias`, `map`, `list`, `flow-map` and
    `flow-list`. In a list the key is empty, at the value's start.
    """

    __slots__ = ("end", "entries", "key_end", "key_start", "start", "style")

    def __init__(self, start: int, end: int, style: str, entries: dict[str | int, Node]) -> None:
        self.start = self.key_start = self.key_end = start
        self.end = end
        self.style = style
        self.entries = entries

    def has(self, below: Node) -> bool:
        """Whether another one is written inside of it: not in an included file, nor where an alias leads."""
        return self.start <= below.key_start <= below.end <= self.end

    def under(self, key: Node) -> Node:
        """The same node, with the key of another."""
        self.key_start, self.key_end = key.key_start, key.key_end
        return self


class Lines:
    """Where the lines of a text begin; an end of line is LF, CRLF or CR, as editors count."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        if self._starts is None:
            self._starts = [0, *(match.end() for match in LINE_END.finditer(self._text))]
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at `offset`."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, number: int) -> str:
        """A line without its end."""
        if not 1 <= number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self._text)
        return self._text[self.starts[number - 1] : end].rstrip("\r\n")


def environments(document: Document) -> tuple[str, ...]:
    """The environments that a document has."""
    found = document.data.get("environments") if isinstance(document.data, dict) else None
    return tuple(found) if isinstance(found, dict) else ()


def overlay(document: Document, environment: str) -> Document:
    """The document with `environments.ENVIRONMENT` laid over it (a merge patch, RFC 7396).

    A list replaces a list; under a key that ends with `+`, such as `connections+`, it is appended. What the
    patch says is located where it stands: in the patch.
    """
    environments = document.data.get("environments") if isinstance(document.data, dict) else None
    if document.data is None or document.root is None:
        return document
    known = list(environments) if isinstance(environments, dict) else []
    if not isinstance(environments, dict) or environment not in known:
        return _without_environment(document, environment, known)
    patch = environments[environment]
    if patch is None:
        return document
    if not isinstance(patch, dict):
        text = 'the environment "{environment}" must be a map of what it changes'
        message = Phrase(text, environment=environment)
        finding = schema_finding("AG004", message, ("environments", environment))
        return replace(document, data=None, findings=(*document.findings, finding))
    patch_node = document.root.entries["environments"].entries[environment]
    data, root = _patched(document.data, document.root, patch, patch_node)
    return replace(document, data=data, root=root)


def _without_environment(document: Document, environment: str, known: list[str]) -> Document:
    meant = nearest(environment, known)
    message = Phrase('there is no environment "{environment}"', environment=environment)
    if meant or known:
        message += did_you_mean(meant) or Phrase("; there are {names}", names=", ".join(known))
    finding = schema_finding("AG002", message, ("environments",), key=True)
    return replace(document, data=None, findings=(*document.findings, finding))


def _patched(
    target: Any, target_node: Node, patch: dict[str, Any], node: Node
) -> tuple[dict[str, Any], Node]:
    data = dict(target) if isinstance(target, dict) else {}
    entries = dict(target_node.entries) if isinstance(target, dict) else {}
    for key, value in patch.items():
        below = node.entries[key]
        grown = key.removesuffix("+")
        if grown != key and isinstance(value, list) and isinstance(data.get(grown, []), list):
            entries[grown] = _appended(entries.get(grown), len(data.get(grown, [])), below)
            data[grown] = [*data.get(grown, []), *value]
        elif value is None:
            data.pop(key, None)
            entries.pop(key, None)
        elif isinstance(value, dict):
            data[key], merged = _patched(data.get(key), entries.get(key, below), value, below)
            entries[key] = merged.under(below)
        else:
            data[key], entries[key] = value, below
    return data, Node(node.start, node.end, node.style, entries)


def _appended(target: Node | None, length: int, more: Node) -> Node:
    """A list with the items of another one behind its own."""
    if target is None:
        return more
    entries: dict[str | int, Node] = dict(target.entries)
    entries |= {length + int(index): node for index, node in more.entries.items()}
    return Node(target.start, target.end, target.style, entries).under(target)


def _at(data: Any, route: Route) -> Any:
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _comment_starts(text: str, quoted: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Offsets of the # of every comment: those outside of quotes and of block texts, after a space."""
    starts = [start for start, _ in quoted]
    end_of_comment = 0
    for match in _HASH.finditer(text):
        at = match.start()
        before = bisect_right(starts, at) - 1
        inside = before >= 0 and at < quoted[before][1] and not _in_header(text, quoted[before][0], at)
        if at >= end_of_comment and not inside:
            line_end = LINE_END.search(text, at)
            end_of_comment = line_end.start() if line_end else len(text)
            yield at


def _in_header(text: str, start: int, at: int) -> bool:
    """Whether `at` is on the first line of a block scalar, after its `|` or `>`."""
    between = text[start:at]
    return "\n" not in between and between.lstrip().startswith(("|", ">"))
