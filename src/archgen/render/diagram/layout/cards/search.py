"""The search for an order in which few lines cross: sweeps, swaps and moves, from several starts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, combinations, permutations
from math import fsum
from typing import NamedTuple

from archgen.render.diagram.layout.cards.heights import port_key
from archgen.render.diagram.layout.cards.layers import Layers
from archgen.render.diagram.layout.cards.order import Item, Order, begun
from archgen.render.diagram.layout.cards.sheet import Sheet

SWEEPS = 6
"""How often the columns are gone through from left to right and back."""
TRIALS, PROMISING = 2, 4
"""How often that is done to each start at first, and how many of the starts are then gone on with."""
KICKS, EFFORT = 12, 2400
"""How often the best order is shaken to find a better one: so often, less with many things to order."""
FEW, ROUNDS = 4, 3
"""Up to how many frames all their orders are tried; how often more of them are gone through."""
BEST = 8
"""How many orders are compared as they are drawn."""


def ordered(sheet: Sheet, found: Layers) -> list[Order]:
    """The best orders that the search finds, that with the fewest crossings first."""
    return _Search(sheet, begun(sheet, found)).best()


def exchangeable(one: Item, two: Item) -> bool:
    """Whether two neighbours in a column may change places: frames stay whole and in their order."""
    if one.frames == two.frames:
        return True
    if any(frame.endswith(" lane") for frame in (*one.frames, *two.frames)):
        return False
    return any(
        passing.wire is not None and other.frames[: len(passing.frames)] == passing.frames
        for passing, other in ((one, two), (two, one))
    )


class Tried(NamedTuple):
    """An order with its crossings, and when it was tried."""

    crossings: int
    turn: int
    rank: dict[str, int]
    columns: list[list[str]]


class _Search:
    """Orders tried one after another; the one with fewest crossings is kept."""

    def __init__(self, sheet: Sheet, order: Order) -> None:
        self.sheet, self.order = sheet, order
        self.items = order.items
        self.wires = {wire.id: wire for wire in sheet.wires}
        self.channels: list[list[tuple[str, str]]] = [[] for _ in order.columns]
        self.lefts: dict[str, list[str]] = defaultdict(list)
        self.rights: dict[str, list[str]] = defaultdict(list)
        self.loops: list[list[tuple[str, str]]] = [[] for _ in order.columns]
        self.turns: dict[str, list[str]] = defaultdict(list)
        for segment in order.segments:
            if segment.loop:
                self.loops[segment.column].append((segment.left, segment.right))
                self.turns[segment.left].append(segment.right)
                self.turns[segment.right].append(segment.left)
            else:
                self.channels[segment.column].append((segment.left, segment.right))
                self.rights[segment.left].append(segment.right)
                self.lefts[segment.right].append(segment.left)
        self.forks = self._forks()
        self.at: dict[str, int] = {}

    def _forks(self) -> list[list[tuple[list[str], list[str]]]]:
        """For each channel the pairs of nets at one side of a card, by the items at their other ends."""
        sides: dict[tuple[str, int], dict[str, list[str]]] = defaultdict(dict)
        for segment in self.order.segments:
            ends = ((segment.left, segment.right), (segment.right, segment.left))
            for item, other in ends if not segment.loop else ():
                if self.items[item].card:
                    key = port_key(self.wires[segment.wire], item)
                    sides[item, segment.column].setdefault(key, []).append(other)
        forks: list[list[tuple[list[str], list[str]]]] = [[] for _ in self.order.columns]
        for (_, column), nets in sides.items():
            pairs = combinations(nets.values(), 2)
            forks[column] += [(one, two) for one, two in pairs if len(one) + len(two) > 2]
        return forks

    def best(self) -> list[Order]:
        """The orders after sweeps and swaps from the most promising starts."""
        first = [list(column) for column in self.order.columns]
        begun = []
        for index, ranks in enumerate(self._starts(first)):
            begun.append(Tried(self._begin(first, ranks, TRIALS), index, ranks, self._kept()))
        done = []
        for one in sorted(begun, key=lambda one: one[:2])[:PROMISING]:
            self._take(one)
            self._sweep(SWEEPS)
            done.append(Tried(self._improve(), one.turn, dict(self.order.rank), self._kept()))
        done += self._kicked(min(done, key=lambda one: one[:2]))
        found: list[Order] = []
        for one in sorted(done, key=lambda one: one[:2]):
            if all(one.columns != order.columns for order in found):
                found.append(replace(self.order, rank=one.rank, columns=one.columns))
        return found[:BEST]

    def _take(self, one: Tried) -> None:
        self.order.rank, self.columns = dict(one.rank), [list(column) for column in one.columns]
        self._number()

    def _kicked(self, best: Tried) -> Iterable[Tried]:
        """Orders after some things were put elsewhere, one after another, and all improved from there."""
        for turn in range(min(KICKS, EFFORT // (len(self.items) + 1))):
            if not best.crossings:
                break
            self._take(best)
            for share in (7, 11):
                self._kick(turn * share)
            found = Tried(self._improve(), len(self.items) + turn, dict(self.order.rank), self._kept())
            if found.crossings < best.crossings:
                best = found
            yield found

    def _kick(self, turn: int) -> None:
        """A thing put into another place of its column; the turn says which and where."""
        number = turn % len(self.columns)
        column, units = self.columns[number], self._units(number)
        unit = units[turn // len(self.columns) % len(units)] if units else []
        others = [id for id in column if id not in unit]
        places = [place for place in range(len(others) + 1) if self._fits(others, place, unit)]
        if others and unit and places:
            place = places[turn // 3 % len(places)]
            self._set(number, [*others[:place], *unit, *others[place:]])

    def _begin(self, columns: Sequence[Sequence[str]], ranks: dict[str, int], sweeps: int) -> int:
        self.order.rank = ranks
        self.columns = [list(column) for column in columns]
        self._number()
        self._sweep(sweeps)
        return self._crossings()

    def _kept(self) -> list[list[str]]:
        return [list(column) for column in self.columns]

    def _starts(self, first: Sequence[Sequence[str]]) -> Iterable[dict[str, int]]:
        """The orders of frames: as they are, and where they are few all others, else some better ones."""
        given = dict(self.order.rank)
        yield given
        free = self._free()
        places = [given[f] for f in free]
        if 1 < len(free) <= FEW:
            for permuted in list(permutations(free))[1:]:
                yield {**given, **dict(zip(permuted, places, strict=True))}
        elif len(free) > FEW:
            yield from self._bettered(first, given, free)

    def _bettered(
        self, first: Sequence[Sequence[str]], given: dict[str, int], free: list[str]
    ) -> Iterable[dict[str, int]]:
        """One frame after another put where fewest lines cross, from the order as given and reversed."""
        for row in (sorted(free, key=lambda f: given[f]), sorted(free, key=lambda f: -given[f])):
            least = self._begin(first, self._ranked(given, row), TRIALS)
            for _ in range(ROUNDS):
                before = least
                for frame in list(row):
                    others = [f for f in row if f != frame]
                    found = []
                    for place in range(len(row)):
                        tried = [*others[:place], frame, *others[place:]]
                        found.append((self._begin(first, self._ranked(given, tried), TRIALS), tried))
                    best, tried = min(found, key=lambda one: one[0])
                    if best < least:
                        least, row = best, tried
                if least == before:
                    break
            yield self._ranked(given, row)

    def _ranked(self, given: dict[str, int], row: Sequence[str]) -> dict[str, int]:
        places = sorted(given[frame] for frame in row)
        return {**given, **dict(zip(row, places, strict=True))}

    def _free(self) -> list[str]:
        """The outermost frames that may change their place."""
        fixed = set(self.order.columns[-1]) if self.order.hub else set()
        below = {f for id in fixed for f in self.items[id].frames}
        frames = self.sheet.frames
        return [
            f
            for f in self.order.rank
            if f in frames and f not in below and not frames[f].ordered and frames[f].parent is None
        ]

    def _exchanged(self) -> int:
        """Two frames that follow each other change places in all columns, where that is better."""
        gained = 0
        free = sorted(self._free(), key=lambda frame: self.order.rank[frame])
        for index in range(len(free) - 1):
            a, b = free[index], free[index + 1]
            before, kept, rank = self._crossings(), [list(c) for c in self.columns], dict(self.order.rank)
            self.order.rank[a], self.order.rank[b] = self.order.rank[b], self.order.rank[a]
            for number, column in enumerate(kept):
                if {a, b} <= {f for id in column for f in self.items[id].frames[:1]}:
                    self._set(number, self._united(column, {id: i for i, id in enumerate(column)}, 0))
            for number in range(len(self.columns)):
                self._swapped(number)
            if self._crossings() < before:
                gained += before - self._crossings()
                free[index], free[index + 1] = b, a
            else:
                self.order.rank = rank
                for number, column in enumerate(kept):
                    self._set(number, column)
        return gained

    def _number(self) -> None:
        for column in self.columns:
            for index, id in enumerate(column):
                self.at[id] = index

    def _sweep(self, sweeps: int) -> None:
        """Each column by the mean place of what its items are joined with, the best of all passes."""
        best, fewest = [list(column) for column in self.columns], float("inf")
        for turn in range(sweeps):
            forth = turn % 2 == 0
            joined = self.lefts if forth else self.rights
            numbers = range(len(self.columns)) if forth else reversed(range(len(self.columns)))
            for number in numbers:
                self._arrange(number, joined)
            crossings = self._crossings()
            if crossings < fewest:
                best, fewest = [list(column) for column in self.columns], crossings
        self.columns = best
        self._number()

    def _arrange(self, number: int, joined: Mapping[str, list[str]]) -> None:
        column = self.columns[number]
        size = {id: len(self.columns[self.items[id].column]) or 1 for id in column}
        keys = {}
        for id in column:
            others = joined.get(id, ())
            if others:
                keys[id] = fsum((self.at[o] + 0.5) / len(self.columns[self.items[o].column]) for o in others)
                keys[id] /= len(others)
            else:
                keys[id] = (self.at[id] + 0.5) / size[id]
        self.columns[number] = self._united(column, keys, 0)
        for index, id in enumerate(self.columns[number]):
            self.at[id] = index

    def _united(self, ids: Sequence[str], keys: Mapping[str, float], depth: int) -> list[str]:
        """The items by their keys; those of a frame together, frames by their rank."""
        units: dict[str, list[str]] = {}
        for id in ids:
            frames = self.items[id].frames
            units.setdefault(f"frame {frames[depth]}" if len(frames) > depth else id, []).append(id)
        mean = {unit: fsum(keys[id] for id in members) / len(members) for unit, members in units.items()}
        sorted_units = sorted(units, key=lambda unit: (mean[unit], self.at[units[unit][0]]))
        framed = [unit for unit in sorted_units if unit.startswith("frame ")]
        by_rank = iter(sorted(framed, key=lambda unit: self._rank(units[unit][0], depth)))
        found: list[str] = []
        for unit in sorted_units:
            if unit.startswith("frame "):
                members = units[next(by_rank)]
                found += self._united(members, keys, depth + 1)
            else:
                found.append(unit)
        return found

    def _rank(self, id: str, depth: int) -> int:
        return self.order.rank[self.items[id].frames[depth]]

    def _improve(self) -> int:
        """Neighbours swapped while that takes crossings away."""
        for _ in range(12):
            gained = 0
            for number in range(len(self.columns)):
                gained += self._swapped(number)
            gained += sum(self._moved(number) for number in range(len(self.columns)))
            gained += self._exchanged()
            if not gained:
                break
        return self._crossings()

    def _swapped(self, number: int) -> int:
        column, gained = self.columns[number], 0
        for index in range(len(column) - 1):
            a, b = column[index], column[index + 1]
            if not exchangeable(self.items[a], self.items[b]):
                continue
            over, under = self._looped(a, b)
            change = self._between(b, a) - self._between(a, b) + under - over
            if change < 0 or (change == 0 and self._length(b, a) < self._length(a, b)):
                column[index], column[index + 1] = b, a
                self.at[a], self.at[b] = index + 1, index
                gained -= change
        return gained

    def _length(self, upper: str, lower: str) -> float:
        """How far two items are from what they are joined with, were they in this order."""
        top = min(self.at[upper], self.at[lower])
        total = 0.0
        for id, place in ((upper, top), (lower, top + 1)):
            here = (place + 0.5) / len(self.columns[self.items[id].column])
            for other in (*self.lefts.get(id, ()), *self.rights.get(id, ())):
                total += abs(here - (self.at[other] + 0.5) / len(self.columns[self.items[other].column]))
        return total

    def _between(self, upper: str, lower: str) -> int:
        """The crossings of the lines of two items, were the first over the second."""
        count = 0
        for joined in (self.lefts, self.rights):
            ends = [self.at[other] for other in joined.get(lower, ())]
            for other in joined.get(upper, ()):
                place = self.at[other]
                count += sum(1 for end in ends if place > end)
        return count

    def _moved(self, number: int) -> int:
        """One item, or one frame's items, put elsewhere in the column."""
        gained = 0
        for unit in self._units(number) if self._around(number) else ():
            kept = self.columns[number]
            before, costs = self._costs(unit, number)
            others = [id for id in kept if id not in unit]
            first = kept.index(unit[0])
            better = [(c, abs(place - first), place) for place, c in enumerate(costs) if c < before]
            for _, _, place in sorted(better):
                if self._fits(others, place, unit):
                    gained += self._tried(number, [*others[:place], *unit, *others[place:]])
                    break
        return gained

    def _tried(self, number: int, column: list[str]) -> int:
        """The crossings that another order of a column saves; without any, the order is as before."""
        before, kept = self._around(number), self.columns[number]
        self._set(number, column)
        saved = before - self._around(number)
        if saved <= 0:
            self._set(number, kept)
        return max(saved, 0)

    def _looped(self, id: str, other: str) -> tuple[int, int]:
        """Crossings with lines that turn back in this column, with an item over another and under it."""
        over = under = 0
        if turns := self.turns.get(other):
            lines = len(self.rights.get(id, ()))
            under += sum(lines if self.at[end] > self.at[other] else -lines for end in turns if end != id)
        if turns := self.turns.get(id):
            lines = len(self.rights.get(other, ()))
            below = sum(self.at[end] > self.at[other] for end in turns if end != other)
            above = sum(self.at[end] < self.at[other] for end in turns if end != other)
            over, under = over + lines * below, under + lines * above
        return over, under

    def _costs(self, unit: Sequence[str], number: int) -> tuple[int, list[int]]:
        """The crossings of a unit's lines with those of the others: as it is, and put at each place."""
        own = set(unit)
        before, costs = 0, [0]
        for other in self.columns[number]:
            if other in own:
                continue
            over = under = 0
            for id in unit:
                upper, lower = self._looped(id, other)
                upper, lower = upper + self._between(id, other), lower + self._between(other, id)
                over, under = over + upper, under + lower
                before += upper if self.at[id] < self.at[other] else lower
            costs[0] += over
            costs.append(under - over)
        return before, list(accumulate(costs))

    def _units(self, number: int) -> list[list[str]]:
        """The items of a column that move as one."""
        units: dict[str, list[str]] = {}
        for id in self.columns[number]:
            frames = self.items[id].frames
            units.setdefault(frames[0] if frames else id, []).append(id)
        return [*units.values(), *([id] for id in self.columns[number] if len(self.items[id].frames) == 1)]

    def _fits(self, others: Sequence[str], place: int, unit: Sequence[str]) -> bool:
        """Whether frames stay whole and in their order with a unit put there."""
        column = [*others[:place], *unit, *others[place:]]
        return all(self._whole(column, depth) for depth in range(3))

    def _whole(self, column: Sequence[str], depth: int) -> bool:
        seen: list[str] = []
        for id in column:
            item = self.items[id]
            name = item.frames[depth] if len(item.frames) > depth else None
            if name is None and item.wire and not (seen and seen[-1].endswith(" lane")):
                continue
            key = name or f"free {id}"
            if not seen or seen[-1] != key:
                if key in seen:
                    return False
                seen.append(key)
        parents: dict[tuple[str, ...], int] = {}
        for id in column:
            frames = self.items[id].frames
            if len(frames) > depth:
                rank = self.order.rank[frames[depth]]
                if rank < parents.get(frames[:depth], -2):
                    return False
                parents[frames[:depth]] = rank
        return True

    def _set(self, number: int, column: list[str]) -> None:
        self.columns[number] = column
        for index, id in enumerate(column):
            self.at[id] = index

    def _around(self, number: int) -> int:
        return (self._in(number - 1) if number else 0) + self._in(number)

    def _in(self, number: int) -> int:
        """The crossings in a channel."""
        seen: list[int] = []
        count = 0
        for _, end in sorted((self.at[a], self.at[b]) for a, b in self.channels[number]):
            count += len(seen) - bisect_right(seen, end)
            insort(seen, end)
        count += sum(self._forked(one, two) for one, two in self.forks[number])
        return count + (self._turning(number) if self.loops[number] else 0)

    def _forked(self, one: Sequence[str], two: Sequence[str]) -> int:
        """The crossings of two nets at one side of a card, with the better of them over the other."""
        places = [(self.at[a], self.at[b]) for a in one for b in two]
        return min(sum(a > b for a, b in places), sum(a < b for a, b in places))

    def _turning(self, number: int) -> int:
        """The crossings of lines that turn back in a column, with lines to the right and with each other."""
        starts = sorted(self.at[a] for a, _ in self.channels[number])
        spans = [sorted((self.at[a], self.at[b])) for a, b in self.loops[number]]
        count = sum(bisect_left(starts, high) - bisect_right(starts, low) for low, high in spans)
        return count + sum(a < c < b < d for a, b in spans for c, d in spans)

    def _crossings(self) -> int:
        return sum(self._in(number) for number in range(len(self.channels)))
