"""How long a simulation and a difference take, against what may be taken.

The brief with every single failure and every pair: 0.5 s. 1,000 components with every zone: 5 s, with every
component, copy and availability: 12 s, for the docs: 3 s. The difference of two plans of 5,000 resources:
10 s. Prints seconds of one core, and exits with 1 where a limit is passed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from archgen.commands._subjects import subject_of
from archgen.model.reading import architecture
from archgen.render.docs.outages import outages
from archgen.review.difference import Difference
from archgen.review.simulation import Simulation
from archgen.review.simulation_report import text
from archgen.review.subject import Subject
from archgen.topology.building import topology
from archgen.topology.failures.outage import zone_outages
from archgen.topology.failures.simulation import Simulator
from archgen.topology.graph import Topology
from archgen.yamlfile.parser import read
from many_components import model

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))


def graph(data: Any) -> Topology:
    made, findings = architecture(data)
    assert made is not None, findings
    return topology(made)


def brief() -> None:
    """Every single failure and every pair of the brief."""
    data = read((ROOT / "architecture.yaml").read_bytes(), "architecture.yaml").data
    simulation = Simulation(Subject("architecture.yaml", graph(data)), pairs=True)
    assert simulation.outcomes and simulation.worse_pairs and simulation.copies


def thousand() -> None:
    """Every zone of a thousand components."""
    simulator = Simulator(many())
    for outage in zone_outages(simulator.topology):
        assert simulator.simulate(outage).paths


def everything() -> None:
    """The whole report of a thousand components: each of them, every copy, and every availability."""
    assert text(Simulation(Subject("many.yaml", many())))


def docs() -> None:
    """What the docs page of a thousand components says of outages."""
    assert outages(many()).shares


def many() -> Topology:
    return graph(read(model(1_000).encode(), "many.yaml").data)


SHARED = (
    "aws_vpc",
    "aws_subnet",
    "aws_internet_gateway",
    "aws_nat_gateway",
    "aws_eip",
    "aws_route_table",
    "aws_route",
)
NAMES = ("name", "identifier", "db_subnet_group_name", "replicate_source_db")


def plans() -> tuple[bytes, bytes]:
    """Two states of 5,000 resources: services of hand-written Terraform in one VPC, with one change."""
    from plan_changes import stored

    found = stored()["a tag on the VPC"]["prior_state"]["values"]["root_module"]["resources"]
    own = [each for each in found if not each["type"].startswith(SHARED)]
    ids = [str(each["values"][key]) for each in own for key in ("id", "arn") if each["values"].get(key)]
    many = [each for each in found if each not in own]
    for number in range((5_000 - len(many)) // len(own) + 1):
        for each in own:
            text = json.dumps(each)
            for id in sorted(ids, key=len, reverse=True):
                text = text.replace(f'"{id}"', f'"{id}-{number}"')
            copy = json.loads(text)
            copy["name"] += f"_{number}"
            copy["address"] = f"{copy['type']}.{copy['name']}"
            values = copy["values"]
            values |= {key: f"{values[key]}-{number}" for key in NAMES if key in values}
            many.append(copy)
    before = {"format_version": "1.0", "values": {"root_module": {"resources": many}}}
    after = deepcopy(before)
    changed = next(r for r in after["values"]["root_module"]["resources"] if r["type"] == "aws_db_instance")
    changed["values"]["multi_az"] = False
    return json.dumps(before).encode(), json.dumps(after).encode()


def difference(before: bytes, after: bytes) -> None:
    """What changed between the two plans."""
    old = subject_of("before.json", raw=before, called="before.json")
    new = subject_of("after.json", raw=after, called="after.json")
    assert Difference(old, new).edits


def measured(name: str, limit: float, work: Callable[[], None]) -> bool:
    start = time.process_time()
    work()
    took = time.process_time() - start
    print(f"{name}: {took:.2f} s (at most {limit} s)")
    return took <= limit


def main() -> None:
    before, after = plans()
    kept = [
        measured("brief, all single failures and pairs", 0.5, brief),
        measured("1,000 components, all zones", 5, thousand),
        measured("1,000 components, the whole report", 12, everything),
        measured("1,000 components, outages in the docs", 3, docs),
        measured("difference of two plans of 5,000 resources", 10, lambda: difference(before, after)),
    ]
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
