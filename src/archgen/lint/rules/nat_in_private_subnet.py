"""AG304 nat-in-private-subnet: a NAT gateway outside public subnets.

A NAT gateway forwards traffic by the default route of its own subnet. In a private subnet that route leads
back to a NAT gateway, in an isolated one there is none: all traffic through it is dropped.

Move it to public subnets. A regional NAT gateway (`per: vpc`) is in no subnet.

```yaml bad
components:
  nat: {subnets: app}
```

```yaml bad
components:
  nat: {subnets: null}
```

```yaml good
components:
  nat: {per: vpc, subnets: null}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import written
from archgen.model.kinds import Scope
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG304"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG305", "AG312", "AG316")
BREAKS_PATHS = True
REFERENCES = ("Amazon VPC User Guide: NAT gateway basics",)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each zonal NAT gateway that stands elsewhere."""
    public = next((id for id, row in topology.rows.items() if row.access == "public"), None)
    for id in topology.of(Category.NAT_GATEWAY):
        nat = topology.components[id]
        access = topology.rows[nat.subnets].access if nat.subnets else None
        if nat.actual_scope is Scope.VPC or access == "public":
            continue
        if nat.is_private_nat and access is not None:
            continue  # it translates towards private networks, from a row that leads there
        where = (
            Phrase("in {subnets}, which is {access}", subnets=nat.subnets, access=access)
            if nat.subnets
            else Phrase("in no subnets")
        )
        end = (
            Phrase("move it to {public}, which is public", public=public)
            if public
            else Phrase("move it to subnets with `access: public`")
        )
        yield Fault(
            ("components", id, "subnets") if nat.subnets else ("components", id),
            Phrase(
                "{id} is {where}, and has no route to the internet gateway; {end}",
                id=id,
                where=where,
                end=end,
            ),
            key=nat.subnets is None,
            related=(Place(("subnets", nat.subnets, "access"), Phrase("not public")),) if nat.subnets else (),
            help=written(id, f"subnets: {public}")
            if public
            else Phrase("under `subnets` add `public: {access: public}`"),
        )
