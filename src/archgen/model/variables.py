"""The variables of a service: each name is given once.

Amazon ECS refuses a task definition in which a secret has the name of an environment variable. A function of
AWS Lambda is given the ARN of a secret, as `NAME_ARN`. Names that are generated for connections are free to
be set: what the file says wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archgen.findings import Finding, Route
from archgen.findings.codes import schema_finding
from archgen.findings.phrase import Phrase
from archgen.model.kinds import Component
from archgen.model.kinds.category import Category
from archgen.model.kinds.database import Relational

_DATABASE = ("HOST", "PORT", "USER", "DATABASE", "PASSWORD")
"""What callers of a database are told: `outputs/terraform` makes the values."""
_CACHE = ("HOST", "PORT")
_BALANCER = ("URL",)
_CLUSTER_TYPE = "aws_rds_cluster"


def ends_of(component: Component, id: str) -> tuple[str, ...]:
    """The ends of the names of the variables that callers of a component get: `HOST` of `ORDERS_HOST`."""
    told: list[str] = []
    if component.is_load_balancer:
        told += _BALANCER
    elif isinstance(component, Relational):
        told += [end for end in _DATABASE if end != "DATABASE" or component.database_called(id)]
        if component.resource_type == _CLUSTER_TYPE:
            told.append("READER_HOST")
        elif component.replica_count:
            told.append("READER_HOSTS")
    elif component.is_cache:
        told += _CACHE
    told += [end for end, _ in component.given_variables]
    if (component.secret_attribute or component.has_password) and "PASSWORD" not in told:
        told.append("PASSWORD")
    return tuple(told)


def names_told(caller: Component, component: Component, id: str) -> tuple[str, ...]:
    """The names of the variables by which a caller finds a component, in the Terraform that is generated."""
    ends = list(ends_of(component, id))
    if caller.runs_on and caller.runs_on == component.runs_on:
        ends.append("URL")
    if _by_arn(caller):
        ends = ["PASSWORD_ARN" if end == "PASSWORD" else end for end in ends]
    return tuple(f"{id.replace('-', '_').upper()}_{end}" for end in ends)


def is_told(caller: Component) -> bool:
    """Whether variables are generated for what a component runs, be it a placeholder."""
    return caller.runs is not None or caller.category in (Category.CONTAINERS, Category.FUNCTION)


def faults_of_variables(components: Mapping[str, Component]) -> Iterator[Finding]:
    """Variables that are plain text and a secret at once."""
    for id, component in components.items():
        service = component.runs
        for name in service.environment if service else ():
            route: Route = ("components", id, "service", "environment", name)
            secret = name.removesuffix("_ARN")
            if service and name in service.secrets:
                text = "{name} of {id} is under `environment` and under `secrets`; remove one of the two"
                yield schema_finding("AG004", Phrase(text, name=name, id=id), route, key=True, help=_WHICH)
            elif service and secret != name and secret in service.secrets and _by_arn(component):
                text = "{name} of {id} is how a function is given its secret {secret}; rename one of them"
                message = Phrase(text, name=name, id=id, secret=secret)
                yield schema_finding("AG004", message, route, key=True)


_WHICH = Phrase(
    "keep it under `secrets` if its value is not for everyone; the value then goes into Secrets Manager"
)


def _by_arn(component: Component) -> bool:
    return component.category is Category.FUNCTION
