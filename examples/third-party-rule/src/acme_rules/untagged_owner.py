"""ACME001 untagged-owner: a model that does not say which team owns it.

Every resource of Acme carries a tag `owner`, so that whoever is woken at night knows whom to wake next.

Add it to the model's tags: Terraform puts them on everything.

```yaml bad
tags: {cost-center: "42"}
```

```yaml good
tags: {owner: shop}
```
"""

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology

CODE = "ACME001"
SEVERITY = Severity.ERROR
IMPLIES = ()
REFERENCES = ("Acme handbook: tags",)


def faults(topology: Topology) -> Iterator[Fault]:
    """One, where the model's tags lack `owner`."""
    tags = topology.architecture.tags
    if "owner" in tags:
        return
    route = ("tags",) if tags else ("name",)
    yield Fault(route, "the tags name no owner; add `owner: TEAM`", help="tags: {owner: TEAM}")
