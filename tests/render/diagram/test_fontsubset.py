"""A subset of the face draws the same characters in the same way."""

from io import BytesIO

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from archgen.render.diagram.text import typeface

TEXT = "Amazon CloudFront 10.0.0.0/16 – ñáéíóúÜ ½ fi Сервер Ωμέγα →"


def drawing(font: TTFont, character: str) -> object:
    glyphs = font.getGlyphSet()
    name = font.getBestCmap()[ord(character)]
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return font["hmtx"][name], pen.value


@pytest.mark.parametrize("weight", [400, 600])
def test_outlines_and_widths_are_those_of_the_whole_face(weight: int) -> None:
    whole = TTFont(typeface.path(weight))
    small = TTFont(BytesIO(typeface.embedded(weight, TEXT)), checkChecksums=2)
    assert set(small.getBestCmap()) == {ord(c) for c in TEXT}
    for character in sorted(set(TEXT)):
        assert drawing(small, character) == drawing(whole, character), character


def test_a_subset_is_small_and_does_not_depend_on_order() -> None:
    data = typeface.embedded(400, TEXT)
    assert len(data) < 12_000
    assert data == typeface.embedded(400, reversed(TEXT))


def test_characters_that_the_face_lacks_are_left_out() -> None:
    small = TTFont(BytesIO(typeface.embedded(400, "a数🚀")))
    assert set(small.getBestCmap()) == {ord("a")}


def test_a_subset_of_nothing_is_a_face() -> None:
    assert TTFont(BytesIO(typeface.embedded(400, ""))).getBestCmap() in ({}, None)
