"""What stands before everything else or beside it: names, distributions, ACLs, services without a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.model.kinds.category import Category
from archgen.terraform_plan.resources.custom import CUSTOM
from archgen.terraform_plan.resources.inner_names import is_public_name, is_public_zone
from archgen.terraform_plan.resources.naming import own_name
from archgen.terraform_plan.resources.observed import SeenComponent
from archgen.terraform_plan.resources.observer import Observer
from archgen.terraform_plan.source.plan import Resource

_APIS = (
    *("aws_apigatewayv2_api", "aws_api_gateway_rest_api"),
    *("aws_appsync_graphql_api", "aws_apprunner_service"),
)
_STAGES = {
    "aws_apigatewayv2_stage": "api_id",
    "aws_api_gateway_stage": "rest_api_id",
    "aws_api_gateway_deployment": "rest_api_id",
}
_BALANCERS = ("aws_lb", "aws_alb")
_GUARDED = (*_BALANCERS, *_APIS, *_STAGES, "aws_cognito_user_pool")
"""What a regional web ACL is associated with (AWS WAF Developer Guide, resources that it protects)."""


def distribution(o: Observer, r: Resource) -> SeenComponent:
    """A distribution, with what it fetches from: behind names, VPC origins, function URLs and stages too."""
    types = (*_BALANCERS, "aws_s3_bucket", "aws_instance", "aws_lambda_function_url", *_APIS, *_STAGES)
    origins = list(o.plan.linked(r, "origin", "domain_name", types=types))
    origins = origins or list(o.plan.spoken_of(r, "origin", "domain_name", types=types))
    names = {origin.get("domain_name") for origin in r.get("origin", ()) if origin.get("domain_name")}
    for record in o.plan.of_type("aws_route53_record"):
        if record.get("name") in names:
            origins += o.plan.linked(record, "alias", "name", types=types)
    for private in o.plan.linked(r, "origin", "vpc_origin_config", "vpc_origin_id"):
        origins += o.plan.linked(private, "vpc_origin_endpoint_config", "arn", types=types)
    names -= {record.get("name") for record in o.plan.of_type("aws_route53_record")}
    port = _origin_port(r)
    found = dict.fromkeys(behind for origin in origins for behind in _behind(o, origin))
    ports = {origin.address: 443 if origin.type == "aws_s3_bucket" else port for origin in found}
    given = any(name.startswith("var.") for name in o.plan.mentions(r, "origin", "domain_name"))
    fields = {"open_origins": given or None, "outside": tuple(sorted(_outside(names))) or None}
    return o.component(Category.DISTRIBUTION, r, fields=fields, targets=tuple(ports.items()))


def _behind(o: Observer, origin: Resource) -> tuple[Resource, ...]:
    """What answers for an origin: the function of a URL, the API of a stage."""
    if origin.type == "aws_lambda_function_url":
        return o.plan.linked(origin, "function_name", types=("aws_lambda_function",))
    if origin.type in _STAGES:
        return o.plan.linked(origin, _STAGES[origin.type], types=_APIS)
    return (origin,)


_OURS = re.compile(r"(^|\.)(amazonaws\.com(\.cn)?|on\.aws|cloudfront\.net)$")


def _outside(names: set[str | None]) -> Iterator[str]:
    """The hosts among origins that are not AWS's."""
    yield from (name for name in names if name and "." in name and not _OURS.search(name))


def _origin_port(r: Resource) -> int:
    for origin in r.get("origin", ()):
        for settings in origin.get("custom_origin_config") or ():
            if settings.get("origin_protocol_policy") == "http-only":
                return int(settings.get("http_port") or 80)
            return int(settings.get("https_port") or 443)
    return 443


def zone(o: Observer, r: Resource) -> SeenComponent:
    """A hosted zone, with what its names lead to."""
    records = [
        record
        for record in o.plan.of_type("aws_route53_record")
        if r in o.plan.linked(record, "zone_id") or not o.plan.linked(record, "zone_id")
    ]
    private = None if is_public_zone(o.plan, r) else True
    fields = {"domain": r.get("name"), "private": private}
    return o.component(Category.DNS_ZONE, r, fields=fields, targets=_named(o, records))


def foreign_zones(o: Observer) -> Iterator[SeenComponent]:
    """Hosted zones that the plan does not make but puts names into, by the first of those names."""
    if o.plan.of_type("aws_route53_zone"):
        return
    zones: dict[str, list[Resource]] = {}
    for record in o.plan.of_type("aws_route53_record"):
        key = next(iter((*o.plan.mentions(record, "zone_id"), *o.plan.values(record, "zone_id"))), "")
        zones.setdefault(key, []).append(record)
    for records in zones.values():
        leading = [record for record in records if _named(o, [record])]
        if leading:
            domain = next((str(r.get("name")) for r in leading if r.get("name")), None)
            private = True if is_public_name(o.plan, leading[0]) is False else None
            fields = {"domain": domain, "private": private}
            yield o.component(Category.DNS_ZONE, leading[0], fields=fields, targets=_named(o, records))


def _named(o: Observer, records: list[Resource]) -> tuple[tuple[str, None], ...]:
    """What records lead to."""
    direct = (
        *("aws_cloudfront_distribution", "aws_globalaccelerator_accelerator", *_BALANCERS),
        *("aws_instance", "aws_eip", "aws_apprunner_service"),
    )
    domains = {"aws_apigatewayv2_domain_name": "aws_apigatewayv2_api_mapping"}
    domains["aws_api_gateway_domain_name"] = "aws_api_gateway_base_path_mapping"
    found: dict[str, None] = {}
    for record in records:
        for path in (("alias", "name"), ("records",)):
            if any("validation" in name for name in o.plan.mentions(record, *path)):
                continue  # it shows who has the domain, and leads to nothing
            for target in o.plan.linked(record, *path, types=(*direct, *domains, "aws_s3_bucket")):
                if target.type == "aws_eip":
                    target = next(iter(o.plan.linked(target, "instance", types=("aws_instance",))), target)
                if target.type not in domains:
                    found[target.address] = None
                    continue
                for mapping in o.plan.of_type(domains[target.type]):
                    if target in o.plan.linked(mapping, "domain_name", types=(target.type,)):
                        found |= dict.fromkeys(a.address for a in _mapped(o, mapping))
    return tuple((address, None) for address in found)


def _mapped(o: Observer, mapping: Resource) -> tuple[Resource, ...]:
    return o.plan.linked(mapping, "api_id", types=_APIS)


def acl(o: Observer, r: Resource) -> SeenComponent:
    """A web ACL, with what it guards."""
    guarded = [
        target.address
        for association in o.plan.of_type("aws_wafv2_web_acl_association")
        if r in o.plan.linked(association, "web_acl_arn")
        for found in o.plan.linked(association, "resource_arn", types=_GUARDED)
        for target in _behind(o, found)
    ]
    guarded += [
        d.address
        for d in o.plan.of_type("aws_cloudfront_distribution")
        if r in o.plan.linked(d, "web_acl_id")
    ]
    return o.component(Category.WEB_ACL, r, targets=tuple((address, None) for address in guarded))


def endpoint_service(o: Observer, r: Resource) -> SeenComponent | None:
    """An endpoint service whose consumers are in other accounts; those of the plan name its load balancer."""
    return None if o.plan.pointing(r, "aws_vpc_endpoint", "service_name") else custom(o, r)


def custom(o: Observer, r: Resource) -> SeenComponent:
    """A service that archgen has no kind for."""
    known = CUSTOM[r.type]
    groups = o.groups(r, *known.groups) if known.groups else ()
    places = o.places(r, *known.places) if known.places else ()
    for path in known.places:
        for group in o.plan.linked(r, *path, types=_SUBNET_GROUPS):
            places = (*places, *o.places(group, ("subnet_ids",)))
    fields = dict(known.fields) | ({"scope": "zone"} if places else {})
    if own_name(r):
        fields["label"] = f"{known.label} {own_name(r)}"[:120]
    if r.type == "aws_api_gateway_rest_api" and "PRIVATE" in o.plan.values(
        r, "endpoint_configuration", "types"
    ):
        fields["open"] = None
    balancers = o.plan.linked(r, "network_load_balancer_arns", types=_BALANCERS)
    targets = tuple((balancer.address, None) for balancer in balancers)
    gap = o.gap(r, *known.places) if known.places and not places else None
    return o.component(Category.CUSTOM, r, places, groups, fields, targets=targets, gap=gap)


_SUBNET_GROUPS = ("aws_docdb_subnet_group", "aws_neptune_subnet_group", "aws_redshift_subnet_group")
