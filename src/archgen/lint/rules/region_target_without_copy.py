"""AG606 region-target-without-copy: a recovery target for a region failure, and data in one region only.

Data that is only in the failed region is lost with it. A database, table or file system in several
regions without `replica_regions` is a separate one in each, with its own data. Buckets in several regions
are replicated from the first one.

Name the other region under `replica_regions`; create a bucket in both. For a file system, and for data
that can be recreated, ignore the rule with a reason.

```yaml bad
# maybe AG516
targets: {region: {rto: 4h}}
regions:
  us-west-2: {zones: [us-west-2a, us-west-2b], cidr: 10.1.0.0/16}
components:
  sessions: {replica_regions: [us-west-2]}
```

```yaml bad
# maybe AG516, AG603, AG229
targets: {region: {rto: 4h}}
regions:
  us-west-2: {zones: [us-west-2a, us-west-2b], cidr: 10.1.0.0/16}
components:
  orders: {replica_regions: [us-west-2]}
  sessions: {replica_regions: [us-west-2]}
  assets: {region: us-east-1}
```

```yaml good
# maybe AG516, AG603, AG229
targets: {region: {rto: 4h}}
regions:
  us-west-2: {zones: [us-west-2a, us-west-2b], cidr: 10.1.0.0/16}
components:
  orders: {replica_regions: [us-west-2]}
  sessions: {replica_regions: [us-west-2]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import written
from archgen.model.kinds.category import DATABASES, Category
from archgen.topology.graph import Topology

CODE = "AG606"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "recovery targets are set in a model only"
REFERENCES = (
    "REL13 Use defined recovery strategies to meet the recovery objectives",
    "Amazon Aurora User Guide: using Amazon Aurora Global Database",
)
_COPIED = (*DATABASES, Category.TABLE)
"""What has `replica_regions`."""


def faults(topology: Topology) -> Iterator[Fault]:
    """Each component whose data is lost with a region."""
    if topology.architecture.targets.region is None or len(topology.regions) < 2:
        return
    for id in topology.of(*_COPIED, Category.FILE_SYSTEM, Category.BUCKET):
        component = topology.components[id]
        regions = tuple(dict.fromkeys(copy.region or "" for copy in topology.copies_of(id)))
        copied = component.category is Category.BUCKET or bool(component.copied_to)
        if not regions or (copied and len(regions) > 1):
            continue
        alone = len(regions) == 1
        what = (
            Phrase("{id} is only in {regions}, and fails with that region", id=id, regions=regions[0])
            if alone
            else Phrase(
                "{id} is a separate one in each region: the data in {regions} is not in another one",
                id=id,
                regions=regions[0],
            )
        )
        yield Fault(
            ("components", id, "region" if component.region else "kind"),
            Phrase("{what}; {fix}", what=what, fix=_fix(component.category)),
            related=(Place(("targets", "region"), Phrase("what is promised"), key=True),),
            help=_help(topology, id, regions[0]),
        )


def _fix(category: Category) -> str:
    if category is Category.BUCKET:
        return Phrase("create it in both")
    return (
        Phrase("name another region under `replica_regions`")
        if category in _COPIED
        else Phrase("archgen does not replicate it")
    )


def _help(topology: Topology, id: str, home: str) -> str | None:
    category = topology.components[id].category
    if category is Category.BUCKET:
        return Phrase("remove `region` from `components.{id}`", id=id)
    other = next(region for region in topology.regions if region != home)
    return written(id, Phrase("replica_regions: [{other}]", other=other)) if category in _COPIED else None
