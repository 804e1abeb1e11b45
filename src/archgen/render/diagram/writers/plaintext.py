"""A scene as lines of text, for terminals and pull requests: what is in what, and whom each thing calls.

Shops
└→ 443 Amazon CloudFront
AWS Cloud
└─ eu-west-1
└─ VPC · 2 zones
└─ API  EC2 · 4–20 instances
└→ 5432 Ledger
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archgen.render.diagram.scene import Edge, Group, Line, Scene

ASCII = str.maketrans(dict(zip("├└│─→⇢·–×▮", "|`|->>--x#", strict=True)) | {"…": "..."})
ARROWS: Mapping[str, str] = {"event": "⇢", "name": "⇢", "replication": "⇢"}
"""Of the sorts that a picture draws with a dashed line; of all others a plain one."""


@dataclass(frozen=True, slots=True)
class _Thing:
    """A frame, or something that is in one or in none."""

    id: str
    parent: str | None
    words: str
    frame: bool


def draw(scene: Scene, *, ascii: bool = False) -> str:
    """The scene as text; with `ascii` in its characters alone, but for those of the model's own words."""
    things = list(_things(scene))
    lines = [scene.title, "", *_inside(things, None, "", _calls(scene, things))]
    if scene.notes and scene.callouts:
        lines += ["", *_steps(scene)]
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    return text.translate(ASCII) if ascii else text


def _things(scene: Scene) -> Iterator[_Thing]:
    """Frames, lanes, and what is drawn by an icon with a name of its own; a lane speaks for its copies."""
    lanes = {group.id for group in scene.groups if group.kind == "lane"}
    lanes |= {node.id for node in scene.nodes if node.label.lines}
    for group in scene.groups:
        yield _Thing(group.id, group.parent, _words(group.caption.lines, group), group.id not in lanes)
    for node in scene.nodes:
        if node.label.lines:
            yield _Thing(node.id, node.parent, _words(node.label.lines), False)


def _words(lines: Sequence[Line], group: Group | None = None) -> str:
    """The name, and what is written below it."""
    name = " ".join(line.text for line in lines if line.style == "title")
    rest = " ".join(line.text for line in lines if line.style != "title")
    bars = " " + "▮" * len(group.bars) if group and group.bars else ""
    return f"{name}{'  ' if name and rest else ''}{rest}{bars}"


def _calls(scene: Scene, things: Sequence[_Thing]) -> dict[str, list[str]]:
    """What is said under each thing: an arrow, what is written on the line, and to whom it leads."""
    names = _names(scene, things)
    found: dict[str, list[str]] = {}
    for edge in scene.edges:
        if edge.source in names and edge.target in names:
            found.setdefault(edge.source, []).append(f"{_arrow(edge)} {names[edge.target]}")
    return found


def _names(scene: Scene, things: Sequence[_Thing]) -> dict[str, str]:
    """The names of things; those that several have are told apart by what they are in."""
    titles = {thing.id: thing.words.split("  ")[0].rstrip(" ▮") for thing in things}
    titles |= {node.id: node.title or node.component for node in scene.nodes if node.id not in titles}
    parents = {thing.id: thing.parent for thing in things}
    regions = {group.id for group in scene.groups if group.kind in ("region", "zone")}

    def place(id: str | None) -> str:
        while id is not None and id not in regions:
            id = parents.get(id)
        return id or ""

    several = {title for title in titles.values() if list(titles.values()).count(title) > 1}
    return {
        id: f"{title} ({place(parents.get(id))})" if title in several and place(parents.get(id)) else title
        for id, title in titles.items()
    }


def _arrow(edge: Edge) -> str:
    said = " ".join(line.text for line in edge.label.lines) if edge.label else ""
    return f"{ARROWS.get(edge.sort, '→')} {said}".rstrip()


def _inside(
    things: Sequence[_Thing], parent: str | None, indent: str, calls: Mapping[str, list[str]]
) -> Iterator[str]:
    """What is in a frame: its own things first, then the frames in it."""
    own = [thing for thing in things if thing.parent == parent and thing.id != parent]
    for index, thing in enumerate(sorted(own, key=lambda thing: thing.frame)):
        last = index == len(own) - 1
        branch = "" if parent is None else "└─ " if last else "├─ "
        deeper = indent + ("" if parent is None else "   " if last else "│  ")
        yield f"{indent}{branch}{thing.words}"
        for call in calls.get(thing.id, []):
            yield f"{deeper}     {call}"
        yield from _inside(things, thing.id, deeper, calls)


def _steps(scene: Scene) -> Iterator[str]:
    """The steps in words."""
    width = max(len(callout.number) for callout in scene.callouts)
    for callout, note in zip(scene.callouts, scene.notes, strict=False):
        yield f"{callout.number:>{width}}  {' '.join(line.text for line in note.lines)}"
