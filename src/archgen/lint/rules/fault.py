"""What a rule yields: a route into the model and a sentence; the engine adds code, name and severity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from archgen.findings import Place, Route, Severity
from archgen.findings.phrase import Phrase, listing
from archgen.topology.connections import Connection


class Fault(NamedTuple):
    """One fault. `key`, `within`, `related`, `hops` and `help` are those of a finding.

    `severity` is set where this finding's differs from the rule's. `subjects` are the ids that it
    is about, by default the one in its route: a rule that another implies is not reported for the same ones.
    """

    route: Route
    message: str
    key: bool = False
    within: tuple[int, int] | None = None
    severity: Severity | None = None
    related: tuple[Place, ...] = ()
    hops: tuple[str, ...] = ()
    help: str | None = None
    subjects: tuple[str, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that it is about."""
        if self.subjects or len(self.route) < 2:
            return self.subjects
        id = str(self.route[1])
        return {"components": (id,), "subnets": (row(id),), "regions": (id,)}.get(str(self.route[0]), ())


def row(id: str) -> str:
    """A row as a subject: a row and a component may have the same id."""
    return f"subnets.{id}"


def fault_at(
    connection: Connection,
    message: str,
    *,
    severity: Severity | None = None,
    related: tuple[Place, ...] = (),
    hops: tuple[str, ...] = (),
    help: str | None = None,
    subjects: tuple[str, ...] = (),
) -> Fault:
    """A fault that points at a connection, where the file says it; it is about both parties."""
    return Fault(
        connection.route,
        message,
        key=connection.chain.key,
        within=connection.within,
        severity=severity,
        related=related,
        hops=hops,
        help=help,
        subjects=subjects or (connection.source, connection.target),
    )


def listed(ids: Iterable[str], most: int = 4) -> Phrase:
    """Ids as they are read in a sentence: `a`, `a and b`, `a, b and 7 more`."""
    names = list(dict.fromkeys(ids))
    if len(names) > most:
        names = [*names[: most - 1], Phrase("{count} more", count=len(names) - most + 1)]
    return listing(tuple(names))
