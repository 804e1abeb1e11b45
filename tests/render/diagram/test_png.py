"""A PNG has its text on a machine without fonts, and knows what it was drawn from."""

from dataclasses import replace
from io import BytesIO
from struct import unpack_from

from PIL import Image

from archgen.render.diagram.scene import Line, Scene, Text
from archgen.render.diagram.writers import png, svg

BLANK = Scene(120, 30, "", "", "en", (), (), ())


def dark_pixels(picture: bytes) -> int:
    with Image.open(BytesIO(picture)) as image:
        return sum(image.convert("L").histogram()[:128])


def test_text_is_drawn_without_any_system_font() -> None:
    written = replace(BLANK, heading=Text(4, 4, (Line("Amazon RDS", "title"),)))
    assert dark_pixels(png.draw(svg.draw(BLANK))) == 0
    assert dark_pixels(png.draw(svg.draw(written))) > 200


def test_bold_text_is_bolder() -> None:
    plain, bold = (replace(BLANK, heading=Text(4, 4, (Line("HHHHHHHH", s),))) for s in ("plain", "title"))
    assert dark_pixels(png.draw(svg.draw(bold))) > 1.2 * dark_pixels(png.draw(svg.draw(plain)))


def test_a_picture_is_twice_the_size_of_its_scene_and_the_same_each_time() -> None:
    picture = png.draw(svg.draw(BLANK))
    with Image.open(BytesIO(picture)) as image:
        assert image.size == (240, 60)
        image.verify()
    assert picture == png.draw(svg.draw(BLANK))


def test_a_picture_records_its_source() -> None:
    source = svg.draw(BLANK)
    picture = png.draw(source)
    assert png.recorded_hash(picture) == png.source_hash(source)
    assert png.recorded_hash(picture) != png.source_hash(source + " ")


def test_a_foreign_or_broken_file_has_no_source() -> None:
    picture = png.draw(svg.draw(BLANK))
    for data in (b"", b"GIF89a", picture[:40], picture[8:]):
        assert png.recorded_hash(data) is None


def test_a_large_picture_has_fewer_pixels_to_a_css_pixel() -> None:
    def size(scene: Scene) -> tuple[int, int]:
        width, height = unpack_from(">LL", png.draw(svg.draw(scene)), 16)
        return width, height

    assert size(replace(BLANK, width=1000, height=800)) == (2000, 1600)
    width, height = size(replace(BLANK, width=2500, height=1600))
    assert width * height <= png.MOST and width > 2500
    assert size(replace(BLANK, width=4000, height=2000)) == (4000, 2000)
