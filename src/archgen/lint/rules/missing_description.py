"""AG804 missing-description: no description where the docs need one.

The docs explain AWS services. What the system is for, and what a third-party service or a `custom` component
does in it, only its owner knows.

Write a line of `description`; for a component a `label` is enough.

```yaml bad
components:
  partners: {label: null}
```

```yaml good
components:
  partners: {label: null, description: "The payment providers' public APIs"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG804"
SEVERITY = Severity.INFO
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "a plan has no descriptions of components"
REFERENCES: tuple[str, ...] = ()


def faults(topology: Topology) -> Iterator[Fault]:
    """The system, and each component that nobody else can describe."""
    if topology.architecture.description is None:
        yield Fault(("name",), Phrase("the docs do not say what this system is for; add a `description`"))
    for id in topology.of(Category.EXTERNAL, Category.CUSTOM):
        component = topology.components[id]
        if component.description is None and component.label is None:
            message = Phrase("the docs cannot say what {id} is; add a `label` or a `description`", id=id)
            yield Fault(("components", id), message, key=True)
