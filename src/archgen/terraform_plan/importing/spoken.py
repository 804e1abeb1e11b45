"""What load balancers speak on their ports, as a line of a model says it where the port does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from archgen.model.kinds.category import Category
from archgen.terraform_plan.importing.connections import SeenConnection
from archgen.terraform_plan.resources.observed import Observed, SeenComponent

_HTTP, _HTTPS = 80, 443


def balancers(observed: Observed, ids: Mapping[str, str]) -> dict[str, SeenComponent]:
    """The Application Load Balancers, by their ids."""
    found = (each for each in observed.components if each.category is Category.APPLICATION_BALANCER)
    return {ids[each.address]: each for each in found if each.address in ids}


def protocol(balancer: SeenComponent | None, port: int | None) -> str | None:
    """What a listener speaks, where it is not what its port is for; None of one that only redirects."""
    if balancer is None or port is None:
        return None
    if port in balancer.fields.get("secure", ()):
        return None if port == _HTTPS else "https"
    return "http" if port in balancer.fields.get("plain", ()) and port != _HTTP else None


class LineOf(NamedTuple):
    """A line of a model: the ids of its chain, and the protocol where that has to be said."""

    chain: tuple[str, ...]
    spoken: str | None

    @property
    def text(self) -> str:
        """The chain as a file has it."""
        return " -> ".join(self.chain)


def lines_of(
    connections: Iterable[SeenConnection], heard: Mapping[str, SeenComponent]
) -> dict[LineOf, tuple[list[int], str]]:
    """The lines of connections in their order, each with its ports and the address of what says the first."""
    lines: dict[LineOf, tuple[list[int], str]] = {}
    for connection in connections:
        spoken = protocol(heard.get(connection.chain[-1]), connection.port)
        line = LineOf(connection.chain, spoken)
        ports, _ = lines.setdefault(line, ([], connection.address))
        if connection.port is not None and connection.port not in ports:
            ports.append(connection.port)
    return lines


def detailed(ports: int | list[int], spoken: str | None) -> int | list[int] | dict[str, Any]:
    """The value of a line: its ports, with their protocol where that has to be said."""
    return {"port": ports, "protocol": spoken} if spoken else ports
