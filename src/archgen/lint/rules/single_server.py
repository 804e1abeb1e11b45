"""AG230 single-server: everything is deployed to one instance.

`deployment: {server: ...}` runs all services and databases in containers on one EC2 instance. It is cheap,
and nothing of the availability that the architecture describes is there: the instance, its disk and its AZ
are each a single point of failure, an update interrupts the service, and the data has no replica.

Remove `deployment` to deploy the architecture itself. Where the server is meant, for a test or a
demonstration, ignore this finding with the reason.

```yaml bad
deployment: {server: {instance_type: t3.micro}}
```

```yaml good
deployment: {}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology

CODE = "AG230"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("REL10 Deploy the workload to multiple locations",)


def faults(topology: Topology) -> Iterator[Fault]:
    """The server, if there is one."""
    if topology.architecture.deployment.server is not None:
        yield Fault(
            ("deployment", "server"),
            Phrase(
                "everything runs on one instance: a failure of it or of its AZ stops the system, and its "
                "data has no replica; remove `deployment` for the architecture that is described"
            ),
            key=True,
            help=Phrase("remove `deployment`"),
        )
