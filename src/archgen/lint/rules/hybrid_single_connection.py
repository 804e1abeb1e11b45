"""AG228 hybrid-single-connection: one VPN, or one Direct Connect location, to a private network.

A VPN connection has two tunnels, but they end at one device of yours; a Direct Connect connection ends at one
location. When the device, its line or the location fails, the private network is cut off.

Add a second connection to the same network: a VPN to another device, a Direct Connect at another location, or
a VPN as the backup of a Direct Connect.

```yaml bad
components:
  office: {kind: external, cidrs: [192.168.0.0/16]}
  tunnel: {kind: vpn, attaches: us-east-1, to: office}
connections+:
  - app -> tunnel -> office: 1433
```

```yaml good
components:
  office: {kind: external, cidrs: [192.168.0.0/16]}
  line: {kind: direct-connect, attaches: us-east-1, to: office}
  tunnel: {kind: vpn, attaches: us-east-1, to: office}
connections+:
  - app -> line -> office: 1433
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.kinds.category import PRIVATE_CONNECTIONS, Category
from archgen.topology.graph import Topology
from archgen.topology.routes.routing import connected_networks

CODE = "AG228"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
BREAKS_PATHS = True
REFERENCES = (
    "AWS Site-to-Site VPN User Guide: redundant Site-to-Site VPN connections",
    "AWS Direct Connect User Guide: resiliency recommendations",
    "REL02 Provision redundant connectivity between private networks in the cloud and on-premises "
    "environments",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each private network that a single connection leads to."""
    for network in connected_networks(topology):
        lines = [
            id for id in topology.of(*PRIVATE_CONNECTIONS) if topology.components[id].leads_to == network
        ]
        if len(lines) != 1 or not (topology.connections_from(network) or topology.connections_to(network)):
            continue
        text = (
            "{id} is the only connection to {network}: its device is a single point of failure; "
            "add a second one"
            if topology.components[lines[0]].category is Category.VPN
            else "{id} is the only connection to {network}: its location is a single point of failure; "
            "add a second one"
        )
        yield Fault(("components", lines[0]), Phrase(text, id=lines[0], network=network), key=True)
