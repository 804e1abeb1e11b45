"""Terraform text: which file a part of it goes to, and the layout that `terraform fmt` would give it."""

from __future__ import annotations

import re
from collections.abc import Iterator

SECTION = "#> "
"""A line of a template that begins with this names the file that the lines after it go to."""

_ASSIGNED = re.compile(r'(?P<key>\s*(?:"(?:[^"\\]|\\.)*"|[\w.-]+|\([^()]*\)))\s*=(?!=)\s*(?P<value>.*)')
_NAME = re.compile(r'\w+ "([^"]+)"')


def sections(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a rendered template with the names of their files, without `.tf`."""
    name: str | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith(SECTION):
            if name is not None:
                yield name, "\n".join(lines)
            name, lines = line.removeprefix(SECTION).strip(), []
        else:
            lines.append(line)
    if name is not None:
        yield name, "\n".join(lines)


def tidy(text: str) -> str:
    """The text as `terraform fmt` lays it out, given its indentation.

    At most one blank line, none just inside a block or at either end, and the equals signs of neighbouring
    one-line arguments under each other.
    """
    lines: list[str] = []
    for line in (line.rstrip() for line in text.split("\n")):
        if not line and (not lines or not lines[-1] or lines[-1].endswith(("{", "[", "("))):
            continue
        if lines and not lines[-1] and line.lstrip().startswith(("}", "]", ")")):
            lines.pop()
        lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(_aligned(lines)) + "\n" if lines else ""


def by_name(text: str) -> str:
    """The blocks of a text sorted by their labels, each once: how variables and outputs are listed."""
    blocks = re.split(r"\n(?=(?:variable|output) )", "\n" + text)
    named = {match[1]: block.strip("\n") for block in blocks if (match := _NAME.match(block.strip("\n")))}
    return "\n\n".join(named[name] for name in sorted(named)) + "\n"


def _aligned(lines: list[str]) -> Iterator[str]:
    run: list[tuple[str, str]] = []
    for line in lines:
        match = _ASSIGNED.fullmatch(line)
        if match and balanced(match["value"]):
            run.append((match["key"], match["value"]))
            continue
        yield from _column(run)
        run = []
        yield f"{match['key']} = {match['value']}" if match else line
    yield from _column(run)


def _column(run: list[tuple[str, str]]) -> Iterator[str]:
    width = max((len(key) for key, _ in run), default=0)
    for key, value in run:
        yield f"{key:<{width}} = {value}"


def balanced(text: str) -> bool:
    """Whether every bracket outside of quotes is closed: an expression that ends on its line."""
    depth = 0
    quoted = False
    escaped = False
    for character in text:
        if quoted:
            quoted = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            quoted = True
        elif character in "{[(":
            depth += 1
        elif character in "}])":
            depth -= 1
    return depth == 0
