"""DNS names of the system, and the certificates that prove them.

With a hosted zone that has a domain, what it points at has the domain itself, and every other load balancer
has `<id>.<domain>`. Without one, load balancers take a certificate that exists, from a variable.
Facts: CloudFront takes certificates of us-east-1 only, and asks an origin for a certificate of the origin's
name or of the Host header that it passes on (CloudFront Developer Guide, requirements for certificates).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archgen.model.kinds import Compute
from archgen.model.kinds.category import BALANCERS, Category
from archgen.render.outputs.terraform.names import label
from archgen.render.outputs.terraform.parts import Part, Place, Stack, remembered
from archgen.render.outputs.terraform.tables import Entry, Table
from archgen.render.quoting import Hcl, hcl, line, refer
from archgen.topology.listening import asks_for_tls, speaks_tls
from archgen.topology.routes.names import FAILOVER, LATENCY, Answer, answers, policy, shares_name


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate for some names, the first of them its own."""

    label: str
    names: tuple[str, ...]
    part: Part


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """What asks from several places of the world whether a target answers."""

    label: str
    name: str
    port: int
    path: str
    tags: Hcl


@dataclass(frozen=True, slots=True)
class Record:
    """A name that leads to a distribution or a load balancer."""

    label: str
    name: str
    target: Hcl
    comment: Hcl
    both: bool
    region: str | None
    health: bool
    role: str | None = None
    weight: int | None = None
    set: str | None = None
    """What tells it apart from others of its name; the region unless set."""
    check: HealthCheck | None = None
    balancer: Part | None = None
    """The Application Load Balancer that it leads to, where it leads to nothing else."""

    attribute = "domain_name"
    zone_attribute = "hosted_zone_id"


@dataclass(frozen=True, slots=True)
class BalancerRecord(Record):
    """A name that leads to a load balancer."""

    attribute = "dns_name"
    zone_attribute = "zone_id"


class AcceleratorRecord(BalancerRecord):
    """A name that leads to an accelerator."""

    zone_attribute = "hosted_zone_id"


def domain_of(stack: Stack, zone: str) -> str | None:
    """The domain of a hosted zone, as DNS writes it."""
    domain = stack.architecture.components[zone].domain_name
    return domain.strip().rstrip(".").lower() if domain else None


def zone_for(stack: Stack, component: str) -> str | None:
    """The hosted zone that has a component's name: the one that points at it, else the first there is."""
    zones = [zone for zone in stack.topology.of(Category.DNS_ZONE) if domain_of(stack, zone)]
    pointing = [pointer.zone for pointer in stack.topology.pointers if pointer.target == component]
    return next((zone for zone in pointing if zone in zones), zones[0] if zones else None)


_CERTIFIED = (Category.DISTRIBUTION, *BALANCERS)
"""What has a certificate of a name."""


def pointed(stack: Stack, zone: str) -> tuple[str, ...]:
    """What a hosted zone points at, and what of it is an alias's target."""
    components = stack.architecture.components
    return tuple(
        pointer.target
        for pointer in stack.topology.pointers
        if pointer.zone == zone and components[pointer.target].category in (*_CERTIFIED, Category.ACCELERATOR)
    )


def host(stack: Stack, part: Part) -> str | None:
    """The name by which a distribution or a load balancer is found; None without a domain."""
    zone = zone_for(stack, part.id)
    domain = domain_of(stack, zone) if zone else None
    if zone is None or domain is None:
        return None
    if pointed(stack, zone)[:1] == (part.id,) or shares_name(stack.topology, zone, part.id):
        return domain
    if part.model.category in (Category.DISTRIBUTION, Category.ACCELERATOR):
        return f"{part.named}.{domain}" if part.id in pointed(stack, zone) else None
    far = bool(part.place.suffix) and stack.topology.scheme(part.id) != "internet-facing"
    return f"{part.named}-{part.place.name}.{domain}" if far else f"{part.named}.{domain}"


def certificates(stack: Stack, zone: str) -> tuple[Certificate, ...]:
    """The certificates whose names are in a hosted zone."""
    return tuple(_certificates(stack, zone))


def _certificates(stack: Stack, zone: str) -> Iterator[Certificate]:
    for part in stack.parts:
        if part.model.category not in _CERTIFIED or zone_for(stack, part.id) != zone:
            continue
        name = host(stack, part)
        if name is None or not _speaks_tls(stack, part):
            continue
        names = tuple(dict.fromkeys((name, *_viewer_names(stack, part))))
        yield Certificate(part.label, names, part)


@dataclass(frozen=True, slots=True)
class Certificates:
    """The certificates of a hosted zone's names in one region, each an entry of one resource."""

    place: Place
    made: Table
    validated: Table


@remembered
def certificate_tables(stack: Stack, zone: str) -> tuple[Certificates, ...]:
    """The certificates whose names are in a hosted zone, region by region."""
    found: dict[Place, list[Certificate]] = {}
    for certificate in certificates(stack, zone):
        found.setdefault(certificate.part.place, []).append(certificate)
    return tuple(_certificate_table(zone, place, members) for place, members in found.items())


def _certificate_table(zone: str, place: Place, members: list[Certificate]) -> Certificates:
    main = f"{label(zone)}{place.suffix}"
    entries = tuple(
        Entry(
            each.label,
            each.part.key,
            {
                "name": hcl(each.names[0]),
                **({"others": hcl(each.names[1:])} if each.names[1:] else {}),
                "tags": each.part.tags,
            },
        )
        for each in members
    )
    made = Table("aws_acm_certificate", main, entries)
    return Certificates(place, made, replace(made, type="aws_acm_certificate_validation"))


@remembered
def record_tables(stack: Stack, zone: str) -> tuple[Table, ...]:
    """The names of the Application Load Balancers that answer alone, region by region."""
    found: dict[str, list[Entry]] = {}
    for record in records(stack, zone):
        part = record.balancer
        if part is not None:
            entry = Entry(record.label, part.key, {"name": hcl(record.name), "target": record.target})
            found.setdefault(f"{label(zone)}_to{part.place.suffix}", []).append(entry)
    return tuple(
        Table("aws_route53_record", main, tuple(sorted(entries, key=lambda entry: entry.key)))
        for main, entries in found.items()
    )


def tables(stack: Stack) -> Iterator[Table]:
    """All resources of hosted zones that have entries."""
    for zone in stack.topology.of(Category.DNS_ZONE):
        if domain_of(stack, zone):
            for each in certificate_tables(stack, zone):
                yield from (each.made, each.validated)
            yield from record_tables(stack, zone)


def _viewer_names(stack: Stack, part: Part) -> Iterator[str]:
    """The names of the distributions and accelerators before a load balancer: clients ask it by those."""
    for connection in stack.topology.connections_to(part.id):
        category = stack.topology.components[connection.source].category
        if category in (Category.DISTRIBUTION, Category.ACCELERATOR):
            distribution = stack.part(connection.source, None)
            name = host(stack, distribution) if distribution else None
            if name and zone_for(stack, connection.source) == zone_for(stack, part.id):
                yield name


def _speaks_tls(stack: Stack, part: Part) -> bool:
    """A distribution always does."""
    return part.model.category is Category.DISTRIBUTION or speaks_tls(stack.topology, part.id)


def certificate_of(stack: Stack, part: Part) -> Hcl | None:
    """The ARN of the certificate of a load balancer, an expression; None if it has none to speak TLS with."""
    if not _speaks_tls(stack, part):
        return None
    zone = zone_for(stack, part.id)
    if zone and host(stack, part):
        return refer("aws_acm_certificate_validation", part.label, "certificate_arn")
    return refer("var", f"{part.label}_certificate_arn") if asks_for_certificate(stack, part) else None


def asks_for_certificate(stack: Stack, part: Part) -> bool:
    """Whether a load balancer takes a certificate that exists: it speaks TLS and no domain is known."""
    if not part.model.is_load_balancer or not _speaks_tls(stack, part) or host(stack, part):
        return False
    return asks_for_tls(stack.topology, part.id)


def records(stack: Stack, zone: str) -> tuple[Record, ...]:
    """The names of a hosted zone that lead to what is ours."""
    return tuple(_records(stack, zone))


def _records(stack: Stack, zone: str) -> Iterator[Record]:
    for part in stack.parts:
        if part.model.category not in (*_CERTIFIED, Category.ACCELERATOR) or zone_for(stack, part.id) != zone:
            continue
        name = host(stack, part)
        if name is None:
            continue
        answer = _answer(stack, zone, part)
        if answer is not None:
            yield _routed(stack, zone, part, answer, name)
            continue
        if part.model.category is Category.ACCELERATOR:
            about = Hcl(line(f"{zone} -> {part.id}"))
            yield AcceleratorRecord(label(zone), name, Hcl(part.address), about, False, None, False)
            continue
        made = label(zone) if name == domain_of(stack, zone) else stack.labels.of(zone, "to", part.id)
        if part.model.category is Category.DISTRIBUTION:
            about = Hcl(line(f"{zone} -> {part.id}"))
            target = refer("aws_cloudfront_distribution", part.label)
            yield Record(made, name, target, about, True, None, False)
            continue
        shared = len(stack.parts_of(part.id)) > 1
        near = shared and stack.topology.scheme(part.id) == "internet-facing"
        comment = (
            f"{part.id} in {part.place.name}: clients get the nearest region that answers."
            if near
            else f"{zone} -> {part.id}"
            if part.id in pointed(stack, zone)
            else f"{part.id} has a name that is in its certificate."
        )
        region = part.place.name if near else None
        target, about = refer("aws_lb", part.label), Hcl(line(comment))
        alone = part.model.category is Category.APPLICATION_BALANCER and not near
        found = BalancerRecord(made + part.place.suffix, name, target, about, False, region, True)
        yield replace(found, balancer=part) if alone else found


def _answer(stack: Stack, zone: str, part: Part) -> Answer | None:
    """How a name is answered with one of several targets, where it is by failover or by weight."""
    if policy(stack.topology, zone) == LATENCY:
        return None
    found = answers(stack.topology, zone)
    region = None if part.is_global else part.place.name
    mine = (a for a in found if (a.target, a.region) == (part.id, region))
    return next(mine, None) if len(found) > 1 else None


def _routed(stack: Stack, zone: str, part: Part, answer: Answer, name: str) -> Record:
    """A record that is one of several answers, of which a check of their health decides.

    Route 53 does not evaluate the health of distributions, so that a primary one has a check of its own.
    """
    found = answers(stack.topology, zone)
    several = len({a.target for a in found}) > 1
    made = stack.labels.of(zone, "to", part.id) if several else label(zone)
    where = answer.region or "everywhere"
    told_apart = (f"{part.id}-{answer.region}" if answer.region else part.id) if several else where
    fails_over = policy(stack.topology, zone) == FAILOVER
    what = f"the {answer.role} answer" if fails_over else f"{answer.weight} in the sum of the weights"
    category = part.model.category
    distributed = category is Category.DISTRIBUTION
    kinds = {stack.topology.components[a.target].category for a in found}
    record = _RECORDS.get(category, BalancerRecord)
    return record(
        made + (part.place.suffix if answer.region else ""),
        name,
        Hcl(part.address),
        Hcl(line(f"{zone} -> {part.id}" + (f" in {answer.region}" if answer.region else "") + f": {what}.")),
        kinds == {Category.DISTRIBUTION},
        None,
        not distributed,
        answer.role.upper() if fails_over else None,
        None if fails_over else answer.weight,
        told_apart,
        _health_check(stack, part) if fails_over and answer.role == "primary" else None,
    )


_RECORDS = {Category.DISTRIBUTION: Record, Category.ACCELERATOR: AcceleratorRecord}


def _health_check(stack: Stack, part: Part) -> HealthCheck | None:
    """Of what the internet may ask: the path by which its first target is checked."""
    if part.model.category is Category.DISTRIBUTION:
        return HealthCheck(part.label, part.name(200), 443, "/", part.tags)
    callers = [stack.topology.components[c.source] for c in stack.topology.connections_to(part.id)]
    if not any(
        caller.category in (Category.CLIENT, Category.EXTERNAL) and not caller.blocks for caller in callers
    ):
        return None
    behind = stack.topology.connections_from(part.id)[:1]
    target = stack.topology.components.get(behind[0].target) if behind else None
    service = target.service if isinstance(target, Compute) else None
    asked = [port for c in stack.topology.connections_to(part.id) for port in stack.ports(c)]
    return HealthCheck(
        part.label,
        part.name(200),
        443 if 443 in asked else (asked or [443])[0],
        service.health_check if service else "/",
        part.tags,
    )
