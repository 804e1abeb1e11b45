"""AG311 tier-skipped: a client or the frontend connects to data without the backend between them.

Three tiers are useful because each admits only the one before it: an attacker in the frontend then has no
access to the database. A direct connection gives that up.

Access the data through the backend. A bucket is not data in this sense: distributions and browsers read
files from it. A component that renders pages and owns its data is the backend: set `tier: backend`. If a
small system needs no backend, ignore the rule with a reason.

```yaml bad
connections+:
  - web -> orders: 5432
```

```yaml bad
connections+: [web -> dynamodb-endpoint -> sessions]
```

```yaml bad
connections+: [client -> sessions]
```

```yaml good
components:
  uploads: {kind: s3}
  s3-endpoint: {kind: vpc-endpoint, service: s3}
connections+:
  - web -> s3-endpoint -> uploads
  - client -> uploads
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.lint.rules.ways import way_of
from archgen.model.kinds import INTERNET, Component, Tier
from archgen.model.kinds.category import Category
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology

CODE = "AG311"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG312", "AG318")
BREAKS_PATHS = True
REFERENCES = ("SEC05 Create network layers", "SEC05 Control traffic flow within your network layers")


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection from a client or the frontend to a data component."""
    for connection in topology.connections:
        if connection.target == INTERNET or not _skips(topology, connection):
            continue
        source, target = connection.source, connection.target
        who = (
            source
            if topology.components[source].category is Category.CLIENT
            else Phrase("{id} (frontend)", id=source)
        )
        backend = [
            each.source
            for each in topology.connections_to(target)
            if topology.components[each.source].in_tier is Tier.BACKEND
        ]
        way = (
            Phrase("connect it to {backend}", backend=backend[0])
            if backend
            else Phrase("put a backend between them")
        )
        yield fault_at(
            connection,
            Phrase(
                "{who} connects to {target} (data) without the backend; {way}",
                who=who,
                target=target,
                way=way,
            ),
            hops=way_of(topology, connection),
            help=_help(topology.components[source], source, backend),
        )


def _help(component: Component, source: str, backend: list[str]) -> str | None:
    """What to write: a component with `tier: frontend` may well be the backend itself."""
    ways = [Phrase("remove this connection")] if backend else []
    if component.is_compute:
        way = Phrase("set `tier: backend` in `components.{source}`, if it owns the data", source=source)
        ways.append(way)
    if len(ways) < 2:
        return ways[0] if ways else None
    return Phrase("{first}, or {second}", first=ways[0], second=ways[1])


def _skips(topology: Topology, connection: Connection) -> bool:
    source, target = topology.components[connection.source], topology.components[connection.target]
    return target.in_tier is Tier.DATA and (
        source.category is Category.CLIENT or source.in_tier is Tier.FRONTEND
    )
