"""Writes `src/archgen/render/diagram/writers/deflated.json`, the compressed icons of all kinds."""

from __future__ import annotations

import json
from base64 import b64encode

from archgen.model.kinds import kind_class, kinds
from archgen.render.diagram import icons
from archgen.render.diagram.writers import pngfile
from archgen.render.diagram.writers.deflated import FILE, digest
from archgen.render.diagram.writers.zlibstream import compressed


def scanlines() -> list[bytes]:
    """What the icons of all kinds are made of."""
    names = sorted({kind_class(kind).icon_class for kind in kinds()})
    both = [icons.indexed(name, theme) for name in names for theme in ("light", "dark")]
    return list(dict.fromkeys(pngfile.scanlines(icons.PIXELS, icon.pixels) for icon in both))


def main() -> None:
    """Write the file."""
    streams = {digest(lines): b64encode(compressed(lines)).decode() for lines in scanlines()}
    FILE.write_text(json.dumps(dict(sorted(streams.items())), indent=0) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
