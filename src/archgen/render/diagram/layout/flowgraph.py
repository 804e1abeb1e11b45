"""Who stands in which column and row of the flow view: Graphviz ranks the graph, a grid takes its ranks.

The graph is a `Diagram` of the `diagrams` package with its nodes and edges. Its own rendering needs a `dot`
on the path and draws lines through icons, so only its source is used: the embedded Graphviz (`graphviz-pure`,
the same answer on every machine) says where nodes go, and archgen draws them as it draws the network view.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

WIDTH, HEIGHT, BETWEEN = 90, 90, 30
"""What Graphviz is told of every node, and what it keeps between nodes of a rank, in points."""
STRAIGHT = 20
"""How much more than others a line of the main request wants to be straight."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A node of the graph: an id and a node class of the `diagrams` package."""

    id: str
    icon: str


@dataclass(frozen=True, slots=True)
class Arc:
    """An edge of the graph. A `main` one should be straight; a `loose` one ranks nothing."""

    source: str
    target: str
    main: bool = False
    loose: bool = False
    hidden: bool = False


Cell = tuple[int, int]
"""A column and a row, from 0."""


def cells(dots: Sequence[Dot], arcs: Sequence[Arc], main: str | None) -> dict[str, Cell]:
    """The column and row of each node; those on the line of the node `main` share its row."""
    if not dots:
        return {}
    places = _places(_laid_out(source(dots, arcs)))
    columns = {x: index for index, x in enumerate(sorted({x for x, _ in places.values()}))}
    base = places[main or dots[0].id][1]
    rows = _rows({id: (columns[x], (y - base) / (HEIGHT + BETWEEN)) for id, (x, y) in places.items()})
    by_column = {dot.id: columns[places[dot.id][0]] for dot in dots}
    for id in _ends(arcs, rows):
        _balance(id, by_column, rows)
    top = min(rows.values())
    return {dot.id: (by_column[dot.id], rows[dot.id] - top) for dot in dots}


def _ends(arcs: Sequence[Arc], rows: Mapping[str, int]) -> list[str]:
    """The nodes beside the main row that only it leads to and that lead only to it, the outermost first."""
    beside: dict[str, list[Arc]] = {id: [] for id in rows if rows[id]}
    for arc in arcs:
        for id in (arc.source, arc.target):
            if id in beside and not arc.hidden:
                beside[id].append(arc)
    found = [
        id
        for id, own in beside.items()
        if own and all(not arc.loose and 0 in (rows[arc.source], rows[arc.target]) for arc in own)
    ]
    return sorted(found, key=lambda id: -abs(rows[id]))


def _balance(id: str, columns: Mapping[str, int], rows: dict[str, int]) -> None:
    """Take the outermost node of a column to the column's other side, where that is much emptier."""
    column = [rows[other] for other in rows if columns[other] == columns[id]]
    top, bottom = min(*column, 0), max(*column, 0)
    if rows[id] == bottom and bottom > 1 - top:
        rows[id] = top - 1
    elif rows[id] == top and -top > 1 + bottom:
        rows[id] = bottom + 1


def source(dots: Sequence[Dot], arcs: Sequence[Arc]) -> str:
    """The graph in Graphviz's language, as the `diagrams` package writes it."""
    from diagrams import Diagram, Edge, setdiagram

    spread = {"nodesep": str(BETWEEN / 72), "ranksep": "0.5", "splines": "polyline"}
    diagram = Diagram("flow", filename="flow", show=False, direction="LR", graph_attr=spread)
    setdiagram(diagram)
    try:
        nodes = {dot.id: _node(dot) for dot in dots}
        for arc in arcs:
            nodes[arc.source] >> Edge(**_attributes(arc)) >> nodes[arc.target]
        return str(diagram.dot.source)
    finally:
        setdiagram(None)


def _node(dot: Dot) -> Any:
    """A node of the icon's class, of one size whatever its icon, without a file that Graphviz would open."""
    module, _, name = dot.icon.rpartition(".")
    kind = getattr(import_module(f"diagrams.{module}"), name)
    size = {"width": str(WIDTH / 72), "height": str(HEIGHT / 72), "fixedsize": "true"}
    return kind("", nodeid=dot.id, image="", shape="box", **size)


def _attributes(arc: Arc) -> dict[str, str]:
    attributes = {"weight": str(STRAIGHT)} if arc.main else {}
    if arc.loose:
        attributes["constraint"] = "false"
    if arc.hidden:
        attributes["style"] = "invis"
    return attributes


def _laid_out(source: str) -> Any:
    """What Graphviz makes of the graph, as data."""
    done = subprocess.run(
        [str(program()), "-Tjson"], input=source.encode(), capture_output=True, check=True, timeout=300
    )
    return json.loads(done.stdout)


@cache
def program() -> Path:
    """The embedded Graphviz: a program that pip installs beside the interpreter."""
    for path in _candidates():
        if path.is_file():
            return path
    raise FileNotFoundError("the program of the package graphviz-pure is not installed")


def _candidates() -> list[Path]:
    name = "graphviz-pure.exe" if sys.platform == "win32" else "graphviz-pure"
    try:
        listed = [Path(str(file.locate())) for file in files("graphviz-pure") or () if file.name == name]
    except PackageNotFoundError:
        listed = []
    return [*listed, Path(sysconfig.get_path("scripts")) / name, Path(sys.executable).parent / name]


def _places(graph: Any) -> dict[str, tuple[float, float]]:
    """The middle of each node, y growing downwards."""
    found = {}
    for node in graph["objects"]:
        x, y = node["pos"].split(",")
        found[str(node["name"])] = (float(x), -float(y))
    return found


def _rows(places: Mapping[str, tuple[int, float]]) -> dict[str, int]:
    """Whole rows, in each column in the order that the places have, as near to them as can be."""
    by_column: dict[int, list[str]] = {}
    for id, (column, _) in places.items():
        by_column.setdefault(column, []).append(id)
    rows: dict[str, int] = {}
    for ids in by_column.values():
        order = sorted(ids, key=lambda id: places[id][1])
        middle = min(range(len(order)), key=lambda i: (abs(places[order[i]][1]), i))
        rows[order[middle]] = round(places[order[middle]][1])
        for index in range(middle + 1, len(order)):
            rows[order[index]] = max(round(places[order[index]][1]), rows[order[index - 1]] + 1)
        for index in range(middle - 1, -1, -1):
            rows[order[index]] = min(round(places[order[index]][1]), rows[order[index + 1]] - 1)
    return rows
