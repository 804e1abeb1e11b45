"""The flow view: steps from left to right, numbered, each on its own line."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from archgen.render.diagram.layout.flow import flow
from archgen.render.diagram.layout.flowgraph import Arc, Dot, cells, program, source
from archgen.render.diagram.layout.network import network
from archgen.render.diagram.scene import Scene
from archgen.render.diagram.text.typeface import extent
from archgen.render.diagram.writers.svg import draw
from archgen.topology.graph import topology
from geometry import measure
from models import ROOT, brief, made, small
from random_models import graph_of, seeded


def picture(data: Any) -> Scene:
    return flow(topology(made(data)))


def at(scene: Scene) -> dict[str, tuple[float, float]]:
    return {node.id: node.box.center for node in scene.nodes}


def test_the_brief_flows_without_a_fault() -> None:
    report = measure(draw(picture(brief())))
    assert report.faults == ()
    assert report.crossings == 0


def test_what_is_there_once_is_called_by_its_service_and_else_by_its_id() -> None:
    def called(**more: Any) -> dict[str, str]:
        lines = ["client -> lb -> app", *(f"{id} -> lb" for id in more)]
        found = topology(made(small(components=more, connections=lines)))
        flows = {node.id: node.label.lines[0].text for node in flow(found).nodes if node.kind == "client"}
        assert flows == {
            node.id: node.label.lines[0].text for node in network(found).nodes if node.kind == "client"
        }
        return flows

    assert called() == {"client": "Client"}
    assert called(admins={"kind": "client"}) == {"client": "Client", "admins": "Admins"}
    assert called(admins={"kind": "client", "label": "Staff"}) == {"client": "Client", "admins": "Staff"}


@pytest.mark.parametrize("seed", range(25))
def test_any_model_flows_without_a_fault(seed: int) -> None:
    assert measure(draw(flow(graph_of(seeded(seed))))).faults == ()


def test_lines_are_numbered_in_the_order_of_a_request() -> None:
    numbered = [(e.callout.number, e.source, e.target) for e in picture(brief()).edges if e.callout]
    assert numbered[:4] == [
        ("1", "client", "dns"),
        ("2", "client", "cdn"),
        ("3", "cdn", "assets"),
        ("4", "cdn", "web-lb"),
    ]
    assert len(numbered) == 10


def test_every_number_is_explained_below_what_is_drawn_there() -> None:
    scene = picture(brief())
    told = [text.lines[0].text for text in scene.notes]
    assert [callout.number for callout in scene.callouts] == [str(n + 1) for n in range(len(told))]
    assert told[3] == "Amazon CloudFront → Web LB: 443 https, by way of Internet gateway"
    right = max(extent(text).right for text in scene.notes)
    over = [extent(node.label).bottom for node in scene.nodes if node.box.x < right]
    assert max(over) < min(text.y for text in scene.notes)
    assert max(extent(text).bottom for text in scene.notes) < scene.height


def test_a_request_flows_from_left_to_right_on_one_line() -> None:
    places = at(picture(brief()))
    way = [places[id] for id in ("client", "cdn", "web-lb", "web", "app-lb", "app", "orders")]
    assert len({y for _, y in way}) == 1
    assert [x for x, _ in way] == sorted({x for x, _ in way})


def test_words_take_no_height_where_the_picture_is_empty() -> None:
    scene = picture(brief())
    assert min(text.y for text in scene.notes) < max(node.label.y for node in scene.nodes)


def test_a_fan_spreads_to_both_sides_of_the_main_request() -> None:
    data = brief()
    for number in range(7):
        data["components"][f"s{number}"] = {"kind": "ecs-service", "tier": "backend", "subnets": "app"}
        data["connections"] += [{f"app-lb -> s{number}": 8080}, f"s{number} -> orders"]
    places = at(picture(data))
    sides = [places[f"s{number}"][1] < places["app-lb"][1] for number in range(7)]
    assert 3 <= sum(sides) <= 4


def test_ports_stand_on_the_lines() -> None:
    labels = {
        (e.source, e.target): e.label.lines[0].text for e in picture(brief()).edges if e.label is not None
    }
    assert labels["app", "orders"] == "5432"
    assert labels["client", "dns"] == "DNS"


def test_replication_is_no_step_and_copies_stand_below_what_they_follow() -> None:
    scene = picture(brief())
    copied = [(e.source, e.target, e.callout) for e in scene.edges if e.kind == "replication"]
    assert copied == [("orders", "orders.copies", None)]
    places = at(scene)
    assert places["orders"][0] == places["orders.copies"][0]
    followed = [id for id, (x, y) in places.items() if x == places["orders"][0] and y > places["orders"][1]]
    assert min(followed, key=lambda id: places[id][1]) == "orders.copies"


def test_copies_are_named_by_their_roles() -> None:
    (copies,) = [node for node in picture(brief()).nodes if node.id == "orders.copies"]
    assert [line.text for line in copies.label.lines] == ["Orders", "Amazon RDS", "standby", "replica 1"]
    assert copies.component == "orders"


def test_gateways_are_no_parties_of_a_flow() -> None:
    assert {"igw", "nat", "dynamodb-endpoint"} & set(at(picture(brief()))) == set()


def test_a_global_table_is_drawn_in_each_of_its_regions() -> None:
    data = small(
        regions={
            "us-east-1": {"zones": ["us-east-1a", "us-east-1b"], "cidr": "10.0.0.0/16"},
            "eu-west-1": {"zones": ["eu-west-1a", "eu-west-1b"], "cidr": "10.1.0.0/16"},
        },
        components={"table": {"kind": "dynamodb", "replica_regions": ["eu-west-1"]}},
        connections=[{"client -> lb": 443}, {"lb -> app": 80}, "app -> table"],
    )
    scene = picture(data)
    assert ("table", "table.copies") in {(e.source, e.target) for e in scene.edges if e.kind == "replication"}
    lines = {node.id: [line.text for line in node.label.lines] for node in scene.nodes}
    assert {"us-east-1", "eu-west-1"} < set(lines["app"])
    assert "eu-west-1" in lines["table.copies"]


def test_the_internet_at_large_and_firewalls_are_drawn() -> None:
    data = small(
        components={"wall": {"kind": "waf"}},
        connections=[{"client -> wall -> lb": 443}, {"lb -> app": 80}, "app -> nat"],
    )
    scene = picture(data)
    pairs = {(e.source, e.target): e.callout for e in scene.edges}
    assert pairs["app", "0.0.0.0/0"] is not None
    assert pairs["wall", "lb"] is None


def test_a_model_without_connections_has_an_empty_flow() -> None:
    data = small()
    del data["components"]["db"]
    scene = picture(data)
    assert (scene.nodes, scene.edges, scene.notes) == ((), (), ())
    assert measure(draw(scene)).faults == ()


def test_the_graph_is_one_of_the_diagrams_package() -> None:
    dots = [Dot("a", "aws.compute.EC2"), Dot("b", "aws.database.RDS")]
    text = source(dots, [Arc("a", "b")])
    assert text.startswith("digraph flow {") and "a -> b" in text
    assert cells(dots, [Arc("a", "b")], "a") == {"a": (0, 0), "b": (1, 0)}


def test_two_that_call_each_other_have_a_cell_each() -> None:
    dots = [Dot(id, "aws.compute.EC2") for id in "abc"]
    arcs = [Arc("a", "b"), Arc("b", "c"), Arc("c", "a")]
    assert len(set(cells(dots, arcs, "a").values())) == 3


def test_a_flow_needs_no_program_on_the_path() -> None:
    assert program().is_file()
    code = "import sys; from test_flow import picture, brief; sys.stdout.write(repr(picture(brief())))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT / "tests",
            env={**os.environ, "PATH": "", "PYTHONHASHSEED": seed, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] and b"orders.copies" in runs[0]


def test_what_leads_nowhere_stands_on_the_emptier_side() -> None:
    places = at(picture(brief()))
    above = places["partners"][1] < places["app"][1] < places["sessions"][1]
    assert above and places["partners"][0] == places["sessions"][0] == places["orders"][0]
