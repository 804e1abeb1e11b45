"""A PDF says what the picture says, as vectors and as text, and without a date."""

from dataclasses import replace

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.render.diagram.scene import Line, Mark, Scene, Text
from archgen.render.diagram.writers import pdf
from scenes import brief


def written(text: str) -> Scene:
    return Scene(600, 40, text, "", "es", (), (), (), Text(4, 4, (Line(text),), "start"))


def text_of(document: bytes) -> str:
    with pypdfium2.PdfDocument(document) as file:
        return str(file[0].get_textpage().get_text_range())


def test_every_text_of_the_scene_can_be_found() -> None:
    found = text_of(pdf.draw(brief()))
    for text in brief().texts():
        for line in text.lines:
            assert line.text in found


A4, A3 = (841.89, 595.28), (1190.55, 841.89)


def size(scene: Scene) -> tuple[float, float]:
    with pypdfium2.PdfDocument(pdf.draw(scene)) as file:
        width, height = file[0].get_size()
    return round(width, 2), round(height, 2)


def test_a_picture_has_a_landscape_page_on_which_it_can_be_read() -> None:
    assert size(brief()) == A3
    assert size(replace(brief(), width=1100, height=700)) == A4
    with pypdfium2.PdfDocument(pdf.draw(brief())) as file:
        assert len(file) == 1
        assert file.get_metadata_value("Title") == brief().title
        assert file.get_metadata_value("CreationDate") == ""


def pixel(x: float, y: float) -> tuple[int, int]:
    """Where a point of the picture is on its page, at two pixels to a point."""
    scale = (A3[1] - 56) / brief().height
    left, top = (A3[0] - brief().width * scale) / 2, 28
    return round(2 * (left + x * scale)), round(2 * (top + y * scale))


def test_the_page_looks_like_the_picture() -> None:
    """The colours at a few places: a subnet, the corner of the cloud, an icon, bare ground."""
    for theme, ground, subnet in (
        ("light", (255, 255, 255), (242, 246, 232)),
        ("dark", (15, 27, 42), (27, 43, 31)),
    ):
        with pypdfium2.PdfDocument(pdf.draw(brief(), theme)) as file:  # type: ignore[arg-type]
            image = file[0].render(scale=2).to_pil().convert("RGB")
        near = {place: image.getpixel(pixel(*place)) for place in ((1600, 1400), (300, 820))}
        assert near == {(1600, 1400): ground, (300, 820): subnet}
        red, green, blue = image.getpixel(pixel(540, 748))  # the upper edge of an EC2 icon
        assert red > 200 > green > blue


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=20))
def test_any_text_gives_a_file_that_opens(text: str) -> None:
    assert isinstance(text_of(pdf.draw(written(text))), str)


def test_spanish_and_greek_can_be_copied() -> None:
    assert text_of(pdf.draw(written("Servidor de aplicación – ñandú Ωμέγα (½)"))) == (
        "Servidor de aplicación – ñandú Ωμέγα (½)"
    )


def test_the_same_scene_gives_the_same_bytes_and_few_of_them() -> None:
    document = pdf.draw(brief())
    assert document == pdf.draw(brief())
    assert len(document) < 110_000


def test_lone_surrogates_and_controls_do_no_harm() -> None:
    scene = replace(written("a\ud800b\x00c"), title="a\ud800b\x00(c)\\")
    assert text_of(pdf.draw(scene)).replace("\r\n", "") != ""


def test_findings_are_marked_as_in_the_picture() -> None:
    marks = (Mark("web-lb", "AG307", "warning"), Mark("dns--cdn", "AG309"))
    assert {"AG307", "AG309"} <= set(text_of(pdf.draw(replace(brief(), marks=marks))).split())
