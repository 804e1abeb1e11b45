"""The edge: hosted zones, distributions with their origins, web ACLs.

Facts: an origin group fails over for GET, HEAD and OPTIONS only and takes no other methods, so requests that
change something go to one origin, whose name leads to the nearest region that answers (CloudFront and
Route 53 Developer Guides).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archgen.model.kinds import INTERNET
from archgen.model.kinds.category import BALANCERS, Category
from archgen.render.outputs.terraform.names import label
from archgen.render.outputs.terraform.parts import Part, Place, Stack
from archgen.render.outputs.terraform.resources import balancing
from archgen.render.outputs.terraform.resources.dns import (
    certificate_tables,
    certificates,
    domain_of,
    host,
    record_tables,
    records,
    zone_for,
)
from archgen.render.quoting import Hcl, hcl, line, refer

UNREADABLE = [500, 502, 503, 504]
MISSING = [403, 404, *UNREADABLE]
"""The answers of a bucket that has not got it (403 where listing is not allowed), or cannot serve."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a distribution fetches from. `domain` is an expression; `policy` is None for buckets."""

    id: str
    name: str
    label: str
    domain: Hcl
    control: str | None = None
    policy: str | None = None
    vpc: Hcl | None = None
    http_port: int = 80
    https_port: int = 443
    path: Hcl | None = None
    own_host: bool = False
    """Whether it answers to its own name only."""


NOWHERE = Origin("nothing", "nothing-yet", "nothing", hcl("nothing-yet.invalid"), policy="https-only")
"""What a distribution has that the model connects to nothing: AWS refuses one without an origin."""


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Two origins, of which the second is asked when the first cannot serve."""

    name: str
    members: tuple[str, str]
    codes: list[int]
    comment: Hcl


@dataclass(frozen=True, slots=True)
class Behavior:
    """Which requests go to which origin; no path means all the others."""

    origin: str
    path: str | None
    cached: bool


def zone_facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of a hosted zone reads beside the part itself."""
    domain = domain_of(stack, part.id)
    zones = [zone for zone in stack.topology.of(Category.DNS_ZONE) if domain_of(stack, zone)]
    made = certificates(stack, part.id) if domain else ()
    proofs: dict[str, str] = {}
    for certificate in made:
        for name in certificate.names:
            proofs.setdefault(name, certificate.label)
    return {
        "domain": domain,
        "variable": "hosted_zone_id" if zones[:1] == [part.id] else f"{part.label}_hosted_zone_id",
        "records": [r for r in records(stack, part.id) if r.balancer is None] if domain else [],
        "balancer_records": record_tables(stack, part.id) if domain else (),
        "certificates": certificate_tables(stack, part.id) if domain else (),
        "certified": made,
        "proofs": dict(sorted(proofs.items())),
    }


def distribution_facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of a distribution reads beside the part itself."""
    found = {origin.name: origin for origin in _origins(stack, part)}
    origins = tuple(found.values()) or (NOWHERE,)
    dynamic = [origin for origin in origins if origin.policy]
    default = dynamic[0] if dynamic else origins[0] if origins else None
    groups = tuple(_groups(stack, origins, dynamic))
    name = host(stack, part)
    zone = zone_for(stack, part.id)
    certified = bool(name and zone)
    return {
        "origins": origins,
        "strangers": [origin for origin in origins if origin.domain.startswith("var.")],
        "default": default,
        "root": default is not None and not default.policy,
        "groups": groups,
        "behaviors": tuple(_behaviors(origins, default, groups)),
        "access_controls": [
            control for control in ("s3", "lambda") if any(o.control == control for o in origins)
        ],
        "aliases": [name] if name else [],
        "certificate": refer("aws_acm_certificate_validation", part.label, "certificate_arn")
        if certified
        else None,
        "request_policy": _request_policy(stack, default),
        "guards": [
            refer("aws_wafv2_web_acl", acl.label)
            for guard in stack.topology.guards
            if guard.target == part.id and (acl := stack.part(guard.acl, None))
        ],
    }


def _request_policy(stack: Stack, default: Origin | None) -> str:
    """The Host header is passed on where the origin's certificate has the viewers' name too."""
    shared = default is not None and default.control is None and not default.own_host
    if shared and default is not None and default.policy and zone_for(stack, default.id):
        return "Managed-AllViewer"
    return "Managed-AllViewerExceptHostHeader"


def _origins(stack: Stack, part: Part) -> Iterator[Origin]:
    for connection in stack.topology.connections_from(part.id):
        if connection.target == INTERNET:
            continue
        parts = stack.parts_of(connection.target)
        category = stack.topology.components[connection.target].category
        if category is Category.BUCKET:
            for bucket in parts:
                tail = "" if len(parts) == 1 else f"-{bucket.place.name}"
                domain = refer(bucket.address, "bucket_regional_domain_name")
                yield Origin(bucket.id, bucket.id + tail, bucket.label, domain, control="s3")
        elif category in BALANCERS:
            yield from _balancers(stack, parts, connection.ports or (443,), connection.ways)
        elif category is Category.FUNCTION:
            for function in parts[:1]:
                url = Hcl(f'split("/", aws_lambda_function_url.{function.label}.function_url)[2]')
                yield Origin(function.id, function.id, function.label, url, "lambda", "https-only")
        elif category in _APIS:
            yield from (_api(part) for part in parts[:1])
        elif category is Category.EXTERNAL:
            yield Origin(
                connection.target,
                connection.target,
                label(connection.target),
                refer("var", f"{label(connection.target)}_domain_name"),
                policy="https-only",
            )


_APIS = (Category.API, Category.WEB_SERVICE)
"""What has a public name and a certificate of its own at AWS."""


def _api(part: Part) -> Origin:
    """An API or a web service of AWS: REST APIs have their stage in their paths."""
    if part.model.category is Category.WEB_SERVICE:
        domain, path = refer(part.address, "service_url"), None
    elif part.address.startswith("aws_api_gateway_rest_api."):
        stage = f"aws_api_gateway_stage.{part.label}"
        domain, path = Hcl(f'split("/", {stage}.invoke_url)[2]'), Hcl(f'"/${{{stage}.stage_name}}"')
    else:
        domain = Hcl(f'split("/", {part.address}.api_endpoint)[2]')
        path = (
            Hcl(f'"/${{aws_apigatewayv2_stage.{part.label}.name}}"') if part.model.has_stage_in_path else None
        )
    return Origin(part.id, part.id, part.label, domain, policy="https-only", path=path, own_host=True)


def _balancers(
    stack: Stack, parts: tuple[Part, ...], ports: tuple[int, ...], ways: tuple[str, ...]
) -> Iterator[Origin]:
    """A load balancer is one origin: in several regions, its name leads to the nearest that answers."""
    for part in parts[:1]:
        name = host(stack, part)
        port = ports[0]
        secure = balancing.is_secure(stack, part, port)
        private = not balancing.is_public(stack, part)
        dns = refer("aws_lb", part.label, "dns_name")
        given = Hcl(f"coalesce(var.{part.label}_domain_name, {dns})") if secure else dns
        yield Origin(
            part.id,
            part.id,
            part.label,
            hcl(name) if name else given,
            policy="https-only" if secure else "http-only",
            vpc=refer("aws_lb", part.label) if private else None,
            http_port=80 if secure else port,
            https_port=port if secure else 443,
        )


def _groups(stack: Stack, origins: tuple[Origin, ...], dynamic: list[Origin]) -> Iterator[OriginGroup]:
    """A bucket in two regions has a second origin; one in front of web servers has them."""
    buckets: dict[str, list[Origin]] = {}
    for origin in origins:
        if origin.control == "s3":
            buckets.setdefault(origin.id, []).append(origin)
    for id, those in buckets.items():
        if len(those) > 1:
            comment = Hcl(line(f"When {id} fails in one region, CloudFront reads it in the other."))
            yield OriginGroup(f"{id}-any", (those[0].name, those[1].name), UNREADABLE, comment)
        elif dynamic:
            comment = Hcl(line(f"Objects that are not in {id} are requested from {dynamic[0].id}."))
            yield OriginGroup(f"{id}-else-{dynamic[0].name}", (id, dynamic[0].name), MISSING, comment)


def _behaviors(
    origins: tuple[Origin, ...], default: Origin | None, groups: tuple[OriginGroup, ...]
) -> Iterator[Behavior]:
    """The first origin that is not a bucket has all requests but those below the others' own names."""
    grouped = {group.members[0]: group.name for group in groups}
    seen: set[str] = set()
    if default is not None:
        yield Behavior(grouped.get(default.name, default.name), None, default.policy is None)
        seen.add(default.id)
    for origin in origins:
        if origin.id not in seen:
            seen.add(origin.id)
            path = f"/{origin.id}/*"
            yield Behavior(grouped.get(origin.name, origin.name), path, origin.policy is None)


@dataclass(frozen=True, slots=True)
class AclRule:
    """One rule of a web ACL: a group that AWS manages, or a limit of requests in five minutes."""

    name: str
    what: Hcl
    managed: str | None = None
    rate: int | None = None


RULES = (
    AclRule("rate", Hcl("At most 2000 requests in five minutes from one address."), rate=2000),
    AclRule("reputation", Hcl("Addresses known for attacks."), "AWSManagedRulesAmazonIpReputationList"),
    AclRule(
        "anonymous",
        Hcl("Proxies, Tor and hosting providers: partners that call from a cloud need an exception."),
        "AWSManagedRulesAnonymousIpList",
    ),
    AclRule(
        "common",
        Hcl(
            "Common attack patterns, and bodies over 8 KB: uploads need SizeRestrictions_BODY to count only."
        ),
        "AWSManagedRulesCommonRuleSet",
    ),
    AclRule(
        "bad-inputs",
        Hcl("Requests that exploit known vulnerabilities."),
        "AWSManagedRulesKnownBadInputsRuleSet",
    ),
)


@dataclass(frozen=True, slots=True)
class Acl:
    """A web ACL as AWS knows it: global for a distribution, or one in each region for load balancers."""

    label: str
    name: str
    scope: str
    place: Place
    balancers: tuple[dict[str, str], ...] = ()


def acl_facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of a web ACL reads beside the part itself."""
    guarded = [guard.target for guard in stack.topology.guards if guard.acl == part.id]
    named = guarded or [Hcl("nothing yet")]
    return {"guarded": named, "acls": tuple(_acls(stack, part, guarded)), "rules": RULES}


def _acls(stack: Stack, part: Part, guarded: list[str]) -> Iterator[Acl]:
    """One, or where a distribution and load balancers have it in common, one for each scope and region."""
    behind = [other for id in guarded for other in stack.parts_of(id) if other.model.web_acl_target]
    if not part.is_global:
        here = [balancer for balancer in behind if balancer.place == part.place]
        yield Acl(part.label, part.name(120), "REGIONAL", part.place, _associations(stack, part, here))
        return
    yield Acl(part.label, part.name(120), "CLOUDFRONT", part.place)
    for place in dict.fromkeys(balancer.place for balancer in behind):
        here = [balancer for balancer in behind if balancer.place == place]
        name = f"{part.name(100)}-regional"
        label = f"{part.label}_regional{place.suffix}"
        yield Acl(label, name, "REGIONAL", place, _associations(stack, part, here))


def _associations(stack: Stack, part: Part, balancers: list[Part]) -> tuple[dict[str, str], ...]:
    return tuple(
        {
            "id": balancer.id,
            "label": stack.labels.of(part.label, balancer.label),
            "resource": refer(balancer.model.web_acl_target or "", balancer.label),
        }
        for balancer in balancers
    )


@dataclass(frozen=True, slots=True)
class EndpointGroup:
    """The load balancers of one region that an accelerator leads to."""

    label: str
    region: str
    endpoints: tuple[Part, ...]


def accelerator_facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of an accelerator reads beside the part itself."""
    balancers = [other for other, _, _ in stack.peers(part) if other.model.is_load_balancer]
    by_region: dict[str, list[Part]] = {}
    for balancer in dict.fromkeys(balancers):
        by_region.setdefault(balancer.place.name, []).append(balancer)
    asked = stack.topology.connections_from(part.id)
    return {
        "ports": tuple(dict.fromkeys(port for c in asked for port in stack.ports(c))) or (443,),
        "protocol": "UDP" if any(c.protocol == "udp" for c in asked) else "TCP",
        "logs": bool(balancers) and any(other.place == part.place for other in balancers),
        "endpoint_groups": tuple(
            EndpointGroup(stack.labels.of(part.label, region), region, tuple(found))
            for region, found in by_region.items()
        ),
    }
