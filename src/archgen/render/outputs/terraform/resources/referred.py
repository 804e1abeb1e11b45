"""What references in the environment of a service are in AWS: expressions, or secrets for passwords."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from archgen.model.kinds.category import Category
from archgen.model.references import Reference, pieces, secret_of
from archgen.render.outputs.terraform.arns import arn_of, told_of
from archgen.render.outputs.terraform.parts import Part, Stack
from archgen.render.outputs.terraform.resources import balancing
from archgen.render.outputs.terraform.resources.data import (
    CLUSTER_TYPE,
    Secret,
    cache_address,
    database_facts,
    port_of,
    within,
)
from archgen.render.outputs.terraform.resources.dns import host
from archgen.render.quoting import Hcl, hcl, inner, refer

Environment = Mapping[str, str | int | float | bool]


def value(stack: Stack, part: Part, text: object) -> Hcl:
    """A value of the environment as an expression."""
    found = pieces(text)
    if len(found) == 1:
        return _expression(stack, part, found[0])
    return Hcl('"' + "".join(_within(stack, part, piece) for piece in found) + '"')


def secrets(stack: Stack, part: Part, environment: Environment) -> Iterator[tuple[str, Secret]]:
    """The variables that are passwords of components, and where those are kept."""
    for name, text in environment.items():
        reference = secret_of(text)
        other = stack.reached(part, reference.id) if reference else None
        if other is not None:
            yield name, _password(stack, other)


def url_of(stack: Stack, balancer: Part, ports: tuple[int, ...]) -> Hcl:
    """Where a load balancer answers."""
    port = ports[0] if ports else 443
    secure = balancing.is_secure(stack, balancer, port)
    scheme = "https" if secure else "http"
    if balancer.model.category is Category.NETWORK_BALANCER and not secure:
        scheme = "tcp"
    usual = {"https": 443, "http": 80}.get(scheme)
    tail = "" if port == usual else f":{port}"
    return Hcl(f'"{scheme}://{within(_host(stack, balancer, secure))}{tail}"')


def _host(stack: Stack, balancer: Part, secure: bool) -> Hcl:
    name = host(stack, balancer) if secure else None
    return hcl(name) if name else refer("aws_lb", balancer.label, "dns_name")


def _within(stack: Stack, part: Part, piece: str | Reference) -> str:
    return inner(piece) if isinstance(piece, str) else within(_expression(stack, part, piece))


def _expression(stack: Stack, part: Part, piece: str | Reference) -> Hcl:
    if isinstance(piece, str):
        return hcl(piece)
    other = stack.reached(part, piece.id)
    if other is None:  # a kind without Terraform
        return hcl(str(piece))
    return _ATTRIBUTES[piece.attribute](stack, part, other)


def _password(stack: Stack, other: Part) -> Secret:
    home = stack.home_of(other)
    if other.model.is_database:
        found = database_facts(stack, home).secret
        assert found is not None
        return found
    return Secret(refer("aws_ssm_parameter", f"{other.label}_password", "arn"), None)


def _of_database(name: str) -> Callable[[Stack, Part], Hcl | None]:
    def found(stack: Stack, other: Part) -> Hcl | None:
        return dict(database_facts(stack, other).told).get(name) if other.model.is_database else None

    return found


def _address(stack: Stack, part: Part, other: Part) -> Hcl:
    if other.model.is_cache:
        return cache_address(other)
    if other.model.is_load_balancer:
        port = _ports(stack, part, other)[0]
        return _host(stack, other, balancing.is_secure(stack, other, port))
    return _of_database("HOST")(stack, other) or hcl("")


def _port(stack: Stack, part: Part, other: Part) -> Hcl:
    is_store = other.model.is_database or other.model.is_cache
    return hcl(str(port_of(stack, other) if is_store else _ports(stack, part, other)[0]))


def _ports(stack: Stack, part: Part, other: Part) -> tuple[int, ...]:
    """The ports of a service's connection to a load balancer, else one that it listens on."""
    asked = [
        port
        for connection in stack.topology.connections_from(part.id)
        if connection.target == other.id
        for port in stack.ports(connection)
    ]
    return (*asked, *(listener.port for listener in balancing.listeners(stack, other)), 443)


def _reader(stack: Stack, part: Part, other: Part) -> Hcl:
    """The host of a reader: RDS has one for each replica, of which this is the first."""
    told = dict(database_facts(stack, other).told)
    if "READER_HOST" in told:
        return told["READER_HOST"]
    return Hcl(f'split(",", {told["READER_HOSTS"]})[0]') if "READER_HOSTS" in told else told["HOST"]


def _name(stack: Stack, part: Part, other: Part) -> Hcl:
    if other.model.is_database:
        named = "cluster_identifier" if other.model.resource_type == CLUSTER_TYPE else "identifier"
        return refer(other.address, named)
    return _given(stack, part, other, ("BUCKET", "TABLE", "FUNCTION"))


def _url(stack: Stack, part: Part, other: Part) -> Hcl:
    if other.model.is_load_balancer:
        return url_of(stack, other, _ports(stack, part, other))
    return _given(stack, part, other, ("URL", "QUEUE_URL"))


def _given(stack: Stack, part: Part, other: Part, names: tuple[str, ...]) -> Hcl:
    home = stack.home_of(other)
    told = next(told for name, told in other.model.given_variables if name in names)
    return Hcl(told.format(label=home.label)) if "{" in told else told_of(stack, home, part, told)


_ATTRIBUTES: Mapping[str, Callable[[Stack, Part, Part], Hcl]] = {
    "host": _address,
    "port": _port,
    "user": lambda stack, part, other: _of_database("USER")(stack, other) or hcl(""),
    "database": lambda stack, part, other: _of_database("DATABASE")(stack, other) or hcl(""),
    "reader_host": _reader,
    "url": _url,
    "arn": lambda stack, part, other: arn_of(stack, other, part),
    "name": _name,
    "region": lambda stack, part, other: hcl(other.place.name),
}
