"""The rules on a plan: it is checked as a model is, and findings name Terraform addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any

from archgen.findings import Finding
from archgen.findings.phrase import Phrase, arguments, commas
from archgen.lint.coverage import Cause, Coverage, Gap, NotChecked
from archgen.lint.engine import check, rules
from archgen.lint.implications import revealed
from archgen.lint.rules.load_balancer_without_targets import CALLERS
from archgen.model.architecture import Architecture
from archgen.model.kinds import kind_class
from archgen.model.kinds.category import Category
from archgen.model.reading import architecture
from archgen.terraform_plan.entries import entry_findings
from archgen.terraform_plan.gateways import ANSWERED, gateway_findings
from archgen.terraform_plan.importing.architecture import ELSEWHERE, Imported, imported
from archgen.terraform_plan.importing.assumptions import ASSUMPTIONS, Assumption, located
from archgen.terraform_plan.importing.outside import CLIENT
from archgen.terraform_plan.inner_names import inner_name_findings
from archgen.terraform_plan.own_routes import routed
from archgen.terraform_plan.resources.naming import type_of
from archgen.terraform_plan.resources.observed import Observed, SeenComponent
from archgen.terraform_plan.targets import listener_findings, target_findings
from archgen.terraform_plan.unreached import explained
from archgen.terraform_plan.zones import zone_findings
from archgen.topology.graph import Topology


@cache
def silent() -> frozenset[str]:
    """The codes of the rules that cannot be reported of a plan; each says why."""
    return frozenset(rule.code for rule in rules() if rule.not_in_plans)


BY_ABSENCE = frozenset(
    {
        "AG203",
        "AG206",
        "AG214",
        "AG217",
        "AG225",
        "AG301",
        "AG304",
        "AG305",
        "AG306",
        "AG312",
        "AG314",
        "AG318",
        "AG319",
        "AG321",
        "AG323",
        "AG511",
        "AG514",
        "AG516",
    }
)
"""Rules that speak of what is not there: not reported where a plan does not know yet what is."""
BY_PLACE = BY_ABSENCE | {"AG202", "AG204", "AG207", "AG208", "AG214", "AG215", "AG216", "AG219", "AG220"}
"""Rules that depend on the zone or the subnet in which something is."""
BY_EGRESS = frozenset({"AG215", "AG225", "AG305", "AG312", "AG316", "AG318", "AG319"})
"""Rules that depend on how traffic leaves subnets for the internet."""
_MISROUTED = ("AG304", "AG305", "AG308", "AG319")
"""Findings that say why no subnet routes to a NAT gateway."""
_PLACES = ("subnet", "availability_zone", "vpc_zone")
"""What the attributes are called that only say where a component is."""


def sound(made: Imported) -> tuple[Imported, Architecture | None]:
    """The architecture without what the format cannot say; what was left out is among the unplaced."""
    data: dict[str, Any] = _copied(made.data)
    unplaced = dict(made.unplaced)
    for _ in range(len(data["components"]) + len(data.get("connections", ())) + 20):
        model, faults = architecture(data)
        if model is not None:
            return replace(made, data=data, unplaced=unplaced), model
        if not all(_left_out(data, fault, made, unplaced) for fault in faults[:1]):
            break
    return replace(made, data=data, unplaced=unplaced), None


def _copied(value: Any) -> Any:
    """Maps and lists that can be changed, with the values of the data."""
    if isinstance(value, Mapping):
        return {str(key): _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list | tuple) else value


def _left_out(data: dict[str, Any], fault: Finding, made: Imported, unplaced: dict[str, Gap]) -> bool:
    """Takes the value at fault out of the data; False where there is nothing to take."""
    route = fault.route[:3] if fault.route[:1] == ("components",) else fault.route[:2]
    if len(route) < 2:
        return False
    place: Any = data
    for step in route[:-1]:
        place = place[step]
    if route[0] == "components" and (len(route) == 2 or route[-1] in ("kind", "subnets", "tier")):
        place, route = data["components"], route[:2]
    try:
        del place[route[-1]]
    except (KeyError, IndexError, TypeError):
        return False
    address = made.address(route) or ".".join(map(str, route))
    unplaced[address] = Gap(Cause.UNSUPPORTED, fault.message)
    return True


def checked(made: Imported, model: Architecture) -> tuple[Finding, ...]:
    """What the rules say of a plan, each finding with the address of what is at fault.

    Where the plan does not say something, what is reported is what the rules find whatever it is.
    """
    seen = made.observed
    if seen is None:
        return tuple(_addressed(finding, made) for finding in _found(made, model))
    open_ = _leaves_open(seen, made)
    taken = enumerate(ASSUMPTIONS if open_ else (None,))
    runs = [_assumed(located(seen, number), assumption, model) for number, assumption in taken]
    others = [{_key(finding) for finding, _ in run} for run in runs[1:]]
    certain = [(f, first) for f, first in runs[0] if all(_key(f) in keys for keys in others)]
    found = tuple(_addressed(finding, first) for finding, first in certain if finding.code not in ANSWERED)
    misrouted = any(finding.code in _MISROUTED for finding in found)
    return (
        *found,
        *gateway_findings(seen, made.ids, idle=not misrouted),
        *entry_findings(seen, made.ids),
        *listener_findings(seen),
        *target_findings(seen),
        *zone_findings(seen),
        *inner_name_findings(seen),
    )


def _leaves_open(seen: Observed, made: Imported) -> bool:
    """Whether the plan leaves something open that an assumption can fill."""
    routes = any(not subnet.known for subnet in seen.subnets)
    components = any(component.unknown or component.gap for component in seen.components)
    return (
        routes
        or components
        or bool(seen.somewhere)
        or any(gap.cause is Cause.OTHER_VPC for gap in made.unplaced.values())
    )


def _assumed(
    seen: Observed, assumption: Assumption | None, given: Architecture
) -> list[tuple[Finding, Imported]]:
    """What the rules, and the policies of a model, find under an assumption."""
    made, model = sound(imported(seen, None, assumption, pinned=True))
    if model is not None and given.policies:
        model = model.model_copy(update={"policies": given.policies})
    return [(finding, made) for finding in _found(made, model)] if model is not None else []


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.route, finding.message


def _found(made: Imported, model: Architecture) -> list[Finding]:
    """The findings that do not follow from what archgen does not know."""
    graph = routed(made, model)
    ignorance = _Ignorance(made, model, graph)
    verdict = check(graph)
    pool, _ = revealed(verdict.findings, verdict.implied, (), ignorance.certain)
    return ignorance.certain(pool)


class _Ignorance:
    """What a plan does not say, and which findings would follow from that alone."""

    def __init__(self, made: Imported, model: Architecture, graph: Topology) -> None:
        self.made = made
        self.model = model
        self.unknown_subnets = {s.id for s in graph.subnets.values() if s.row == ELSEWHERE} | {ELSEWHERE}
        self.unsure = _unsure(made)
        self.everywhere = _is_open_everywhere(made)
        self.rows = _rows_that_leave_elsewhere(made)

    def certain(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings that hold all the same."""
        return [finding for finding in findings if not self._explains(finding)]

    def _explains(self, finding: Finding) -> bool:
        code = finding.code
        return (
            code in silent()
            or (code in BY_ABSENCE and self.everywhere)
            or (code in BY_PLACE and bool(set(finding.subjects) & self.unsure))
            or _is_elsewhere(finding, self.made)
            or _rests_on_unknown(finding, self.made)
            or _pulls_unknown(finding, self.made)
            or (code in ("AG407", "AG506") and _is_not_heard(finding, self.made))
            or (code == "AG318" and _reads_for_it(finding, self.model))
            or (code in BY_EGRESS and _leaves_elsewhere(finding, self.made, self.rows))
            or _is_made_up(finding, self.made, self.unknown_subnets)
        )


_RESTS_ON = {
    "AG808": "engine",
    "AG809": "engine",
    "AG109": "load_balancer_type",
    "AG204": "load_balancer_type",
}
"""What has to be known for a rule to be reported."""


def _rests_on_unknown(finding: Finding, made: Imported) -> bool:
    """Whether a finding compares what is known with a field that is not."""
    field, seen = _RESTS_ON.get(finding.code), made.observed
    if field is None or seen is None:
        return False
    unsaid = {made.ids.get(component.address) for component in seen.components if field in component.unknown}
    return bool(set(finding.subjects) & unsaid)


def _pulls_unknown(finding: Finding, made: Imported) -> bool:
    """Whether a finding is of tasks whose image is not known, where endpoints serve images of ECR."""
    if finding.code not in ("AG305", "AG319"):
        return False
    components = made.data["components"]
    served = any(str(c.get("service", "")).startswith("ecr.") for c in components.values())
    images = (components.get(id, {}) for id in finding.subjects)
    return served and any(_runs_tasks(component) and "service" not in component for component in images)


def _reads_for_it(finding: Finding, model: Architecture) -> bool:
    """Whether what it may read may be read for it, by a service that does so with its rights: Athena."""
    readers = {id for id, component in model.components.items() if component.uses_callers_rights}
    chains = ([name.id for name in chain.names] for chain in model.connections)
    return any(source in finding.subjects and readers.intersection(others) for source, *others in chains)


def _runs_tasks(component: Mapping[str, Any]) -> bool:
    return "kind" in component and kind_class(component["kind"]).category is Category.CONTAINERS


def _is_elsewhere(finding: Finding, made: Imported) -> bool:
    """Whether a finding follows from what the format cannot describe: secondary blocks, pinned instances."""
    seen = made.observed
    if seen is None:
        return False
    if finding.code == "AG102" and finding.route[:1] != ("subnets",):
        return True  # every subnet of a plan has a block of its own, but for the one that stands for others
    if finding.code == "AG810":  # a database without a name is not called as its component
        return any("database" not in made.data["components"].get(id, {}) for id in finding.subjects)
    if finding.code == "AG312":  # whether its copies in other regions are read or written is not known
        followed = {
            made.ids.get(c.address)
            for c in seen.components
            if c.fields.get("replica_regions") or "replica_regions" in c.unknown
        }
        admitted = CLIENT in finding.subjects and not set(finding.subjects) & _balancers(made)
        return admitted or bool(set(finding.subjects) & followed)
    if finding.code in ("AG107", "AG202") and type_of(made.address(finding.route) or "") == "aws_default_vpc":
        return True  # AWS made it, with a subnet in each zone, those that the plan does not adopt too
    if finding.code == "AG801":
        return bool(set(finding.subjects) - _closed(made))
    if finding.code == "AG103":
        address = made.address(finding.route)
        subnet = seen.subnet(address or "")
        if not all(network.whole for network in seen.networks):
            return True
        blocks = [ip_network(block) for n in seen.networks for block in (n.cidr, *n.more)]
        return (
            subnet is not None
            and bool(subnet.cidr)
            and any(_is_inside(subnet.cidr, block) for block in blocks)
        )
    if finding.code == "AG102":
        return finding.route[:1] != ("subnets",)  # blocks that archgen allocates
    if finding.code in ("AG217", "AG220"):
        pinned = {
            made.ids.get(p.address)
            for p in seen.components
            if p.fields.get("zones") and (finding.code == "AG217" or p.category is Category.DATABASE_CLUSTER)
        }
        return bool(set(finding.subjects) & pinned)
    if finding.code == "AG314":
        balancers = (p for p in seen.components if p.category is Category.APPLICATION_BALANCER)
        bare = {
            made.ids.get(p.address)
            for p in balancers
            if not p.groups
            or p.fields.get("answers")
            or p.fields.get("attached")
            or p.unknown
            or (_lacks_callers(finding) and _admits_others(seen, p))
        }  # without groups it has the default one of its VPC: nothing is known of that
        return bool(set(finding.subjects) & bare)
    return False


def _lacks_callers(finding: Finding) -> bool:
    """Whether a load balancer has no callers: those of another configuration are not in the plan."""
    return isinstance(finding.message, Phrase) and finding.message.values.get("lacks") == CALLERS


def _is_not_heard(finding: Finding, made: Imported) -> bool:
    """Whether no known listener serves plain HTTP: some only redirect, others are made elsewhere."""
    seen = made.observed
    balancers = {
        made.ids.get(c.address): c
        for c in (seen.components if seen else ())
        if c.category is Category.APPLICATION_BALANCER
    }
    on_80 = isinstance(finding.message, Phrase) and finding.message.values.get("ports") == "80"
    heard = [balancers[id] for id in finding.subjects if id in balancers]
    redirects = finding.code == "AG407" and any(c.fields.get("listens") for c in heard)
    serves = ("plain", "answers")
    return any(not any(map(c.fields.get, serves)) and (redirects or not on_80) for c in heard)


def _balancers(made: Imported) -> set[str]:
    """The ids of load balancers: they should be reached; what a group admits need not."""
    return {
        id for id, fields in made.data["components"].items() if kind_class(fields["kind"]).is_load_balancer
    }


def _closed(made: Imported) -> set[str]:
    """The ids of what nobody may connect to but as the plan says: all rules of its security groups are known.

    Gateways are none of it: routes lead to them, and AG701 answers those. Services that are in no VPC are
    used from other configurations, where this one has nothing that could use them.
    """
    seen = made.observed
    components = seen.components if seen and not seen.open else ()
    runs = any(kind_class(each.kind).runs_code for each in components)
    return {
        made.ids[each.address]
        for each in components
        if each.address in made.ids
        and not kind_class(each.kind).is_way
        and not (each.category is Category.DNS_ZONE and each.targets)
        and (runs or each.subnets or each.groups)
        and _is_whole(seen, each)
        and not _admits_others(seen, each)
        and not (seen and each.address in seen.called)
    }


def _admits_others(seen: Observed | None, component: SeenComponent) -> bool:
    """Whether a rule lets in addresses, or a group of what archgen does not see or another configuration."""
    rules = [r for r in seen.rules if r.way == "in" and r.group in component.groups] if seen else []
    had = {group for each in seen.components for group in each.groups} if seen else set()
    idle = seen.idle_groups if seen else frozenset()
    return any(r.peer[:1].isdigit() or r.peer not in had | idle for r in rules)


def _is_whole(seen: Observed | None, component: SeenComponent) -> bool:
    inside = bool(component.subnets or component.groups or component.gap)
    return not inside or bool(component.groups and seen and seen.whole_groups.issuperset(component.groups))


def _is_inside(block: str, outer: IPv4Network | IPv6Network) -> bool:
    inner = ip_network(block, strict=False)
    return isinstance(inner, IPv4Network) and isinstance(outer, IPv4Network) and inner.subnet_of(outer)


def _unsure(made: Imported) -> set[str]:
    """The ids of components of which it is not known where they are."""
    opened = made.observed.open if made.observed else frozenset()
    return set(made.placeless | made.straddling) | {
        id for address, id in made.ids.items() if address in opened
    }


def _is_open_everywhere(made: Imported) -> bool:
    """Whether a reference is open that may join any two components: a target, a source, a route."""
    gaps = (made.unplaced.get(address) for address in (made.observed.open if made.observed else ()))
    return any(
        gap is not None
        and gap.cause is Cause.REFERENCES_AFTER_APPLY
        and not any(word in gap.detail for word in _PLACES)
        for gap in gaps
    )


def _is_made_up(finding: Finding, made: Imported, unknown_subnets: Set[str]) -> bool:
    """Whether a finding is about subnets and regions that the plan does not have."""
    routes = [finding.route, *(place.route for place in finding.related)]
    rows = any(route[:2] == ("subnets", ELSEWHERE) for route in routes)
    regions = made.placeless and any(
        route[:1] == ("regions",) and len(route) > 1 and route[1] in made.made_up for route in routes
    )
    assumed = finding.code == "AG516" and made.made_up
    named = {value for text in (finding.message, *finding.hops) for value in (text, *arguments(text))}
    return bool(rows or assumed or regions or not unknown_subnets.isdisjoint(map(str, named)))


def _rows_that_leave_elsewhere(made: Imported) -> set[str]:
    seen = made.observed.subnets if made.observed else ()
    led = {row for row, fields in made.data.get("subnets", {}).items() if "via" in fields}
    return {subnet.row for subnet in seen if subnet.leaves_elsewhere} - led


def _leaves_elsewhere(finding: Finding, made: Imported, rows: set[str]) -> bool:
    """Whether a finding is about traffic that leaves by a gateway which the format cannot describe."""
    components = made.data["components"]
    about = [components.get(subject, {}) for subject in finding.subjects]
    row = finding.route[1] if finding.route[:1] == ("subnets",) and len(finding.route) > 1 else None
    here = row in rows or any(fields.get("subnets") in rows for fields in about)
    if finding.code not in ("AG225", "AG312"):
        return here
    return here and any(fields.get("kind") == Category.EXTERNAL.value for fields in about)


def coverage(made: Imported) -> Coverage:
    """What of a plan was checked, and what was not."""
    seen = made.observed
    if seen is None:
        return Coverage()
    every = {network.address for network in seen.networks} | {subnet.address for subnet in seen.subnets}
    every |= {a for component in seen.components for a in component.addresses if a not in seen.supporting}
    every |= {part for component in seen.components for part in component.parts}
    missing = tuple(dict.fromkeys(sorted(_not_checked(made, seen))))
    every |= {each.address for each in missing}
    if not every:  # nothing but roles, policies, buckets of logs: none of it is what the rules speak of
        every = {address for address, _ in seen.resources}
        missing = tuple(NotChecked(address, Gap(Cause.SERVING, type_)) for address, type_ in seen.resources)
    return Coverage(len(every), missing)


def _owners(address: str, gap: Gap, seen: Observed) -> tuple[str, ...]:
    """What is not checked for a gap: components, where a rule of their security groups has it.

    An open reference of something else (a role, a record) is nothing that the rules speak of.
    """
    if gap.cause is not Cause.REFERENCES_AFTER_APPLY or any(address in p.addresses for p in seen.components):
        return (address,)
    groups = {address} | {rule.group for rule in seen.rules if rule.address == address}
    return tuple(component.address for component in seen.components if groups & set(component.groups))


def _not_checked(made: Imported, seen: Observed) -> Iterator[NotChecked]:
    for address, gap in made.unplaced.items():
        for owner in _owners(address, gap, seen):
            yield NotChecked(owner, gap)
    for component in seen.components:
        if component.unknown and component.address not in made.unplaced:
            yield NotChecked(component.address, Gap(Cause.VALUES_AFTER_APPLY, ", ".join(component.unknown)))
    for subnet in seen.subnets:
        if not subnet.known and subnet.address not in made.unplaced:
            yield NotChecked(subnet.address, Gap(Cause.ROUTES_ELSEWHERE, subnet.row))


def _addressed(finding: Finding, made: Imported) -> Finding:
    address = made.address(finding.route)
    if finding.code == "AG801" and made.observed is not None:
        component = next((c for c in made.observed.components if c.address == address), None)
        finding = explained(finding, made.observed, component)
    message = finding.message
    if address:
        message = Phrase("{address}: {message}", address=address, message=message)
    also = dict.fromkeys(_also(finding, made, address))
    help = Phrase("see {places}", places=commas(tuple(also))) if also else None
    return replace_finding(finding, message, help)


def replace_finding(finding: Finding, message: str, help: str | None) -> Finding:
    """The finding in other words, and without places in a file that nobody wrote."""
    return finding._replace(message=message, help=help, related=(), within=None)


def _also(finding: Finding, made: Imported, known: str | None) -> Iterator[str]:
    for place in finding.related:
        address = made.address(place.route)
        if address and address != known:
            yield Phrase("{address} ({label})", address=address, label=place.label)


def unchecked(findings: Sequence[Finding], cover: Coverage) -> bool:
    """Whether there is nothing to say of a plan because nothing of it could be checked."""
    return not findings and cover.checked == 0
