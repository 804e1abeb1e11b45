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
    one-line arguments under each other. What fits on a line is on one: an object, a list, or a block of one
    argument, and no blank line is between what is on one line and belongs together.
    """
    lines: list[str] = []
    for line in _folded(_indented(text.split("\n"))):
        if not line and (not lines or not lines[-1] or lines[-1].endswith(("{", "[", "("))):
            continue
        if len(lines) > 1 and not lines[-1] and (_closes(line) or _belong(lines[-2], line)):
            lines.pop()
        lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(_aligned(lines)) + "\n" if lines else ""


def _closes(line: str) -> bool:
    return line.lstrip().startswith(("}", "]", ")"))


def _belong(line: str, following: str) -> bool:
    """Whether two lines need no blank one between them.

    Such are `for_each` and what it is for, arguments and what is behind them of arguments over several lines,
    of blocks of one line and of `depends_on`, and lookups of one line.
    """
    if _LOOKUP.fullmatch(line) and _LOOKUP.fullmatch(following):
        return True
    first, second = _argument(line), _argument(following)
    if first in _META and (second or _BLOCK.fullmatch(following)):
        return True
    ends = second in _LAST or _BLOCK.fullmatch(following) or _LONG.fullmatch(following)
    return bool((first or _BLOCK.fullmatch(line)) and ends)


def _argument(line: str) -> str | None:
    """The name of the argument of which a line is the whole; None where it is not."""
    found = _ASSIGNED.fullmatch(line)
    return found["key"].strip() if found and balanced(found["value"]) else None


WIDTH = 140
"""Columns that a folded line may have."""
ENTRY = 180
"""Columns of an object in a list, such as a statement of a policy: rows of a table are read by column."""

_OPENS_OBJECT = re.compile(r".*[=\[(:>] \{|.*[\[(]\{|\s*\{")
_OPENS_ENTRY = re.compile(r".*\[\{|\s*\{")
_OPENS_LIST = re.compile(r"\s*\w+\s+= \[")
_OPENS_BLOCK = re.compile(r'\s+\w+(?: "[^"]*")* \{|data "[^"]*" "[^"]*" \{')
_CLOSES = re.compile(r"\s*\}[\]),]*")
_CLOSES_LIST = re.compile(r"\s*\],?")
_LOOKUP = re.compile(r'data "[^"]*" "[^"]*" \{.*\}')
_BLOCK = re.compile(r'\s+[a-z]\w*(?: "[^"]*")* \{ .* \}')
_LONG = re.compile(r"\s+\w+ += .*[\[({]")
_META = ("for_each", "count", "provider")
_LAST = ("depends_on", "tags")
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
        elif _CLOSES_LIST.fullmatch(line):
            _fold_list(found)
    return found


def _fold_list(lines: list[str]) -> None:
    """Puts the list that the last line closes on one line, in place, if it may stand there.

    Several objects are a table: each has a line of its own.
    """
    end = lines[-1]
    start = next((at for at in range(len(lines) - 2, -1, -1) if lines[at].endswith("[")), None)
    if start is None or not _OPENS_LIST.fullmatch(lines[start]):
        return
    inner = [line.strip() for line in lines[start + 1 : -1]]
    if not inner or not all(map(_is_item, inner)):
        return
    objects = [line for line in inner if line.startswith("{")]
    if objects and len(inner) > 1:
        return
    items = ", ".join(line.removesuffix(",") for line in inner)
    whole = f"{lines[start]}{items}{end.strip()}"
    if len(whole) <= (ENTRY if objects else WIDTH):
        lines[start:] = [whole]


def _is_item(line: str) -> bool:
    """Whether a line is a whole item of a list."""
    return line.endswith(",") and balanced(line) and not line.startswith("#")


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
    widest = ENTRY if _OPENS_ENTRY.fullmatch(line) else WIDTH
    if len(pieces) == len(inner) and len(whole) <= widest:
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
