"""AG328 event-direction: a function or worker that is connected to its queue in the wrong direction.

An arrow starts at the component that initiates. `queue -> function` calls the function with the queue's
messages (an event source mapping); `function -> queue` lets the function send. A function that only sends and
that nothing calls is probably meant to receive. Servers and containers poll their queue: `worker -> queue`.

A topic, a bus and a bucket call functions and queues. Code on servers gets their events from a queue.

Reverse the arrow, or put a queue between them.

```yaml bad
components:
  jobs: {kind: sqs}
  mailer: {kind: lambda, tier: backend}
connections+:
  - app -> jobs
  - mailer -> jobs
```

```yaml bad
components:
  news: {kind: sns}
connections+:
  - web -> news
  - news -> app
```

```yaml good
components:
  jobs: {kind: sqs}
  mailer: {kind: lambda, tier: backend}
connections+:
  - app -> jobs
  - jobs -> mailer
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.model.kinds import Component, Compute
from archgen.model.kinds.category import Category
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology

CODE = "AG328"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ("AG225", "AG312", "AG327")
NOT_IN_PLANS = "an event source mapping has one direction"
BREAKS_PATHS = True
REFERENCES = ("AWS Lambda Developer Guide: event source mappings",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each function that would have to be called by what it sends to, and each worker that polls."""
    for connection in topology.connections:
        source, target = topology.components[connection.source], topology.components.get(connection.target)
        if target is None:
            continue
        turned = f"{connection.target} -> {connection.source}"
        if _is_function(source) and target.event_source and _only_sends(topology, connection):
            yield fault_at(
                connection,
                Phrase(
                    "nothing calls {source}, which only sends to {target}; to call it, write `{turned}`",
                    source=connection.source,
                    target=connection.target,
                    turned=turned,
                ),
                help=Phrase("write `{turned}`", turned=turned),
            )
        elif connection.delivers and source.event_source and _is_server(target):
            polling = f"{turned}: {{access: receive}}"
            yield fault_at(
                connection,
                Phrase(
                    "{source} calls functions only; {target} polls it: write `{turned}`",
                    source=connection.source,
                    target=connection.target,
                    turned=polling,
                ),
                severity=Severity.ERROR,
                help=Phrase("write `{turned}`", turned=polling),
            )
        elif connection.delivers and _publishes(source) and _is_server(target):
            yield fault_at(
                connection,
                Phrase(
                    "{source} calls functions and queues, and no server such as {target}; "
                    "put a queue between them that {target} polls",
                    source=connection.source,
                    target=connection.target,
                ),
                help=Phrase(
                    "write `{source} -> QUEUE` and `{target} -> QUEUE: {{access: receive}}`",
                    source=connection.source,
                    target=connection.target,
                ),
            )


def _is_function(component: Component) -> bool:
    return isinstance(component, Compute) and not component.listens


def _publishes(component: Component) -> bool:
    return component.carries_events or component.category is Category.BUCKET


def _is_server(component: Component) -> bool:
    return isinstance(component, Compute) and component.listens


def _only_sends(topology: Topology, connection: Connection) -> bool:
    """Whether nobody calls who sends, and nobody is called by what it sends to."""
    called = topology.connections_to(connection.source) or topology.connections_from(connection.target)
    return (
        not called
        and connection.chain.access is None
        and bool(topology.components[connection.target].passes_on)
    )
