"""What is reviewed: a model or a plan, with what the rules say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from archgen.findings import Finding, Route, Severity, Suppressed
from archgen.lint.coverage import Coverage
from archgen.topology.graph import Topology

OUTAGE = "AG225"
"""The rule that says of an AZ failure that it is an outage."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A model or a plan; `source` is the file's name.

    `addresses` are a plan's Terraform addresses, by routes into the model that was read from it.
    """

    source: str
    topology: Topology
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    addresses: Mapping[Route, str] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    """The model as plain data, to try a change on."""
    coverage: Coverage = field(default_factory=Coverage)
    """What of it was checked, and what is not known."""

    @property
    def heading(self) -> str:
        """What the system is called."""
        return self.topology.architecture.heading

    @property
    def language(self) -> str:
        """The language that the model asks for."""
        return self.topology.architecture.language

    def address(self, component: str) -> str | None:
        """The Terraform address of a component, in a plan."""
        return self.addresses.get(("components", component))

    def warnings(self, culprit: str, region: str | None) -> Iterator[tuple[Finding, str | None]]:
        """What warns that a component makes a path fail, the nearest first, with the reason it is ignored.

        Rules of redundancy (AG2xx) come before all others, findings at the component before those that only
        mention it, then what is said of its region or its subnets. That it is an outage comes last: it
        names no cause.
        """
        row = self.topology.components[culprit].subnets if culprit in self.topology.components else None
        places: tuple[Route, ...] = (
            ("components", culprit),
            ("regions", region or ""),
            ("subnets", row or ""),
        )
        found: list[tuple[tuple[int, ...], Finding, str | None]] = []
        for finding, reason in self._heard():
            rank = next((n for n, route in enumerate(places) if finding.route[:2] == route), None)
            if rank is None and _mentions(finding, culprit):
                rank = len(places)
            if rank is not None and finding.severity is not Severity.INFO:
                family = not finding.code.startswith("AG2")
                order = (family, finding.code == OUTAGE, rank, -finding.severity.rank)
                found.append((tuple(map(int, order)), finding, reason))
        yield from ((finding, reason) for _, finding, reason in sorted(found, key=lambda each: each[0]))

    def _heard(self) -> Iterator[tuple[Finding, str | None]]:
        yield from ((finding, None) for finding in self.findings)
        yield from ((each.finding, each.reason) for each in self.suppressed)


def _mentions(finding: Finding, component: str) -> bool:
    related = any(place.route[:2] == ("components", component) for place in finding.related)
    return related or any(hop.partition("@")[0].partition(".")[0] == component for hop in finding.hops)
