"""AG415 public-bucket: a bucket that anyone may read.

Public buckets are a common source of data leaks. A distribution reads a private bucket with origin access
control and serves it worldwide, with a certificate and a web ACL.

Remove `public: true`, and connect a `cloudfront` component to the bucket.

```yaml bad
components:
  assets: {public: true}
```

```yaml good
components:
  assets: {public: false}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG415"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
REFERENCES = (
    "Security Hub S3.8",
    "Amazon CloudFront Developer Guide: restrict access to an Amazon S3 origin",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each bucket with `public: true`."""
    for id in topology.of(Category.BUCKET):
        if not topology.components[id].is_public:
            continue
        readers = [
            each.source
            for each in topology.connections_to(id)
            if topology.components[each.source].category is Category.DISTRIBUTION
        ]
        way = (
            Phrase("{distribution} serves it", distribution=readers[0])
            if readers
            else Phrase("serve it through a distribution")
        )
        yield Fault(
            ("components", id, "public"),
            Phrase("{id} is public: anyone can read the bucket; keep it private, {way}", id=id, way=way),
            help=Phrase("remove `public` from `components.{id}`", id=id),
        )
