"""AG336 failover-without-pair: a name answered by failover needs one primary and one secondary target.

Route 53 answers with the primary target while it is healthy, else with the secondary one; it takes one of
each.
A region with `role: standby` has the secondary target. A target or a region with a `role` of its own says so
on the connection: `dns -> web-lb: {region: us-east-1, role: primary}`.

Make one region `standby`, or give the targets roles; for more than two regions use `routing: latency`.

```yaml bad
components:
  dns: {kind: route53, domain: app.example.com, routing: failover}
```

```yaml good
components:
  dns: {kind: route53, domain: app.example.com, routing: latency}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology
from archgen.topology.routes.names import FAILOVER, answers, policy

CODE = "AG336"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = ("Amazon Route 53 Developer Guide: failover routing",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each hosted zone whose name is answered by failover, without one answer of each role."""
    for id in topology.of(Category.DNS_ZONE):
        if policy(topology, id) != FAILOVER:
            continue
        roles = [answer.role for answer in answers(topology, id)]
        primary, secondary = roles.count("primary"), roles.count("secondary")
        if roles and (primary, secondary) != (1, 1):
            yield Fault(
                ("components", id),
                Phrase(
                    "{id} is answered by failover with {primary} primary and {secondary} secondary targets; "
                    "Route 53 takes one of each",
                    id=id,
                    primary=str(primary),
                    secondary=str(secondary),
                ),
                key=True,
                help=Phrase(
                    "give one region `role: standby`, or set `routing: latency` in `components.{id}`", id=id
                ),
            )
