"""Text is measured as the embedded face sets it."""

import pytest
from fontTools.ttLib import TTFont

from archgen.render.diagram.text import typeface
from archgen.render.diagram.text.fontfile import FontFile


@pytest.mark.parametrize("weight", [400, 600])
def test_characters_and_widths_are_those_of_the_face(weight: int) -> None:
    ours = FontFile(typeface.path(weight).read_bytes())
    theirs = TTFont(typeface.path(weight))
    cmap, widths, order = theirs.getBestCmap(), theirs["hmtx"], theirs.getReverseGlyphMap()
    for code in range(0x20, 0x3000):
        name = cmap.get(code)
        assert ours.glyph(chr(code)) == (order[name] if name else 0), hex(code)
        if name:
            assert ours.advance(ours.glyph(chr(code))) == widths[name][0]


def test_bold_is_wider_and_small_is_narrower() -> None:
    text = "Amazon CloudFront"
    assert typeface.width(text, "small") < typeface.width(text, "plain") < typeface.width(text, "title")


def test_spanish_greek_and_cyrillic_are_in_the_face_and_ideographs_are_not() -> None:
    assert not any(typeface.lacks(c) for c in "áéíóúüñ¿¡ çğłšß Ωμέγα Сервер –—·→×≥“”")
    assert all(typeface.lacks(c) for c in "数据عר🚀")


def test_an_ideograph_is_estimated_a_full_square_and_a_combining_mark_nothing() -> None:
    assert typeface.width("数", "plain") == 13
    assert typeface.width("e\u0361", "plain") == typeface.width("e", "plain")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Amazon RDS", ("Amazon RDS",)),
        ("Servidor de aplicaciones principal", ("Servidor de", "aplicaciones", "principal")),
        ("Amazon Simple Storage", ("Amazon", "Simple Storage")),
        ("  spaces   fall away ", ("spaces", "fall away")),
        ("", ()),
        (" ", ()),
    ],
)
def test_text_wraps_at_spaces(text: str, lines: tuple[str, ...]) -> None:
    assert typeface.wrap(text, "plain", 84) == lines


def test_lines_are_of_like_length() -> None:
    assert typeface.wrap("one two three four five six", "plain", 130) == ("one two three", "four five six")


@pytest.mark.parametrize("text", ["reporting-service/internal.example.com", "x" * 90, "数据库" * 20, "W" * 3])
def test_no_line_is_wider_than_asked(text: str) -> None:
    lines = typeface.wrap(text, "title", 60)
    assert "".join(lines) == text
    assert all(typeface.width(line, "title") <= 60 for line in lines)


def test_a_long_word_breaks_after_its_punctuation() -> None:
    assert typeface.wrap("reporting-service", "plain", 60) == ("reporting-", "service")


def test_a_width_too_small_for_one_character_still_ends() -> None:
    assert typeface.wrap("abc", "plain", 1) == ("a", "b", "c")
