"""AG414 connection-too-wide: a connection on every port.

Neither the line nor the target's kind gives a port, or the line says `protocol: all`. The security groups
generated from it admit everything, from remote shells to whatever is installed next year.

Name the port: `a -> b: 8080`, or a list of ports. A component with a `service`, a database and an AWS
service have a default port. Between two components outside the VPC, such as two `custom` AWS services,
there is no security group; they use their APIs.

```yaml bad
connections-: [web-lb -> web]
connections+:
  - web-lb -> web: {protocol: all}
```

```yaml bad
components:
  worker: {kind: auto-scaling-group, tier: backend, subnets: app}
connections+: [app -> worker]
```

```yaml bad
components:
  search: {kind: custom, icon: elastic.elasticsearch.Elasticsearch}
connections+: [app -> search]
```

```yaml good
connections-: [web-lb -> web, app -> orders]
connections+: [web-lb -> web, app -> orders]
```

```yaml good
components:
  bus: {kind: custom, icon: aws.integration.Eventbridge}
  steps: {kind: custom, icon: aws.integration.StepFunctions}
connections+: [client -> bus -> steps]
```

```yaml good
components:
  search: {kind: custom, icon: aws.analytics.AmazonOpensearchService, port: 443}
  queue: {kind: sqs}
connections+: [app -> search, app -> queue]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, fault_at
from archgen.model.kinds import INTERNET, Compute, Scope
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology

CODE = "AG414"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "a plan has the ports of every rule, wide or not; AG402 and AG403 judge those that are open"
REFERENCES = ("SEC05 Control traffic flow within your network layers",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each connection without ports."""
    for connection in topology.connections:
        if connection.ports or connection.target == INTERNET or _has_no_door(topology, connection):
            continue
        source, target = connection.source, connection.target
        component = topology.components[target]
        if isinstance(component, Compute) and component.is_worker:
            says = Phrase("the service of {target}", target=target)
        else:
            says = Phrase("its kind, {kind},", kind=component.kind)
        why = (
            Phrase("the line says `protocol: all`")
            if connection.protocol == "all"
            else Phrase("neither the line nor {says} names a port", says=says)
        )
        yield fault_at(
            connection,
            Phrase(
                "{source} may open every port of {target}: {why}; name the port",
                source=source,
                target=target,
                why=why,
            ),
            help=Phrase("write `{source} -> {target}: PORT`", source=source, target=target),
        )


def _has_no_door(topology: Topology, connection: Connection) -> bool:
    """Whether neither party stands in a VPC, and the line does not itself say that all is open."""
    ends = (topology.components[id].actual_scope for id in (connection.source, connection.target))
    return connection.protocol != "all" and not any(scope in (Scope.VPC, Scope.ZONE) for scope in ends)
