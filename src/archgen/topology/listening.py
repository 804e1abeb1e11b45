"""What a load balancer speaks on its ports: HTTP, or TLS with a certificate.

An Application Load Balancer has a certificate where a hosted zone has a domain, and where a connection asks
for HTTPS; with one it speaks HTTPS on every port but 80 and those of `protocol: http`.
"""

from __future__ import annotations

from archgen.model.kinds.category import Category
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology

_HTTP, _HTTPS = 80, 443


def speaks_tls(topology: Topology, id: str) -> bool:
    """Whether a load balancer would speak TLS: an Application Load Balancer unless all is plain."""
    connections = topology.connections_to(id)
    if topology.components[id].category is Category.NETWORK_BALANCER:
        return any(connection.protocol == "tls" for connection in connections)
    return not connections or not all(map(_is_http, connections))


def asks_for_tls(topology: Topology, id: str) -> bool:
    """Whether a connection says that a load balancer speaks TLS: by its protocol, or by port 443."""
    return any(map(_is_tls, topology.connections_to(id)))


def is_plain(topology: Topology, connection: Connection) -> bool:
    """Whether it is HTTP without encryption, and nothing else."""
    if _is_http(connection):
        return True
    target = topology.components.get(connection.target)
    return (
        target is not None
        and target.category is Category.APPLICATION_BALANCER
        and not _has_certificate(topology, connection.target)
    )


def plain_ports(topology: Topology, connection: Connection) -> tuple[int, ...]:
    """The ports on which plain HTTP is forwarded: 80 redirects where 443 is beside it."""
    if not is_plain(topology, connection):
        return ()
    heard = {port for other in topology.connections_to(connection.target) for port in other.ports}
    return tuple(port for port in connection.ports if port != _HTTP or _HTTPS not in heard)


def _has_certificate(topology: Topology, id: str) -> bool:
    zones = topology.of(Category.DNS_ZONE)
    return any(topology.components[zone].domain_name for zone in zones) or asks_for_tls(topology, id)


def _is_http(connection: Connection) -> bool:
    return connection.protocol == "http" or (bool(connection.ports) and set(connection.ports) == {_HTTP})


def _is_tls(connection: Connection) -> bool:
    """Without a port, what is meant is HTTPS on 443."""
    if connection.protocol in ("http", "https", "tls"):
        return connection.protocol != "http"
    return not connection.ports or _HTTPS in connection.ports
