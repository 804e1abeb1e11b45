"""The walk of a packet: an independent simulation of routers agrees with it, over random networks."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_network
from typing import Any

import pytest

from archgen.topology.network import (
    BLACKHOLE,
    INTERNET,
    Appliance,
    EgressOnlyGateway,
    InternetGateway,
    Nat,
    Network,
    Peering,
    PrivateConnection,
    Refusal,
    Remote,
    Route,
    Subnet,
    TransitGateway,
    Unplaced,
    Vpc,
)
from archgen.topology.routes.walk import Walker

ZONES = ("a", "b")
PUBLIC = ("8.0.0.1", "198.18.0.1")


@cache
def bits(text: str) -> str:
    """An address or a block as the digits that decide."""
    block = ip_network(text)
    return f"{int(block.network_address):0{block.max_prefixlen}b}"[: block.prefixlen]


@dataclass
class Simulation:
    """Routers that forward one packet at a time, with a time to live. It shares no code with the walk."""

    network: Network
    down: str | None = None
    passed: list[str] = field(default_factory=list)
    behind: list[tuple[str, str]] = field(default_factory=list)

    def table(self, routes: Any, address: str) -> str | None:
        best, found = -1, None
        for route in routes:
            prefix = bits(str(route.destination))
            same = len(bits(address)) == len(bits(str(route.destination[0])))
            if same and bits(address).startswith(prefix) and len(prefix) > best:
                best, found = len(prefix), route.target
        return found

    def inside(self, blocks: Any, address: str) -> bool:
        return any(
            bits(address).startswith(bits(str(b)))
            for b in blocks
            if len(bits(str(b[0]))) == len(bits(address))
        )

    def forward(  # noqa: C901  # one plain loop on purpose: nothing of the source's shape
        self, at: tuple[str, str], source: str, target: str
    ) -> tuple[str, str, str]:
        """Where the packet ends (`vpc`, `remote`, `internet`, or `lost`), what it is, and its last source."""
        net = self.network
        for _ in range(60):
            what, id = at
            if what == "subnet":
                subnet = net.subnets[id]
                vpc = net.vpcs[subnet.vpc]
                routes = [*(Route(block, "local") for block in vpc.blocks), *subnet.routes]
                hop = self.table(routes, target)
                if hop == "local":
                    return "vpc", vpc.id, source
                if hop is None or hop == BLACKHOLE:
                    return "lost", id, source
                at = (f"gateway in {subnet.vpc} of {subnet.zone}", hop)
                continue
            if what.startswith("gateway"):
                _, _, vpc_id, _, zone = what.split(" ")
                gateway = net.gateways.get(id)
                self.passed.append(id)
                if gateway is None or (self.down and gateway.zone == self.down):
                    return "lost", id, source
                own = net.vpcs[vpc_id]
                if isinstance(gateway, InternetGateway):
                    nats = [net.gateways[nat] for nat, _ in self.behind[-1:]]
                    hidden = any(isinstance(nat, Nat) and nat.private for nat in nats)
                    good = target in (*PUBLIC, "2600::1", "a000::1") and not hidden
                    good = good and self.inside(net.vpcs[gateway.vpc].blocks, source)
                    return ("internet", id, source) if good else ("lost", id, source)
                if isinstance(gateway, EgressOnlyGateway):
                    good = ":" in target and self.inside(net.vpcs[gateway.vpc].blocks, source)
                    return ("internet", id, source) if good else ("lost", id, source)
                if isinstance(gateway, Nat):
                    if gateway.subnet is None:
                        return "lost", id, source
                    address = net.subnets[gateway.subnet].address(6 if ":" in target else 4)
                    if address is None:
                        return "lost", id, source
                    self.behind.append((id, source))
                    source, at = str(address), ("subnet", gateway.subnet)
                elif isinstance(gateway, Appliance):
                    at = ("subnet", gateway.subnet)
                elif isinstance(gateway, Peering):
                    if vpc_id not in gateway.vpcs:
                        return "lost", id, source
                    other = next(v for v in gateway.vpcs if v != vpc_id)
                    good = self.inside(own.blocks, source) and self.inside(net.vpcs[other].blocks, target)
                    return ("vpc", other, source) if good else ("lost", id, source)
                elif isinstance(gateway, TransitGateway):
                    at = (f"transit from {vpc_id} of {zone}", id)
                elif isinstance(gateway, PrivateConnection):
                    remote = net.remotes[gateway.remote]
                    good = gateway.vpc == vpc_id and self.inside(own.blocks, source)
                    good = good and self.inside(remote.blocks, target)
                    return ("remote", remote.id, source) if good else ("lost", id, source)
                else:
                    return "lost", id, source
                continue
            _, _, origin, _, zone = what.split(" ")
            transit = net.gateways[id]
            assert isinstance(transit, TransitGateway)
            if origin not in transit.attachments:
                return "lost", id, source
            zones = [net.subnets[s].zone for s in transit.attachments[origin]]
            if origin in net.vpcs and zone not in zones:
                return "lost", id, source
            hop = self.table(transit.routes.get(origin, ()), target)
            if hop in net.vpcs:
                doors = [net.subnets[s] for s in transit.attachments.get(hop, ())]
                doors = [door for door in doors if door.zone != self.down]
                same = [door for door in doors if door.zone == zone] or doors
                if not same:
                    return "lost", id, source
                at = ("subnet", same[0].id)
                continue
            beyond = net.gateways.get(hop or "")
            if isinstance(beyond, TransitGateway):
                self.passed.append(beyond.id)
                at = (f"transit from {id} of {zone or '-'}", beyond.id)
            elif isinstance(beyond, PrivateConnection):
                self.passed.append(beyond.id)
                remote = net.remotes[beyond.remote]
                good = self.inside(remote.blocks, target)
                return ("remote", remote.id, source) if good else ("lost", id, source)
            else:
                return "lost", id, source
        return "lost", "looped", source


def enter(network: Network, place: str, target: str, target_place: str) -> list[tuple[tuple[str, str], str]]:
    """The routers at which packets from outside come in, each with the gateway that lets them in."""
    found = []
    for gateway in network.gateways.values():
        vpc = network.subnets[target_place].vpc if target_place in network.subnets else ""
        if place == INTERNET and isinstance(gateway, InternetGateway) and gateway.vpc == vpc:
            found.append((("edge", gateway.id), gateway.id))
        if isinstance(gateway, PrivateConnection) and gateway.remote == place:
            found.append((("remote", gateway.id), gateway.id))
    return found


def sent(simulation: Simulation, at: tuple[str, str], source: str, target: str) -> tuple[str, str, str]:
    network = simulation.network
    if at[0] == "subnet":
        return simulation.forward(at, source, target)
    gateway = network.gateways[at[1]]
    if isinstance(gateway, PrivateConnection) and gateway.transit:
        return simulation.forward((f"transit from {gateway.id} of -", gateway.transit), source, target)
    vpc = getattr(gateway, "vpc", None)
    if isinstance(gateway, InternetGateway):
        hop = simulation.table(gateway.routes, target)
        if hop is not None:
            return simulation.forward((f"gateway in {vpc} of -", hop), source, target)
    if vpc in network.vpcs and simulation.inside(network.vpcs[vpc].blocks, target):
        return "vpc", vpc, source
    return "lost", at[1], source


def inspected(network: Network, passed: list[str]) -> set[str]:
    kept = {v for g in network.gateways.values() if isinstance(g, TransitGateway) for v in g.appliance_mode}
    found = set()
    for id in passed:
        gateway = network.gateways.get(id)
        if isinstance(gateway, Appliance):
            vpc = network.subnets[gateway.subnet].vpc
            found.add(vpc if vpc in kept else id)
    return found


def simulated(network: Network, source: str, target: str, address: str, down: str | None) -> bool:
    """Whether a packet arrives and its answer comes back."""
    six = ":" in address
    if source in network.subnets:
        own = network.subnets[source].address(6 if six else 4)
        starts = [(("subnet", source), "")]
    else:
        blocks = network.remotes[source].blocks if source != INTERNET else ()
        own = PUBLIC[0] if source == INTERNET and not six else "2600::1" if source == INTERNET else None
        own = own or next((b[min(1, b.num_addresses - 1)] for b in blocks if (b.version == 6) == six), None)
        starts = enter(network, source, address, target)
    if own is None:
        return False
    for start, by in starts:
        simulation = Simulation(network, down)
        what, where, last = sent(simulation, start, str(own), address)
        wanted = ("internet", None) if target == INTERNET else ("remote", target)
        wanted = ("vpc", network.subnets[target].vpc) if target in network.subnets else wanted
        if what != wanted[0] or (wanted[1] and where != wanted[1]):
            continue
        door = simulation.passed[-1] if simulation.passed else by
        back, reply, at = Simulation(network, down), last, target
        stack = list(simulation.behind)
        while True:
            if at in network.subnets:
                mine = network.subnets[at].address(6 if ":" in reply else 4)
                end = sent(back, ("subnet", at), str(mine or PUBLIC[0]), reply)
            else:
                kind = "remote" if isinstance(network.gateways[door], PrivateConnection) else "edge"
                end = sent(back, (kind, door), address, reply)
            if back.behind or end[0] == "lost":
                break
            if stack:
                nat, before = stack.pop()
                gateway = network.gateways[nat]
                assert isinstance(gateway, Nat)
                if end[:2] != ("vpc", gateway.vpc):
                    break
                at, reply = gateway.subnet or "", before
                continue
            home = ("vpc", network.subnets[source].vpc) if source in network.subnets else ("remote", source)
            arrived = end[0] == "internet" if source == INTERNET else end[:2] == home
            if arrived and inspected(network, simulation.passed) == inspected(network, back.passed):
                return True
            break
    return False


def a_network(seed: int) -> Network:  # noqa: C901  # each part is left out or wrong by chance
    """A random network: VPCs with blocks that may overlap, and tables that are often wrong."""
    dice = random.Random(seed)
    vpcs: dict[str, Vpc] = {}
    subnets: dict[str, Subnet] = {}
    gateways: dict[str, Any] = {}
    for number in range(dice.randint(1, 4)):
        second = number if dice.random() < 0.9 else 0
        blocks = [ip_network(f"10.{second}.0.0/16")]
        if dice.random() < 0.3:
            blocks.append(ip_network(f"100.{64 + number}.0.0/16"))
        if dice.random() < 0.4:
            blocks.append(
                ip_network(f"fd00:{number}::/56")
                if dice.random() < 0.1
                else ip_network(f"2001:db8:{number}::/56")
            )
        vpc = vpcs[f"v{number}"] = Vpc(f"v{number}", "r", tuple(blocks))
        for index in range(dice.randint(1, 4)):
            zone = dice.choice(ZONES)
            parts = [ip_network(f"10.{second}.{index}.0/24")]
            if len(blocks) > 1 and blocks[1].version == 4 and dice.random() < 0.4:
                parts = [ip_network(f"100.{64 + number}.{index}.0/24")]
            if blocks[-1].version == 6 and dice.random() < 0.7:
                parts.append(list(blocks[-1].subnets(new_prefix=64))[index])
            id = f"v{number}s{index}"
            subnets[id] = Subnet(id, vpc.id, zone, tuple(parts))
    ids = list(vpcs)
    for vpc_id in ids:
        own = [s for s in subnets.values() if s.vpc == vpc_id]
        if dice.random() < 0.6:
            gateways[f"igw-{vpc_id}"] = InternetGateway(f"igw-{vpc_id}", vpc_id)
        if dice.random() < 0.3:
            gateways[f"eigw-{vpc_id}"] = EgressOnlyGateway(f"eigw-{vpc_id}", vpc_id)
        if dice.random() < 0.6:
            home = dice.choice(own)
            nat = Nat(f"nat-{vpc_id}", vpc_id, home.id, home.zone, private=dice.random() < 0.3)
            gateways[nat.id] = nat
        for home in own:
            if dice.random() < 0.15:
                gateways[f"fw-{home.id}"] = Appliance(f"fw-{home.id}", home.id, home.zone)
    remotes = {"office": Remote("office", (ip_network("192.168.0.0/16"),))} if dice.random() < 0.5 else {}
    for number in range(dice.choice([0, 1, 1, 2]) if len(ids) > 1 else 0):
        a, b = dice.sample(ids, 2)
        gateways[f"peer{number}"] = Peering(f"peer{number}", (a, b))
    transits = [f"tgw{number}" for number in range(dice.choice([0, 1, 1, 2]))]
    for number, id in enumerate(transits):
        joined = [vpc for vpc in ids if dice.random() < 0.8]
        attached: dict[str, tuple[str, ...]] = {}
        for vpc in joined:
            own = [s for s in subnets.values() if s.vpc == vpc]
            by_zone = {s.zone: s.id for s in own if dice.random() < 0.9}
            attached[vpc] = tuple(by_zone.values())
        attached |= {other: () for other in transits if other != id and dice.random() < 0.8}
        if remotes and dice.random() < 0.5:
            vpn = PrivateConnection(f"vpn{number}", "office", transit=id)
            gateways[vpn.id] = vpn
            attached[vpn.id] = ()
        tables = {}
        for origin in attached:
            routes = [
                Route(block, vpc) for vpc in joined for block in vpcs[vpc].blocks if dice.random() < 0.8
            ]
            routes += [
                Route(ip_network("192.168.0.0/16"), a)
                for a in attached
                if a.startswith(("vpn", "tgw")) and dice.random() < 0.8
            ]
            routes += [
                Route(ip_network("10.0.0.0/8"), a)
                for a in attached
                if a.startswith("tgw") and dice.random() < 0.5
            ]
            if joined and dice.random() < 0.5:
                routes.append(Route(ip_network("0.0.0.0/0"), dice.choice(joined)))
            tables[origin] = tuple(routes)
        kept = frozenset(vpc for vpc in joined if dice.random() < 0.3)
        gateways[id] = TransitGateway(id, attached, tables, kept)
    if remotes and dice.random() < 0.5:
        gateways["vgw"] = PrivateConnection("vgw", "office", vpc=dice.choice(ids))
    if dice.random() < 0.1:
        gateways["lost"] = Unplaced("lost")
    for id, subnet in list(subnets.items()):
        subnets[id] = Subnet(
            id, subnet.vpc, subnet.zone, subnet.blocks, _routes(dice, subnet, vpcs, gateways)
        )
    for id, gateway in list(gateways.items()):
        firewalls = [f for f in gateways if f.startswith(f"fw-{getattr(gateway, 'vpc', '')}s")]
        if isinstance(gateway, InternetGateway) and firewalls and dice.random() < 0.3:
            block = vpcs[gateway.vpc].blocks[0]
            gateways[id] = InternetGateway(id, gateway.vpc, (Route(block, dice.choice(firewalls)),))
    return Network(vpcs, subnets, gateways, remotes)


def _routes(dice: random.Random, subnet: Subnet, vpcs: Any, gateways: Any) -> tuple[Route, ...]:
    usable = [
        id
        for id, g in gateways.items()
        if isinstance(g, (TransitGateway, Unplaced))
        or getattr(g, "vpc", None) == subnet.vpc
        or (isinstance(g, Peering) and subnet.vpc in g.vpcs)
        or (isinstance(g, Appliance) and id.startswith(f"fw-{subnet.vpc}s"))
    ]
    routes = []
    if not usable:
        return ()
    good = {
        "0.0.0.0/0": ("igw", "nat", "tgw", "fw"),
        "::/0": ("igw", "eigw"),
        "192.168.0.0/16": ("vgw", "tgw", "nat"),
    }
    for destination, kinds in good.items():
        fitting = [id for id in usable if id.startswith(kinds)]
        if fitting and dice.random() < 0.8:
            chosen = dice.choice(fitting if dice.random() < 0.9 else usable)
            halves = (
                ["0.0.0.0/1", "128.0.0.0/1"]
                if destination == "0.0.0.0/0" and dice.random() < 0.1
                else [destination]
            )
            routes += [Route(ip_network(half), chosen) for half in halves]
    for vpc in vpcs.values():
        fitting = [id for id in usable if id.startswith(("peer", "tgw", "fw", "nat"))]
        if vpc.id != subnet.vpc and fitting:
            routes += [Route(block, dice.choice(fitting)) for block in vpc.blocks if dice.random() < 0.6]
    if dice.random() < 0.1:
        routes.append(Route(ip_network("10.1.0.0/17"), BLACKHOLE))
    return tuple(routes)


@pytest.mark.parametrize("seed", range(10))
def test_a_simulation_of_routers_agrees(seed: int) -> None:
    carried = 0
    for number in range(seed * 50, seed * 50 + 50):
        network = a_network(number)
        places = [*network.subnets, *network.remotes, INTERNET]
        walker = Walker(network)
        down = [None, "a"] if number % 5 == 0 else [None]
        for zone in down:
            for source in places:
                for target in places:
                    if source == target:
                        continue
                    for version in (4, 6):
                        walked = walker._in_version(source, target, version, zone)
                        addresses = list(walker._addresses(target, version))
                        expected = bool(addresses) and all(
                            simulated(network, source, target, str(address), zone) for address in addresses
                        )
                        carried += expected
                        assert walked.carried == expected, (number, source, target, version, zone, walked)
    assert carried > 500


def test_every_refusal_is_met() -> None:
    """The random networks are wide enough: each reason occurs in some of them."""
    met = set()
    for number in range(150):
        network = a_network(number)
        places = [*network.subnets, *network.remotes, INTERNET]
        walker = Walker(network)
        for source in places:
            for target in places:
                refused = (
                    walker.walk(source, target, "a" if number % 3 == 0 else None).refused
                    if source != target
                    else None
                )
                met |= {refused.cause} if refused else set()
    assert set(Refusal) - met <= {
        Refusal.NO_SUBNET,
        Refusal.NO_INTERNET_GATEWAY,
        Refusal.NO_ATTACHMENT,
        Refusal.NO_ADDRESS,
    }
