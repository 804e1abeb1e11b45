"""`archgen icons`: the icons that `custom` components may have."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path

import click

from archgen.commands import _files as files
from archgen.commands._unusable import Unusable
from archgen.findings import nearest

_EPILOG = """\b
Examples:
  archgen icons athena
  archgen icons queue --svg icons.svg
"""
_CELL, _COLUMNS, _ICON = 200, 5, 64
"""The size of a cell of the picture, how many are side by side, and the size of an icon; in pixels."""


@click.command("icons", short_help="List icons for custom components.", epilog=_EPILOG)
@click.argument("word")
@click.option("--svg", type=click.Path(path_type=Path), help="Draw the icons in this file, to see them.")
def command(word: str, svg: Path | None) -> int:
    """List the icons with WORD in their names, for `icon` of a `custom` component."""
    from archgen.model import icons

    found = icons.matching(word)
    if not found:
        near = nearest(word.lower(), [name.rpartition(".")[2].lower() for name in icons.every()])
        hint = f'; did you mean "{near}"?' if near else ""
        raise Unusable(f'no icon has "{word}" in its name{hint}', "try a shorter word")
    if svg is None:
        click.echo("\n".join(found))
    else:
        files.expect_output(svg)
        files.put(svg, _picture(found))
        click.echo(f"{len(found)} {'icon' if len(found) == 1 else 'icons'} in {svg}")
    return 0


def _picture(names: Sequence[str]) -> str:
    """The icons in a grid, each above its name."""
    from archgen.model import icons

    height = -(-len(names) // _COLUMNS) * 110 + 20
    width = _CELL * min(_COLUMNS, len(names))
    cells = []
    for index, name in enumerate(names):
        x, y = index % _COLUMNS * _CELL + _CELL // 2, index // _COLUMNS * 110 + 20
        data = b64encode(icons.path(name).read_bytes()).decode()
        cells.append(
            f'<image x="{x - _ICON // 2}" y="{y}" width="{_ICON}" height="{_ICON}" '
            f'href="data:image/png;base64,{data}"/>'
            f'<text x="{x}" y="{y + 82}" text-anchor="middle">{escape(name)}</text>'
        )
    style = 'font-family="sans-serif" font-size="11"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" {style}>'
    return "\n".join([head, '<rect width="100%" height="100%" fill="#fff"/>', *cells, "</svg>", ""])
