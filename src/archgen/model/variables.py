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
