"""AG302 several-internet-gateways: more than one internet gateway in a VPC.

AWS refuses to attach a second one. One is redundant by design and has no bandwidth limit.

Remove all but one, or set the `region` of each.

```yaml bad
components:
  igw-2: {kind: internet-gateway}
connections+:
  - web -> igw-2 -> partners: 443
```

```yaml good
regions:
  eu-west-1: {zones: [eu-west-1a, eu-west-1b], cidr: 10.1.0.0/16}
components:
  igw: {region: us-east-1}
  igw-europe: {kind: internet-gateway, region: eu-west-1}
connections-: [cdn -> igw -> web-lb]
connections+:
  - cdn -> igw -> web-lb: 443
  - cdn -> igw-europe -> web-lb: 443
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG302"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG801",)
BREAKS_PATHS = True
REFERENCES = ("Amazon VPC User Guide: Amazon VPC quotas (internet gateways)",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each gateway that comes second in a VPC."""
    beside: dict[tuple[str, str], list[str]] = {}
    for vpc in topology.vpcs:
        gateways = list(
            dict.fromkeys(copy.component for copy in topology.in_vpc(vpc, Category.INTERNET_GATEWAY))
        )
        for id in gateways[1:]:
            beside.setdefault((id, gateways[0]), []).append(vpc)
    for (id, first), regions in beside.items():
        vpc = "VPC" if len(regions) == 1 else "VPCs"
        yield Fault(
            ("components", id),
            Phrase(
                "{id} and {first} are both in the {vpc} of {regions}, and a VPC has one internet gateway",
                id=id,
                first=first,
                vpc=vpc,
                regions=listed(regions),
            ),
            key=True,
            related=(Place(("components", first), Phrase("the first"), key=True),),
            help=Phrase("remove {id}, and use {first} in its connections", id=id, first=first),
        )
