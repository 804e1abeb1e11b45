"""XML, as much of it as drawings write: elements, escaped text, short numbers."""

from __future__ import annotations

import re
from functools import lru_cache

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, not even escaped: controls and lone surrogates."""

SPECIAL = re.compile(f'[&<>"]|{ILLEGAL.pattern}')
"""What cannot be written as it is: most texts have nothing of it."""


def element(tag: str, body: str = "", /, **attributes: str | None) -> str:
    """An element. The body is XML; attributes are text (none: left out), `_` in a name is written `-`."""
    written = "".join(
        [
            f' {name.replace("_", "-")}="{escape(value)}"'
            for name, value in attributes.items()
            if value is not None
        ]
    )
    return f"<{tag}{written}>{body}</{tag}>" if body else f"<{tag}{written}/>"


def escape(text: str) -> str:
    """Text for an element or an attribute; characters that XML forbids become the replacement character."""
    if not SPECIAL.search(text):
        return text
    legal = ILLEGAL.sub("\ufffd", text)
    return legal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """A length with at most two decimals and nothing superfluous."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if round(value, 2) else "0"
