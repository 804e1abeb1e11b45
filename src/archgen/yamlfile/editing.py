"""Small changes to a file at recorded places: every byte that a change does not mean stays as it is.

A change gives None where it cannot be made safely by splicing (the value comes by an alias or a merge, has an
anchor or a tag, or is written in a way that would need more than a splice). Whoever asked then leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from archgen.findings import Route, Span
from archgen.yamlfile.document import Document, Node

_DASH = re.compile(r"[ ]*- +")


class Edit(NamedTuple):
    """Characters `start:end` of a text, to be replaced."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; of two that overlap, the first in the text is made."""
    pieces = []
    at = 0
    for edit in sorted(set(edits)):
        if edit.start >= at:
            pieces += [text[at : edit.start], edit.text]
            at = edit.end
    return "".join([*pieces, text[at:]])


def replacement(document: Document, route: Route, written: str) -> Edit | None:
    """The scalar at `route`, on one line, replaced by what is `written`."""
    trail = _trail(document, route)
    if trail is None:
        return None
    node = trail[-1]
    before = document.text[node.start : node.end]
    if node.entries or "\n" in before or before[:1] in ("&", "!", "*", "|", ">"):
        return None
    gap = " " if node.start == node.end and not document.text[node.start - 1 : node.start].isspace() else ""
    return Edit(node.start, node.end, gap + written)


def setting(document: Document, route: Route, key: str, written: str) -> Edit | None:
    """In the map at `route`: `key` replaced where it stands, else appended in the style of the map."""
    trail = _trail(document, route)
    if trail is None or trail[-1].style not in ("map", "flow-map"):
        return None
    if key in trail[-1].entries:
        return replacement(document, (*route, key), written)
    return _appended(document, trail[-1], f"{key}: {written}")


def appended_item(document: Document, route: Route, written: str) -> Edit | None:
    """An item at the end of the list at `route`, in the style of the list."""
    trail = _trail(document, route)
    if trail is None or trail[-1].style not in ("list", "flow-list"):
        return None
    return _appended(document, trail[-1], written if trail[-1].style == "flow-list" else f"- {written}")


def removal(document: Document, route: Route) -> Edit | None:
    """The entry at `route` taken out of its map or list; with the last one its map or list goes too."""
    trail = _trail(document, route)
    if trail is None or len(trail) < 2:
        return None
    holder, node = trail[-2], trail[-1]
    if len(_written(holder)) == 1:
        return removal(document, route[:-1])
    if holder.style.startswith("flow-"):
        return _removed_from_flow(holder, node)
    if holder.style == "map":
        return _removed_from_map(document, holder, node)
    return _removed_from_list(document, node)


def comment_removal(document: Document, span: Span) -> Edit:
    """A comment taken out: with its line where it is all of it, else with the spaces before it."""
    text = document.text
    before = document.line(span.line)[: span.column - 1]
    start = document.offset(span.line) + len(before.rstrip())
    if not before.strip():
        return Edit(_line_start(text, start), _next_line(text, start), "")
    return Edit(start, _line_end(text, start), "")


def _trail(document: Document, route: Route) -> list[Node] | None:
    """The nodes from the top to `route`, where each stands inside of the one before it."""
    node = document.root
    if node is None:
        return None
    trail = [node]
    for step in route:
        below = node.entries.get(step)
        if below is None or below.style == "alias" or not node.has(below):
            return None
        trail.append(below)
        node = below
    return trail


def _written(node: Node) -> list[Node]:
    """The entries of a map or list that are written in it."""
    return [below for below in node.entries.values() if node.has(below)]


def _appended(document: Document, node: Node, written: str) -> Edit | None:
    text = document.text
    if not node.style.startswith("flow-"):
        first = next(iter(_written(node)))
        start = first.key_start if node.style == "map" else text.rfind("-", 0, first.start)
        indent = " " * (start - _line_start(text, start))
        at = _line_end(text, _end(text, node) - 1)
        return Edit(at, at, f"{_new_line(text)}{indent}{written}")
    if not _written(node):
        return Edit(node.end - 1, node.end - 1, written)
    last = _written(node)[-1]
    after = text[last.end : node.end - 1]
    if "#" in after or "\n" in after:
        return None
    return Edit(last.end, last.end, f", {written}") if "," not in after else None


def _removed_from_flow(holder: Node, node: Node) -> Edit:
    nodes = _written(holder)
    index = nodes.index(node)
    if index + 1 < len(nodes):
        return Edit(node.key_start, nodes[index + 1].key_start, "")
    return Edit(nodes[index - 1].end, node.end, "")


def _removed_from_map(document: Document, holder: Node, node: Node) -> Edit | None:
    text = document.text
    start = _line_start(text, node.key_start)
    if not text[start : node.key_start].strip():
        return Edit(start, _next_line(text, _end(text, node) - 1), "")
    following = [other for other in _written(holder) if other.key_start > node.key_start]
    if not following:
        return None
    return Edit(node.key_start, following[0].key_start, "")


def _removed_from_list(document: Document, node: Node) -> Edit | None:
    text = document.text
    start = _line_start(text, node.start)
    if not _DASH.fullmatch(text[start : node.start]):
        return None
    return Edit(start, _next_line(text, _end(text, node) - 1), "")


def _end(text: str, node: Node) -> int:
    """Where the value ends, without blank lines that a block text takes in; after the colon at least."""
    end = node.start + len(text[node.start : node.end].rstrip())
    return max(end, node.key_end + 1)


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _line_end(text: str, offset: int) -> int:
    ends = [end for end in (text.find("\n", offset), text.find("\r", offset)) if end >= 0]
    return min(ends, default=len(text))


def _next_line(text: str, offset: int) -> int:
    end = _line_end(text, offset)
    return end + 2 if text[end : end + 2] == "\r\n" else min(end + 1, len(text))


def _new_line(text: str) -> str:
    end = _line_end(text, 0)
    return text[end : end + 2] if text[end : end + 2] == "\r\n" else "\n"
