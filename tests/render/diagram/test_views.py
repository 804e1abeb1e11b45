"""The views of a model by their names, the file's own among them, and one of them on the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from archgen.model.reading import architecture
from archgen.render.diagram import views
from archgen.render.diagram.writers import plaintext
from archgen.render.diagram.writers.svg import draw
from archgen.topology.graph import Topology
from geometry import measure
from models import BRIEF, ROOT, brief, data_of, made, small, topology_of

PICTURES = ROOT / "tests" / "pictures"
TWO = {
    "us-east-1": {"zones": ["us-east-1a", "us-east-1b"], "cidr": "10.0.0.0/16"},
    "eu-west-1": {"zones": ["eu-west-1a", "eu-west-1b"], "cidr": "10.1.0.0/16"},
}


def marketplace(**own: Any) -> Topology:
    data = data_of((PICTURES / "ten-services.yaml").read_text(encoding="utf-8"))
    return topology_of(data | {"views": own})


def components(topology: Topology, name: str) -> set[str]:
    return {node.component for node in views.drawn(topology, name).nodes}


def faults(data: Any) -> list[str]:
    return [finding.message for finding in architecture(data)[1]]


class Run(NamedTuple):
    exit_code: int
    stdout: bytes
    output: str


def run(*arguments: str) -> Run:
    program = (sys.executable, "-c", "from archgen.cli import main; main()")
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*program, *arguments], capture_output=True, env=env)
    return Run(done.returncode, done.stdout, (done.stdout + done.stderr).decode("utf-8", "replace"))


def test_one_region_has_network_and_flow() -> None:
    assert views.names(topology_of(brief())) == ("network", "flow")


def test_several_regions_begin_with_an_overview_and_have_a_network_each() -> None:
    topology = topology_of(small(regions=TWO))
    assert views.names(topology) == ("overview", "network", "network-us-east-1", "network-eu-west-1", "flow")
    one = {node.id for node in views.drawn(topology, "network-eu-west-1").nodes}
    assert any("eu-west-1" in id for id in one)
    assert not any("us-east-1" in id for id in one)


def test_a_view_of_a_group_shows_it_and_its_neighbours() -> None:
    topology = marketplace(sales={"of": "flow", "group": "ordering"})
    assert views.names(topology) == ("network", "flow", "sales")
    assert components(topology, "sales") == {
        *("cart", "orders", "payments"),
        *("lb", "cache", "main-db", "order-events", "psp"),
    }


def test_a_view_of_a_component_shows_whom_it_talks_to() -> None:
    topology = marketplace(pay={"of": "flow", "component": "payments", "label": "Payments"})
    assert components(topology, "pay") == {"lb", "payments", "main-db", "psp"}
    assert views.drawn(topology, "pay").title == views.title(topology, "pay") == "Payments"


def test_a_view_of_a_tier_has_a_heading_of_its_own() -> None:
    topology = marketplace(stores={"of": "overview", "tier": "data"})
    scene = views.drawn(topology, "stores")
    assert scene.title == "Marketplace, ten services behind one balancer: stores"
    assert "catalog-db" in {node.component for node in scene.nodes}
    assert "shoppers" not in {node.component for node in scene.nodes}


@pytest.mark.parametrize("of", ["network", "flow", "overview"])
@pytest.mark.parametrize("what", [{"group": "ordering"}, {"component": "users"}, {"tier": "data"}])
def test_every_view_is_drawn_without_a_defect(of: str, what: dict[str, str]) -> None:
    topology = marketplace(own={"of": of, **what})
    assert measure(draw(views.drawn(topology, "own"))).faults == ()


def test_a_view_of_a_region_shows_only_that() -> None:
    data = small(regions=TWO) | {"views": {"west": {"of": "overview", "region": "eu-west-1"}}}
    scene = views.drawn(topology_of(data), "west")
    assert [group.id for group in scene.groups if group.kind == "region"] == ["eu-west-1"]


def test_a_name_of_nothing_is_reported() -> None:
    data = brief() | {"views": {"own": {"group": "sales"}}}
    assert faults(data) == ['there is no group "sales"']
    data = brief() | {"views": {"own": {"component": "ap"}}}
    assert faults(data) == ['there is no component "ap"; did you mean "app"?']
    assert made(brief() | {"views": {"own": {"component": "app"}}})


def test_a_view_is_printed_as_text() -> None:
    found = run("render", str(BRIEF), "--view", "overview")
    assert found.exit_code == 0
    assert "AWS Cloud\n" in found.output
    assert "→ Web LB" in found.output
    assert "VPC" in found.output


def test_text_has_an_ascii_form() -> None:
    found = run("render", str(BRIEF), "--view", "flow", "--format", "ascii")
    assert found.output.isascii()
    assert "> 5432 Orders" in found.output
    assert " 8  App > Orders: 5432 tcp" in found.output


@pytest.mark.parametrize(
    ("format", "start"),
    [
        ("svg", b"<svg"),
        ("png", b"\x89PNG"),
        ("pdf", b"%PDF"),
        ("mermaid", b"flowchart"),
        ("drawio", b"<mxfile"),
    ],
)
def test_a_view_is_printed_in_each_format(format: str, start: bytes) -> None:
    found = run("render", str(BRIEF), "--view", "flow", "--format", format)
    assert found.exit_code == 0
    assert found.stdout.startswith(start)


def test_printing_writes_no_file(tmp_path: Path) -> None:
    model = tmp_path / "architecture.yaml"
    model.write_text(BRIEF.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("render", str(model), "--view", "network").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["architecture.yaml"]


def test_a_view_that_does_not_exist_is_reported_with_those_that_do() -> None:
    found = run("render", str(BRIEF), "--view", "netwrok")
    assert found.exit_code == 2
    assert 'there is no view "netwrok"; did you mean "network"?' in found.output
    assert "the views are network, flow, overview" in found.output


def test_a_format_without_a_view_is_refused() -> None:
    assert run("render", str(BRIEF), "--format", "svg").exit_code == 2


def test_things_of_one_name_are_told_apart_by_their_region() -> None:
    lines = [{"client -> lb": 443}, {"lb -> app": 80}, {"app -> db": 5432}]
    topology = topology_of(small(regions=TWO, connections=lines))
    text = plaintext.draw(views.drawn(topology, "overview"))
    assert "→ LB (us-east-1)" in text and "→ LB (eu-west-1)" in text


SEVERAL = sorted((ROOT / "examples" / "networks").glob("*/architecture.yaml"))


@pytest.mark.parametrize("path", SEVERAL, ids=lambda path: path.parent.name)
def test_what_is_around_each_component_of_several_vpcs_can_be_drawn(path: Path) -> None:
    data = data_of(path.read_text(encoding="utf-8"))
    kinds = ("network", "flow", "overview")
    data["views"] = {
        f"{id}-{kind}": {"of": kind, "component": id} for id in data["components"] for kind in kinds
    }
    topology = topology_of(data)
    empty = [name for name in data["views"] if not views.drawn(topology, name).nodes]
    assert empty == [name for name in empty if name.endswith(("-flow", "-overview"))]


def test_what_shows_nothing_is_an_empty_picture() -> None:
    data = {
        "archgen": 1,
        "name": "small",
        "regions": {"us-east-1": {}, "eu-west-1": {}},
        "groups": {"none": {}},
        "components": {"table": {"kind": "dynamodb", "region": "us-east-1"}},
        "views": {kind: {"of": "network", **what} for kind, what in NOTHING.items()},
    }
    topology = topology_of(data)
    assert [views.drawn(topology, name).nodes for name in NOTHING] == [()] * len(NOTHING)
    assert views.names(topology) == ("overview", "network", "network-us-east-1", "flow", *NOTHING)


NOTHING = {
    "in-a-group": {"group": "none"},
    "in-a-region": {"region": "eu-west-1"},
    "in-a-tier": {"tier": "frontend"},
}
