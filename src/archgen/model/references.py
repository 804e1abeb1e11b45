"""References in the environment of a service: `${orders.host}` is what the component `orders` is found by.

Only `${ID.ATTRIBUTE}` is a reference; `$${ID.ATTRIBUTE}` is that text itself, and anything else stays as it
is. What a reference becomes depends on where the service runs: an output works that out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archgen.findings import Finding, Route, nearest
from archgen.findings.codes import schema_finding
from archgen.findings.phrase import Phrase, did_you_mean
from archgen.model.kinds import Component
from archgen.model.kinds.database import Relational

_REFERENCE = re.compile(r"(\$?)\$\{([a-z][a-z0-9-]*)\.([a-z_]+)\}")
ATTRIBUTES = (
    "host",
    "port",
    "user",
    "password",
    "database",
    "reader_host",
    "url",
    "arn",
    "name",
    "region",
)
"""What a component may have; each kind has some of them."""
_DATABASE = ("host", "port", "user", "password", "database", "arn", "name", "region")
_NAMED = {"BUCKET", "TABLE", "FUNCTION"}
_URLS = {"URL", "QUEUE_URL"}


@dataclass(frozen=True, slots=True)
class Reference:
    """An attribute of a component."""

    id: str
    attribute: str

    def __str__(self) -> str:
        return f"${{{self.id}.{self.attribute}}}"


def pieces(value: object) -> tuple[str | Reference, ...]:
    """A value of the environment as texts and references, in order; no text is empty."""
    if not isinstance(value, str):
        return (str(value).lower() if isinstance(value, bool) else str(value),)
    found: list[str | Reference] = []
    at = 0
    for match in _REFERENCE.finditer(value):
        before = value[at : match.start()]
        at = match.end()
        if match[1]:
            found.append(f"{before}{match[0][1:]}")
        else:
            found += [before, Reference(match[2], match[3])]
    return tuple(piece for piece in _joined([*found, value[at:]]) if piece != "") or ("",)


def _joined(found: list[str | Reference]) -> list[str | Reference]:
    made: list[str | Reference] = []
    for piece in found:
        if made and isinstance(piece, str) and isinstance(made[-1], str):
            made[-1] += piece
        else:
            made.append(piece)
    return made


def references(value: object) -> tuple[Reference, ...]:
    """The references of a value."""
    return tuple(piece for piece in pieces(value) if isinstance(piece, Reference))


def secret_of(value: object) -> Reference | None:
    """The password that a value is, if it is one."""
    found = pieces(value)
    first = found[0]
    is_secret = len(found) == 1 and isinstance(first, Reference) and first.attribute == "password"
    return first if is_secret and isinstance(first, Reference) else None


def attributes_of(component: Component, id: str) -> tuple[str, ...]:
    """What a reference to a component may name: SQL Server begins without a database."""
    if isinstance(component, Relational):
        has_name = component.database_called(id) is not None
        own = tuple(name for name in _DATABASE if has_name or name != "database")
        return (*own, "reader_host") if component.replica_count else own
    if component.is_cache:
        return ("host", "port", *(["password"] if component.has_password else []), "region")
    if component.is_load_balancer:
        return ("host", "port", "url", "arn", "region")
    if component.resource_type is None:
        return ()
    given = {name for name, _ in component.given_variables}
    named = (*(["name"] if given & _NAMED else []), *(["url"] if given & _URLS else []))
    return (*named, "arn", "region") if component.is_managed or named else ()


def faults_of_references(
    components: Mapping[str, Component], declared: Mapping[str, str]
) -> Iterator[Finding]:
    """References that name nothing; `declared` are the kinds of all components, sound or not."""
    for id, component in components.items():
        service = component.runs
        for name, value in service.environment.items() if service else ():
            route: Route = ("components", id, "service", "environment", name)
            for reference in references(value):
                yield from _faults(reference, route, components, declared)
            secret = [r for r in references(value) if r.attribute == "password"]
            if secret and secret_of(value) is None:
                message = Phrase(
                    "{name} has {secret} inside of a longer text, where it would be readable; "
                    "a password has to be the whole value",
                    name=name,
                    secret=f"{secret[0]}",
                )
                yield schema_finding("AG004", message, route)


def _faults(
    reference: Reference, route: Route, components: Mapping[str, Component], declared: Mapping[str, str]
) -> Iterator[Finding]:
    id, attribute = reference.id, reference.attribute
    if id not in declared:
        meant = nearest(id, list(declared))
        itself = Phrase("; to mean the text itself write `{escaped}`", escaped=f"${reference}")
        missing = Phrase('there is {none} "{name}"', none=Phrase("no component"), name=id)
        missing += did_you_mean(meant) or itself
        message = Phrase("{reference}: {fault}", reference=f"{reference}", fault=missing)
        yield schema_finding("AG002", message, route)
    elif id in components and attribute not in attributes_of(components[id], id):
        known = attributes_of(components[id], id)
        has = Phrase("it has {known}", known=", ".join(known))
        if not known:
            has = Phrase("nothing of a {kind} can be referred to", kind=declared[id])
        lacks = Phrase("{id} has no {attribute}; {has}", id=id, attribute=attribute, has=has)
        message = Phrase("{reference}: {fault}", reference=f"{reference}", fault=lacks)
        yield schema_finding("AG004", message, route)
