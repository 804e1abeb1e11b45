"""Which lines share a trunk: those from one source, or to one target, of one sort."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Literal, NamedTuple

Trunk = Literal["fan", "join", "alone"]

FAN, FORK, JOIN = 3, 2, 2
"""From how many targets a source has a trunk, whatever they share; and if they share none; from how many
sources a target has one."""


class Ends(NamedTuple):
    """A line: where from, where to, of which sort, and what else lines to one target must have in common."""

    source: str
    target: str
    sort: str
    use: Hashable = ""


def trunks(lines: Sequence[Ends]) -> list[tuple[str, Trunk]]:
    """The net of each line, and whether its trunk is at the source, at the target, or there is none."""
    nets: dict[int, tuple[str, Trunk]] = {}
    rounds: tuple[tuple[Trunk, int], ...] = (("fan", FAN), ("join", JOIN), ("fan", FORK))
    for trunk, least in rounds:
        together: dict[tuple[Hashable, ...], list[int]] = {}
        for index, line in enumerate(lines):
            if index not in nets and line.source != line.target:
                end = (line.source,) if trunk == "fan" else (line.target, line.use)
                together.setdefault((*end, line.sort), []).append(index)
        for number, (key, indexes) in enumerate(together.items()):
            if len(indexes) >= least:
                name = f"{key[0]} {trunk} {lines[indexes[0]].sort} {number}"
                nets |= dict.fromkeys(indexes, (name, trunk))
    alone: Trunk = "alone"
    return [nets.get(i, (f"{line.source}--{line.target}", alone)) for i, line in enumerate(lines)]
