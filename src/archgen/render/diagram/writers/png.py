"""An SVG as PNG, drawn by resvg with the face's own files and no system font: the same bytes everywhere."""

from __future__ import annotations

import re
from hashlib import sha256
from math import sqrt

from archgen.render.diagram.text import typeface
from archgen.render.diagram.writers import pngfile

SCALE = 2.0
"""Pixels to a CSS pixel: sharp on a screen of double density."""
MOST = 6_000_000
"""Pixels of a picture beyond which it has fewer to a CSS pixel: they are most of the time that it takes."""
KEYWORD = b"archgen:source"
"""Of the text chunk that records which SVG a PNG was drawn from."""


def draw(svg: str) -> bytes:
    """The picture, with the hash of its SVG inside. Characters that the face lacks stay blank."""
    from resvg_py import svg_to_bytes

    faces = [str(typeface.path(weight)) for weight in sorted(typeface.FILES)]
    scale = _scale(svg)
    picture = bytes(svg_to_bytes(svg_string=svg, zoom=scale, font_files=faces, skip_system_fonts=True))
    return _with_text(picture, KEYWORD, source_hash(svg).encode())


def _scale(svg: str) -> float:
    """Pixels to a CSS pixel; in hundredths, so that every machine takes the same."""
    size = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    area = float(size[1]) * float(size[2]) if size else 1.0
    return max(1.0, min(SCALE, int(100 * sqrt(MOST / max(area, 1.0))) / 100))


def source_hash(svg: str) -> str:
    """What a PNG records of the SVG that it was drawn from."""
    return sha256(svg.encode("utf-8", "surrogatepass")).hexdigest()


def recorded_hash(picture: bytes) -> str | None:
    """The hash of the SVG that a PNG was drawn from; none where it is no PNG of ours."""
    for kind, body in pngfile.chunks(picture):
        if kind == b"tEXt" and body.startswith(KEYWORD + b"\0"):
            return body[len(KEYWORD) + 1 :].decode("latin-1")
    return None


def _with_text(picture: bytes, keyword: bytes, text: bytes) -> bytes:
    """The PNG with a text chunk after its header."""
    header, *others = pngfile.chunks(picture)
    return pngfile.written(header, (b"tEXt", keyword + b"\0" + text), *others)
