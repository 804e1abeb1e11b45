"""AG334 timeout-chain: functions that may take longer than the API before them waits.

An API gives up after its `timeout`, 29 seconds unless its quota was raised, and answers with an error, while
the function goes on and is paid for. Functions that call others and wait for them add up.

Give the functions less time, or put a queue between the API and what takes long.

```yaml bad
components:
  api: {kind: api-gateway}
  report: {kind: lambda, tier: backend, timeout: 120}
connections+:
  - client -> api -> report
```

```yaml good
components:
  api: {kind: api-gateway}
  report: {kind: lambda, tier: backend, timeout: 20}
connections+:
  - client -> api -> report
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.topology.graph import Topology

CODE = "AG334"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("Amazon API Gateway Developer Guide: quotas",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection of an API to a function that, with all that it waits for, may outlast it."""
    for connection in topology.connections:
        limit = topology.components[connection.source].waits
        if limit is None:
            continue
        way = _longest(topology, connection.target, ())
        taken = sum(topology.components[id].takes or 0 for id in way)
        if taken > limit:
            yield fault_at(
                connection,
                Phrase(
                    "{api} waits {limit} s, and {way} may take {taken} s; lower `timeout`, or use a queue",
                    api=connection.source,
                    limit=limit,
                    way=" -> ".join(way),
                    taken=taken,
                ),
            )


def _longest(topology: Topology, id: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """The way through functions that call each other whose declared timeouts add up to most."""
    component = topology.components.get(id)
    if component is None or component.takes is None or id in before:
        return ()
    here = (*before, id)
    ways = [
        _longest(topology, other.target, here)
        for other in topology.connections_from(id)
        if not other.delivers
    ]
    further = max(ways, key=lambda way: sum(topology.components[each].takes or 0 for each in way), default=())
    return (id, *further)
