"""A PNG file as chunks (the W3C's PNG specification, third edition)."""

from __future__ import annotations

from collections.abc import Iterator
from struct import pack, unpack_from
from zlib import crc32

from archgen.render.diagram.writers.deflated import deflated

SIGNATURE = b"\x89PNG\r\n\x1a\n"
INDEXED, NO_FILTER = 3, b"\0"


def written(*chunks: tuple[bytes, bytes]) -> bytes:
    """The file that has these chunks, each with its kind."""
    whole = (pack(">L", len(body)) + kind + body + pack(">L", crc32(kind + body)) for kind, body in chunks)
    return SIGNATURE + b"".join(whole)


def indexed(width: int, pixels: bytes, colours: bytes, opacities: bytes) -> bytes:
    """A picture with a palette: a byte for each pixel, three for each colour, one for its opacity."""
    return written(
        (b"IHDR", pack(">LLBBBBB", width, len(pixels) // width, 8, INDEXED, 0, 0, 0)),
        (b"PLTE", colours),
        (b"tRNS", opacities),
        (b"IDAT", deflated(scanlines(width, pixels))),
        (b"IEND", b""),
    )


def scanlines(width: int, pixels: bytes) -> bytes:
    """The pixels as the file has them: each row behind the sign that nothing filters it."""
    return b"".join(NO_FILTER + pixels[at : at + width] for at in range(0, len(pixels), width))


def chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a file with their kinds, as far as it goes; none of what is no PNG."""
    at = len(SIGNATURE)
    while picture.startswith(SIGNATURE) and at + 12 <= len(picture):
        length, kind = unpack_from(">L4s", picture, at)
        yield kind, picture[at + 8 : at + 8 + length]
        at += 12 + length
