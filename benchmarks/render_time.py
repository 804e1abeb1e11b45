"""How long the picture of the flagship model takes, beside `diagrams` with dot on the same topology.

Whole processes, from the file to an SVG, in turns; prints the medians and their ratio. Without `dot` on the
path there is no comparison. How time grows with the model is `network_view.py`'s.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from archgen.model.reading import architecture
from archgen.render.diagram.network import network
from archgen.render.diagram.writers.svg import draw
from archgen.topology.building import topology
from archgen.topology.graph import Topology
from archgen.topology.links import all_links
from archgen.yamlfile.parser import read

BRIEF = Path(__file__).parents[1] / "architecture.yaml"
RUNS = 5


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
            for link in all_links(graph):
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


def main() -> None:
    """Measure and print."""
    ways = ["ours", "theirs"] if shutil.which("dot") else ["ours"]
    runs = [[whole_process(way) for way in ways] for _ in range(RUNS + 1)][1:]
    times = [median(column) for column in zip(*runs, strict=True)]
    for way, seconds in zip(ways, times, strict=True):
        print(f"{BRIEF.name} to an SVG, {way:<8} {seconds * 1000:6.0f} ms")
    if len(times) == 1:
        print("dot is not on the path: no comparison with diagrams")
    else:
        print(f"ratio {times[0] / times[1]:28.2f}    at most 2.00, and ours at most 500 ms")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        {"ours": ours, "theirs": theirs}[sys.argv[1]](graph_of(BRIEF.read_bytes()))
    else:
        main()
