"""The icons of the `diagrams` package, by node class ("aws.compute.EC2"), small enough to embed.

The package's own modules are read as text: importing them would import Graphviz and cost a tenth of a second.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.Image import Image

Theme = Literal["light", "dark"]

PIXELS = 128
"""Of an embedded icon's longer side: sharp at 64 px on a screen of double density."""
COLOURS = 64
BRIGHT = 235
"""The level that the strongest channel of a line drawing has at least in the dark theme."""
OPAQUE_SHARE = 0.6
"""Icons that cover less of their square are line drawings; the others bring their own background."""


class UnknownIconError(ValueError):
    """There is no such node class in the `diagrams` package."""


@cache
def path(name: str) -> Path:
    """The PNG of a node class. Raises `UnknownIconError`."""
    module, _, node = name.rpartition(".")
    files = _files(module)
    if node not in files:
        raise UnknownIconError(f'there is no icon "{name}" in the diagrams package')
    return _package().parent / files[node]


def known(name: str) -> bool:
    """Whether there is a node class of this name, with an icon."""
    try:
        return path(name).is_file()
    except UnknownIconError:
        return False


def names(module: str) -> tuple[str, ...]:
    """The node classes of a module ("aws.compute") in source order; none where there is no such module."""
    return tuple(f"{module}.{node}" for node in _files(module))


@cache
def png(name: str, theme: Theme = "light") -> bytes:
    """The icon, scaled and with a palette. In the dark theme dark lines on no background are lightened."""
    from PIL import Image

    picture = _scaled(name)
    if theme == "dark" and is_outline(name):
        picture = _lightened(picture)
    out = BytesIO()
    picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


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


@cache
def _package() -> Path:
    """The folder of the `diagrams` package, found without importing it."""
    spec = find_spec("diagrams")
    if spec is None or spec.origin is None:
        raise UnknownIconError("the diagrams package is not installed")
    return Path(spec.origin).parent


NODE = re.compile(r'^class (?P<node>[A-Z]\w*)\(\w+\):\n    _icon = "(?P<icon>[^"]+)"', re.MULTILINE)
FOLDER = re.compile(r'^    _icon_dir = "(?P<folder>[^"]+)"', re.MULTILINE)
ALIAS = re.compile(r"^(?P<alias>[A-Z]\w*) = (?P<node>[A-Z]\w*)$", re.MULTILINE)
MODULE = re.compile(r"[a-z][a-z0-9]*\.[a-z][a-z0-9]*")


@cache
def _files(module: str) -> dict[str, str]:
    """Node class -> file below the package's parent folder, of a module such as `aws.compute`."""
    source = _package() / f"{module.replace('.', '/')}.py"
    if not MODULE.fullmatch(module) or not source.is_file():
        return {}
    text = source.read_text("utf-8")
    folder = FOLDER.search(text)
    if folder is None:
        return {}
    files = {found["node"]: f"{folder['folder']}/{found['icon']}" for found in NODE.finditer(text)}
    files |= {
        found["alias"]: files[found["node"]] for found in ALIAS.finditer(text) if found["node"] in files
    }
    return files
