"""The flow view: cards from left to right, one number for what happens at the same moment."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from archgen.render.diagram.layout.cards import contents
from archgen.render.diagram.layout.flow import flow
from archgen.render.diagram.network import network
from archgen.render.diagram.scene import Box, Scene
from archgen.render.diagram.text.typeface import extent
from archgen.render.diagram.writers.svg import draw
from archgen.topology.building import topology
from archgen.topology.graph import Topology
from geometry import measure
from kept import FAULTY, SOUND, stem
from models import ROOT, brief, data_of, made, small
from random_models import graph_of, seeded

SHARED = str(ROOT / "tests")
PICTURES = ROOT / "tests" / "pictures"


def picture(data: Any) -> Scene:
    return flow(topology(made(data)))


def kept(name: str) -> Scene:
    return picture(data_of((PICTURES / f"{name}.yaml").read_text(encoding="utf-8")))


def cards(scene: Scene) -> dict[str, Box]:
    return {group.id: group.box for group in scene.groups if group.kind == "lane"}


def frames(scene: Scene) -> dict[str, Box]:
    return {group.id: group.box for group in scene.groups if group.kind == "group"}


def written(scene: Scene, id: str) -> list[str]:
    (group,) = [group for group in scene.groups if group.id == id]
    return [line.text for line in group.caption.lines]


def numbers(scene: Scene) -> dict[str, str]:
    return {edge.id: edge.callout.number for edge in scene.edges if edge.callout}


def pairs(scene: Scene) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in scene.edges}


def test_the_brief_flows_without_a_defect() -> None:
    report = measure(draw(picture(brief())))
    assert report.faults == ()
    assert report.crossings == 0


@pytest.mark.parametrize(
    ("name", "width", "crossings", "bends"),
    [("ten-services", 1254, 9, 1.6), ("serverless-shop", 1260, 2, 1.2)],
)
def test_the_kept_pictures_are_as_good_as_they_were(
    name: str, width: float, crossings: int, bends: float
) -> None:
    scene = kept(name)
    report = measure(draw(scene))
    assert report.faults == ()
    assert scene.width <= width
    assert report.crossings <= crossings
    assert report.bends_per_connection <= bends


READABLE = 7.5
"""Pixels of small text where a picture is 900 pixels wide."""


@pytest.mark.parametrize("seed", range(25))
def test_any_model_flows_without_a_defect_and_can_be_read(seed: int) -> None:
    scene = flow(graph_of(seeded(seed)))
    report = measure(draw(scene))
    assert report.faults == ()
    assert report.small_text >= READABLE
    boxes = list(cards(scene).values())
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a != b and overlap(a, b)], (
        "cards overlap"
    )


def overlap(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


@pytest.mark.parametrize("name", ["ten-services", "serverless-shop"])
def test_no_line_runs_through_a_card_that_is_not_its_end(name: str) -> None:
    scene = kept(name)
    boxes = cards(scene)
    for edge in scene.edges:
        for (ax, ay), (bx, by) in zip(edge.points, edge.points[1:], strict=False):
            piece = Box(min(ax, bx), min(ay, by), abs(ax - bx) + 0.01, abs(ay - by) + 0.01)
            through = {id for id, box in boxes.items() if overlap(piece, shrunk(box))}
            assert through <= {edge.source, edge.target}, edge.id


def shrunk(box: Box) -> Box:
    return Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2)


def test_a_line_begins_and_ends_on_the_border_of_its_cards() -> None:
    scene = kept("serverless-shop")
    boxes = cards(scene)
    for edge in scene.edges:
        for id, (x, y) in ((edge.source, edge.points[0]), (edge.target, edge.points[-1])):
            box = boxes[id]
            assert min(abs(x - box.x), abs(x - box.right)) < 0.2, edge.id
            assert box.y < y < box.bottom, edge.id


def test_a_request_flows_from_left_to_right() -> None:
    boxes = cards(picture(brief()))
    way = ["client", "cdn", "web-lb", "web", "app-lb", "app", "orders"]
    assert all(boxes[a].right < boxes[b].x for a, b in itertools.pairwise(way))


def test_the_main_request_is_one_straight_line() -> None:
    lines = {(e.source, e.target): e.points for e in picture(brief()).edges}
    way = ["client", "cdn", "web-lb", "web", "app-lb", "app"]
    assert {len(lines[a, b]) for a, b in itertools.pairwise(way)} == {2}


@pytest.mark.parametrize("path", [*SOUND, *FAULTY], ids=stem)
def test_the_flow_of_every_kept_model_can_be_read(path: Path) -> None:
    assert measure(draw(picture(data_of(path.read_text(encoding="utf-8"))))).small_text >= READABLE


@pytest.mark.parametrize("view", [flow, network])
def test_a_long_chain_turns_back_under_itself(view: Callable[[Topology], Scene]) -> None:
    steps = [f"step{number}" for number in range(14)]
    data = {
        "archgen": 1,
        "name": "chain",
        "components": {
            "client": {"kind": "client"},
            **{step: {"kind": "lambda", "tier": "backend"} for step in steps},
        },
        "connections": [" -> ".join(["client", *steps])],
        "regions": {"us-east-1": {}},
    }
    scene = view(topology(made(data)))
    report = measure(draw(scene))
    assert report.faults == () and report.crossings == 0
    assert report.small_text >= READABLE
    boxes = [box for id, box in cards(scene).items() if id.startswith("step")]
    rows = sorted({round(box.y) for box in boxes})
    assert 2 <= len(rows) <= 4
    lines = [(edge.points[0][0], edge.points[-1][0]) for edge in scene.edges]
    assert any(start > end for start, end in lines) and any(start < end for start, end in lines)


def test_a_short_chain_does_not_turn() -> None:
    lines = [edge.points for edge in picture(brief()).edges]
    assert all(points[0][0] < points[-1][0] for points in lines)


def test_a_group_is_a_frame_around_its_cards_alone() -> None:
    scene = kept("ten-services")
    inside = {
        id: {card for card, box in cards(scene).items() if frame.holds(box.center)}
        for id, frame in frames(scene).items()
    }
    assert inside["group/catalogue"] == {"catalog", "search", "reviews", "sellers"}
    assert inside["group/accounts"] == {"users"}
    assert written(scene, "group/catalogue") == ["Catalogue"]


@pytest.mark.parametrize("name", ["ten-services", "serverless-shop"])
def test_frames_do_not_overlap(name: str) -> None:
    boxes = list(frames(kept(name)).values())
    assert not any(overlap(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_an_event_hub_is_an_upright_lane_right_of_all_that_touch_it() -> None:
    scene = kept("serverless-shop")
    boxes = cards(scene)
    hub = boxes["bus"]
    touching = {id for pair in pairs(scene) if "bus" in pair for id in pair} - {"bus"}
    assert len(touching) == 9
    assert all(boxes[id].right < hub.x for id in touching)
    assert hub.height > 6 * hub.width
    straight = [len(e.points) for e in scene.edges if "bus" in (e.source, e.target)]
    assert set(straight) == {2}


@pytest.mark.parametrize("height", [40, 60, 80, 100, 140, 240])
def test_a_hub_of_any_height_says_its_group_inside_of_itself(height: float) -> None:
    small = ("Amazon EventBridge",)
    bus = contents.Content("bus", "bus", "eventbridge", "aws.integration.Eventbridge", "", "Bus", small)
    for tight in (False, True):
        card = contents.written(bus, 104, tight=tight)
        box = Box(0, 0, card.width, height)
        lane, _ = contents.upright(card, box, None, "Fulfilment of orders and returns")
        text = extent(lane.caption)
        assert min(text.x, text.y) >= 0
        assert text.right <= box.right and text.bottom <= height
        told = " ".join(line.text for line in lane.caption.lines)
        assert ("Fulfilment" in told) == (height >= 80)


def test_a_queue_between_two_is_no_hub() -> None:
    scene = kept("ten-services")
    assert cards(scene)["order-events"].height < 60


def test_what_happens_at_the_same_moment_has_one_number() -> None:
    scene = kept("ten-services")
    on_lines = sorted(int(number) for number in numbers(scene).values())
    assert on_lines == list(range(1, len(on_lines) + 1))
    told = [text.lines[0].text for text in scene.notes]
    assert "LB → Catalog, Search and 7 more: a port each" in told
    assert "Search, Cart, Users → Cache: 6379 tcp" in told


def test_every_number_is_explained_below_what_is_drawn() -> None:
    scene = picture(brief())
    assert [callout.number for callout in scene.callouts] == [str(n + 1) for n in range(len(scene.notes))]
    assert set(numbers(scene).values()) <= {callout.number for callout in scene.callouts}
    told = [" ".join(line.text for line in text.lines) for text in scene.notes]
    assert any(
        text.startswith("Amazon CloudFront → Web LB: 443 https, via Internet gateway") for text in told
    )
    lowest = max(box.bottom for box in cards(scene).values())
    assert lowest < min(text.y for text in scene.notes)
    assert max(extent(text).bottom for text in scene.notes) < scene.height


def test_the_legend_says_the_sorts_in_use_and_no_others() -> None:
    sorts = [key.sort for key in picture(brief()).keys]
    assert sorts == ["request", "data", "egress", "name"]
    assert "event" in [key.sort for key in kept("serverless-shop").keys]


def test_a_port_that_is_the_same_everywhere_is_said_once() -> None:
    data = small(connections=[{"client -> lb": 443}, {"lb -> app": 443}, {"app -> db": 443}])
    data["components"]["more"] = {"kind": "external"}
    data["connections"].append({"app -> more": 443})
    scene = picture(data)
    assert [edge.label for edge in scene.edges if edge.label] == []
    assert scene.keys[-1].text.lines[0].text.endswith("(every line: port 443)")


def test_ports_are_on_the_lines_and_once_on_a_trunk() -> None:
    scene = kept("ten-services")
    said = [e.label.lines[0].text for e in scene.edges if e.label and e.target == "catalog-db"]
    assert said == ["5432"]
    assert {e.label.lines[0].text for e in scene.edges if e.label and e.source == "lb"} == {
        str(8001 + n) for n in range(9)
    }
    labels = {(e.source, e.target): e.label.lines[0].text for e in picture(brief()).edges if e.label}
    assert labels["client", "dns"] == "DNS"


def test_events_are_dashed_and_data_is_told_apart() -> None:
    sorts = {(e.source, e.target): e.sort for e in kept("ten-services").edges}
    assert sorts["users", "mail-queue"] == "event"
    assert sorts["users", "cache"] == "data"
    assert sorts["lb", "users"] == "request"
    assert sorts["payments", "psp"] == "egress"
    assert sorts["shoppers", "dns"] == "name"
    assert sorts["cdn", "web"] == "request"


def test_replicas_are_words_in_the_card() -> None:
    scene = picture(brief())
    assert " ".join(written(scene, "orders")) == "Orders RDS · postgres with a standby, a replica"
    assert not any("replica" in id for id in cards(scene))


def test_gateways_are_no_parties_of_a_flow() -> None:
    assert {"igw", "nat", "dynamodb-endpoint"} & set(cards(picture(brief()))) == set()


def test_a_global_table_says_its_regions() -> None:
    data = small(
        regions={
            "us-east-1": {"zones": ["us-east-1a", "us-east-1b"], "cidr": "10.0.0.0/16"},
            "eu-west-1": {"zones": ["eu-west-1a", "eu-west-1b"], "cidr": "10.1.0.0/16"},
        },
        components={"table": {"kind": "dynamodb", "replica_regions": ["eu-west-1"]}},
        connections=[{"client -> lb": 443}, {"lb -> app": 80}, "app -> table"],
    )
    assert " ".join(written(picture(data), "table")).endswith("in us-east-1, eu-west-1")


def test_the_internet_at_large_and_firewalls_are_drawn() -> None:
    data = small(
        components={"wall": {"kind": "waf"}},
        connections=[{"client -> wall -> lb": 443}, {"lb -> app": 80}, "app -> nat"],
    )
    assert {("app", "0.0.0.0/0"), ("wall", "lb")} <= pairs(picture(data))


def test_a_model_without_connections_has_an_empty_flow() -> None:
    data = small()
    del data["components"]["db"]
    scene = picture(data)
    assert (scene.nodes, scene.edges, scene.notes) == ((), (), ())
    assert measure(draw(scene)).faults == ()


def test_two_that_call_each_other_are_drawn_there_and_back() -> None:
    app = {"kind": "instance", "tier": "backend", "subnets": "app"}
    data = small(components={"a": app, "b": app}, connections=[{"a -> b": 80}, {"b -> a": 81}])
    scene = picture(data)
    assert pairs(scene) == {("a", "b"), ("b", "a")}
    assert measure(draw(scene)).faults == ()


def test_a_name_that_is_cut_is_whole_in_the_title() -> None:
    data = brief()
    data["components"]["app"]["label"] = "W" * 118
    scene = picture(data)
    (group,) = [group for group in scene.groups if group.id == "app"]
    assert group.caption.lines[-1].text != data["components"]["app"]["label"]
    assert group.title is not None and data["components"]["app"]["label"].strip() in group.title


def test_twenty_components_take_no_longer_than_a_third_of_a_second() -> None:
    graph = topology(made(data_of((PICTURES / "ten-services.yaml").read_text(encoding="utf-8"))))
    flow(graph)
    times = []
    for _ in range(3):
        begun = process_time()
        flow(graph)
        times.append(process_time() - begun)
    assert min(times) < 0.3


def test_a_flow_is_the_same_for_every_hash_seed_and_needs_no_program() -> None:
    code = "import sys; from test_flow import kept; sys.stdout.write(repr(kept('serverless-shop')))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parent,
            env={**os.environ, "PATH": "", "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONPATH": SHARED},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] and b"EventBridge" in runs[0]


def test_where_lines_run_together_it_says_what_each_of_them_does() -> None:
    data = small(
        components={
            "reader": {"kind": "lambda", "tier": "backend"},
            "writer": {"kind": "lambda", "tier": "backend"},
            "table": {"kind": "dynamodb"},
        },
        connections=[{"reader -> table": {"access": "read"}}, "writer -> table"],
    )
    said = [line.text for edge in flow(topology(made(data))).edges if edge.label for line in edge.label.lines]
    assert said == ["read, read-write"]


def test_a_line_beside_a_frame_that_holds_none_of_its_ends_is_outside_of_it() -> None:
    """From one card of a column to another, past a frame between them; lines of the frame's own are in it."""
    path = ROOT / "tests" / "kept_models" / "events.yaml"
    scene = picture(data_of(path.read_text(encoding="utf-8")))
    box = frames(scene)["group/shipping"]
    lines = {(edge.source, edge.target): edge.points for edge in scene.edges}
    assert max(x for x, _ in lines["scans", "counter"]) > box.right
    assert max(x for x, _ in lines["ship", "pick"]) < box.right


def test_where_lines_of_a_large_picture_run_together_all_have_a_word_or_none() -> None:
    path = ROOT / "tests/kept_models/events.yaml"
    scene = flow(topology(made(data_of(path.read_text(encoding="utf-8")))))
    said = [line.text for edge in scene.edges if edge.label for line in edge.label.lines]
    assert said == ["read, read-write"]
