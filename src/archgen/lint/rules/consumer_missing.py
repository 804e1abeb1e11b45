"""AG327 consumer-missing: a queue, topic or stream that nobody writes to, or nobody reads.

A queue that nobody reads fills until its messages expire; one that nobody writes to stays empty. Most often
a connection is missing, or points in the wrong direction: `queue -> function` calls the function with the
messages, `worker -> queue` lets a worker send and poll, and `access` limits it to one of the two. A bus whose
events go nowhere is reported too; its events may come from another account.

Add the component that sends, or the one that receives.

```yaml bad
components:
  jobs: {kind: sqs}
connections+:
  - app -> jobs: {access: send}
```

```yaml bad
components:
  news: {kind: eventbridge}
connections+:
  - app -> news
```

```yaml good
components:
  jobs: {kind: sqs}
  mailer: {kind: lambda, tier: backend}
connections+:
  - app -> jobs: {access: send}
  - jobs -> mailer
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.kinds.facts import Access
from archgen.topology.graph import Topology

CODE = "AG327"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "who writes to a queue or reads it may be in another configuration"
BREAKS_PATHS = True
REFERENCES: tuple[str, ...] = ()
READING = {Access.READ, Access.RECEIVE}


def faults(topology: Topology) -> Iterator[Fault]:
    """Each component that passes messages on, of which one side is missing."""
    for id, component in topology.components.items():
        coming, going = topology.connections_to(id), topology.connections_from(id)
        if not component.passes_on or component.schedule_expression or not (coming or going):
            continue
        what = component.service_name
        reads = any(not each.accesses or READING & set(each.accesses) for each in coming)
        if not going and not reads:
            text = "nobody reads {id} ({what}); add `{id} -> FUNCTION`"
            if component.event_source:
                text += ", or `WORKER -> {id}: {{access: receive}}`"
        elif not component.hears_others and all(
            each.accesses and set(each.accesses) <= READING and not each.delivers for each in coming
        ):
            text = "nobody writes to {id} ({what}); add who does: `SENDER -> {id}`"
        else:
            continue
        yield Fault(("components", id), Phrase(text, id=id, what=what), key=True)
