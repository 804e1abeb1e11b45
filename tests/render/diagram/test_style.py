"""Colours of the file's own: which they are, where they show, and that they can be read."""

from __future__ import annotations

from typing import Any

import pytest

from archgen.model.contrast import contrast, darker, lighter
from archgen.model.reading import architecture
from archgen.render.diagram import themes, views
from archgen.render.diagram.scene import Scene
from archgen.render.diagram.writers import drawio, inline, pdf, svg
from archgen.topology.building import topology
from models import ROOT, data_of, made, small

BLUE, GREEN = "#0B5FA5", "#00695C"
GROUPED = data_of((ROOT / "tests/pictures/ten-services.yaml").read_text(encoding="utf-8"))


def styled(**style: str) -> Scene:
    return views.drawn(topology(made({**GROUPED, "style": style})), "flow")


def complaints(style: Any) -> list[tuple[str, tuple[str | int, ...], str]]:
    _, findings = architecture({**small(), "style": style})
    return [(f.code, tuple(f.route), f.message) for f in findings]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == 1
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_colour_is_mixed_no_further_than_it_must_be() -> None:
    assert contrast(darker("#FFE000", 4.5), "#FFFFFF") >= 4.5
    assert darker("#000080", 4.5) == "#000080"
    assert contrast(lighter("#000080", "#0F1B2A", 4.5), "#0F1B2A") >= 4.5


def test_a_readable_colour_is_taken_and_a_pale_one_is_an_error_with_one_that_would_do() -> None:
    assert complaints({"title": BLUE, "groups": "#8C4FFF"}) == []
    message = "`title` is #FFE000, whose contrast on white is 1.3:1; it needs 4.5:1, as #807000 has"
    assert complaints({"title": "#FFE000"}) == [("AG004", ("style", "title"), message)]


def test_a_frame_may_be_paler_than_text() -> None:
    pale = "#8A8A8A"
    assert complaints({"groups": pale}) == []
    assert [route for _, route, _ in complaints({"events": pale})] == [("style", "events")]


def test_what_is_no_colour_and_what_yaml_took_for_a_comment_is_said() -> None:
    ((_, route, message),) = complaints({"data": "blue"})
    assert route == ("style", "data") and message.endswith('is not a colour such as "#0B5FA5", in quotes')
    ((_, _, message),) = complaints({"data": None})
    assert message == "`data` is empty: # begins a comment; put the colour in quotes"


def test_colours_are_in_every_format() -> None:
    scene = styled(title=BLUE, steps=BLUE, groups=GREEN, requests=GREEN)
    picture = svg.draw(scene)
    assert f".heading{{font-size:20px;font-weight:600;fill:{BLUE}}}" in picture
    assert f'rx="9" fill="{BLUE}"' in picture
    assert f'[data-sort="request"] path{{stroke:{GREEN}}}' in picture
    assert f'stroke="{GREEN}"' in picture
    file = drawio.draw(scene, {})
    assert f"strokeColor={GREEN}" in file and f"fontColor={BLUE}" in file
    assert pdf.draw(scene) != pdf.draw(styled())


def test_frames_of_aws_and_lines_that_are_not_named_keep_their_colours() -> None:
    scene = views.drawn(topology(made({**GROUPED, "style": {"groups": GREEN}})), "network")
    picture = svg.draw(scene)
    assert all(colour in picture for colour in ("#8C4FFF", "#00A4A6", "#232F3E"))
    assert themes.palette(scene.look, "light").sorts == themes.PALETTES["light"].sorts


def test_dark_pictures_and_the_dark_page_have_lighter_ones() -> None:
    scene = styled(steps=BLUE, requests=BLUE)
    dark = themes.palette(scene.look, "dark")
    assert dark.steps != BLUE and contrast(dark.steps, dark.ground) >= 4.5
    assert f'fill="{dark.steps}"' in svg.draw(scene, "dark") and BLUE not in svg.draw(scene, "dark")
    assert f'[fill="{BLUE}"]{{fill:{dark.steps}}}' in inline.style_sheet([scene], "")


def test_paper_has_no_tints_and_tells_sorts_apart_without_colour() -> None:
    paper, usual = styled(theme="print"), styled()
    tint = themes.style("lane", "compute").fill
    assert tint and tint in svg.draw(usual) and tint not in svg.draw(paper)
    dashes = [themes.dash(sort, paper.look) for sort in ("request", "data", "egress", "event", "name")]
    assert len(set(dashes)) == 5 and dashes[0] is None
    assert svg.draw(paper, "dark") != svg.draw(paper) and tint not in svg.draw(paper)


def test_without_a_style_nothing_changes() -> None:
    assert themes.palette(styled().look, "light") == themes.PALETTES["light"]


@pytest.mark.parametrize("view", ("network", "overview"))
def test_what_looks_alike_is_one_entry_of_the_legend_and_on_paper_nothing_does(view: str) -> None:
    data = data_of((ROOT / "tests/kept_models/payments.yaml").read_text(encoding="utf-8"))
    for theme, sorts in (("aws", {"replication"}), ("print", {"replication", "name"})):
        scene = views.drawn(topology(made({**data, "style": {"theme": theme}})), view)
        assert {"replication", "name"} <= {edge.sort for edge in scene.edges}
        assert {key.sort for key in scene.keys} & {"replication", "name"} == sorts
        dashes = [themes.dash(key.sort, scene.look) for key in scene.keys if key.sort != "zones"]
        colours = [themes.palette(scene.look, "light").sorts[k.sort] for k in scene.keys if k.sort != "zones"]
        assert len(set(zip(dashes, colours, strict=True))) == len(dashes)
