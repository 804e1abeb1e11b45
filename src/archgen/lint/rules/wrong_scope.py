"""AG326 wrong-scope: a web ACL in front of something that it cannot protect.

AWS WAF protects distributions, Application Load Balancers, REST APIs of API Gateway, GraphQL APIs of AppSync
and Cognito user pools.
It does not protect Network Load Balancers, HTTP and WebSocket APIs, instances, or buckets. In front of a
`custom` component archgen generates a regional web ACL, and cannot associate it, because the resource is not
known.

Put the web ACL in front of a distribution or an Application Load Balancer. Associate it with the resource of
a custom component manually, and ignore the rule there.

```yaml bad
components:
  firewall: {kind: waf}
  web-lb: {kind: nlb}
connections+:
  - firewall -> web-lb
# maybe AG320
```

```yaml good
components:
  firewall: {kind: waf}
connections+:
  - firewall -> cdn
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.kinds.category import Category
from archgen.topology.connections import Guard
from archgen.topology.graph import Topology

CODE = "AG326"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = ("AWS WAF Developer Guide: resources that you can protect with AWS WAF",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each thing that a web ACL is written in front of and does not protect."""
    for guard in topology.guards:
        target = topology.components[guard.target]
        if not target.takes_web_acl:
            yield _fault(topology, guard)


def _fault(topology: Topology, guard: Guard) -> Fault:
    target = topology.components[guard.target]
    custom, api = target.category is Category.CUSTOM, target.category is Category.API
    text = (
        "{acl} is not associated with {target}: what a custom component is, is not known; "
        "associate it by hand"
        if custom
        else "{acl} cannot protect {target}: of API Gateway, AWS WAF protects REST APIs only; "
        "set `type: rest`"
        if api
        else "{acl} cannot protect {target}: AWS WAF does not protect {service}; put it in front of a "
        "distribution or an Application Load Balancer"
    )
    names = {} if custom or api else {"service": Phrase(target.service_name)}
    return Fault(
        guard.chain.route,
        Phrase(text, acl=guard.acl, target=guard.target, **names),
        key=guard.chain.key,
        severity=Severity.WARNING if custom else None,
        subjects=(guard.acl, guard.target),
    )
