"""A browser lays our pictures out as we measured them."""

from pathlib import Path

from archgen.pipeline import examine
from archgen.render.diagram.layout.flow import flow
from archgen.render.diagram.layout.overview import overview
from archgen.render.diagram.network import network
from archgen.render.diagram.writers import svg
from archgen.topology.graph import Topology
from archgen.yamlfile.parser import read as document
from browser import needs_chromium, text_boxes
from drawing import read
from geometry import measure
from kept import ALL
from scenes import brief


@needs_chromium
def test_the_boxes_that_a_browser_sees_lie_in_those_that_we_measure() -> None:
    picture = svg.draw(brief())
    [boxes] = text_boxes([picture])
    ours, theirs = read(picture), read(picture, boxes)
    for id, component in ours.components.items():
        for outer, inner in zip(component.labels, theirs.components[id].labels, strict=True):
            left, right = inner.x - outer.x, outer.right - inner.right
            above, below = inner.y - outer.y, outer.bottom - inner.bottom
            assert all(-0.1 <= room <= 1.5 for room in (left, right, above, below)), id


@needs_chromium
def test_a_drawing_has_no_fault_in_a_browser_either() -> None:
    pictures = [svg.draw(brief(), theme) for theme in ("light", "dark")]
    for picture, boxes in zip(pictures, text_boxes(pictures), strict=True):
        assert measure(picture, boxes).faults == ()


@needs_chromium
def test_the_kept_models_have_no_fault_in_a_browser() -> None:
    """All views of every model, in one visit."""
    pictures = {
        f"{path.stem} {view.__name__}": svg.draw(view(topology(path)))
        for path in ALL
        for view in (network, flow, overview)
    }
    assert len(pictures) >= 36
    found = {
        name: [str(fault) for fault in measure(picture, boxes).faults]
        for (name, picture), boxes in zip(pictures.items(), text_boxes(list(pictures.values())), strict=True)
    }
    assert {name: faults for name, faults in found.items() if faults} == {}


def topology(path: Path) -> Topology:
    found = examine(document(path.read_bytes(), path.name)).topology
    assert found is not None, path
    return found
