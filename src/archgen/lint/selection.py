"""Which rules somebody wants to hear of, by code, name or family."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from archgen.findings import Finding, Severity
from archgen.findings.codes import SCHEMA_CODES
from archgen.findings.families import names


class Choice(NamedTuple):
    """Rules to hear of (all unless `select` says some) and not to hear of.

    Those of severity info are heard of only with `pedantic`.
    The file's own errors are always heard: without its shape nothing can be said of it.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    pedantic: bool = False

    def keeps(self, finding: Finding) -> bool:
        """Whether a finding is to be heard of."""
        if finding.code in SCHEMA_CODES:
            return True
        if any(names(word, finding.code, finding.name) for word in self.ignore):
            return False
        selected = any(names(word, finding.code, finding.name) for word in self.select)
        if self.select and not selected:
            return False
        return selected or self.pedantic or finding.severity is not Severity.INFO


EVERYTHING = Choice(pedantic=True)

__all__ = ["EVERYTHING", "Choice", "names", "words"]


def words(options: Sequence[str]) -> tuple[str, ...]:
    """The words of an option that may be given several times, with several words each."""
    return tuple(word for option in options for word in re.split(r"[,\s]+", option) if word)
