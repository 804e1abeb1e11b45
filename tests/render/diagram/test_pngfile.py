"""Pictures as PNG files: their pixels, their chunks, and how little they take."""

import zlib
from io import BytesIO

from PIL import Image

from archgen.render.diagram import icons
from archgen.render.diagram.writers import pngfile


def test_a_png_shows_its_pixels() -> None:
    """Two by two: red, blue, half of the blue, and nothing."""
    data = pngfile.indexed(2, bytes([0, 1, 2, 3]), b"\xff\0\0" + b"\0\0\xff" * 3, b"\xff\xff\x80\0")
    with Image.open(BytesIO(data)) as picture:
        pixels = picture.convert("RGBA").tobytes()
    assert pixels.hex(" ", 4) == "ff0000ff 0000ffff 0000ff80 0000ff00"


def test_what_fills_up_a_row_is_no_pixel() -> None:
    """Two by one, red and blue, with two bytes behind each row."""
    data = pngfile.opaque(2, b"\xff\0\0\0\0\xff--" + b"\0\0\xff\xff\0\0--", 8, (b"a", b"b"))
    with Image.open(BytesIO(data)) as picture:
        assert picture.text == {"a": "b"}  # type: ignore[attr-defined]  # of PNG files
        assert picture.mode == "RGB"
        assert picture.tobytes().hex(" ", 3) == "ff0000 0000ff 0000ff ff0000"


def test_chunks_end_where_a_file_is_cut_off() -> None:
    data = pngfile.written((b"IHDR", b"abc"), (b"IEND", b""))
    assert list(pngfile.chunks(data)) == [(b"IHDR", b"abc"), (b"IEND", b"")]
    assert list(pngfile.chunks(data[:-1])) == [(b"IHDR", b"abc")]
    assert list(pngfile.chunks(b"GIF89a" + bytes(40))) == []


def test_an_icon_takes_no_more_than_with_zlib() -> None:
    for name in ("aws.database.RDS", "aws.compute.EC2", "aws.general.Client"):
        pixels = icons.indexed(name).pixels
        assert zlib.decompress(pngfile.compressed(pixels)) == pixels
        assert len(pngfile.compressed(pixels)) <= len(zlib.compress(pixels, 9))


def test_the_bytes_depend_on_no_zlib_of_the_machine() -> None:
    """What libdeflate 0.9.0 writes: another version may write others, and every picture is made again."""
    stream = pngfile.compressed(b"abcabcabcabcabdabc" * 4)
    assert stream.hex() == "78da4b4c4a4e44a09444142e092200eec91b95"
