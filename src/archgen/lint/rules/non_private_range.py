"""AG106 non-private-range: a VPC block outside RFC 1918 and 100.64.0.0/10.

Addresses of somebody else on the internet cannot be reached from a VPC that uses them as its own: its route
table keeps them inside.

Choose a block of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.

Known exception: a block that belongs to you, brought to AWS or announced nowhere. Ignore the rule with that
reason.

```yaml bad
regions:
  us-east-1: {cidr: 11.0.0.0/16}
```

```yaml good
regions:
  us-east-1: {cidr: 100.64.0.0/16}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import written
from archgen.model.kinds import is_private
from archgen.topology.graph import Topology

CODE = "AG106"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = ("Amazon VPC User Guide: VPC CIDR blocks", "RFC 1918", "RFC 6598")


def faults(topology: Topology) -> Iterator[Fault]:
    """Each region whose VPC uses addresses that may be somebody else's."""
    for place in topology.vpcs.values():
        for index, block in enumerate(place.written):
            if is_private(block.network):
                continue
            message = Phrase(
                "{written} is not a private range, so its owner cannot be reached from the VPC",
                written=block,
            )
            yield Fault(
                place.route(index),
                Phrase("{message}; choose a block such as 10.0.0.0/16", message=message),
                help=written(place.id, Phrase("cidr: 10.0.0.0/16"), of=place.key),
            )
