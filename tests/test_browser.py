"""A browser lays our pictures out as we measured them."""

from archgen.diagram import svg
from browser import needs_chromium, text_boxes
from drawing import read
from geometry import measure
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
