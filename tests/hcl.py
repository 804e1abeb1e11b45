"""Reads the blocks of Terraform as we lay it out: their labels, what they assign, and the blocks in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archgen.render.outputs.terraform.layout import balanced

_OPENS = re.compile(r'([\w-]+)((?: "[^"]*")*) \{(\})?')
_ONE_LINE = re.compile(r'([\w-]+)((?: "[^"]*")*) \{ (.+) \}')
_ASSIGNS = re.compile(r'("(?:[^"\\]|\\.)*"|[\w.-]+)\s*= (.*)', re.DOTALL)


@dataclass
class Block:
    """One block. A `dynamic` block counts as what it makes; `order` has the names of all that it holds."""

    name: str
    labels: tuple[str, ...] = ()
    assigned: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    order: list[str] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """The blocks of a file; ValueError where a line is none of what we write."""
    top = Block("file")
    stack = [top]
    for line in _statements(text):
        opens = _OPENS.fullmatch(line)
        assigns = _ASSIGNS.fullmatch(line)
        whole = _ONE_LINE.fullmatch(line)
        if whole and (inner := _ASSIGNS.fullmatch(whole[3])):
            block = Block(
                whole[1], tuple(re.findall(r'"([^"]*)"', whole[2])), {inner[1]: inner[2]}, [], [inner[1]]
            )
            stack[-1].blocks.append(block)
            stack[-1].order.append(block.name)
        elif opens:
            block = Block(opens[1], tuple(re.findall(r'"([^"]*)"', opens[2])))
            stack[-1].blocks.append(block)
            stack[-1].order.append(block.name)
            if not opens[3]:
                stack.append(block)
        elif line == "}":
            closed = stack.pop()
            if closed.name == "dynamic":
                made = closed.blocks[0]
                stack[-1].blocks[-1] = Block(closed.labels[0], (), made.assigned, made.blocks, made.order)
                stack[-1].order[-1] = closed.labels[0]
        elif assigns:
            stack[-1].assigned[assigns[1]] = assigns[2]
            stack[-1].order.append(assigns[1])
        else:
            raise ValueError(line)
    if stack != [top]:
        raise ValueError("a block is not closed")
    return top.blocks


def _statements(text: str) -> Iterator[str]:
    """Lines without comments and blanks; an expression over several lines is one."""
    waiting: list[str] = []
    for line in (line.strip() for line in text.split("\n")):
        if not line or line.startswith("#"):
            continue
        waiting.append(line)
        whole = "\n".join(waiting)
        if (len(waiting) == 1 and (_OPENS.fullmatch(whole) or whole == "}")) or balanced(whole):
            yield whole
            waiting = []
    if waiting:
        raise ValueError(waiting[0])


_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\(.)|\$\$\{|%%\{|[$%]\{", re.DOTALL)
_SHORT = {"n": "\n", "r": "\r", "t": "\t"}


def text_of(literal: str) -> str:
    """What Terraform reads from a quoted text; ValueError where it would interpolate or is no such text."""
    inner = re.fullmatch(r'"((?:[^"\\\n]|\\.)*)"', literal)
    if inner is None:
        raise ValueError(literal)
    return _ESCAPE.sub(_meant, inner[1])


def _meant(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    if found[2]:
        return _SHORT.get(found[2], found[2])
    if len(found[0]) == 2:
        raise ValueError(f"{found[0]} is interpolated")
    return found[0][1:]
