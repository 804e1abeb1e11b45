"""AG504 no-web-acl: a public entry without a web ACL in front of it.

AWS WAF turns away known bad addresses, injection and floods of requests before they reach the application. It
is charged by rule and by request; whether it is worth the cost is your decision, so the severity is info.

Add a `waf` component and connect it to the entry: `firewall -> cdn`. It cannot protect a Network Load
Balancer; a load balancer behind a distribution is guarded there.

```yaml bad
components:
  cdn: {kind: cloudfront}
```

```yaml bad
components:
  api-lb: {kind: alb, subnets: web}
  firewall: {kind: waf}
connections+:
  - firewall -> cdn
  - client -> api-lb: 443
  - api-lb -> app: 8000
```

```yaml good
components:
  firewall: {kind: waf}
connections+: [firewall -> cdn]
```

```yaml good
components:
  firewall: {kind: waf}
connections-: [client -> dns -> cdn]
connections+: [client -> dns -> firewall -> cdn]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import added, free_id, from_internet
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG504"
SEVERITY = Severity.INFO
IMPLIES: tuple[str, ...] = ()
REFERENCES = (
    "Security Hub CloudFront.6",
    "Security Hub ELB.16",
    "SEC05 Implement inspection-based protection",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each distribution and load balancer that the internet reaches and nothing guards."""
    guarded = {guard.target for guard in topology.guards}
    for id in topology.of(Category.DISTRIBUTION, Category.APPLICATION_BALANCER):
        entered = any(from_internet(topology, each) for each in topology.connections_to(id))
        if not entered or id in guarded:
            continue
        acl = next(iter(topology.of(Category.WEB_ACL)), None) or free_id(topology, "firewall")
        known = acl in topology.components
        connect = Phrase("under `connections` add `{acl} -> {id}`", acl=acl, id=id)
        yield Fault(
            ("components", id),
            Phrase("{id} faces the internet without a web ACL; consider AWS WAF", id=id),
            key=True,
            help=connect
            if known
            else Phrase("{edit}, and {connect}", edit=added(acl, Category.WEB_ACL), connect=connect),
        )
