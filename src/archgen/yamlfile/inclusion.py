"""A file laid over those that it includes: one document, in which every value keeps its place in its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from archgen.findings import Finding, Route
from archgen.yamlfile.document import Document, Lines, Node, Section

KEY = "include"
_APPENDED: tuple[Route, ...] = (("connections",), ("policies",), ("rules", "ignore"))
"""Lists that grow; any other list of the file replaces an included one."""


def combined(document: Document, parts: Sequence[Document]) -> Document:
    """The document over the parts, which are in the order in which each is laid over the one before.

    The texts are put one behind the other, so that a place in any of them is one number.
    """
    starts, text = [], document.text
    for part in parts:
        starts.append(len(text) + 1)
        text += f"\n{part.text}"
    lines = Lines(text)
    sections = tuple(
        Section(part.name, start, lines.position(start)[0]) for part, start in zip(parts, starts, strict=True)
    )
    placed = list(zip(parts, sections, strict=True))
    quoted = [(first + s.start, last + s.start) for part, s in placed for first, last in part.quoted]
    whole = replace(
        document,
        text=text,
        lines=lines,
        included=sections,
        quoted=(*document.quoted, *quoted),
        findings=(*document.findings, *(moved for part, s in placed for moved in _moved(part, s))),
    )
    if document.data is None or any(part.data is None for part in parts):
        return replace(whole, data=None)
    return _laid_over(whole, placed)


def _moved(part: Document, section: Section) -> list[Finding]:
    """The findings of a part, where they are in the whole."""
    above, found = section.line - 1, []
    for finding in part.findings:
        span = part.place(finding)
        span = span._replace(line=span.line + above, end_line=span.end_line + above)
        found.append(finding._replace(span=span, related=()))
    return found


def _laid_over(whole: Document, placed: Sequence[tuple[Document, Section]]) -> Document:
    own = whole.root
    assert own is not None
    data, root = dict[str, Any](), Node(own.start, own.end, own.style, {})
    for part, section in placed:
        assert part.root is not None
        shifted = _shifted(part.root, section.start, {})
        given = {key: value for key, value in part.data.items() if key != KEY}
        data, root = _merged(data, root, given, shifted, ())
    data, root = _merged(data, root, whole.data, own, ())
    return replace(whole, data=data, root=root)


def _shifted(node: Node, by: int, known: dict[int, Node]) -> Node:
    """A node and what is in it, further down; what aliases share stays shared."""
    if id(node) not in known:
        moved = known[id(node)] = Node(node.start + by, node.end + by, node.style, {})
        moved.key_start, moved.key_end = node.key_start + by, node.key_end + by
        moved.entries = {key: _shifted(below, by, known) for key, below in node.entries.items()}
    return known[id(node)]


def _merged(
    data: dict[str, Any], node: Node, over: dict[str, Any], over_node: Node, route: Route
) -> tuple[dict[str, Any], Node]:
    """A map with another one laid over it: what that says wins, and `null` takes away."""
    found, entries = dict(data), dict(node.entries)
    for key, value in over.items():
        below, place = over_node.entries[key], (*route, key)
        before = found.get(key)
        if value is None and key in found:
            del found[key], entries[key]
        elif isinstance(value, dict) and isinstance(before, dict):
            found[key], merged = _merged(before, entries[key], value, below, place)
            entries[key] = merged.under(below)
        elif isinstance(value, list) and isinstance(before, list) and place in _APPENDED:
            entries[key] = _appended(entries[key], before, below)
            found[key] = [*before, *value]
        else:
            found[key], entries[key] = value, below
    return found, Node(over_node.start, over_node.end, over_node.style, entries)


def _appended(node: Node, before: list[Any], over: Node) -> Node:
    """The list of the upper file, with the items of the lower one before its own."""
    entries = dict(node.entries)
    entries |= {len(before) + int(index): below for index, below in over.entries.items()}
    return Node(over.start, over.end, over.style, entries).under(over)
