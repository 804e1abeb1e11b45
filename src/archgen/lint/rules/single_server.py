"""AG230 single-server: everything is deployed to one instance.

`deployment: {server: ...}` runs all services and databases in containers on one EC2 instance. It is cheap,
and nothing of the availability that the architecture describes is there: the instance, its disk and its AZ
are each a single point of failure, an update interrupts the service, and the data has no replica.

Findings about AZs, subnets, gateways and AWS services that the server does not have are not reported as
well. Findings about exposure to the internet, secrets and names are.

Remove `deployment` to deploy the architecture itself. If the single server is intended, for a test or a
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
from archgen.lint.rules.fault import Fault, row
from archgen.topology.graph import Topology

CODE = "AG230"
SEVERITY = Severity.WARNING
_REDUNDANCY = tuple(f"AG2{number:02}" for number in (2, 3, 4, 6, 7, 8, 9, 11, *range(14, 18), *range(19, 30)))
_PLACEMENT = tuple(f"AG3{number:02}" for number in (1, 4, 5, 6, 7, 8, 12, 16, 18, 19, 21, 22, 23, 24, 35))
_SERVICES = ("AG407", "AG411", "AG412", "AG413", "AG504", "AG506", "AG509", "AG516", "AG702", "AG802")
_TARGETS = ("AG603", "AG604", "AG606", "AG607")
IMPLIES: tuple[str, ...] = (*_REDUNDANCY, *_PLACEMENT, *_SERVICES, *_TARGETS)
NOT_IN_PLANS = "which deployment was meant is said in a model only"
"""What is about AZs, subnets, gateways and AWS services that a single server does not have.

What the internet may connect to, secrets and names are still reported.
"""
BREAKS_PATHS = True
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
            subjects=_everything(topology),
        )


def _everything(topology: Topology) -> tuple[str, ...]:
    """The ids of all that the file describes: the finding is about each."""
    return (*topology.components, *topology.regions, *map(row, topology.rows))
