"""The regions of a README that archgen keeps fresh, and nothing else of it.

A region begins with a line `<!-- archgen:begin NAME -->` and ends with `<!-- archgen:end -->`; lines inside
of code are left alone, so that a README can say how it is done.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from archgen.findings import nearest
from archgen.render.outputs import names, output

if TYPE_CHECKING:
    from archgen.render.outputs.view import View

_BEGIN = re.compile(r"<!--\s*archgen:begin(?:\s+(\S+))?\s*-->")
_END = re.compile(r"<!--\s*archgen:end\s*-->")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_PICTURE = re.compile(r"diagrams/([a-z0-9-]+?)\.svg")


def refreshed(text: str, regions: Mapping[str, str]) -> str:
    """The text with its regions as they should be; ValueError, `LINE: why`, where it cannot be told."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines: list[str] = []
    found = 0
    open_at: int | None = None
    for number, line, is_code in _lines(text):
        mark = line.lstrip("\ufeff").strip()
        begin, end = _BEGIN.fullmatch(mark), _END.fullmatch(mark)
        if not is_code and begin:
            if open_at is not None:
                raise ValueError(f"{number}: a region begins before the one of line {open_at} ends")
            lines += [
                line,
                *(f"{new}{line_end}" for new in _content(number, begin[1] or "", regions).split("\n")),
            ]
            open_at, found = number, found + 1
        elif not is_code and end:
            if open_at is None:
                raise ValueError(f"{number}: a region ends that did not begin")
            open_at = None
        if open_at is None:
            lines.append(line)
    if open_at is not None:
        raise ValueError(f"{open_at}: this region does not end; <!-- archgen:end --> is missing")
    if not found:
        raise ValueError(
            f"1: it has no region; put <!-- archgen:begin {next(iter(regions), 'network')} --> in it"
        )
    return "".join(lines)


def regions(view: View, model: str, paths: Collection[str], place: str) -> dict[str, str]:
    """What may stand in a region, by its name: the model, pictures, and what outputs offer as Markdown.

    `model` is the text of the file, `paths` are the files of the output folder, to which `place` leads from
    the README.
    """
    found = {"model": _fenced(model, "yaml")}
    for path in sorted(paths):
        picture = _PICTURE.fullmatch(path)
        if picture and not picture[1].endswith("-dark"):
            found[picture[1]] = _picture(view, path, paths, place)
    for name in names():
        offered = getattr(output(name), "regions", None)
        found |= dict(offered(view)) if offered else {}
    return found


def _content(number: int, name: str, regions: Mapping[str, str]) -> str:
    if name not in regions:
        meant = nearest(name, list(regions))
        hint = f'; did you mean "{meant}"?' if meant else f"; there are {', '.join(regions)}"
        raise ValueError(f'{number}: there is no region "{name}"{hint}')
    return regions[name].rstrip("\n")


def _fenced(text: str, language: str) -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    lines = [line for line in text.splitlines() if not line.startswith("# yaml-language-server:")]
    return "\n".join([f"{fence}{language}", *lines, fence])


def _picture(view: View, path: str, paths: Collection[str], place: str) -> str:
    """The picture that suits the reader's theme."""
    architecture = view.architecture
    alt = escape(" ".join(f"{architecture.heading}: {architecture.description or path}".split()))
    dark = f"{path.removesuffix('.svg')}-dark.svg"
    image = f'<img alt="{alt}" src="{place}/{path}">'
    if dark not in paths:
        return image
    source = f'<source media="(prefers-color-scheme: dark)" srcset="{place}/{dark}">'
    return f"<picture>\n  {source}\n  {image}\n</picture>"


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each line with its number, and whether it is code between fences."""
    fence = ""
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        mark = _FENCE.match(line)
        if fence:
            yield number, line, True
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        else:
            fence = mark[1] if mark else ""
            yield number, line, bool(fence)
