"""What an output sees of a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archgen.findings import Finding, Suppressed
from archgen.i18n.translate import say
from archgen.lint.coverage import Coverage
from archgen.model.architecture import Architecture
from archgen.topology.graph import Topology


@dataclass(frozen=True, slots=True)
class View:
    """A model that has its shape, the graph of it, and what the rules said of it.

    `source` is the name of the model's file, without its folder: what is made must not depend on where it
    was made. `annotate` asks the pictures to mark what the findings speak of. `memory` is what outputs wrote
    down when they last rendered into this folder, by the output.
    """

    architecture: Architecture
    topology: Topology
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    source: str = "architecture.yaml"
    annotate: bool = False
    memory: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    coverage: Coverage = field(default_factory=Coverage)

    @property
    def mark(self) -> str:
        """The first line of every text that is made, without its comment signs."""
        text = "Made by archgen from {source}. Edit that file, then run `archgen render`."
        return say(text, self.architecture.language, source=self.source)
