"""How long a picture takes, beside `diagrams` with Graphviz's dot on the same topology.

First the flagship model, whole processes from the file to an SVG: medians of five in turns, at most 0.5 s
and twice the time of `diagrams`. Then models of 100 to 1,000 components in one process: at most 5 s of a
processor at 1,000, growing as n^1.3 at most. Without `dot` on the path there is no comparison.
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from archgen.diagram.network import network
from archgen.diagram.svg import draw
from archgen.model import architecture
from archgen.source import read
from archgen.topology import Topology, topology
from many_components import model

BRIEF = Path(__file__).parents[1] / "architecture.yaml"
SIZES = (100, 300, 1_000)


def ours(graph: Topology) -> None:
    """The network view as archgen draws it."""
    draw(network(graph))


def theirs(graph: Topology) -> None:
    """The same copies, boxes and connections, as one writes them with `diagrams`."""
    from diagrams import Cluster, Diagram, Edge

    with TemporaryDirectory() as folder:
        picture = Diagram(
            "", filename=f"{folder}/picture", outformat="svg", show=False, graph_attr={"splines": "ortho"}
        )
        nodes = {}
        with picture:
            for subnet in (None, *graph.subnets):
                inside = [copy for copy in graph.copies.values() if copy.subnet == subnet]
                with Cluster(subnet or graph.architecture.heading):
                    for copy in inside:
                        icon, _, name = graph.components[copy.component].icon.rpartition(".")
                        nodes[copy.id] = getattr(import_module(f"diagrams.{icon}"), name)(copy.component)
            for link in graph.links:
                if link.source in nodes and link.target in nodes:
                    nodes[link.source] >> Edge(label=link.label or "") >> nodes[link.target]


def graph_of(raw: bytes) -> Topology:
    """A sound model as a graph."""
    made, findings = architecture(read(raw, "model.yaml").data)
    assert made is not None, findings
    return topology(made)


def whole_process(how: str) -> float:
    """From the start of Python to the picture of the flagship model, in seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, __file__, how], check=True, capture_output=True)
    return time.perf_counter() - start


def processor_seconds(work: Callable[[Topology], None], graph: Topology) -> float:
    """Seconds of a processor, those of programs that were started included."""
    start = sum(os.times()[:4])
    work(graph)
    return sum(os.times()[:4]) - start


def main() -> None:
    """Measure and print."""
    has_dot = shutil.which("dot") is not None
    if not has_dot:
        print("dot is not on the path: no comparison with diagrams")
    ways = ["ours", "theirs"] if has_dot else ["ours"]
    runs = [[whole_process(way) for way in ways] for _ in range(6)][1:]
    for way, each in zip(ways, zip(*runs, strict=True), strict=True):
        print(f"{BRIEF.name}, whole process, {way:7} {median(each) * 1000:6.0f} ms")
    took = {}
    for size in SIZES:
        graph = graph_of(model(size).encode())
        took[size] = processor_seconds(ours, graph)
        print(f"{size:6,} components, {len(graph.copies):,} copies, ours   {took[size]:7.2f} s")
        if has_dot and size < SIZES[-1]:
            others = processor_seconds(theirs, graph)
            print(f"{size:6,} components, {len(graph.copies):,} copies, theirs {others:7.2f} s")
    growth = math.log(took[SIZES[-1]] / took[SIZES[0]]) / math.log(SIZES[-1] / SIZES[0])
    print(f"ours grows as n^{growth:.2f}     at most n^1.3, and 5 s at {SIZES[-1]:,}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        {"ours": ours, "theirs": theirs}[sys.argv[1]](graph_of(BRIEF.read_bytes()))
    else:
        main()
