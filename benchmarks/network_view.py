"""How long the network view of 100 to 1,000 drawn components takes, and `diagrams` on the same topology.

The models are services (web, app, database, queue) over three regions of four zones. Prints seconds of one
core for layout and SVG together, what Graphviz's dot, where there is one, takes for the same nodes, clusters
and edges (it is stopped after a minute), and how time grows from 100 to 1,000: n^1.3 at most is wanted.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from contextlib import suppress
from math import log
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

from archgen.model.reading import architecture
from archgen.render.diagram.network import network
from archgen.render.diagram.writers.svg import draw
from archgen.topology.building import topology
from archgen.topology.graph import Topology
from archgen.topology.links import all_links

DOT = shutil.which("dot") or shutil.which("graphviz-pure") or ""
SERVICES = (8, 24, 48, 100)
REGIONS = ("us-east-1", "eu-west-1", "ap-southeast-2")
ROWS = {"public": "public", "web": "private", "app": "private", "jobs": "private", "data": "isolated"}
EDGE: dict[str, dict[str, Any]] = {
    "client": {"kind": "client"},
    "dns": {"kind": "route53", "domain": "example.com"},
    "cdn": {"kind": "cloudfront"},
    "igw": {"kind": "internet-gateway"},
    "nat": {"kind": "nat-gateway", "subnets": "public"},
    "front": {"kind": "alb", "subnets": "public"},
}
SERVICE: dict[str, dict[str, Any]] = {
    "web": {"kind": "ecs-service", "tier": "frontend", "subnets": "web"},
    "app": {"kind": "ecs-service", "tier": "backend", "subnets": "app"},
    "db": {"kind": "rds", "engine": "postgres", "multi_az": True, "read_replicas": 2, "subnets": "data"},
    "jobs": {"kind": "sqs"},
}


def model(components: int) -> Topology:
    """A model of so many components, a quarter of them of each kind."""
    parts = dict(EDGE)
    chains: list[Any] = ["client -> dns -> cdn", "cdn -> igw -> front"]
    for number in range(components // len(SERVICE)):
        parts |= {f"{name}-{number}": fields for name, fields in SERVICE.items()}
        web, app = f"web-{number}", f"app-{number}"
        chains += [{f"front -> {web}": 3000}, {f"{web} -> {app}": 8000}, f"{app} -> db-{number}"]
        chains.append(f"{app} -> nat -> jobs-{number}")
    made, findings = architecture(
        {
            "archgen": 1,
            "name": "many",
            "regions": {
                region: {"zones": [region + letter for letter in "abcd"], "cidr": f"10.{index}.0.0/16"}
                for index, region in enumerate(REGIONS)
            },
            "subnets": {row: {"access": access} for row, access in ROWS.items()},
            "components": parts,
            "connections": chains,
        }
    )
    assert made is not None, findings
    return topology(made)


def dot(graph: Topology) -> float:
    """Seconds of one core that dot takes for the same topology, after one minute at most; 0 without dot."""
    if not DOT:
        return 0.0
    lines = ["digraph {", "splines=ortho", "node [shape=box]"]
    for index, subnet in enumerate(graph.subnets.values()):
        inside = " ".join(f'"{copy.id}"' for copy in graph.copies.values() if copy.subnet == subnet.id)
        lines.append(f"subgraph cluster_{index} {{ {inside} }}")
    lines += [f'"{link.source}" -> "{link.target}"' for link in all_links(graph)]
    before = getrusage(RUSAGE_CHILDREN)
    with suppress(subprocess.TimeoutExpired):
        text = "\n".join([*lines, "}"]).encode()
        subprocess.run([DOT, "-Tsvg"], input=text, capture_output=True, timeout=60)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    measured: list[tuple[int, float]] = []
    for services in SERVICES:
        graph = model(services)
        links = len(all_links(graph))
        begin = time.process_time()
        draw(network(graph))
        seconds = time.process_time() - begin
        measured.append((len(graph.copies), seconds))
        peer = dot(graph)
        compared = f"; dot {peer:.2f} s, {peer / seconds:.1f} times" if DOT else ""
        print(f"{len(graph.copies):5} components, {links:5} connections: {seconds:.2f} s{compared}")
    (small, fast), (large, slow) = measured[0], measured[-1]
    print(f"time grows as n^{log(slow / fast) / log(large / small):.2f} from {small} to {large}")


if __name__ == "__main__":
    main()
