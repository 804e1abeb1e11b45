"""What a kind's page says of those who connect to it: where, with which rights, and what they are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from archgen.model.kinds import Component, Compute, Scope, kind_class, kinds
from archgen.model.kinds.category import Category
from archgen.model.kinds.facts import Access
from archgen.model.variables import ends_of

HTTPS = 443


def calls(kind: str, made: Component, others: Mapping[str, Component]) -> Iterator[str]:
    """The paragraphs; `others` are the same component with another value of one of its fields."""
    yield from _reached(made, others)
    yield from _rights(made)
    yield from _told(kind, made)


def _reached(made: Component, others: Mapping[str, Component]) -> Iterator[str]:
    port, service = made.default_port, made.endpoint_service
    if made.is_load_balancer:
        yield "How it is reached: on the ports of the connections to it, 443 unless they say others."
    elif isinstance(made, Compute) and made.listens:
        yield "How it is reached: on the port of the connection, which is that of its `service`."
    elif made.actual_scope in (Scope.ZONE, Scope.VPC) and port and not service:
        admitted = " Its security group admits what the file connects to it." if made.resource_type else ""
        yield f"How it is reached: on port {port}{_by_choice(port, others)}.{admitted}"
    elif service:
        how = "over HTTPS (443)" if port == HTTPS else f"on port {port}"
        yield f"How it is reached: {how}. {_ways(made, service)}"


def _by_choice(usual: int, others: Mapping[str, Component]) -> str:
    """The other ports, with what makes them."""
    found: dict[int, list[str]] = {}
    for choice, other in others.items():
        if other.default_port and other.default_port != usual:
            found.setdefault(other.default_port, []).append(f"`{choice}`")
    told = (f"{port} with {' or '.join(choices)}" for port, choices in found.items())
    return f" ({'; '.join(told)})" if found else ""


def _ways(made: Component, service: str) -> str:
    endpoint = f"`{{kind: vpc-endpoint, service: {service}}}`"
    if made.category is Category.API:
        return f"With `endpoint: private` it is reached by {endpoint} alone."
    kind = "a gateway endpoint, which is free" if made.has_gateway_endpoint else "an interface endpoint"
    return f"Private subnets reach it through a NAT gateway or {kind}: {endpoint}."


def _rights(made: Component) -> Iterator[str]:
    found: dict[Access, dict[str, None]] = {}
    for permission in made.permissions:
        found.setdefault(permission.access, {}).update(dict.fromkeys(permission.actions))
    if not found:
        return
    usual = made.usual_access(_function())
    lines = [
        f"- `{access}`{' (usual)' if access in usual else _DELIVERS.get(access, '')}: "
        + ", ".join(f"`{action}`" for action in actions)
        for access, actions in found.items()
    ]
    yield "What a connection to it allows, by its `access`, on this component alone:\n\n" + "\n".join(lines)


@cache
def _function() -> Component:
    name = next(name for name in kinds() if kind_class(name).category is Category.FUNCTION)
    return kind_class(name).model_validate({"kind": name, "tier": "backend"})


_DELIVERS = {Access.DELIVER: " (where events are delivered)"}


def _told(kind: str, made: Component) -> Iterator[str]:
    if made.category is Category.FILE_SYSTEM:
        yield f"Tasks on ECS have it in their containers at `/mnt/{kind}`, if its id is `{kind}`."
    if names := ends_of(made, kind):
        prefix = kind.replace("-", "_").upper()
        shown = ", ".join(f"`{prefix}_{name}`" for name in names)
        yield f"What compute that connects to it finds in its environment, if its id is `{kind}`: {shown}."
