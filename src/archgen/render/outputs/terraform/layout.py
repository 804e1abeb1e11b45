"""Terraform text: which file a part of it goes to, and the layout that `terraform fmt` would give it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
    """The text as `terraform fmt` lays it out.

    At most one blank line, none just inside a block or at either end, and the equals signs of neighbouring
    one-line arguments under each other. What fits on a line is on one: an object, or a block of one argument.
    """
    lines: list[str] = []
    for line in _folded(_indented(text.split("\n"))):
        if not line and (not lines or not lines[-1] or lines[-1].endswith(("{", "[", "("))):
            continue
        if lines and not lines[-1] and line.lstrip().startswith(("}", "]", ")")):
            lines.pop()
        lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(_aligned(lines)) + "\n" if lines else ""


WIDTH = 120
"""Columns that a folded line may have."""

_OPENS_OBJECT = re.compile(r".*[=\[(:>] \{|.*[\[(]\{|\s*\{")
_OPENS_BLOCK = re.compile(r'\s+\w+(?: "[^"]*")* \{')
_CLOSES = re.compile(r"\s*\}[\]),]*")
_TAGS = re.compile(r"  tags += .*")


def _indented(lines: Iterable[str]) -> Iterator[str]:
    """The lines, two columns deeper for each earlier line whose brackets are still open."""
    open_brackets: list[int] = []
    for line in (line.strip() for line in lines):
        net = 0 if line.startswith("#") else depth(line)
        closed = -net
        while closed > 0 and open_brackets:
            innermost = open_brackets.pop()
            if innermost > closed:
                open_brackets.append(innermost - closed)
            closed -= innermost
        yield "  " * len(open_brackets) + line if line else ""
        if net > 0:
            open_brackets.append(net)


def _folded(lines: Iterable[str]) -> list[str]:
    """The lines, with each object and each block of one argument on one line where that is short enough."""
    found: list[str] = []
    for line in lines:
        if _TAGS.fullmatch(line) and found and not found[-1]:
            found.pop()
        found.append(line)
        if _CLOSES.fullmatch(line):
            _fold_last(found)
    return found


def _fold_last(lines: list[str]) -> None:
    """Puts what the last line closes on one line, in place, if it may stand there."""
    end = lines[-1]
    inner: list[str] = []
    for start in range(len(lines) - 2, -1, -1):
        line = lines[start]
        if line.endswith("{"):
            break
        if not line or not _is_plain(line):
            return
        inner.insert(0, line.strip().removesuffix(","))
    else:
        return
    is_object = _OPENS_OBJECT.fullmatch(line) is not None
    if not inner or not (is_object or (_OPENS_BLOCK.fullmatch(line) and len(inner) == 1)):
        return
    pieces = [
        f"{found['key'].strip()} = {found['value']}" for text in inner if (found := _ASSIGNED.fullmatch(text))
    ]
    whole = f"{line} {', '.join(pieces)} {end.strip()}"
    if len(pieces) == len(inner) and len(whole) <= WIDTH:
        lines[start:] = [whole]


def _is_plain(line: str) -> bool:
    """Whether a line is a whole argument."""
    text = line.strip().removesuffix(",")
    found = _ASSIGNED.fullmatch(text)
    return found is not None and balanced(found["value"])


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
    return depth(text) == 0


def depth(text: str) -> int:
    """How many brackets outside of quotes are open at the end."""
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
    return depth
