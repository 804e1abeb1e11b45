"""Lines that run together are drawn once, and each piece says whose it is."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from archgen.render.diagram.scene import Box, Edge, Group, Key, Line, Scene, Text
from archgen.render.diagram.writers import pdf, svg
from archgen.render.diagram.writers.trunks import pieces
from scenes import brief, node

SVG = "{http://www.w3.org/2000/svg}"


def edge(source: str, target: str, *points: tuple[float, float], net: str | None = "net") -> Edge:
    return Edge(f"{source}--{target}", source, target, "traffic", points, net=net)


FORK = (
    edge("lb", "a", (0, 50), (40, 50), (40, 10), (100, 10)),
    edge("lb", "b", (0, 50), (40, 50), (40, 90), (100, 90)),
)


def shape(*edges: Edge) -> list[tuple[tuple[str, ...], tuple[tuple[float, float], ...], bool, int]]:
    return [
        (tuple(e.target for e in piece.edges), piece.points, piece.head, len(piece.dots))
        for piece in pieces(edges)
    ]


def test_a_fork_is_a_stem_and_a_branch_to_each_with_one_dot() -> None:
    assert shape(*FORK) == [
        (("a", "b"), ((0, 50), (40, 50)), False, 1),
        (("a",), ((40, 50), (40, 10), (100, 10)), True, 0),
        (("b",), ((40, 50), (40, 90), (100, 90)), True, 0),
    ]


def test_a_branch_leaves_in_the_middle_of_another_line() -> None:
    straight = edge("lb", "a", (0, 50), (100, 50))
    assert [points for _, points, _, _ in shape(straight, FORK[1])] == [
        ((0, 50), (40, 50)),
        ((40, 50), (100, 50)),
        ((40, 50), (40, 90), (100, 90)),
    ]


def test_lines_that_join_share_the_arrival_and_its_head() -> None:
    joined = (
        edge("a", "db", (0, 10), (40, 10), (40, 50), (100, 50)),
        edge("b", "db", (0, 90), (40, 90), (40, 50), (100, 50)),
    )
    heads = [(source.source, piece.head) for piece in pieces(joined) for source in piece.edges]
    assert heads == [("a", False), ("a", True), ("b", True), ("b", False)]
    assert sum(len(piece.dots) for piece in pieces(joined)) == 1


def test_lines_of_two_nets_share_nothing_though_they_run_together() -> None:
    other = replace(FORK[1], net="another")
    assert [whose for whose, *_ in shape(FORK[0], other)] == [("a",), ("b",)]


def test_a_line_without_a_net_has_no_piece() -> None:
    assert pieces([edge("a", "b", (0, 0), (10, 0), net=None)]) == ()


def drawn(theme: str = "light") -> tuple[Scene, ElementTree.Element]:
    lane = Group(
        "lb",
        "lane",
        "network",
        None,
        Box(-40, 30, 40, 40),
        Text(-10, 35, (Line("LB", "title"),), "start"),
        bars=(Box(-10, 35, 5, 9),),
        title="Load balancer of the shop",
    )
    key = Key(0, 140, "event", Text(40, 133, (Line("events", "small"),), "start"))
    ends = tuple(node(id, "aws.compute.EC2", 120, y) for id, y in (("a", 10.0), ("b", 90.0)))
    edges = tuple(replace(e, sort="event", main=e.target == "a") for e in FORK)
    scene = replace(brief(), groups=(lane,), nodes=ends, edges=edges, keys=(key,))
    return scene, ElementTree.fromstring(svg.draw(scene))


def test_every_piece_is_drawn_once_and_names_its_connections() -> None:
    _, root = drawn()
    trunks = root.findall(f".//{SVG}g[@class='trunk']") + root.findall(f".//{SVG}g[@class='trunk main']")
    found = sorted((t.get("data-connections"), t.get("data-target"), t.get("data-sort")) for t in trunks)
    assert found == [("lb--a", "a", "event"), ("lb--a lb--b", "lb", "event"), ("lb--b", "b", "event")]
    assert len(root.findall(f".//{SVG}circle")) == 1


def test_a_connection_keeps_its_whole_way_unseen() -> None:
    _, root = drawn()
    ways = [g[0] for g in root.iter(f"{SVG}g") if (g.get("class") or "").startswith("connection")]
    assert [(way.get("class"), way.get("d")) for way in ways] == [
        ("way", "M0 50L34 50Q40 50 40 44L40 16Q40 10 46 10L100 10"),
        ("way", "M0 50L34 50Q40 50 40 56L40 84Q40 90 46 90L100 90"),
    ]


def test_a_lane_has_its_whole_name_and_a_bar_for_each_zone() -> None:
    _, root = drawn()
    lane = root.find(f".//{SVG}g[@data-id='lb']")
    assert lane is not None
    assert lane.findtext(f"{SVG}title") == "Load balancer of the shop"
    assert [rect.get("fill") for rect in lane.findall(f"{SVG}rect")] == ["#FAF7FF", "#00A4A6"]


def test_a_pdf_draws_trunks_and_legend_too() -> None:
    scene, _ = drawn()
    assert pdf.draw(scene) != pdf.draw(replace(scene, keys=()))
    assert pdf.draw(scene) != pdf.draw(replace(scene, edges=()))
