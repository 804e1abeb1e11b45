"""AG333 event-cycle: events that come back to where they began.

A function that is called with the changes of a table, and writes to that table, calls itself with every
write. Such a circle runs until something stops it, and each round is paid for.

Where the circle is meant, make sure that something ends it, and ignore the finding with that reason.

```yaml bad
components:
  jobs: {kind: sqs}
  retry: {kind: lambda, tier: backend}
connections+:
  - app -> jobs -> retry -> jobs
```

```yaml good
components:
  jobs: {kind: sqs}
  failed: {kind: sqs}
  retry: {kind: lambda, tier: backend}
connections+:
  - app -> jobs -> retry -> failed
  - app -> failed: {access: receive}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.model.kinds.facts import Access
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology

CODE = "AG333"
SEVERITY = Severity.INFO
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("AWS Lambda Developer Guide: recursive loop detection",)
READING = {Access.READ, Access.RECEIVE}


def faults(topology: Topology) -> Iterator[Fault]:
    """Each circle of events once, at the delivery that closes it."""
    onward: dict[str, list[str]] = {}
    for connection in topology.connections:
        if _carries(topology, connection):
            onward.setdefault(connection.source, []).append(connection.target)
    told: set[frozenset[str]] = set()
    for connection in topology.connections:
        if not connection.delivers:
            continue
        way = _way(onward, connection.target, connection.source)
        if way and frozenset(way) not in told:
            told.add(frozenset(way))
            circle = " -> ".join((connection.source, *way))
            yield fault_at(
                connection,
                Phrase(
                    "the events of {source} come back to it: {circle}",
                    source=connection.source,
                    circle=circle,
                ),
                subjects=tuple(way),
            )


def _carries(topology: Topology, connection: Connection) -> bool:
    """Whether what one does leads to events of the other: it delivers, sends, writes or invokes."""
    target = topology.components.get(connection.target)
    writes = bool(set(connection.accesses) - READING)
    return connection.delivers or (writes and target is not None and (target.delivers or target.is_compute))


def _way(onward: dict[str, list[str]], start: str, end: str) -> tuple[str, ...]:
    """The shortest way from one component to another; nothing where there is none."""
    ways: dict[str, tuple[str, ...]] = {start: (start,)}
    queue = [start]
    for source in queue:
        for target in onward.get(source, ()):
            if target == end:
                return (*ways[source], end)
            if target not in ways:
                ways[target] = (*ways[source], target)
                queue.append(target)
    return ()
