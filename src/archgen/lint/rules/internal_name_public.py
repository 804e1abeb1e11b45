"""AG517 internal-name-public: a public name that leads to a private address.

A public hosted zone answers everyone. A record that points to an internal load balancer or a private address
shows the names of the private network to the internet, and a client outside that uses the name gets an
address that leads nowhere, or to a machine in its own network. For a load balancer the severity is info,
because AWS also answers everyone who asks for the name of an internal one. For an instance it is a warning.

Let callers use the load balancer's own name, or put the record into a private hosted zone, which answers only
in the VPC. archgen creates public zones; in a plan the zone itself says which it is.

```yaml bad
components:
  names: {kind: route53, domain: example.com}
  tools-lb: {kind: alb, subnets: app}
connections+:
  - web -> names -> tools-lb: 80
  - tools-lb -> app: 8000
```

```yaml good
components:
  tools-lb: {kind: alb, subnets: app}
connections+:
  - web -> tools-lb: 80
  - tools-lb -> app: 8000
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.kinds.category import BALANCERS
from archgen.topology.graph import Topology

CODE = "AG517"
SEVERITY = Severity.INFO
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = ("Amazon Route 53 Developer Guide: working with private hosted zones",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each name that leads to an internal load balancer."""
    for pointer in topology.pointers:
        target = topology.components[pointer.target]
        if target.category not in BALANCERS or topology.scheme(pointer.target) != "internal":
            continue
        names = pointer.chain.names
        end = next(name for name in names[pointer.position + 1 :] if name.id == pointer.target)
        yield Fault(
            pointer.chain.route,
            Phrase(
                "{zone} is public and leads to {target}, which is internal; let callers use the name "
                "of {target} itself",
                zone=pointer.zone,
                target=pointer.target,
            ),
            key=pointer.chain.key,
            within=(names[pointer.position].within[0], end.within[1]),
            help=Phrase("remove `{zone} ->` from the line", zone=pointer.zone),
            subjects=(pointer.zone, pointer.target),
        )
