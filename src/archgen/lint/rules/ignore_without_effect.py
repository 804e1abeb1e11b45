"""AG805 ignore-without-effect: an ignore entry that is unused or expired.

An entry of `rules.ignore` that matches no finding hides nothing today, and may hide a real problem
tomorrow. The same goes for one whose `until` has passed (that day itself still counts; only `archgen
validate` reads the clock, `archgen render` never does), and for one that names a rule that does not
exist.

Remove the entry. If the finding is still there and still accepted, set a later `until`.

```yaml bad
rules:
  ignore: [{rule: shared-nat-gateway, reason: one NAT gateway is enough here}]
```

```yaml good
components:
  nat: {per: region}
rules:
  ignore: [{rule: AG2xx, reason: one NAT gateway is enough here}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.lint.rules.fault import Fault
from archgen.topology.graph import Topology

CODE = "AG805"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "a plan has no ignores"
REFERENCES: tuple[str, ...] = ()


def faults(topology: Topology) -> Iterator[Fault]:
    """None: only who applies the entries knows which of them had an effect."""
    return iter(())
