"""A draw.io file holds the picture as things that can be moved: frames, icons in them, lines on those."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.model.kinds import kind_class, kinds
from archgen.render.diagram import icons, views
from archgen.render.diagram.scene import Box, Line, Scene
from archgen.render.diagram.writers import drawio
from archgen.topology.building import topology
from browser import dump, needs_chromium
from models import ROOT, data_of, made
from scenes import brief

SHAPES = {"aws.network.ElbApplicationLoadBalancer": "application_load_balancer"}
MXGRAPH = os.environ.get("ARCHGEN_MXGRAPH")


def cells(scene: Scene) -> dict[str, Element]:
    root = ElementTree.fromstring(drawio.draw(scene, SHAPES))
    return {cell.attrib["id"]: cell for cell in root.iter("mxCell")}


def place(cell: Element, all_cells: dict[str, Element]) -> Box:
    """Where a cell stands on the page: its own place within those of its parents."""
    geometry = cell.find("mxGeometry")
    if geometry is None:
        return Box(0, 0, 0, 0)
    x, y, width, height = (float(geometry.get(name, 0)) for name in ("x", "y", "width", "height"))
    origin = place(all_cells[cell.attrib["parent"]], all_cells)
    return Box(origin.x + x, origin.y + y, width, height)


def test_every_cell_has_its_parent_before_it_and_lines_hang_on_vertices() -> None:
    seen: set[str] = set()
    for id, cell in cells(brief()).items():
        assert id == "0" or cell.get("parent") in seen
        if cell.get("edge"):
            assert {cell.get("source"), cell.get("target")} <= seen
        seen.add(id)


def test_frames_hold_what_stands_in_them_where_the_picture_has_it() -> None:
    found = cells(brief())
    for item in (*brief().groups, *brief().nodes):
        assert found[item.id].get("parent") == (item.parent or "1")
        assert near(place(found[item.id], found), item.box)


def test_a_label_beside_a_border_stays_beside_it() -> None:
    node = brief().nodes[0]
    x, half = node.box.center[0], node.box.width / 2
    for anchor, shift, aligned in (
        ("start", 8, "align=left;spacingLeft"),
        ("end", -8, "align=right;spacingRight"),
    ):
        moved = replace(node, label=replace(node.label, x=x + shift, anchor=anchor))
        cell = cells(replace(brief(), edges=(), nodes=(moved,)))[node.id]
        assert f";{aligned}={half + 8:g};" in cell.attrib["style"]


def near(a: Box, b: Box) -> bool:
    return all(abs(getattr(a, side) - getattr(b, side)) < 0.02 for side in ("x", "y", "width", "height"))


def test_groups_are_containers() -> None:
    found = cells(brief())
    assert all("container=1;" in found[group.id].attrib["style"] for group in brief().groups)


def test_a_line_goes_through_our_corners() -> None:
    found = cells(brief())
    for edge in brief().edges:
        points = found[edge.id].iterfind(".//Array/mxPoint")
        assert [(float(p.attrib["x"]), float(p.attrib["y"])) for p in points] == list(edge.points[1:-1])


def test_a_line_ends_where_the_picture_has_it() -> None:
    found = cells(brief())
    boxes = {node.id: node.box for node in brief().nodes}
    for edge in brief().edges:
        style = dict(item.split("=", 1) for item in found[edge.id].attrib["style"].split(";") if "=" in item)
        source, target = boxes[edge.source], boxes[edge.target]
        for end, point, box in (("exit", edge.points[0], source), ("entry", edge.points[-1], target)):
            x, y = (float(style[f"{end}{axis}"]) for axis in "XY")
            assert abs(box.x + x * box.width - point[0]) < 0.5
            assert abs(box.y + y * box.height - point[1]) < 0.5


def test_a_kind_without_a_shape_has_its_icon_embedded() -> None:
    node = replace(brief().nodes[0], kind="custom", icon="aws.analytics.Athena")
    style = cells(replace(brief(), nodes=(node,), edges=()))["client"].attrib["style"]
    assert "image=data:image/png,iVBOR" in style
    assert "base64" not in style  # a semicolon would end the value


def test_an_icon_of_its_own_is_drawn_and_no_shape() -> None:
    balancer = replace(brief().nodes[0], icon=next(iter(SHAPES)))
    other = replace(balancer, icon="onprem.network.Nginx")
    for node, shown in (
        (balancer, "mxgraph.aws4.application_load_balancer"),
        (other, "image=data:image/png"),
    ):
        style = cells(replace(brief(), nodes=(node,), edges=()))[node.id].attrib["style"]
        assert shown in style


def test_every_kind_but_custom_has_a_shape() -> None:
    for kind in kinds():
        assert (kind_class(kind).drawio_shape is None) == (kind == "custom"), kind
        assert icons.known(kind_class(kind).icon_class), kind


@settings(deadline=None)
@given(st.text(st.characters(), max_size=20))
def test_any_text_stays_text(text: str) -> None:
    node = brief().nodes[0]
    node = replace(node, label=replace(node.label, lines=(Line(text),)))
    value = cells(replace(brief(), nodes=(node,), edges=()))["client"].get("value")
    assert not re.search(r"<(?!/?(b|span|br)\b)", value or "")


READER = """<!doctype html><meta charset="utf-8"><body><script>
mxBasePath = ""; mxLoadResources = mxLoadStylesheets = false;</script>
<script src="SCRIPT"></script><script>
const document_ = mxUtils.parseXml(FILE);
const model = new mxGraphModel();
new mxCodec(document_).decode(document_.getElementsByTagName("mxGraphModel")[0], model);
const graph = new mxGraph(document.createElement("div"), model);
const cells = Object.values(model.cells).filter(cell => cell.vertex || cell.edge).map(cell => {
  const state = graph.view.getState(cell);
  return {id: cell.id, source: cell.source?.id, target: cell.target?.id,
    box: [state.x, state.y, state.width, state.height]};
});
const result = document.createElement("pre");
result.id = "cells";
result.textContent = JSON.stringify(cells);
document.body.replaceChildren(result);
</script>"""


def read_by_mxgraph(file: str, folder: Path) -> Iterator[dict[str, object]]:
    script = next(Path(MXGRAPH or "").rglob("mxClient.min.js"))
    page = folder / "reader.html"
    text = json.dumps(file).replace("</", "<\\/")
    page.write_text(READER.replace("SCRIPT", script.as_uri()).replace("FILE", text), "utf-8")
    found = re.search(r'<pre id="cells">(.*?)</pre>', dump(page), re.DOTALL)
    assert found, "mxGraph has not read the file"
    yield from json.loads(unescape(found[1]))


@needs_chromium
@pytest.mark.skipif(MXGRAPH is None, reason="ARCHGEN_MXGRAPH does not name a folder with mxGraph")
def test_mxgraph_opens_the_file_and_lays_it_out_as_we_did(tmp_path: Path) -> None:
    found = {cell["id"]: cell for cell in read_by_mxgraph(drawio.draw(brief(), SHAPES), tmp_path)}
    assert set(found) == {item.id for item in (*brief().groups, *brief().nodes, *brief().edges)}
    for item in (*brief().groups, *brief().nodes):
        assert near(Box(*found[item.id]["box"]), item.box)  # type: ignore[misc]
    for edge in brief().edges:
        assert (found[edge.id]["source"], found[edge.id]["target"]) == (edge.source, edge.target)


def real(name: str) -> dict[str, tuple[str, Scene]]:
    graph = topology(made(data_of((ROOT / name).read_text("utf-8"))))
    return {view: (views.title(graph, view), views.drawn(graph, view)) for view in views.names(graph)}


def test_a_lane_is_a_container_of_its_copies() -> None:
    (_, scene) = real("architecture.yaml")["network"]
    found = cells(scene)
    for id in ("orders@us-east-1a", "orders.standby@us-east-1b"):
        assert found[id].get("parent") == "orders@us-east-1"
    assert found["nat@us-east-1a"].get("parent") == "web@us-east-1a/subnet"
    for node in scene.nodes:
        assert near(place(found[node.id], found), node.box)


def test_there_is_a_page_for_each_view() -> None:
    drawn = real("tests/kept_models/payments.yaml")
    root = ElementTree.fromstring(drawio.pages(drawn, SHAPES))
    assert [page.get("id") for page in root] == list(drawn)
    assert [page.get("name") for page in root][:2] == ["Overview", "Network"]


@needs_chromium
@pytest.mark.skipif(MXGRAPH is None, reason="ARCHGEN_MXGRAPH does not name a folder with mxGraph")
@pytest.mark.parametrize("name", ["architecture.yaml", "tests/kept_models/payments.yaml"])
def test_mxgraph_lays_out_every_page_of_a_real_file_as_we_did(name: str, tmp_path: Path) -> None:
    for _, scene in real(name).values():
        found = {cell["id"]: cell for cell in read_by_mxgraph(drawio.draw(scene, SHAPES), tmp_path)}
        for item in (*scene.groups, *scene.nodes):
            assert near(Box(*found[item.id]["box"]), item.box), item.id  # type: ignore[misc]
        for edge in scene.edges:
            assert (found[edge.id]["source"], found[edge.id]["target"]) == (edge.source, edge.target)
