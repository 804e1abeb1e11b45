"""A scene as PNG: its PDF page, drawn by PDFium with the faces that are in it: no font need be installed."""

from __future__ import annotations

from hashlib import sha256
from math import sqrt

from archgen.render.diagram.scene import Scene
from archgen.render.diagram.writers import pdf, pngfile

SCALE = 2.0
"""Pixels to a CSS pixel: sharp on a screen of double density."""
MOST = 6_000_000
"""Pixels of a picture beyond which it has fewer to a CSS pixel: a page of 900 CSS pixels shows no more."""
KEYWORD = b"archgen:source"
"""Of the text chunk that records which SVG a PNG was drawn from."""


def draw(scene: Scene, svg: str) -> bytes:
    """The picture, with the hash of its SVG inside. Characters that the face lacks stay blank."""
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf.bare(scene)) as document:
        pixels = document[0].render(
            scale=_scale(scene), rev_byteorder=True, draw_annots=False, may_draw_forms=False
        )
        recorded = (KEYWORD, source_hash(svg).encode())
        return pngfile.opaque(pixels.width, bytes(pixels.buffer), pixels.stride, recorded)


def _scale(scene: Scene) -> float:
    """Pixels to a CSS pixel; in hundredths, so that every machine takes the same."""
    area = max(scene.width * scene.height, 1.0)
    return max(1.0, min(SCALE, int(100 * sqrt(MOST / area)) / 100))


def source_hash(svg: str) -> str:
    """What a PNG records of the SVG that it was drawn from."""
    return sha256(svg.encode("utf-8", "surrogatepass")).hexdigest()


def recorded_hash(picture: bytes) -> str | None:
    """The hash of the SVG that a PNG was drawn from; none where it is no PNG of ours."""
    for kind, body in pngfile.chunks(picture):
        if kind == b"tEXt" and body.startswith(KEYWORD + b"\0"):
            return body[len(KEYWORD) + 1 :].decode("latin-1")
    return None
