"""What is known of a document once it has been examined."""

from __future__ import annotations

from typing import NamedTuple

from archgen.findings import Finding, Severity, Suppressed
from archgen.findings.codes import SCHEMA_CODES
from archgen.lint.coverage import Coverage
from archgen.lint.implications import Implied
from archgen.model.architecture import Architecture
from archgen.topology.graph import Topology
from archgen.yamlfile.document import Document


class Examination(NamedTuple):
    """A document, what it means as far as it has a meaning, and what there is to say of it, in file order."""

    document: Document
    architecture: Architecture | None = None
    topology: Topology | None = None
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    coverage: Coverage = Coverage()
    implied: tuple[Implied, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether the file has its shape, so that the rules could run."""
        return not any(f.code in SCHEMA_CODES and f.severity is Severity.ERROR for f in self.findings)

    def has(self, least: Severity) -> bool:
        """Whether there is a finding of at least that severity."""
        return any(finding.severity.rank >= least.rank for finding in self.findings)
