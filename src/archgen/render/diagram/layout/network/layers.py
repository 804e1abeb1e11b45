"""Regional services of a region without a VPC, left to right: columns by who calls whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum

Cells = dict[str, tuple[int, int]]
"""Column and row of each service."""
ROUNDS = 4
"""How often rows are chosen anew, by turns from the left and from the right."""


def cells(ids: Sequence[str], calls: Iterable[tuple[str, str]], entered: Iterable[str]) -> Cells:
    """A cell for each: a column to the right of its callers, a row near to theirs."""
    inner = [(a, b) for a, b in dict.fromkeys(calls) if a in set(ids) and b in set(ids) and a != b]
    columns = _columns(ids, inner, [id for id in entered if id in ids])
    return _rows(ids, inner, columns)


def _columns(ids: Sequence[str], calls: list[tuple[str, str]], entered: list[str]) -> dict[str, int]:
    """The longest way from where requests enter; a call that closes a circle points back."""
    called: dict[str, list[str]] = {id: [] for id in ids}
    for source, target in calls:
        called[source].append(target)
    forward = _forward(ids, called, entered)
    columns = dict.fromkeys(ids, 0)
    for source in forward:
        for target in called[source]:
            if forward[source] < forward[target]:
                columns[target] = max(columns[target], columns[source] + 1)
    return columns


def _forward(ids: Sequence[str], called: Mapping[str, list[str]], entered: list[str]) -> dict[str, int]:
    """An order in which callers come before what they call, but for circles."""
    done: dict[str, None] = {}
    seen: set[str] = set()
    targets = {target for found in called.values() for target in found}
    starts = [*entered, *(id for id in ids if id not in targets), *ids]
    for start in starts:
        stack = [(start, iter(called[start]))] if start not in seen else []
        seen.add(start)
        while stack:
            id, rest = stack[-1]
            after = next((each for each in rest if each not in seen), None)
            if after is None:
                done[id] = None
                stack.pop()
            else:
                seen.add(after)
                stack.append((after, iter(called[after])))
    order = list(reversed(done))
    return {id: index for index, id in enumerate(order)}


def _rows(ids: Sequence[str], calls: list[tuple[str, str]], columns: Mapping[str, int]) -> Cells:
    """Rows near to those of neighbours: from the left by callers, from the right by what is called."""
    near: dict[str, list[str]] = {id: [] for id in ids}
    for source, target in calls:
        near[source].append(target)
        near[target].append(source)
    width = max(columns.values(), default=0) + 1
    by_column = [[id for id in ids if columns[id] == column] for column in range(width)]
    rows = {id: row for column in by_column for row, id in enumerate(column)}
    for number in range(ROUNDS):
        back = number % 2 == 1
        for column in reversed(by_column) if back else by_column:
            _settle(column, rows, near, columns)
    lowest = min(rows.values(), default=0)
    return {id: (columns[id], rows[id] - lowest) for id in ids}


def _settle(
    column: list[str], rows: dict[str, int], near: Mapping[str, list[str]], columns: Mapping[str, int]
) -> None:
    """The rows of a column: each at the mean of its neighbours', in that order, none twice."""
    wanted = {id: _mean([rows[o] for o in near[id] if columns[o] != columns[id]], rows[id]) for id in column}
    taken: set[int] = set()
    for id in sorted(column, key=lambda id: (wanted[id], rows[id])):
        row = round(wanted[id])
        while row in taken:
            row += 1
        taken.add(row)
        rows[id] = row


def _mean(values: list[int], otherwise: int) -> float:
    return fsum(values) / len(values) if values else float(otherwise)
