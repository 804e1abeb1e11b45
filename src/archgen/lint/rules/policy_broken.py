"""AG901 policy-broken: a policy of the team is broken; the path that breaks it is printed.

`policies` are a team's own rules, beyond general good practice: which components may never connect, which
alone may connect to a component, what traffic must pass, which path works whatever fails, what every
component of a kind must have. archgen checks each on the paths that it computes, and names the connection
that breaks it.

Change the connection or the field that is named, or the policy. `because` is printed with the finding, and
`severity` makes it a warning or an info.

```yaml bad
# also AG311
policies:
  - {never: web -> tier:data, because: decision-12}
connections+: [web -> sessions]
```

```yaml bad
policies:
  - only: {from: web, to: orders}
```

```yaml bad
policies:
  - through: {path: app -> internet, via: firewall}
components:
  firewall: {kind: custom, scope: region, icon: aws.network.VPC, port: 443}
connections+: [app -> firewall]
```

```yaml bad
policies:
  - every: {kind: [rds, aurora], has: {read_replicas: 2}}
```

```yaml good
policies:
  - never: client -> orders
  - never: internet -> tier:data
  - only: {from: app, to: orders}
  - through: {path: app -> internet, via: nat}
  - always: {path: client -> web, losing: zone}
  - every: {kind: [rds, aurora], has: {multi_az: true}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology
from archgen.topology.policies import Violation, text_of, violations

CODE = "AG901"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
REFERENCES: tuple[str, ...] = ()


def faults(topology: Topology) -> Iterator[Fault]:
    """Each broken policy, at its line, with the connection or the field that breaks it."""
    for violation in violations(topology):
        policy = violation.policy
        yield Fault(
            policy.route,
            _message(violation),
            severity=Severity(policy.severity) if policy.severity else None,
            related=tuple(_related(violation)),
            hops=violation.hops,
            subjects=(f"policies.{policy.route[-1]}",),
        )


def _message(violation: Violation) -> Phrase:
    policy = violation.policy
    values = {"what": violation.message, "policy": text_of(policy), "because": policy.because or ""}
    if policy.origin and policy.because:
        text = "{what}, which breaks `{policy}` ({origin}): {because}"
        return Phrase(text, **values, origin=policy.origin)
    if policy.origin:
        return Phrase("{what}, which breaks `{policy}` ({origin})", **values, origin=policy.origin)
    if policy.because:
        return Phrase("{what}, which breaks `{policy}`: {because}", **values)
    return Phrase("{what}, which breaks `{policy}`", **values)


def _related(violation: Violation) -> Iterator[Place]:
    if violation.connection is not None:
        chain = violation.connection.chain
        yield Place(violation.connection.route, Phrase("this connection breaks it"), key=chain.key)
    if violation.field:
        yield Place(violation.field, Phrase("this breaks it"))
