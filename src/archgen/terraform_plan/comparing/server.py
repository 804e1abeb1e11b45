"""A model that is deployed to a single server, as its plan shows it: one instance, and who may connect."""

from __future__ import annotations

from typing import Any

from archgen.model.reading import architecture
from archgen.render.outputs.local.stack import stack
from archgen.terraform_plan.resources.observed import Observed
from archgen.topology.building import topology as topology_of
from archgen.topology.graph import Topology

ROUTE = ("deployment", "server")


def as_deployed(topology: Topology, observed: Observed) -> Topology:
    """The graph of what Terraform makes of a model with a single server; the plan names its only subnet."""
    rows = {subnet.row for subnet in observed.subnets}
    found, _ = architecture(_data(topology, rows.pop() if len(rows) == 1 else "main"))
    assert found is not None
    return topology_of(found)


def _data(topology: Topology, row: str) -> dict[str, Any]:
    model = topology.architecture
    server = model.deployment.server
    assert server is not None
    made = stack(topology)
    name, region = next(iter(model.regions.items()))
    block = next(iter(topology.vpcs.values())).blocks[0]
    own = next(iter(block.subnets(new_prefix=max(block.prefixlen, 24))))
    ports = sorted({port for container in made.services for port, _ in container.published})
    components: dict[str, Any] = {
        "client": {"kind": "client"},
        "igw": {"kind": "internet-gateway"},
        "server": {
            "kind": "instance",
            "tier": "frontend",
            "subnets": row,
            "instance_type": server.instance_type,
        },
    }
    connections: list[Any] = [{"client -> igw -> server": ports}] if ports else []
    if server.key_name and server.ssh_from:
        components["operators"] = {"kind": "external", "cidrs": [str(block) for block in server.ssh_from]}
        connections.append({"operators -> igw -> server": 22})
    if made.secrets:
        components["environment"] = {"kind": "secrets-manager"}
        connections.append("server -> environment")
    return {
        "archgen": 1,
        "name": model.identity.name,
        "regions": {name: {"zones": [region.zones[0]], "cidr": str(block)}},
        "subnets": {row: {"access": "public", "cidrs": [str(own)]}},
        "components": components,
        "connections": connections,
    }
