"""Rules by the words that people use for them: a code, a name, or a family such as AG4xx."""

from __future__ import annotations

import re

_FAMILY = re.compile(r"AG\d(XX)?")


def names(word: str, code: str, name: str) -> bool:
    """Whether a word means a rule: its code, its name, or its family as `AG2` or `AG2xx`."""
    if word == name:
        return True
    word = word.upper()
    return word == code or (is_family(word) and code.startswith(word.rstrip("X")))


def is_family(word: str) -> bool:
    """Whether a word means a whole family."""
    return bool(_FAMILY.fullmatch(word.upper()))
