"""AG416 secret-in-environment: a variable of a service that looks like a secret, with its value in the file.

A value under `environment` is in the file, in the repository, in Terraform's state and in the console,
for everyone who can read one of them. Names under `secrets` are fetched from a parameter at startup.

Remove the variable from `environment`, put its name under `secrets`, and rotate the secret: it was
exposed.

Known exception: a variable with such a name that is not a secret, such as the name of one.

```yaml bad
components:
  app: {service: {environment: {DB_PASSWORD: hunter2}}}
```

```yaml good
components:
  app: {service: {environment: {SQL_PASSWORD: "${orders.password}"}}}
```

```yaml good
components:
  app: {service: {environment: {PASSWORD_MIN_LENGTH: 12, TOKEN_URL: "https://id"}, secrets: [DB_PASSWORD]}}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.references import secret_of
from archgen.topology.graph import Topology

CODE = "AG416"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "variables of containers are not read from plans"
REFERENCES = ("Security Hub ECS.8", "SEC02 Store and use secrets securely")
_SECRET = re.compile(
    r"(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|SECRET_?KEY|PRIVATE_?KEY)$", re.IGNORECASE
)
"""Names that end so hold a secret; what goes on (PASSWORD_MIN_LENGTH, TOKEN_URL) says something about one."""


def faults(topology: Topology) -> Iterator[Fault]:
    """Each such variable with a text of its own."""
    for id, component in topology.components.items():
        if component.runs is None:
            continue
        for name, value in component.runs.environment.items():
            if isinstance(value, str) and value and not secret_of(value) and _SECRET.search(name):
                yield Fault(
                    ("components", id, "service", "environment", name),
                    Phrase(
                        "{name} of {id} looks like a secret, and its value is in the file; use `secrets`",
                        name=name,
                        id=id,
                    ),
                    key=True,
                    help=Phrase(
                        "remove `{name}` from `components.{id}.service.environment`, and add it to "
                        "`components.{id}.service.secrets`",
                        name=name,
                        id=id,
                    ),
                )
