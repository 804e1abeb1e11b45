"""Compressed data that every reader takes, and that depends on no library's choices."""

import zlib
from base64 import b64decode
from io import BytesIO
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from archgen.render.diagram import icons
from archgen.render.diagram.writers import pngfile
from archgen.render.diagram.writers.deflated import deflated, digest, streams
from archgen.render.diagram.writers.zlibstream import LONGEST, WINDOW, compressed
from make_deflated import scanlines


@given(st.binary(max_size=2000) | st.text("ab", max_size=2000).map(str.encode))
def test_what_was_compressed_is_read_back(data: bytes) -> None:
    assert zlib.decompress(compressed(data)) == data


def test_repetitions_near_and_far_short_and_long_are_read_back() -> None:
    noise = Random(1).randbytes(WINDOW + 3 * LONGEST)
    near, far = noise + noise[-1000:], noise + noise[3 * LONGEST : 4 * LONGEST + 1] + noise[:9]
    for data in (near, far, b"a" * 5 * LONGEST, b"abc" + bytes(WINDOW + 1) + b"abc"):
        assert zlib.decompress(compressed(data)) == data


def test_symbols_of_very_different_frequency_have_codes_that_are_short_enough() -> None:
    grown = [1, 1]
    while sum(grown) < 60_000:
        grown.append(grown[-1] + grown[-2])
    data = b"".join(bytes([at, 255 - at]) * count for at, count in enumerate(grown))
    assert zlib.decompress(compressed(data)) == data


def test_the_bytes_are_chosen_here() -> None:
    written = "78daedfd3711000000023168a5f8d700e3bbc845871ce81f418006e6"
    assert compressed(b"abcabcabcabcabdabc").hex() == written


def test_an_icon_takes_little_more_than_with_zlib() -> None:
    for name in ("aws.database.RDS", "aws.compute.EC2", "aws.general.Client"):
        pixels = icons.indexed(name).pixels
        assert len(compressed(pixels)) < 1.15 * len(zlib.compress(pixels, 9))


def test_a_png_shows_its_pixels() -> None:
    """Two by two: red, blue, half of the blue, and nothing."""
    data = pngfile.indexed(2, bytes([0, 1, 2, 3]), b"\xff\0\0" + b"\0\0\xff" * 3, b"\xff\xff\x80\0")
    with Image.open(BytesIO(data)) as picture:
        pixels = picture.convert("RGBA").tobytes()
    assert pixels.hex(" ", 4) == "ff0000ff 0000ffff 0000ff80 0000ff00"


def test_chunks_end_where_a_file_is_cut_off() -> None:
    data = pngfile.written((b"IHDR", b"abc"), (b"IEND", b""))
    assert list(pngfile.chunks(data)) == [(b"IHDR", b"abc"), (b"IEND", b"")]
    assert list(pngfile.chunks(data[:-1])) == [(b"IHDR", b"abc")]
    assert list(pngfile.chunks(b"GIF89a" + bytes(40))) == []


def test_what_was_compressed_beforehand_is_what_would_be_compressed_now() -> None:
    for known, stream in streams().items():
        data = zlib.decompress(b64decode(stream))
        assert digest(data) == known
        assert compressed(data) == b64decode(stream) == deflated(data)


def test_the_icons_of_all_kinds_are_compressed_beforehand() -> None:
    assert {digest(lines) for lines in scanlines()} == set(streams())
