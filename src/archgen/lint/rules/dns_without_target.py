"""AG514 dns-without-target: a hosted zone without a target, or with one that no alias record can have.

An alias record of Route 53 points at a distribution, a load balancer, an API, a website bucket or an
interface endpoint. A group of instances, a container service, a function or a database has no stable DNS
name: its addresses change.

Point the zone at the entry: `client -> dns -> cdn`. Put a load balancer in front of compute.

```yaml bad
connections-: [client -> dns -> cdn]
connections+: [client -> cdn]
```

```yaml bad
connections+:
  - client -> dns -> web: 443
```

```yaml good
components:
  api: {kind: custom, icon: aws.network.APIGateway, port: 443}
  legacy: {kind: external}
connections+: [client -> dns -> api, client -> dns -> legacy, api -> app]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.kinds.category import BALANCERS, Category
from archgen.topology.connections import Pointer
from archgen.topology.graph import Topology

CODE = "AG514"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG801",)
NOT_IN_PLANS = "the records of a plan lead where they say, and Terraform makes no alias of anything else"
BREAKS_PATHS = True
REFERENCES = ("Amazon Route 53 Developer Guide: values specific for simple alias records",)

_NAMED = (
    Category.DISTRIBUTION,
    *BALANCERS,
    Category.BUCKET,
    Category.ENDPOINT,
    Category.CUSTOM,
    Category.EXTERNAL,
)
"""Kinds that a record can point at; of custom and external ones it is not known that it cannot."""


def faults(topology: Topology) -> Iterator[Fault]:
    """Each hosted zone without pointers, and each pointer at something without a lasting name."""
    pointing = {pointer.zone for pointer in topology.pointers}
    entry = next(
        iter(topology.of(Category.DISTRIBUTION, *BALANCERS)),
        Phrase("its target"),
    )
    for id in topology.of(Category.DNS_ZONE):
        if id not in pointing:
            yield Fault(
                ("components", id),
                Phrase("{id} has no target; connect it to what its name resolves to", id=id),
                key=True,
                help=Phrase(
                    "under `connections` add `{id} -> {entry}`, after the client that looks it up",
                    id=id,
                    entry=entry,
                ),
            )
    for pointer in topology.pointers:
        target = topology.components[pointer.target]
        if target.category not in _NAMED and not target.is_entry:
            yield _unnamed(topology, pointer)


def _unnamed(topology: Topology, pointer: Pointer) -> Fault:
    target = topology.components[pointer.target]
    balancers = [
        each.source
        for each in topology.connections_to(pointer.target)
        if topology.components[each.source].is_load_balancer
    ]
    instead = (
        Phrase("point it at {balancer}", balancer=balancers[0])
        if balancers
        else Phrase("point it at the entry point of clients")
    )
    names = pointer.chain.names
    end = next(name for name in names[pointer.position + 1 :] if name.id == pointer.target)
    return Fault(
        pointer.chain.route,
        Phrase(
            "{zone} points at {target}, and an alias record cannot: {service_name} has no stable "
            "DNS name; {instead}",
            zone=pointer.zone,
            target=pointer.target,
            service_name=target.service_name,
            instead=instead,
        ),
        key=pointer.chain.key,
        within=(names[pointer.position].within[0], end.within[1]),
        help=Phrase("write `{zone} -> {balancer}`", zone=pointer.zone, balancer=balancers[0])
        if balancers
        else None,
        subjects=(pointer.zone, pointer.target),
    )
