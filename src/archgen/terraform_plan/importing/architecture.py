"""A plan as an architecture: the file that would have made it, as far as the plan says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from archgen.catalogue.regions import zones_of
from archgen.findings import Route
from archgen.findings.phrase import Phrase
from archgen.lint.coverage import Cause, Gap
from archgen.model.kinds import Scope, kind_class
from archgen.model.kinds.category import Category
from archgen.model.kinds.database import usual_class
from archgen.terraform_plan.importing import gaps
from archgen.terraform_plan.importing.assumptions import Assumption, guessed
from archgen.terraform_plan.importing.connections import Inferred, inferred
from archgen.terraform_plan.importing.crossings import Crossings
from archgen.terraform_plan.importing.groups import grouped
from archgen.terraform_plan.importing.networks import (
    access_of,
    first_networks,
    lowest_block,
    merged_gateways,
    vpc_ids,
)
from archgen.terraform_plan.importing.order import is_on_443, steps_of
from archgen.terraform_plan.importing.outside import CLIENT, elsewhere
from archgen.terraform_plan.importing.spoken import balancers, detailed, lines_of
from archgen.terraform_plan.importing.tiers import tiers
from archgen.terraform_plan.resources.naming import component_ids, id_of, renamed, system_name, type_of
from archgen.terraform_plan.resources.network.crossings import VPCS
from archgen.terraform_plan.resources.observed import Observed, SeenComponent, SeenSubnet
from archgen.terraform_plan.resources.usage.supporting import is_quiet

_LEADS: Mapping[str, Literal["internet-gateway", "nat-gateway"] | None] = {
    "public": "internet-gateway",
    "private": "nat-gateway",
    "isolated": None,
}
_ORDER = {"public": 0, "private": 1, "isolated": 2}
_UNNAMED = (Category.INTERNET_GATEWAY, Category.NAT_GATEWAY, Category.ENDPOINT)
"""The kinds whose names say no more than what they are."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The architecture as data, the Terraform address behind each route, and what found no place.

    `supporting` has what only serves what is placed. `made_up` are the regions whose zones the plan
    does not say, because it has no subnets there.
    """

    data: Mapping[str, Any]
    addresses: Mapping[Route, str]
    unplaced: Mapping[str, Gap]
    open_questions: int = 0
    """How many resources refer to others that are told apart only after apply."""
    supporting: Mapping[str, str] = field(default_factory=dict)
    made_up: tuple[str, ...] = ()
    observed: Observed | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    """The id of each component by the addresses that it is made of."""
    placeless: frozenset[str] = frozenset()
    """The ids of what is checked although it is not known where it is."""
    straddling: frozenset[str] = frozenset()
    """The ids of what is in subnets of several tiers, so that its tier does not have all its zones."""

    def address(self, route: Route) -> str | None:
        """The address of what a route leads to, or of the nearest thing around it."""
        for end in range(len(route), 0, -1):
            if route[:end] in self.addresses:
                return self.addresses[route[:end]]
        return None


ELSEWHERE = "unknown-subnets"
"""The row of what is checked although it is not known where it is."""


def imported(
    observed: Observed,
    name: str | None = None,
    assumption: Assumption | None = None,
    *,
    pinned: bool = False,
    called: Mapping[str, str] | None = None,
) -> Imported:
    """What was observed, as a file would say it; its name is the plan's own unless it is given.

    With an assumption it has what is not placed too, for the rules that need no place. `pinned`: a cluster
    whose instances are all pinned to one zone is in that zone only, as the rules should see it. `called`: ids
    to use instead of the plan's own.
    """
    maker = _Maker(observed, assumption, pinned=pinned, called=called)
    data: dict[str, Any] = {"archgen": 1, "name": name or system_name(observed.name)}
    data["regions"] = maker.regions()
    data["vpcs"] = maker.several()
    data["subnets"] = maker.rows()
    data["components"] = maker.components()
    data["groups"] = grouped(data["components"], observed.components, maker.ids)
    data["connections"] = maker.connections(data["components"])
    maker.lead(data["subnets"], data["components"])
    return Imported(
        {key: v for key, v in data.items() if v or key not in ("vpcs", "subnets", "groups", "connections")},
        maker.addresses,
        maker.unplaced,
        observed.open_questions,
        observed.supporting,
        tuple(maker.made_up),
        observed,
        maker.ids,
        frozenset(maker.placeless),
        frozenset(maker.straddling),
    )


class _Maker:
    def __init__(
        self,
        observed: Observed,
        assumption: Assumption | None = None,
        *,
        pinned: bool = False,
        called: Mapping[str, str] | None = None,
    ) -> None:
        self.called = called or {}
        self.observed = observed
        self.assumption = assumption
        self.placeless: set[str] = set()
        self.straddling: set[str] = set()
        self.pinned = pinned
        self.addresses: dict[Route, str] = {}
        self.unplaced: dict[str, Gap] = dict(observed.unplaced) | elsewhere(observed)
        self.zones: dict[str, list[str]] = {}
        self.made_up: list[str] = []
        self.ids: dict[str, str] = {}
        self.inferred = Inferred((), {})
        self.tiers: Mapping[str, str] = {}
        self.networks = dict(first_networks(observed))
        self.blank = {address for address in observed.unplaced if type_of(address) in VPCS}
        self.vpcs = dict(vpc_ids(observed))
        self.access: dict[str, str] = {}
        self.row_zones: dict[str, set[str]] = {}
        self.subnets = {subnet.address: subnet for subnet in observed.subnets if self._is_in_reach(subnet)}
        self.crossings = Crossings(
            observed, {component.address: component.id for component in observed.components}, self._vpc_id
        )

    def _is_in_reach(self, subnet: SeenSubnet) -> bool:
        network = self.networks.get(subnet.region)
        known = {None, *self.vpcs} if self.vpcs else {None, network.address if network else None}
        return network is not None and subnet.network in known

    def regions(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        home = self.observed.regions[:1]
        if self.vpcs:
            return self._shared_regions()
        for network in sorted(self.observed.networks, key=lambda network: (network.region,) != home):
            zones = sorted({s.zone for s in self.subnets.values() if s.region == network.region})
            if self.networks[network.region] is not network:
                other = self.networks[network.region].address
                self.unplaced[network.address] = gaps.another_vpc(network.region, other)
            elif zones:
                found[network.region] = {"zones": zones, "cidr": network.cidr}
                self.addresses["regions", network.region] = network.address
                self.zones[network.region] = zones
        if self.assumption is not None and found:
            found |= {r: self._assumed(r, number) for number, r in enumerate(self._elsewhere(found))}
        return found or self._made_up()

    def _shared_regions(self) -> dict[str, Any]:
        """The regions of several VPCs: what each of those is like, is said of it."""
        found: dict[str, Any] = {}
        for network in self.observed.networks:
            zones = sorted({s.zone for s in self.subnets.values() if s.region == network.region})
            if zones:
                self.zones[network.region] = zones
                found[network.region] = {"zones": zones}
        if self.assumption is not None:
            found |= {r: self._assumed(r, number) for number, r in enumerate(self._elsewhere(found))}
        return found

    def several(self) -> dict[str, Any]:
        """The VPCs, where a region has several or one has secondary blocks."""
        found: dict[str, Any] = {}
        for network in self.observed.networks:
            id = self.vpcs.get(network.address)
            if id and network.region in self.zones:
                blocks = [network.cidr, *network.more]
                found[id] = {"region": network.region, "cidr": blocks if network.more else blocks[0]}
                found[id] |= {"ipv6": True} if network.ipv6 else {}
                found[id] |= {"account": id_of(network.account)} if network.account else {}
                self.addresses["vpcs", id] = network.address
        return found

    def _elsewhere(self, known: Mapping[str, Any]) -> list[str]:
        """The regions of components of which the plan has no VPC."""
        said = (component.region for component in self.observed.components)
        return [region for region in dict.fromkeys(said) if region and region not in known]

    def _assumed(self, region: str, number: int) -> dict[str, Any]:
        self.zones[region] = self._some_zones(region)
        self.made_up.append(region)
        return {"zones": self.zones[region], "cidr": f"172.{16 + number % 16}.0.0/16"}

    def _some_zones(self, region: str) -> list[str]:
        count = self.assumption.zones if self.assumption else 2
        return list(zones_of(region)[:count]) or [f"{region}{letter}" for letter in "abcdef"[:count]]

    def _made_up(self) -> dict[str, Any]:
        """The regions of a plan without subnets; zones and a block only where something wants them."""
        parts = [p for p in self.observed.components if p.address not in self.observed.supporting]
        said = [p.region for p in parts if p.region] or [n.region for n in self.observed.networks]
        said = said or list(self.observed.regions)
        found: dict[str, Any] = {}
        for number, (region, _) in enumerate(Counter(said).most_common(16)):
            zones = self._some_zones(region)
            network = self.networks.get(region)
            block = network.cidr if network else f"10.{number}.0.0/16"
            wanted = network is not None or self.assumption is not None or self._wants_a_vpc(region)
            found[region] = {"zones": zones, "cidr": block} if wanted else {}
            if network:
                self.addresses["regions", region] = network.address
            self.zones[region] = zones
            if wanted:
                self.made_up.append(region)
        return found | {region: {} for region in self._replica_regions() if region not in found}

    def _wants_a_vpc(self, region: str) -> bool:
        """Whether something of a region is in its VPC, of which the plan does not say more."""
        here = (c for c in self.observed.components if c.region == region)
        return any(kind_class(c.kind).scope in (Scope.VPC, Scope.ZONE) for c in here)

    def _replica_regions(self) -> list[str]:
        """The regions that data is copied to."""
        return [region for c in self.observed.components for region in c.fields.get("replica_regions") or ()]

    def rows(self) -> dict[str, Any]:
        rows: dict[str, list[SeenSubnet]] = {}
        for subnet in self.subnets.values():
            if subnet.region in self.zones:
                rows.setdefault(subnet.row, []).append(subnet)
        ordered = sorted(
            rows.items(), key=lambda item: (_ORDER[access_of(item[1])], lowest_block(item[1]), item[0])
        )
        made = {row: self._row(row, subnets) for row, subnets in ordered}
        if self.assumption is not None and any(p.gap for p in self.observed.components):
            made[ELSEWHERE] = {"access": self.assumption.access}
        return made

    def _row(self, row: str, subnets: list[SeenSubnet]) -> dict[str, Any]:
        self.access[row] = access = access_of(subnets)
        if self.assumption is not None and not any(subnet.known for subnet in subnets):
            self.access[row] = access = self.assumption.access
            subnets = [replace(subnet, known=True, leads=_LEADS[access]) for subnet in subnets]
        guilty = next(subnet for subnet in subnets if subnet.access == access)
        self.addresses["subnets", row] = guilty.address
        self.addresses["subnets", row, "access"] = guilty.route or guilty.address
        pinned: dict[str, list[str]] = {}
        for region, zones in self.zones.items():
            of = {subnet.zone: subnet for subnet in subnets if subnet.region == region}
            for index, zone in enumerate(zone for zone in zones if zone in of and of[zone].cidr):
                pinned.setdefault(region, []).append(of[zone].cidr)
                self.addresses["subnets", row, "cidrs", region, index] = of[zone].address
        cidrs: Any = pinned
        if len(self.zones) == 1 and pinned:
            region, cidrs = next(iter(pinned.items()))
            for index in range(len(cidrs)):
                self.addresses["subnets", row, "cidrs", index] = self.addresses[
                    "subnets", row, "cidrs", region, index
                ]
        here = [zone for zones in self.zones.values() for zone in zones if zone in {s.zone for s in subnets}]
        self.row_zones[row] = set(here)
        every = {zone for region in {s.region for s in subnets} for zone in self.zones.get(region, ())}
        more: dict[str, Any] = {"zones": here} if set(here) != every else {}
        if (vpc := self._vpc_of(subnets)) is not None:
            more["vpc"] = vpc
        homes = {network.address for network in self.observed.networks if network.ipv6}
        six = any(s.ipv6 or s.leads == "egress-only" for s in subnets)
        if any(s.network in homes for s in subnets) and not six:
            more["ipv6"] = False
        elif not pinned and six:
            more["ipv6"] = "only"
        return {"access": access} | more | ({"cidrs": cidrs} if cidrs else {})

    def _vpc_of(self, subnets: Sequence[SeenSubnet]) -> Any:
        """The VPC of a row, where there are several: one, or one for each of its regions."""
        found = dict.fromkeys(
            self.vpcs.get(subnet.network or self.networks[subnet.region].address) for subnet in subnets
        )
        names = [name for name in found if name]
        return names[0] if len(names) == 1 else names or None

    def components(self) -> dict[str, Any]:
        primaries = [component for component in self.observed.components if not component.follows]
        components = [*merged_gateways(primaries, self.subnets)]
        self.ids = renamed(component_ids(components), self.called)
        self.crossings = Crossings(self.observed, self.ids, self._vpc_id)
        self.inferred = inferred(self.observed, self.ids, self.crossings.externals())
        private = self.inferred.private
        public = [each for each in self.inferred.seen_connections if each.source not in private]
        self.tiers = tiers(self.observed, public, self.ids)
        drawn = [c for c in components if c.address not in self.observed.supporting]
        self.is_a_system = bool(self.inferred.seen_connections) or not all(map(is_quiet, drawn))
        connected = {id for connection in self.inferred.seen_connections for id in connection.chain}
        found: dict[str, Any] = {}
        if CLIENT in connected:
            found[CLIENT] = {"kind": Category.CLIENT.value}
        for component in components:
            fields = self._component(component, connected)
            if fields is not None:
                id = self.ids[component.address]
                self.addresses.setdefault(("components", id), component.address)
                found[id] = self._regions(found.get(id), fields, component)
        held = {part for c in components if self.ids[c.address] in found for part in c.parts}
        lost = (a for a, gap in self.unplaced.items() if gap.cause is not Cause.PART or a not in held)
        self.unplaced = {address: self.unplaced[address] for address in lost}
        if "internet" in connected:
            found["internet"] = {"kind": Category.EXTERNAL.value, "label": Phrase("The internet")}
        joined = {fields["to"] for fields in found.values() if fields.get("to") in self.inferred.externals}
        found |= {id: dict(f) for id, f in self.inferred.externals.items() if id in connected | joined}
        for fields in found.values():
            regions = fields.pop("region", [])
            if regions and set(regions) != set(self.zones):
                fields["region"] = regions[0] if len(regions) == 1 else regions
        steps = steps_of(self.inferred.seen_connections)
        return dict(sorted(found.items(), key=lambda item: steps.get(item[0], len(steps))))

    def _regions(
        self, known: dict[str, Any] | None, fields: dict[str, Any], component: SeenComponent
    ) -> dict[str, Any]:
        """A component that a tag names in several regions is one."""
        here = [component.region] if component.region else []
        if known is None:
            return fields | {"region": here}
        zones = [*known.get("zones", ()), *fields.get("zones", ())]
        vpcs = [vpc for each in (known, fields) for vpc in _listed(each.get("vpc"))]
        merged = known | {"region": [*known.get("region", ()), *here]} | ({"zones": zones} if zones else {})
        return merged | ({"vpc": list(dict.fromkeys(vpcs))} if len(set(vpcs)) > 1 else {})

    def _component(self, component: SeenComponent, connected: set[str]) -> dict[str, Any] | None:
        if component.address in self.observed.supporting:
            return None
        why = self._nowhere(component, connected)
        class_ = kind_class(component.kind)
        fields: dict[str, Any] = {"kind": component.kind}
        if class_.is_compute:
            fields["tier"] = self.tiers[self.ids[component.address]]
        why = why or self._place(component, fields) or self._without(component)
        if why is not None:
            self._leave_out(component, why)
            return None
        if component.network in self.vpcs and not component.subnets and "subnets" not in fields:
            fields["vpc"] = self.vpcs[component.network or ""]
        joins = self.crossings.fields(component, sorted(self.inferred.private))
        if isinstance(joins, Gap):
            self._leave_out(component, joins)
            return None
        return fields | joins | dict(self._said(component, fields))

    def _leave_out(self, component: SeenComponent, why: Gap) -> None:
        """Notes why a component has no place; so has nothing that it is made of."""
        self.unplaced[component.address] = why
        for address in component.addresses[1:]:
            self.unplaced.setdefault(address, why)
        for part in component.parts:
            self.unplaced.setdefault(part, Gap(Cause.PART, component.address))

    def _without(self, component: SeenComponent) -> Gap | None:
        """Why what a field of it names is not there, such as the cluster that it runs in."""
        named = (component.fields.get(field) for field, _ in kind_class(component.kind).references)
        return next((self.unplaced[address] for address in named if address in self.unplaced), None)

    def _vpc_id(self, address: str | None) -> str | None:
        """What the file calls a VPC: its own id, or the region of the only one there."""
        network = next((n for n in self.observed.networks if n.address == address), None)
        if network is None or network.region not in self.zones:
            return None
        alone = network.region if self.networks[network.region] is network else None
        return self.vpcs.get(network.address) if self.vpcs else alone

    def lead(self, rows: dict[str, Any], components: Mapping[str, Any]) -> None:
        """Says of the rows which gateways their routes lead to."""
        for row, fields in rows.items():
            subnets = [s for s in self.subnets.values() if s.row == row and s.region in self.zones]
            led = self.crossings.leads(subnets, components)
            fields |= {
                key: each for key, each in led.items() if key != "via" or fields["access"] == "private"
            }

    def _said(self, component: SeenComponent, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Its fields, but for those that the format would give it anyway; what one names has an id."""
        references = {field for field, _ in kind_class(component.kind).references}
        for name, field_ in kind_class(component.kind).model_fields.items():
            key = field_.alias or name
            value = component.fields.get(key, self._guess(component, key))
            default = (
                field_.default
                if key != "instance_class"
                else usual_class({**component.fields, "kind": component.kind})
            )
            usual = value == default and key != "engine"
            if value is None or usual or (key == "label" and component.category in _UNNAMED):
                continue
            if key in references:
                value = self.ids.get(value, value)
            if key == "capacity":
                like = ("desired", value["min"])
                value = {k: v for k, v in value.items() if v is not None and (k, v) != like}
            if key == "scheme" and value == self._usual_scheme(fields.get("subnets")):
                continue
            yield key, value

    def _guess(self, component: SeenComponent, key: str) -> Any:
        """A value for a field that is not known."""
        return guessed(component, key, self.assumption) if self.assumption is not None else None

    def _usual_scheme(self, row: str | None) -> str | None:
        """What a load balancer in a row is unless it says otherwise."""
        access = self.access.get(row or "")
        return "internet-facing" if access == "public" else "internal" if access else None

    def _nowhere(self, component: SeenComponent, connected: set[str]) -> Gap | None:
        """Why it has no place, as far as its region, its VPC and its connections say."""
        if component.network and component.network in self.blank:
            return gaps.blank_block(component.network)
        network = self.networks.get(component.region or "") if not self.vpcs else None
        if component.network and network and component.network != network.address and not component.subnets:
            return Gap(Cause.OTHER_VPC, component.network)
        if is_quiet(component) and not component.placed and self.ids[component.address] not in connected:
            return self._unused(component) if self.is_a_system else None
        if component.region is not None and component.region not in self.zones:
            return component.gap or gaps.no_vpc(component.region)
        return None

    def _unused(self, component: SeenComponent) -> Gap:
        """Why it is not known who uses it."""
        asked = self.observed.maybe_used.get(component.address)
        return Gap(Cause.USE_AFTER_APPLY, asked) if asked else Gap(Cause.UNUSED, component.kind)

    def _place(self, component: SeenComponent, fields: dict[str, Any]) -> Gap | None:
        """Puts row and zones into the fields; says why where they cannot be known."""
        seen = [self.subnets[address] for address in component.subnets if address in self.subnets]
        if not seen:
            needs = kind_class(component.kind).needs_subnets or component.fields.get("scope") == "zone"
            if not needs and not (component.gap or component.subnets):
                return None
            gap = component.gap or Gap(Cause.PLACE_AFTER_APPLY, "subnets")
            if component.subnets:
                gap = Gap(Cause.OTHER_VPC, self._network_of(component.subnets[0]))
            if self.assumption is None:
                return gap
            self.placeless.add(self.ids[component.address])
            fields["subnets"] = ELSEWHERE
            return None
        rows = Counter(subnet.row for subnet in seen)
        zones = sorted({subnet.zone for subnet in seen})
        row = max(rows, key=lambda row: (rows[row], len(self.row_zones.get(row, set()) & {*zones})))
        fields["subnets"] = row
        if {*zones} - self.row_zones.get(row, {*zones}):
            zones = [zone for zone in zones if zone in self.row_zones[row]]
            self.straddling.add(self.ids[component.address])
            self.unplaced.setdefault(component.address, gaps.several_tiers(rows))
        if self.pinned and component.fields.get("zones"):
            zones = list(component.fields["zones"])
        usual = set(self.zones.get(seen[0].region, ())) & self.row_zones.get(row, set())
        if set(zones) != usual:
            fields["zones"] = zones
        return None

    def _network_of(self, subnet: str) -> str:
        seen = self.observed.subnet(subnet)
        return (seen.network if seen else None) or subnet

    def connections(self, components: Mapping[str, Any]) -> list[Any]:
        placed = [s for s in self.inferred.seen_connections if all(id in components for id in s.chain)]
        steps = steps_of(placed)
        in_order = sorted(placed, key=lambda connection: steps[connection.source])
        found: list[Any] = []
        for line, (ports, address) in lines_of(in_order, balancers(self.observed, self.ids)).items():
            kind = components[line.chain[-1]]["kind"]
            if ports == [443] and is_on_443(kind_class(kind)):
                ports = []
            self.addresses["connections", len(found)] = address
            told = ports[0] if len(ports) == 1 else sorted(ports)
            found.append({line.text: detailed(told, line.spoken)} if ports else line.text)
        return found


def _listed(value: str | list[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else value
