"""A PNG file as chunks (the W3C's PNG specification, third edition).

Compressed by libdeflate rather than by Python's zlib, whose output differs between machines: zlib, zlib-ng
and Apple's read each other's streams, and choose different ones. It is faster as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import pack, unpack_from
from zlib import crc32

from deflate import zlib_compress

SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGB, INDEXED, NO_FILTER = 2, 3, b"\0"
THOROUGH, QUICK = 9, 5
"""How hard libdeflate tries: a quarter of a millisecond for an icon, thirty for a picture of 15 MB."""


def written(*chunks: tuple[bytes, bytes]) -> bytes:
    """The file that has these chunks, each with its kind."""
    whole = (pack(">L", len(body)) + kind + body + pack(">L", crc32(kind + body)) for kind, body in chunks)
    return SIGNATURE + b"".join(whole)


def indexed(width: int, pixels: bytes, colours: bytes, opacities: bytes) -> bytes:
    """A picture with a palette: a byte for each pixel, three for each colour, one for its opacity."""
    return written(
        _header(width, len(pixels) // width, INDEXED),
        (b"PLTE", colours),
        (b"tRNS", opacities),
        (b"IDAT", compressed(_scanlines(pixels, width, width))),
        (b"IEND", b""),
    )


def opaque(width: int, pixels: bytes, pitch: int, *texts: tuple[bytes, bytes]) -> bytes:
    """A picture without transparency: three bytes for each pixel, `pitch` bytes from row to row.

    `texts` are keywords with what is said under them.
    """
    return written(
        _header(width, len(pixels) // pitch, RGB),
        *((b"tEXt", keyword + b"\0" + text) for keyword, text in texts),
        (b"IDAT", compressed(_scanlines(pixels, 3 * width, pitch), QUICK)),
        (b"IEND", b""),
    )


def compressed(data: bytes, effort: int = THOROUGH) -> bytes:
    """The data as a zlib stream, the same on all machines."""
    return bytes(zlib_compress(data, effort))


def _header(width: int, height: int, colours: int) -> tuple[bytes, bytes]:
    return b"IHDR", pack(">LLBBBBB", width, height, 8, colours, 0, 0, 0)


def _scanlines(pixels: bytes, length: int, pitch: int) -> bytes:
    """The pixels as the file has them: each row behind the sign that nothing filters it."""
    return b"".join(NO_FILTER + pixels[at : at + length] for at in range(0, len(pixels), pitch))


def chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a file with their kinds, as far as it goes; none of what is no PNG."""
    at = len(SIGNATURE)
    while picture.startswith(SIGNATURE) and at + 12 <= len(picture):
        length, kind = unpack_from(">L4s", picture, at)
        yield kind, picture[at + 8 : at + 8 + length]
        at += 12 + length
