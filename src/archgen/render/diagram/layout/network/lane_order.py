"""In which order lanes are drawn within their subnets: the model's, unless another one has fewer crossings.

Calls from lane to lane run in trunks right of the zones, one for each called lane; the topmost called lane
has the innermost trunk. What several lanes are called over by one that alone calls them is one trunk, too.

    a ----.              a calls d, b calls c: b's line does not cross d's trunk,
    b --. |              since c is above d and has the inner trunk.
    c <-' |
    d <---'
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, permutations, product

Rows = tuple[tuple[str, ...], ...]
Cost = tuple[int, float]

SPAN, DRIFT = 0.5, 0.2
"""What a step of a trunk's length, and a step away from the model's order, cost beside a crossing."""
FEW = 4
"""Up to how many called lanes of a row are tried in every order."""
EFFORT = 600_000
"""How much comparing of lines is spent on one VPC; a search that would need more ends with what it has."""


@dataclass(frozen=True, slots=True)
class Calls:
    """Who calls whom among the lanes of a VPC, and which lanes have a line to the VPC's right border.

    `fans` are callers, each with the lanes to which its lines part.
    """

    pairs: tuple[tuple[str, str], ...]
    outward: frozenset[str] = frozenset()
    fans: tuple[tuple[str, ...], ...] = ()

    def by_target(self) -> dict[str, list[str]]:
        """The callers of each called lane."""
        found: dict[str, list[str]] = {}
        for source, target in self.pairs:
            if source not in found.setdefault(target, []):
                found[target].append(source)
        return found

    @property
    def joined(self) -> set[str]:
        """The lanes whose order matters: where any calls another one, those that have a line at the right."""
        joined = {id for line in (*self.pairs, *self.fans) for id in line}
        return joined | self.outward if joined else joined

    def renamed(self, names: Mapping[str, str]) -> Calls:
        """The same with other names for lanes."""
        pairs = tuple((names[source], names[target]) for source, target in self.pairs)
        fans = tuple(tuple(names[id] for id in fan) for fan in self.fans)
        return Calls(pairs, frozenset(names[id] for id in self.outward), fans)


def ordered(rows: Sequence[Sequence[str]], calls: Calls) -> Rows:
    """The rows with their lanes in the order that costs least; lanes without calls keep their place."""
    model = tuple(map(tuple, rows))
    joined = calls.joined
    if not joined:
        return model
    numbers = {id: f"{number}" for number, id in enumerate(chain.from_iterable(model))}
    ids = {number: id for id, number in numbers.items()}
    moving = tuple(tuple(numbers[id] for id in row if id in joined) for row in model)
    best = _best(moving, calls.renamed(numbers))
    return tuple(_merged(row, [ids[n] for n in found]) for row, found in zip(model, best, strict=True))


@lru_cache(maxsize=64)
def _best(model: Rows, calls: Calls) -> Rows:
    """The best order of lanes that have numbers for names: VPCs of the same shape are searched once."""
    return _Search(model, calls).best()


def _merged(row: tuple[str, ...], ordered: Sequence[str]) -> tuple[str, ...]:
    """A row of the model: the lanes that were ordered share the places that they had."""
    found = iter(ordered)
    moving = set(ordered)
    return tuple(next(found) if id in moving else id for id in row)


class _Search:
    def __init__(self, model: Rows, calls: Calls) -> None:
        self.model, self.calls = model, calls
        self.targets = dict(calls.by_target().items())
        self.called = {*self.targets, *(id for _, *ids in calls.fans for id in ids)}
        self.place = {id: index for index, id in enumerate(id for row in model for id in row)}
        self.known: dict[Rows, Cost] = {}
        self.spent = 0

    def best(self) -> Rows:
        """The cheapest order that is found."""
        best = self.climbed(self.model)
        for start in self.starts():
            if self.cost(best)[0] == 0 or self.spent > EFFORT:
                break
            found = self.climbed(start)
            if self.cost(found) < self.cost(best):
                best = found
        return best

    def starts(self) -> Iterator[Rows]:
        """The model's order and callers of lower lanes on top, each with every order of the called lanes."""
        for order in self._called_orders():
            yield order
            yield self._callers_sorted(order)

    def _called_orders(self) -> Iterator[Rows]:
        choices = []
        for row in self.model:
            called = [id for id in row if id in self.called]
            free = 1 < len(called) <= FEW and len(called) == len(row)
            choices.append(list(permutations(row)) if free else [row])
        yield from product(*choices)

    def _callers_sorted(self, rows: Rows) -> Rows:
        at = _places(rows)
        reach: dict[str, list[int]] = {}
        pairs = [(source, target) for target, sources in self.targets.items() for source in sources]
        fans = [(source, target) for source, *targets in self.calls.fans for target in targets]
        for source, target in (*pairs, *fans):
            reach.setdefault(source, []).append(at[target])
        return tuple(
            tuple(sorted(row, key=lambda id: -(sum(reach[id]) / len(reach[id])) if id in reach else 0))
            if any(id in reach for id in row) and not any(id in self.called for id in row)
            else row
            for row in rows
        )

    def climbed(self, rows: Rows) -> Rows:
        """Lanes moved one by one within their row while that is cheaper."""
        best, better = rows, True
        while better and self.cost(best)[0] and self.spent <= EFFORT:
            better = False
            for changed in _moves(best):
                if self.spent > EFFORT:
                    break
                if self.cost(changed) < self.cost(best):
                    best, better = changed, True
                    break
        return best

    def cost(self, rows: Rows) -> Cost:
        """Crossings, then the length of trunks and the distance from the model's order."""
        if rows not in self.known:
            self.known[rows] = self._cost(rows)
        return self.known[rows]

    def _cost(self, rows: Rows) -> Cost:
        at = _places(rows)
        trunks = [[at[t], *[at[s] for s in sources]] for t, sources in self.targets.items()]
        trunks += [_parting([at[id] for id in fan]) for fan in self.calls.fans]
        trunks.sort()
        passing = [0] * len(at)
        """How many of the trunks so far pass each lane."""
        crossings = length = 0
        for number, heights in enumerate(trunks, start=1):
            low, high = min(heights), max(heights)
            length += high - low
            for height in heights:
                crossings += passing[height]
            for height in range(low + 1, high):
                passing[height] += 1
            self.spent += number * len(heights)
        crossings += sum([passing[at[id]] for id in self.calls.outward])
        drift = sum([abs(at[id] - place) for id, place in self.place.items()])
        return crossings, SPAN * length + DRIFT * drift


def _parting(heights: list[int]) -> list[int]:
    """The heights of a trunk behind its source, the farthest of its targets first."""
    source, *targets = heights
    return [max(targets, key=lambda at: abs(at - source)), *heights]


def _places(rows: Rows) -> Mapping[str, int]:
    return {id: index for index, id in enumerate(chain.from_iterable(rows))}


def _moves(rows: Rows) -> Iterator[Rows]:
    """Every row with one of its lanes in another place."""
    for number, row in enumerate(rows):
        for at, id in enumerate(row):
            rest = row[:at] + row[at + 1 :]
            for place in range(len(row)):
                if place != at:
                    moved = (*rest[:place], id, *rest[place:])
                    yield (*rows[:number], moved, *rows[number + 1 :])
