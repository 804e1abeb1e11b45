"""A plan as an architecture: the file that would have made it, as far as the plan says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Any

from archgen.components import kind_class
from archgen.findings import Route
from archgen.plans.observed import Observed, Party, SeenSubnet
from archgen.plans.speaking import Speech, speeches
from archgen.plans.tiers import tier_of

_ORDER = {"public": 0, "private": 1, "isolated": 2}


@dataclass(frozen=True, slots=True)
class Imported:
    """The architecture as data, the Terraform address behind each route, and what found no place."""

    data: Mapping[str, Any]
    addresses: Mapping[Route, str]
    unplaced: Mapping[str, str]
    open_questions: int = 0
    """How many resources speak of others that are told apart only after apply."""

    def address(self, route: Route) -> str | None:
        """The address of what a route leads to, or of the nearest thing around it."""
        for end in range(len(route), 0, -1):
            if route[:end] in self.addresses:
                return self.addresses[route[:end]]
        return None


def imported(observed: Observed, name: str = "imported") -> Imported:
    """What was observed, as a file would say it."""
    maker = _Maker(observed)
    data: dict[str, Any] = {"archgen": 1, "name": name, "regions": maker.regions(), "subnets": maker.rows()}
    data["components"] = maker.components()
    data["connections"] = maker.connections(data["components"])
    return Imported(data, maker.addresses, maker.unplaced, observed.open_questions)


class _Maker:
    def __init__(self, observed: Observed) -> None:
        self.observed = observed
        self.addresses: dict[Route, str] = {}
        self.unplaced = dict(observed.unplaced)
        self.zones: dict[str, list[str]] = {}
        self.ids: dict[str, str] = {}
        self.speeches: tuple[Speech, ...] = ()
        self.subnets = {subnet.address: subnet for subnet in observed.subnets}

    def regions(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for network in self.observed.networks:
            zones = sorted({s.zone for s in self.observed.subnets if s.region == network.region})
            if network.region in found:
                self.unplaced[network.address] = f"there is another VPC in {network.region}"
            elif zones:
                found[network.region] = {"zones": zones, "cidr": network.cidr}
                self.addresses["regions", network.region] = network.address
                self.zones[network.region] = zones
            else:
                self.unplaced[network.address] = "it has no subnets"
        return found

    def rows(self) -> dict[str, Any]:
        rows: dict[str, list[SeenSubnet]] = {}
        for subnet in self.observed.subnets:
            if subnet.region in self.zones:
                rows.setdefault(subnet.row, []).append(subnet)
        ordered = sorted(rows.items(), key=lambda item: (_ORDER[_access(item[1])], _lowest(item[1]), item[0]))
        return {row: self._row(row, subnets) for row, subnets in ordered}

    def _row(self, row: str, subnets: list[SeenSubnet]) -> dict[str, Any]:
        access = _access(subnets)
        guilty = next(subnet for subnet in subnets if subnet.access == access)
        self.addresses["subnets", row] = guilty.address
        self.addresses["subnets", row, "access"] = guilty.route or guilty.address
        pinned: dict[str, list[str]] = {}
        for region, zones in self.zones.items():
            of = {subnet.zone: subnet for subnet in subnets if subnet.region == region}
            for index, zone in enumerate(zones):
                if zone not in of:
                    break
                pinned.setdefault(region, []).append(of[zone].cidr)
                self.addresses["subnets", row, "cidrs", region, index] = of[zone].address
        cidrs: Any = pinned
        if len(self.zones) == 1 and pinned:
            region, cidrs = next(iter(pinned.items()))
            for index in range(len(cidrs)):
                self.addresses["subnets", row, "cidrs", index] = self.addresses[
                    "subnets", row, "cidrs", region, index
                ]
        return {"access": access} | ({"cidrs": cidrs} if cidrs else {})

    def components(self) -> dict[str, Any]:
        primaries = [party for party in self.observed.parties if not party.follows]
        parties = [*_merged(primaries, self.subnets)]
        self._named(parties)
        self.speeches = tuple(speeches(self.observed, self.ids))
        found: dict[str, Any] = {}
        if any("client" in (speech.source, speech.target) for speech in self.speeches):
            found["client"] = {"kind": "client"}
        for party in parties:
            fields = self._component(party)
            if fields is not None:
                id = self.ids[party.address]
                self.addresses["components", id] = party.address
                found[id] = self._regions(found.get(id), fields, party)
        if any("internet" in (speech.source, speech.target) for speech in self.speeches):
            found["internet"] = {"kind": "external", "label": "The internet"}
        for fields in found.values():
            regions = fields.pop("region", [])
            if regions and set(regions) != set(self.zones):
                fields["region"] = regions[0] if len(regions) == 1 else regions
        return found

    def _regions(self, known: dict[str, Any] | None, fields: dict[str, Any], party: Party) -> dict[str, Any]:
        """A component that a tag names in several regions is one."""
        here = [party.region] if party.region else []
        if known is None:
            return fields | {"region": here}
        zones = [*known.get("zones", ()), *fields.get("zones", ())]
        return known | {"region": [*known.get("region", ()), *here]} | ({"zones": zones} if zones else {})

    def _component(self, party: Party) -> dict[str, Any] | None:
        speaks = any(self.ids[party.address] in (s.source, s.target) for s in self.speeches)
        if (
            party.kind in ("s3", "sns", "sqs", "secrets-manager")
            and not speaks
            and not self._named_by_tag(party)
        ):
            self.unplaced[party.address] = "nothing in the plan says who uses it"
            return None
        class_ = kind_class(party.kind)
        fields: dict[str, Any] = {"kind": party.kind}
        if class_.is_compute:
            fields["tier"] = tier_of(party, self.observed, self.speeches, self.ids)
        where = self._place(party, fields)
        if where is not None:
            self.unplaced[party.address] = where
            return None
        known = class_.model_fields
        return fields | {key: _plain(value) for key, value in party.fields.items() if key in known}

    def _named_by_tag(self, party: Party) -> bool:
        """Whether its tag names it, and not what it serves."""
        others = (o for o in self.observed.parties if o.id == party.id and o.kind != party.kind)
        return party.placed and next(others, None) is None

    def _place(self, party: Party, fields: dict[str, Any]) -> str | None:
        """Puts row and zones into the fields; says why where they cannot be known."""
        seen = [self.subnets[address] for address in party.subnets if address in self.subnets]
        if not seen:
            needs = kind_class(party.kind).needs_subnets
            return "its subnets are not known before it is applied" if needs else None
        row = Counter(subnet.row for subnet in seen).most_common(1)[0][0]
        fields["subnets"] = row
        zones = sorted({subnet.zone for subnet in seen})
        if set(zones) != set(self.zones.get(seen[0].region, ())):
            fields["zones"] = zones
        return None

    def _named(self, parties: list[Party]) -> None:
        """One id for each: a tag's own, and where two would be alike, the kind behind it."""
        taken: dict[str, Party] = {}
        for party in parties:
            id = party.id
            if id in taken and not (party.placed and taken[id].kind == party.kind):
                id = _free(f"{party.id}-{party.kind}"[:40].rstrip("-"), taken)
            taken.setdefault(id, party)
            for address in party.addresses:
                self.ids[address] = id

    def connections(self, components: Mapping[str, Any]) -> list[Any]:
        lines: dict[str, list[int]] = {}
        self.speeches = tuple(s for s in self.speeches if all(id in components for id in s.chain))
        for speech in self.speeches:
            text = " -> ".join(speech.chain)
            ports = lines.setdefault(text, [])
            if speech.port is not None and speech.port not in ports:
                ports.append(speech.port)
        found: list[Any] = []
        behind = {" -> ".join(speech.chain): speech.address for speech in reversed(self.speeches)}
        for text, ports in lines.items():
            self.addresses["connections", len(found)] = behind[text]
            found.append({text: ports[0] if len(ports) == 1 else sorted(ports)} if ports else text)
        return found


def _merged(parties: Iterable[Party], subnets: Mapping[str, SeenSubnet]) -> Iterator[Party]:
    """NAT gateways of one row are one component, and only those that a subnet routes to count in it."""
    used = {subnet.way for subnet in subnets.values()}
    nats: dict[tuple[str | None, str], list[Party]] = {}
    for party in parties:
        if party.kind != "nat-gateway":
            yield party
            continue
        rows = sorted({subnets[address].row for address in party.subnets})
        nats.setdefault((party.region, rows[0] if rows else ""), []).append(party)
    for same in nats.values():
        kept = [nat for nat in same if nat.address in used] or same
        places = tuple(place for nat in kept for place in nat.subnets)
        addresses = tuple(dict.fromkeys(nat.address for nat in [*kept, *same]))
        first = kept[0]
        yield Party(
            first.id, first.kind, first.region, addresses, places, fields=first.fields, placed=first.placed
        )


def _access(subnets: list[SeenSubnet]) -> str:
    """What most of a row are; where one of them differs, what that one is: it is the one to speak of."""
    counted = Counter(subnet.access for subnet in subnets).most_common()
    return counted[-1][0] if len(counted) > 1 else counted[0][0]


def _lowest(subnets: list[SeenSubnet]) -> IPv4Network:
    return min(IPv4Network(subnet.cidr, strict=False) for subnet in subnets)


def _free(id: str, taken: Mapping[str, Party]) -> str:
    number, found = 2, id
    while found in taken:
        found, number = f"{id[:36]}-{number}", number + 1
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if item is not None}
    return value
