"""In which column each card is: the longest way from where requests begin; an event hub is taken out first.

Requests come from the left. What a hub starts stands left of it and is reached from the right, so that most
of a system's cycles become a there and a back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archgen.render.diagram.layout.cards.sheet import Sheet

PARTNERS = 3
"""From how many publishers and subscribers together on a bus, topic or queue is an upright lane."""

Next = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Layers:
    """The column of each card, and the card that is drawn as an upright lane."""

    columns: Mapping[str, int]
    hub: str | None = None


def layers(sheet: Sheet) -> Layers:
    """The columns, counted from the left."""
    if sheet.columns:
        return Layers(sheet.columns)
    hub = _hub(sheet)
    after = _graph(sheet, leave_out=hub)
    started = [w.target for w in sheet.wires if w.source == hub]
    published = {w.source for w in sheet.wires if w.target == hub}
    fed = set(_reached(after, started))
    left = _reached(after, [id for id in after if id not in fed])
    columns = _pulled(sheet, {id: after[id] for id in left})
    if hub is None:
        return Layers(_closed(columns))
    columns |= _leading_back(after, columns, started)
    depths = _depths(after, [id for id in started if id not in columns], columns)
    columns |= _leading_on(after, columns, depths)
    touching = [columns[id] for id in columns if id in published or id in started]
    place = max([*(column + 1 for column in touching), *(depth + 1 for depth in depths.values()), 2])
    columns = _towards(sheet, columns, after, published, place)
    columns |= {id: place - depth for id, depth in depths.items()}
    return Layers(_closed({**columns, hub: place}), hub)


def folded(found: Layers, count: int) -> Layers:
    """The columns with the last ones turned back under the others, so that there are no more than so many.

    The first of them is under the last that stays; from there it goes on to the left, and back again.
    """
    turned = {}
    for id, column in found.columns.items():
        way = column % (2 * count)
        turned[id] = min(way, 2 * count - 1 - way)
    if found.hub is not None:
        turned[found.hub] = max(column for id, column in turned.items() if id != found.hub) + 1
    return Layers(_closed(turned), found.hub)


def _hub(sheet: Sheet) -> str | None:
    """The bus, topic or queue with most publishers and subscribers, if there is a way back from it."""
    into, out = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for wire in sheet.wires:
        if wire.source != wire.target:
            out[wire.source].add(wire.target)
            into[wire.target].add(wire.source)
    busy = [id for id in sheet.hubs if into[id] and out[id] and len(into[id]) + len(out[id]) >= PARTNERS]
    graph = _graph(sheet)
    cyclic = [id for id in busy if into[id] & set(_reached(graph, graph[id]))]
    return max(cyclic, key=lambda id: len(into[id]) + len(out[id]), default=None)


def _graph(sheet: Sheet, leave_out: str | None = None) -> dict[str, list[str]]:
    """Whom each card calls, each once, in the wires' order."""
    after: dict[str, list[str]] = {id: [] for id in sheet.cards if id != leave_out}
    for wire in sheet.wires:
        ends = (wire.source, wire.target)
        if leave_out not in ends and wire.source != wire.target and wire.target not in after[wire.source]:
            after[wire.source].append(wire.target)
    return after


def _reached(after: Next, roots: Iterable[str]) -> list[str]:
    """The cards that some lead to, themselves included."""
    found = dict.fromkeys(roots)
    queue = list(found)
    for id in queue:
        new = [target for target in after[id] if target not in found]
        found |= dict.fromkeys(new)
        queue += new
    return list(found)


def _acyclic(sheet: Sheet, after: Next) -> dict[str, list[str]]:
    """The graph without the calls that close a circle, as seen from where requests begin."""
    kept: dict[str, list[str]] = {id: [] for id in after}
    state: dict[str, int] = {}
    called = {target for targets in after.values() for target in targets}
    roots = sorted(after, key=lambda id: (not sheet.cards[id].start, id in called))
    for root in roots:
        stack = [(root, iter(after[root]))] if root not in state else []
        state.setdefault(root, 1)
        while stack:
            id, targets = stack[-1]
            target = next((t for t in targets if t in after), None)
            if target is None:
                state[id] = 2
                stack.pop()
            elif state.get(target) != 1:
                kept[id].append(target)
                if target not in state:
                    state[target] = 1
                    stack.append((target, iter(after[target])))
    return kept


def _sorted(after: Next) -> list[str]:
    """Each card before those that it calls."""
    callers = defaultdict[str, int](int)
    for targets in after.values():
        for target in targets:
            callers[target] += 1
    queue = [id for id in after if not callers[id]]
    for id in queue:
        for target in after[id]:
            callers[target] -= 1
            if not callers[target]:
                queue.append(target)
    return queue


def _pulled(sheet: Sheet, after: Next) -> dict[str, int]:
    """The longest way to each card; what nobody calls (clients aside) stands beside what it calls."""
    after = _acyclic(sheet, after)
    order = _sorted(after)
    columns, callers = dict.fromkeys(after, 0), defaultdict[str, set[str]](set)
    for id in order:
        for target in after[id]:
            columns[target] = max(columns[target], columns[id] + 1)
            callers[target].add(id)
    loose: set[str] = set()
    for id in order:
        if not sheet.cards[id].start and callers[id] <= loose:
            loose.add(id)
    for id in reversed(order):
        if id in loose and after[id]:
            columns[id] = min(columns[target] for target in after[id]) - 1
    return columns


def _leading_back(after: Next, columns: Mapping[str, int], started: list[str]) -> dict[str, int]:
    """What only the hub leads to, and what leads on to what has a column, is beside that: left to right."""
    known = dict(columns)
    for id in reversed(_sorted({id: [t for t in after[id] if t not in started] for id in after})):
        ahead = [known[target] for target in after[id] if target in known]
        if id not in known and id not in started and ahead:
            known[id] = max(min(ahead) - 1, 0)
    return {id: column for id, column in known.items() if id not in columns}


def _leading_on(after: Next, columns: Mapping[str, int], depths: Mapping[str, int]) -> dict[str, int]:
    """What such a card leads to besides, and nothing else does, follows it."""
    known = dict(columns)
    for id in _reached(after, list(columns)):
        for target in after[id]:
            if target not in known and target not in depths:
                known[target] = known[id] + 1
    return {id: column for id, column in known.items() if id not in columns}


def _depths(after: Next, started: list[str], left: Iterable[str]) -> dict[str, int]:
    """How many columns left of the hub what it starts stands, and what that alone calls."""
    known = set(left)
    depths = dict.fromkeys(started, 1)
    queue = list(depths)
    for id in queue:
        for target in after[id]:
            if target not in known and target not in depths:
                depths[target] = depths[id] + 1
                queue.append(target)
    return depths


def _towards(
    sheet: Sheet, columns: Mapping[str, int], after: Next, published: set[str], place: int
) -> dict[str, int]:
    """What publishes stands beside the hub, and what leads to it in its own frame follows."""
    moved = dict(columns)
    graph = _acyclic(sheet, {id: [t for t in after[id] if t in columns] for id in columns})
    for id in reversed(_sorted(graph)):
        frame = sheet.cards[id].frame
        if id in published and not graph[id]:
            moved[id] = place - 1
        elif sheet.cards[id].start or not graph[id]:
            continue
        elif all(sheet.cards[target].frame == frame for target in graph[id]):
            moved[id] = min(moved[target] for target in graph[id]) - 1
    return moved


def _closed(columns: Mapping[str, int]) -> dict[str, int]:
    """The columns counted anew, so that none is empty."""
    used = {column: index for index, column in enumerate(sorted(set(columns.values())))}
    return {id: used[column] for id, column in columns.items()}
