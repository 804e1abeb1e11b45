"""A PNG looks like its SVG, needs no font of the machine, and knows what it was drawn from."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from struct import unpack_from

import pytest
from PIL import Image, ImageChops
from resvg_py import svg_to_bytes

from archgen.pipeline import examine
from archgen.render.diagram import views
from archgen.render.diagram.annotation import annotated
from archgen.render.diagram.scene import Line, Scene, Text
from archgen.render.diagram.text import typeface
from archgen.render.diagram.writers import png, svg
from archgen.yamlfile.parser import read

ROOT = Path(__file__).parents[3]
BLANK = Scene(120, 30, "", "", "en", (), (), ())


def drawn(scene: Scene) -> bytes:
    return png.draw(scene, svg.draw(scene))


def dark_pixels(picture: bytes) -> int:
    with Image.open(BytesIO(picture)) as image:
        return sum(image.convert("L").histogram()[:128])


def test_text_is_drawn_without_any_system_font() -> None:
    written = replace(BLANK, heading=Text(4, 4, (Line("Amazon RDS", "title"),)))
    assert dark_pixels(drawn(BLANK)) == 0
    assert dark_pixels(drawn(written)) > 200


def test_bold_text_is_bolder() -> None:
    plain, bold = (replace(BLANK, heading=Text(4, 4, (Line("HHHHHHHH", s),))) for s in ("plain", "title"))
    assert dark_pixels(drawn(bold)) > 1.2 * dark_pixels(drawn(plain))


def test_a_picture_is_twice_the_size_of_its_scene_and_the_same_each_time() -> None:
    picture = drawn(BLANK)
    with Image.open(BytesIO(picture)) as image:
        assert image.size == (240, 60)
        image.verify()
    assert picture == drawn(BLANK)


def test_a_picture_records_its_source() -> None:
    source = svg.draw(BLANK)
    picture = png.draw(BLANK, source)
    assert png.recorded_hash(picture) == png.source_hash(source)
    assert png.recorded_hash(picture) != png.source_hash(source + " ")


def test_a_foreign_or_broken_file_has_no_source() -> None:
    picture = drawn(BLANK)
    for data in (b"", b"GIF89a", picture[:40], picture[8:]):
        assert png.recorded_hash(data) is None


def test_a_large_picture_has_fewer_pixels_to_a_css_pixel() -> None:
    def size(scene: Scene) -> tuple[int, int]:
        width, height = unpack_from(">LL", drawn(scene), 16)
        return width, height

    assert size(replace(BLANK, width=1000, height=800)) == (2000, 1600)
    width, height = size(replace(BLANK, width=2500, height=1600))
    assert width * height <= png.MOST and width > 2500
    assert size(replace(BLANK, width=4000, height=2000)) == (4000, 2000)


PRINTED = "\nstyle: {theme: print}\n"
SEEN = (
    ("architecture.yaml", "network", ""),
    ("architecture.yaml", "flow", PRINTED),
    ("tests/kept_models/payments.yaml", "overview", ""),
    ("tests/kept_models/events.yaml", "flow", ""),
    ("tests/kept_models/data-lake.yaml", "network", PRINTED),
    ("tests/kept_models/faulty/every-kind.yaml", "network", ""),
    ("examples/networks/hybrid/architecture.yaml", "network", ""),
)


@pytest.mark.parametrize(("path", "view", "more"), SEEN)
def test_a_picture_looks_like_its_svg_drawn_by_another(path: str, view: str, more: str) -> None:
    """Where all marks of the findings are on it, too. Compared in squares of eight pixels."""
    found = examine(read((ROOT / path).read_bytes() + more.encode(), path))
    assert found.topology is not None
    scene = annotated(views.drawn(found.topology, view), found.topology, found.findings)
    faces = [str(typeface.path(weight)) for weight in sorted(typeface.FILES)]
    other = svg_to_bytes(svg_string=svg.draw(scene), font_files=faces, skip_system_fonts=True)
    size = round(scene.width / 8), round(scene.height / 8)
    with Image.open(BytesIO(drawn(scene))) as ours, Image.open(BytesIO(bytes(other))) as theirs:
        one, two = (each.convert("RGB").resize(size, Image.Resampling.BOX) for each in (ours, theirs))
        difference = ImageChops.difference(one, two)
    assert max(most for _, most in difference.getextrema()) < 56
