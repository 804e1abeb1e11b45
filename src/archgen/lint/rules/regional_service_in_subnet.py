"""AG317 regional-service-in-subnet: subnets or zones on a component that is not in a subnet.

Route 53 and CloudFront are global; S3, DynamoDB, SQS, SNS and Secrets Manager are regional services
outside every VPC, replicated across zones by AWS; an internet gateway belongs to the whole VPC. `subnets`
or `zones` on them have no meaning.

Remove the field. To reach the service privately, add a `vpc-endpoint`.

```yaml bad
components:
  sessions: {subnets: db}
```

```yaml bad
components:
  assets: {zones: [us-east-1a]}
```

```yaml bad
components:
  cdn: {subnets: web}
```

```yaml good
components:
  queue: {kind: sqs}
  queue-endpoint: {kind: vpc-endpoint, service: sqs, subnets: app}
connections+: [app -> queue-endpoint -> queue]
```

```yaml good
components:
  thumbnails: {kind: lambda, tier: backend, subnets: app}
connections+: [app -> nat -> thumbnails]
```

```yaml good
components:
  search: {kind: custom, icon: aws.analytics.AmazonOpensearchService, scope: zone, subnets: db, port: 443}
connections+: [app -> search]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.lint.rules.ways import written
from archgen.model.kinds import Component, Scope
from archgen.model.kinds.category import Category
from archgen.topology.graph import Topology

CODE = "AG317"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ("AG802",)
BREAKS_PATHS = True
REFERENCES = (
    "AWS Fault Isolation Boundaries: AWS service types",
    "Amazon VPC User Guide: enable internet access for a VPC using an internet gateway",
)


def faults(topology: Topology) -> Iterator[Fault]:
    """Each component outside subnets that names subnets or zones."""
    for id, component in topology.components.items():
        given = [field for field in ("subnets", "zones") if component.value_of(field) is not None]
        if component.category is Category.TRANSIT_GATEWAY:
            given = [field for field in given if field != "zones"]  # the zones of its attachments
        if not given or stands_in_subnets(component):
            continue
        value = component.subnets or listed(component.zones or ())
        fields = listed(f"`{field}`" for field in given)
        yield Fault(
            ("components", id, given[0]),
            Phrase(
                "{id} is given {value}, but {nature}; remove {fields}",
                id=id,
                value=value,
                nature=_nature(component),
                fields=fields,
            ),
            help=_help(id, component, given),
        )


def stands_in_subnets(component: Component) -> bool:
    """Whether it has a place in a row, as its fields have it."""
    if component.category in (Category.INTERNET_GATEWAY, Category.EGRESS_ONLY_GATEWAY):
        return False
    if component.actual_scope is Scope.VPC and component.category in (
        Category.NAT_GATEWAY,
        Category.ENDPOINT,
    ):
        return False
    return component.actual_scope in (Scope.VPC, Scope.ZONE) or component.link_subnets is not None


def _nature(component: Component) -> str:
    if component.category is Category.INTERNET_GATEWAY:
        return Phrase("an internet gateway belongs to the whole VPC")
    if component.category is Category.NAT_GATEWAY:
        return Phrase("a regional NAT gateway (`per: vpc`) is in no subnet")
    if component.category is Category.ENDPOINT:
        return Phrase("a gateway endpoint is a route and is in no zone")
    if component.category is Category.CUSTOM:
        return Phrase("its scope is {standing}", standing=component.actual_scope)
    if component.actual_scope is Scope.OUTSIDE:
        return Phrase("it is outside AWS")
    where = Phrase("global service") if component.actual_scope is Scope.GLOBAL else Phrase("regional service")
    return Phrase(
        "{service_name} is a {where} and is in no subnet",
        service_name=component.service_name,
        where=where,
    )


def _help(id: str, component: Component, given: list[str]) -> str:
    fields = listed(Phrase("`{field}: {text}`", field=field, text=_text(component, field)) for field in given)
    edit = Phrase("remove {fields} from `components.{id}`", fields=fields, id=id)
    if component.category is Category.CUSTOM:
        return Phrase("{edit}, or {alternative}", edit=edit, alternative=written(id, "scope: zone"))
    if component.called_by_api:
        return Phrase("{edit}, or set its `subnets` too", edit=edit)
    return (
        Phrase("{edit}; use a `vpc-endpoint` to reach it privately", edit=edit)
        if component.is_managed
        else edit
    )


def _text(component: Component, field: str) -> str:
    value = component.value_of(field)
    return value if isinstance(value, str) else f"[{', '.join(value)}]"
