"""What reaches a terminal: text, our own colours, and no other control character, whoever wrote it.

Names in a plan, a manifest or a rule of somebody else may hold escape sequences that hide lines, move the
cursor or set the clipboard; directional marks show a text in another order than it has.
"""

from __future__ import annotations

import re
import sys
from typing import Any, TextIO

_UNSAFE = re.compile(
    r"\x1b(?!\[(?:0|1|34|1;31|1;33|1;36)m)[^\n]?"
    r"|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""Everything that a terminal obeys but new lines, tabs and the colours of our reports."""


def harmless(text: str) -> str:
    """The text with what a terminal would obey replaced."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


class Terminal:
    """A stream that passes on only harmless text; all else of it is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text, made harmless."""
        self._stream.write(harmless(text))
        return len(text)

    def writelines(self, lines: Any) -> None:
        """Write each of the lines."""
        for line in lines:
            self.write(line)

    def is_real(self) -> bool:
        """Whether it is the process's own standard output, not one that stands in for it."""
        return self._stream is sys.__stdout__

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
