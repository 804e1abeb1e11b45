"""What a drawn scene is as a file: the contract that the page, the tests and other tools read."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.render.diagram.icons import Theme
from archgen.render.diagram.scene import Line, Mark, Scene, Text
from archgen.render.diagram.writers import svg
from archgen.render.diagram.writers.xmltext import escape
from scenes import brief

SVG = "{http://www.w3.org/2000/svg}"


def parsed(scene: Scene, theme: Theme = "light") -> ElementTree.Element:
    return ElementTree.fromstring(svg.draw(scene, theme))


def captioned(text: str) -> Scene:
    """A scene with a text of our choice in its title, a caption, a label and a heading."""
    line = Text(0, 0, (Line(text),))
    scene = brief()
    return replace(
        scene,
        title=text,
        groups=(replace(scene.groups[0], caption=line),),
        nodes=(replace(scene.nodes[0], label=line, component=text),),
        edges=(),
        heading=line,
    )


def test_groups_come_before_connections_and_those_before_components() -> None:
    order = [g.get("class", "") for g in parsed(brief()).iter(f"{SVG}g")]
    assert order == sorted(order, key=["group", "connection", "component"].index)


def test_a_group_has_its_frame_first_and_its_caption_as_a_child() -> None:
    for group in parsed(brief()).iterfind(f".//{SVG}g[@class='group']"):
        assert group[0].tag == f"{SVG}rect"
        assert group.find(f"{SVG}text") is not None
        assert group.get("data-id")
        assert group.get("data-kind")
        assert (group.get("data-parent") is None) == (group.get("data-kind") == "cloud")


def test_a_connection_has_its_line_first_and_names_its_ends() -> None:
    root = parsed(brief())
    components = {g.get("data-id") for g in root.iterfind(f".//{SVG}g[@class='component']")}
    connections = root.findall(f".//{SVG}g[@class='connection']")
    assert len(connections) == 20
    for connection in connections:
        assert connection[0].tag == f"{SVG}path"
        assert {connection.get("data-source"), connection.get("data-target")} <= components


def test_a_component_on_a_border_says_whose() -> None:
    gateway = parsed(brief()).find(f".//{SVG}g[@data-id='igw']")
    assert gateway is not None
    assert gateway.get("data-border") == "vpc@us-east-1"


def test_each_icon_is_embedded_once_and_every_use_finds_it() -> None:
    root = parsed(brief())
    symbols = [s.get("id") for s in root.iter(f"{SVG}symbol")]
    used = {u.get("href", "").removeprefix("#") for u in root.iter(f"{SVG}use")}
    assert len(symbols) == len(set(symbols))
    assert used == set(symbols)


def test_the_file_needs_nothing_from_outside_and_is_small() -> None:
    text = svg.draw(brief())
    assert len(text) < 110_000
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_the_picture_has_a_name_a_description_and_a_language() -> None:
    root = parsed(brief())
    assert (root.get("role"), root.get("lang")) == ("img", "en")
    assert root.findtext(f"{SVG}title") == brief().title
    assert root.findtext(f"{SVG}desc") == brief().description


@settings(deadline=None)
@given(st.text(st.characters(), max_size=30))
def test_any_text_gives_a_well_formed_file_and_stays_text(text: str) -> None:
    root = parsed(captioned(text))
    legal = escape(text)
    label = root.find(f".//{SVG}g[@class='component']/{SVG}text")
    if "\r" not in text:  # XML readers make a line feed of it
        shown = (label.text or "") if label is not None else ""
        assert escape(shown) == legal


@pytest.mark.parametrize(
    "text", ["\x00", "\x0b", "\ud800", "\ufffe", '"]]><script>&', "'>", "<!--", "a\u202eb"]
)
def test_hostile_text_does_no_harm(text: str) -> None:
    root = parsed(captioned(text), "dark")
    assert not list(root.iter(f"{SVG}script"))


def test_characters_that_the_face_lacks_are_told_once() -> None:
    assert svg.lacking(captioned("数 Ω 数据 ñ")) == "据数"
    assert svg.lacking(brief()) == ""


@pytest.mark.parametrize(("y", "ground"), [(900, "#FFFFFF"), (1040, "#E6F6F7")])
def test_a_label_stands_on_the_colour_of_its_ground(y: float, ground: str) -> None:
    """Between the rows, and in the lower one."""
    label = Text(440, y, (Line("443"),))
    edges = tuple(replace(e, label=label) for e in brief().edges if e.target == "nat@us-east-1a")
    patch = parsed(replace(brief(), edges=edges)).find(f".//{SVG}g[@class='connection']/{SVG}rect")
    assert patch is not None
    assert patch.get("fill") == ground


def test_themes_differ_in_colour_alone() -> None:
    light, dark = parsed(brief()), parsed(brief(), "dark")
    assert [e.tag for e in light.iter()] == [e.tag for e in dark.iter()]
    places = [[(e.get("x"), e.get("y"), e.get("d")) for e in root.iter()] for root in (light, dark)]
    assert places[0] == places[1]


def test_a_scene_without_anything_is_a_picture() -> None:
    assert parsed(Scene(10, 10, "", "", "en", (), (), ())).get("viewBox") == "0 0 10 10"


def test_marks_ring_what_is_guilty_and_carry_their_code() -> None:
    marks = (Mark("web-lb", "AG307", "warning"), Mark("dns--cdn", "AG309"), Mark("dns--cdn", "AG309"))
    root = parsed(replace(brief(), marks=marks))
    badges = [g.findtext(f"{SVG}text") for g in root.iterfind(f".//{SVG}g[@class='mark']")]
    assert badges == ["AG307", "AG309"]
    guilty = root.find(f".//{SVG}g[@data-id='dns--cdn']/{SVG}path")
    assert guilty is not None
    assert "#D13212" in guilty.get("style", "")


def test_the_same_scene_gives_the_same_bytes_under_any_hash_seed() -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]);import hashlib;from scenes import brief;"
    code += "from archgen.render.diagram.writers import svg;"
    code += "print(hashlib.sha256(svg.draw(brief()).encode()).hexdigest())"
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parents[2])],
            env={"PYTHONHASHSEED": seed, "LANG": "C", "TZ": "Asia/Tokyo"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1
