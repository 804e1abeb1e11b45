"""The icons of the `diagrams` package, by node class ("aws.compute.EC2"), small enough to embed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from archgen.model.icons import UnknownIconError, known, names, path
from archgen.render.diagram.writers import pngfile

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Indexed", "Theme", "UnknownIconError", "indexed", "is_outline", "known", "names", "path", "png"]

Theme = Literal["light", "dark"]

PIXELS = 128
"""Of an embedded icon's longer side: sharp at 64 px on a screen of double density."""
COLOURS = 64
BRIGHT = 235
"""The level that the strongest channel of a line drawing has at least in the dark theme."""
OPAQUE_SHARE = 0.6
"""Icons that cover less of their square are line drawings; the others bring their own background."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A square picture with a palette: a byte for each pixel, three for each colour, one for its opacity."""

    pixels: bytes
    colours: bytes
    opacities: bytes


@cache
def png(name: str, theme: Theme = "light") -> bytes:
    """The icon as a PNG file."""
    if theme == "dark" and not is_outline(name):
        return png(name)
    icon = indexed(name, theme)
    return pngfile.indexed(PIXELS, icon.pixels, icon.colours, icon.opacities)


@cache
def indexed(name: str, theme: Theme = "light") -> Indexed:
    """The icon, scaled and with a palette. In the dark theme dark lines on no background are lightened."""
    from PIL import Image

    if theme == "dark" and not is_outline(name):
        return indexed(name)
    picture = _scaled(name) if theme == "light" else _lightened(_scaled(name))
    few = picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette = bytes(few.getpalette("RGBA") or ())[: 4 * COLOURS]
    colours = bytes(level for at, level in enumerate(palette) if at % 4 < 3)
    return Indexed(few.tobytes(), colours, palette[3::4])


@cache
def is_outline(name: str) -> bool:
    """Whether the icon is lines on a transparent background, so that what is behind it would show through."""
    alpha = _scaled(name).getchannel("A")
    opaque = sum(alpha.histogram()[128:])
    return opaque < OPAQUE_SHARE * alpha.width * alpha.height


@cache
def _scaled(name: str) -> Image:
    """The icon at its embedded size, centred on a transparent square."""
    from PIL import Image

    with Image.open(path(name)) as source:
        picture = source.convert("RGBA")
    picture.thumbnail((PIXELS, PIXELS), Image.Resampling.LANCZOS, reducing_gap=None)
    square = Image.new("RGBA", (PIXELS, PIXELS))
    square.paste(picture, ((PIXELS - picture.width) // 2, (PIXELS - picture.height) // 2))
    return square


def _lightened(picture: Image) -> Image:
    """Every colour raised until its strongest channel is bright: hue and transparency stay."""
    from PIL import Image, ImageChops

    red, green, blue, alpha = picture.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    lift = strongest.point([max(BRIGHT - level, 0) for level in range(256)])
    return Image.merge("RGBA", (*(ImageChops.add(channel, lift) for channel in (red, green, blue)), alpha))
