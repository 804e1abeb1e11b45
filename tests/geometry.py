"""How good a drawing is, measured on its SVG: every fault by name and with the ids of what is at fault.

`measure(svg)` is the whole of it: `faults` must be empty; crossings, bends and needless border crossings
are counted. Distances are in CSS pixels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from archgen.render.diagram.scene import Box
from archgen.render.diagram.text import typeface
from drawing import Component, Connection, Drawing, Group, Point, Segment, boxed, read

SLACK = 0.75
"""What two boxes may share before they count as overlapping: less than a pixel."""
REACH = 6.0
"""How far from its component a connection may end: room for an arrow's tip."""


@dataclass(frozen=True)
class Fault:
    """A measure that must be zero and is not, and who is at fault."""

    name: str
    ids: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}: {', '.join(self.ids)}"


@dataclass(frozen=True)
class Report:
    faults: tuple[Fault, ...]
    connections: int
    crossings: int
    bends: int
    needless_border_crossings: int
    width: float = 0.0

    @property
    def small_text(self) -> float:
        """The size of small text, in pixels, where the picture is 900 pixels wide, as on a README page."""
        return typeface.SETTINGS["small"].size * min(900 / self.width, 1.0) if self.width else 0.0

    @property
    def bends_per_connection(self) -> float:
        return self.bends / self.connections if self.connections else 0.0

    @property
    def names(self) -> set[str]:
        return {fault.name for fault in self.faults}

    def __str__(self) -> str:
        counts = f"{self.connections} connections, {self.crossings} crossings, "
        counts += f"{self.bends_per_connection:.2f} bends each, "
        counts += f"{self.needless_border_crossings} needless border crossings"
        return "\n".join([counts, *map(str, self.faults)])


def measure(svg: str, text_boxes: Sequence[Box] | None = None) -> Report:
    """Every measure of a drawing."""
    drawing = read(svg, text_boxes)
    checks = (
        _dangling(drawing),
        _through_icons(drawing),
        _through_texts(drawing),
        _overlaps(drawing),
        _across_borders(drawing),
        _far_labels(drawing),
        _loose_ends(drawing),
        _outside(drawing),
        _overlapping_groups(drawing),
        _shared_runs(drawing),
        _slanted(drawing),
        _left_frames(drawing),
        _uneven_zones(drawing),
    )
    faults = tuple(dict.fromkeys(fault for check in checks for fault in check))
    if "dangling" in {fault.name for fault in faults}:
        return Report(faults, len(drawing.connections), 0, 0, 0)
    return Report(
        faults,
        len(drawing.connections),
        sum(_crossings(a, b) for a, b in combinations(_lines(drawing), 2)),
        sum(len(connection.points) - 2 for connection in drawing.connections.values()),
        sum(_needless(connection, drawing) for connection in drawing.connections.values()),
        drawing.box.width,
    )


# What must be zero


def _dangling(drawing: Drawing) -> Iterator[Fault]:
    """An id that is nobody's."""
    for connection in drawing.connections.values():
        for end in (connection.source, connection.target):
            if end not in drawing.components and end not in drawing.groups:
                yield Fault("dangling", (connection.id, end))
    parents = [(group.id, group.parent) for group in drawing.groups.values()]
    parents += [(c.id, id) for c in drawing.components.values() for id in (c.parent, c.border)]
    for id, parent in parents:
        if parent is not None and parent not in drawing.groups:
            yield Fault("dangling", (id, parent))


def _through_icons(drawing: Drawing) -> Iterator[Fault]:
    for connection in drawing.connections.values():
        for component in drawing.components.values():
            if _runs_through(connection, component.icon):
                own = component.id in (connection.source, connection.target)
                yield Fault("through-own-icon" if own else "through-icon", (connection.id, component.id))
        for group in drawing.groups.values():
            if group.sign and _runs_through(connection, group.sign):
                yield Fault("through-sign", (connection.id, group.id))


def _through_texts(drawing: Drawing) -> Iterator[Fault]:
    texts = list(_texts(drawing))
    for connection in drawing.connections.values():
        for id, box in texts:
            if id == connection.id or drawing.share_a_trunk(id, connection.id):
                continue
            if _runs_through(connection, box):
                yield Fault("through-text", (connection.id, id))


def _overlaps(drawing: Drawing) -> Iterator[Fault]:
    texts, icons = list(_texts(drawing)), list(_icons(drawing))
    for (one, a), (other, b) in combinations(texts, 2):
        if _overlap(a, b) and one != other:
            yield Fault("text-overlap", (one, other))
    for one, a in texts:
        for other, b in icons:
            if _overlap(a, b):
                yield Fault("text-over-icon", (one, other))
    for (one, a), (other, b) in combinations(icons, 2):
        if _overlap(a, b):
            yield Fault("icon-overlap", (one, other))


def _across_borders(drawing: Drawing) -> Iterator[Fault]:
    """Text or an icon on a frame that is not its own place."""
    texts = list(_texts(drawing))
    on = {component.id: component.border for component in drawing.components.values()}
    for group in drawing.groups.values():
        for id, box in texts:
            if on.get(id) != group.id and _straddles(box, group.box):
                yield Fault("text-across-border", (id, group.id))
        for component in drawing.components.values():
            if component.border != group.id and _straddles(component.icon, group.box):
                yield Fault("icon-across-border", (component.id, group.id))


def _far_labels(drawing: Drawing) -> Iterator[Fault]:
    icon = min((c.icon.width for c in drawing.components.values()), default=48.0)
    for connection in drawing.connections.values():
        for label in connection.labels:
            if min(_distance(segment, label) for segment in connection.segments) > icon / 4:
                yield Fault("label-far", (connection.id,))


def _loose_ends(drawing: Drawing) -> Iterator[Fault]:
    for connection in drawing.connections.values():
        for id, point in (
            (connection.source, connection.points[0]),
            (connection.target, connection.points[-1]),
        ):
            component, group = drawing.components.get(id), drawing.groups.get(id)
            if component and min(_gap(point, box) for box in (component.icon, *component.labels)) > REACH:
                yield Fault("loose-end", (connection.id, id))
            if group and _border_gap(point, group.box) > REACH:
                yield Fault("loose-end", (connection.id, id))


def _outside(drawing: Drawing) -> Iterator[Fault]:
    for id, box in _everything(drawing):
        if not _inside(box, drawing.box):
            yield Fault("outside-picture", (id,))
    for group in drawing.groups.values():
        if group.parent in drawing.groups and not _inside(group.box, drawing.groups[group.parent].box):
            yield Fault("outside-parent", (group.id, group.parent or ""))
        for caption in group.captions:
            if not _inside(caption, group.box):
                yield Fault("outside-parent", (group.id, group.id))
    for component in drawing.components.values():
        parent, border = (drawing.groups.get(id or "") for id in (component.parent, component.border))
        if parent and not border and not _inside(_whole(component), parent.box):
            yield Fault("outside-parent", (component.id, parent.id))
        if border and _border_gap(component.icon.center, border.box) > 2:
            yield Fault("off-border", (component.id, border.id))


def _overlapping_groups(drawing: Drawing) -> Iterator[Fault]:
    for a, b in combinations(drawing.groups.values(), 2):
        siblings = a.kind == b.kind and a.parent == b.parent
        if siblings and _overlap(a.box, b.box):
            yield Fault("group-overlap", (a.id, b.id))


def _shared_runs(drawing: Drawing) -> Iterator[Fault]:
    """Two connections with no end in common on one line, which then looks like one connection."""
    for a, b in combinations(drawing.connections.values(), 2):
        if {a.source, a.target} & {b.source, b.target} or b.id in drawing.mates.get(a.id, ()):
            continue
        if _meet(a.hull, b.hull) and any(_shared(s, t) > 1 for s in a.boxes for t in b.boxes):
            yield Fault("shared-run", (a.id, b.id))


def _slanted(drawing: Drawing) -> Iterator[Fault]:
    for connection in drawing.connections.values():
        for (ax, ay), (bx, by) in connection.segments:
            if min(abs(ax - bx), abs(ay - by)) > 0.05:
                yield Fault("slanted", (connection.id,))


def _left_frames(drawing: Drawing) -> Iterator[Fault]:
    """A line that leaves a frame that both of its ends are in."""
    for connection in drawing.connections.values():
        known = [
            id
            for id in (connection.source, connection.target)
            if id in drawing.components or id in drawing.groups
        ]
        ends = [_end_point(id, drawing) for id in known]
        for group in drawing.groups.values():
            if group.kind not in ("cloud", "region", "vpc"):
                continue
            inner = len(ends) == 2 and all(_within(end, group.box) for end in ends)
            if inner and not all(_inside(box, group.box) for box in connection.boxes):
                yield Fault("left-frame", (connection.id, group.id))


def _uneven_zones(drawing: Drawing) -> Iterator[Fault]:
    """Zones of a region that differ in width or rows, or place the same component differently."""
    zones: dict[str | None, list[Group]] = {}
    for group in drawing.groups.values():
        if group.kind == "zone":
            zones.setdefault(group.parent, []).append(group)
    for siblings in zones.values():
        for a, b in combinations(siblings, 2):
            if _differ(a.box.width, b.box.width):
                yield Fault("zone-widths", (a.id, b.id))
            if _differ(a.box.y, b.box.y) or _differ(a.box.height, b.box.height):
                yield Fault("zone-heights", (a.id, b.id))
            yield from _uneven_rows(a, b, drawing)
            yield from _uneven_places(a, b, drawing)


def _uneven_rows(a: Group, b: Group, drawing: Drawing) -> Iterator[Fault]:
    rows = [
        [g for g in drawing.groups.values() if g.kind == "subnet" and g.parent == zone.id] for zone in (a, b)
    ]
    for one, other in zip(*rows, strict=False):
        if _differ(one.box.y, other.box.y) or _differ(one.box.height, other.box.height):
            yield Fault("row-heights", (one.id, other.id))
        if _differ(one.box.width, other.box.width):
            yield Fault("row-widths", (one.id, other.id))


def _uneven_places(a: Group, b: Group, drawing: Drawing) -> Iterator[Fault]:
    here, there = (_places(zone, drawing) for zone in (a, b))
    shared = [c for c in here if c in there and len(here[c]) == len(there[c])]
    mirrored = {c: sorted((a.box.width - x, y) for x, y in here[c]) for c in shared}
    same = [c for c in shared if _alike(sorted(here[c]), sorted(there[c]))]
    flipped = [c for c in shared if _alike(mirrored[c], sorted(there[c]))]
    if len(same) < len(shared) and len(flipped) < len(shared):
        for component in shared:
            if component not in max(same, flipped, key=len):
                yield Fault("place-differs", (component, a.id, b.id))


def _places(zone: Group, drawing: Drawing) -> dict[str, list[Point]]:
    """Where the copies of each component stand in a zone, relative to it."""
    places: dict[str, list[Point]] = {}
    for component in drawing.components.values():
        parent = drawing.groups.get(component.parent or "")
        if parent and zone.id in (parent.id, parent.parent):
            x, y = component.icon.center
            places.setdefault(component.component, []).append((x - zone.box.x, y - zone.box.y))
    return places


# What is counted


def _lines(drawing: Drawing) -> list[Connection]:
    """The connections without those that only go back over the whole line of another one."""
    seen: set[tuple[Point, ...]] = set()
    kept = []
    for connection in drawing.connections.values():
        if connection.points[::-1] not in seen:
            kept.append(connection)
        seen.add(connection.points)
    return kept


def _crossings(a: Connection, b: Connection) -> int:
    """How often two connections cross; where one begins or ends on the other is no crossing."""
    if not _touches(a.hull, b.hull):
        return 0
    return sum(_cross(s, t) for s in a.boxes for t in b.boxes)


def _cross(across: Box, along: Box) -> bool:
    if across.width < across.height:
        across, along = along, across
    flat = across.height < 0.05 and along.width < 0.05
    return (
        flat
        and across.x + SLACK < along.x < across.right - SLACK
        and along.y + SLACK < across.y < along.bottom - SLACK
    )


def _needless(connection: Connection, drawing: Drawing) -> int:
    """Frames crossed more often than the places of the two ends demand."""
    ends = [_end_point(id, drawing) for id in (connection.source, connection.target)]
    count = 0
    for group in drawing.groups.values():
        if group.id in (connection.source, connection.target):
            continue
        holds = [_within(end, group.box) for end in ends]
        count += max(_entries(connection, group.box) - (1 if holds[0] != holds[1] else 0), 0)
    return count


def _end_point(id: str, drawing: Drawing) -> Point:
    return (drawing.components[id].icon if id in drawing.components else drawing.groups[id].box).center


def _entries(connection: Connection, frame: Box) -> int:
    """How often a connection crosses a frame."""
    sides = (
        Box(frame.x, frame.y, frame.width, 0),
        Box(frame.x, frame.bottom, frame.width, 0),
        Box(frame.x, frame.y, 0, frame.height),
        Box(frame.right, frame.y, 0, frame.height),
    )
    return sum(_cross(box, side) for box in connection.boxes for side in sides)


# Boxes and lines


def _texts(drawing: Drawing) -> Iterator[tuple[str, Box]]:
    for group in drawing.groups.values():
        yield from ((group.id, box) for box in group.captions)
    for component in drawing.components.values():
        yield from ((component.id, box) for box in component.labels)
    for connection in drawing.connections.values():
        yield from ((connection.id, box) for box in connection.labels)
    yield from (("heading", box) for box in drawing.texts)


def _icons(drawing: Drawing) -> Iterator[tuple[str, Box]]:
    yield from ((component.id, component.icon) for component in drawing.components.values())
    yield from ((group.id, group.sign) for group in drawing.groups.values() if group.sign)


def _everything(drawing: Drawing) -> Iterator[tuple[str, Box]]:
    yield from _texts(drawing)
    yield from _icons(drawing)
    yield from ((group.id, group.box) for group in drawing.groups.values())
    for connection in drawing.connections.values():
        yield from ((connection.id, boxed(segment)) for segment in connection.segments)


def _whole(component: Component) -> Box:
    boxes = (component.icon, *component.labels)
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(b.right for b in boxes) - left, max(b.bottom for b in boxes) - top)


def _overlap(a: Box, b: Box) -> bool:
    across = min(a.right, b.right) - max(a.x, b.x)
    return across > SLACK and min(a.bottom, b.bottom) - max(a.y, b.y) > SLACK


def _runs_through(connection: Connection, box: Box) -> bool:
    inner = Box(box.x + SLACK, box.y + SLACK, box.width - 2 * SLACK, box.height - 2 * SLACK)
    return _touches(connection.hull, inner) and any(_touches(box, inner) for box in connection.boxes)


def _touches(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def _straddles(box: Box, frame: Box) -> bool:
    """Whether a frame's line runs through a box."""
    return _overlap(box, frame) and not _inside(box, frame)


def _inside(box: Box, frame: Box) -> bool:
    return (
        box.x >= frame.x - SLACK
        and box.y >= frame.y - SLACK
        and box.right <= frame.right + SLACK
        and box.bottom <= frame.bottom + SLACK
    )


def _within(point: Point, box: Box) -> bool:
    return box.x < point[0] < box.right and box.y < point[1] < box.bottom


def _distance(segment: Segment, box: Box) -> float:
    line = boxed(segment)
    across = max(line.x - box.right, box.x - line.right, 0.0)
    down = max(line.y - box.bottom, box.y - line.bottom, 0.0)
    return float((across**2 + down**2) ** 0.5)


def _gap(point: Point, box: Box) -> float:
    return _distance((point, point), box)


def _border_gap(point: Point, box: Box) -> float:
    """From a point to the nearest side of a box, from within or without."""
    outside = _gap(point, box)
    inside = min(point[0] - box.x, box.right - point[0], point[1] - box.y, box.bottom - point[1])
    return outside or inside


def _meet(a: Box, b: Box) -> bool:
    """Whether two boxes come as near as lines may that look like one."""
    return a.x < b.right + 2 and b.x < a.right + 2 and a.y < b.bottom + 2 and b.y < a.bottom + 2


def _shared(a: Box, b: Box) -> float:
    """The length that two segments lie on one line."""
    if a.height < 0.05 and b.height < 0.05 and abs(a.y - b.y) < 1.5:
        return min(a.right, b.right) - max(a.x, b.x)
    if a.width < 0.05 and b.width < 0.05 and abs(a.x - b.x) < 1.5:
        return min(a.bottom, b.bottom) - max(a.y, b.y)
    return 0.0


def _differ(a: float, b: float) -> bool:
    return abs(a - b) > 0.05


def _alike(a: list[Point], b: list[Point]) -> bool:
    return all(not _differ(p[0], q[0]) and not _differ(p[1], q[1]) for p, q in zip(a, b, strict=True))


def worst(reports: Sequence[Report]) -> Counter[str]:
    """How many drawings have each fault."""
    return Counter(name for report in reports for name in sorted(report.names))
