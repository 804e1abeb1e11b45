"""Security groups: who may open a connection to whom, as the topology's paths have it.

A group's rules are one for each peer, protocol and port, in both directions. Facts: a group holds 60 rules
each way unless a quota was raised, and the list of CloudFront's addresses counts for 55 of them (Amazon VPC
User Guide, AWS-managed prefix lists); a rule's description takes ASCII only (API reference of EC2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from archgen.model.kinds import INTERNET, Copy
from archgen.model.kinds.category import TRANSLATING, Category
from archgen.render.outputs.terraform.names import label
from archgen.render.outputs.terraform.parts import IN_MODULES, Part, Place, Stack, remembered
from archgen.render.outputs.terraform.tables import Entry, Table
from archgen.render.quoting import Hcl, hcl, refer
from archgen.topology.routes.paths import Path, all_paths, is_known_by_blocks
from archgen.topology.routes.paths import path as way
from archgen.topology.routes.platform_egress import PORT, platform_egress

PLATFORM = "its platform (images, Systems Manager, logs)"
ORIGIN_FACING = "com.amazonaws.global.cloudfront.origin-facing"
"""The list of the addresses from which CloudFront calls origins."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a group. `peer` is the argument that names the other side; no ports means any."""

    group: str
    direction: str
    peer: Hcl
    protocol: str
    ports: tuple[int, int] | None
    label: str
    description: str

    @property
    def key(self) -> tuple[object, ...]:
        """What AWS tells rules apart by: it refuses a second one."""
        return self.group, self.direction, self.peer, self.protocol, self.ports

    @property
    def plain_web(self) -> bool:
        """Whether it lets the internet in on 80."""
        return self.direction == "ingress" and INTERNET in self.peer and self.ports == (80, 80)

    @property
    def list(self) -> str | None:
        """The name of the list of addresses that is the other side."""
        return self.peer.split('"')[1] if self.peer.startswith("prefix_list_id") else None

    @property
    def address(self) -> Hcl:
        """Its address in Terraform."""
        return refer(self.type, self.label)

    @property
    def type(self) -> str:
        """The type of its resource."""
        return f"aws_vpc_security_group_{self.direction}_rule"


@dataclass(frozen=True, slots=True)
class Group:
    """A security group, with all that it lets in and out."""

    id: str
    named: str
    label: str
    name: str
    comment: Hcl
    rules: tuple[Rule, ...]
    resource: str
    """The type of what has it."""
    vpc: Place
    """The VPC that it is in."""
    in_module: bool
    """Whether what has it is in a module."""

    @property
    def unseen(self) -> bool:
        """Whether checkov does not look at what has it, or not always, as in a module."""
        return self.in_module or self.resource in ("aws_db_proxy", "aws_msk_serverless_cluster")


@remembered
def groups(stack: Stack, place: Place) -> tuple[Group, ...]:
    """The security groups of a region, in the order of its components."""
    rules: dict[str, list[Rule]] = {}
    for rule in _merged(stack, [*_connections(stack, place), *_platform(stack, place)]):
        rules.setdefault(rule.group, []).append(rule)
    return tuple(
        Group(
            part.id,
            part.named,
            part.group,
            part.name(200),
            part.comment,
            tuple(rules.get(part.group, ())),
            part.model.resource_type or "",
            part.place,
            part.model.category in IN_MODULES,
        )
        for part in stack.parts
        if part.group and part.place == place
    )


def _merged(stack: Stack, rules: list[Rule]) -> list[Rule]:
    """Each rule once, with all its reasons, under a label of its own."""
    found: dict[tuple[object, ...], Rule] = {}
    for rule in rules:
        known = found.get(rule.key)
        if known is None:
            found[rule.key] = rule
        elif rule.description not in known.description:
            found[rule.key] = replace(known, description=f"{known.description}; {rule.description}"[:255])
    return [replace(rule, label=_own_label(stack, rule)) for rule in found.values()]


def _own_label(stack: Stack, rule: Rule) -> str:
    prefix = f"{rule.direction} "
    return stack.labels.claimed(prefix + rule.label, *map(str, rule.key)).removeprefix(prefix)


def _connections(stack: Stack, place: Place) -> Iterator[Rule]:
    for path in (*all_paths(stack.topology), *_to_near_replicas(stack)):
        if path.broken is None:
            yield from _into(stack, place, path)
            yield from _out_of(stack, place, path)


def _to_near_replicas(stack: Stack) -> Iterator[Path]:
    """The ways to a database's replicas of the caller's region, where its writer is in another one.

    A replica is read there, and takes over there when it is promoted.
    """
    topology = stack.topology
    for path in all_paths(topology):
        source, target = topology.copies[path.source], topology.copies.get(path.target)
        if target is None or source.region is None or source.region == target.region:
            continue
        if topology.components[target.component].is_database:
            for replica in topology.copies_of(target.component, source.region):
                yield way(topology, path.connection, source, replica)


def _into(stack: Stack, place: Place, path: Path) -> Iterator[Rule]:
    target = stack.topology.copies.get(path.target)
    if target is None or target.region != place.name or target.row is None:
        return
    part = stack.part_of(target)
    if part is None or part.group is None or part.place != place or _is_called_by_api(part):
        return
    source = stack.topology.copies[path.source]
    for peer in _callers(stack, path, source, target):
        yield from _rules(stack, part.group, "ingress", peer, path, source.component)


def _is_called_by_api(part: Part) -> bool:
    """Whether nobody connects to its network interfaces: functions are called over the API of Lambda."""
    return part.model.called_by_api


def _callers(stack: Stack, path: Path, source: Copy, target: Copy) -> Iterator[Hcl]:
    """The arguments that say where connections from a copy come from."""
    caller = stack.part_of(source)
    if caller is not None and caller.group and is_known_by_blocks(stack.topology, path):
        yield from _addresses(stack, path, source, target)
    elif caller is not None and caller.group:
        yield _group(caller.group)
    elif stack.topology.components[source.component].category is Category.DISTRIBUTION:
        place = next(p for p in stack.places if (p.name, p.account) == _home(stack, target))
        yield _list(place, ORIGIN_FACING)
    elif (
        stack.topology.components[source.component].category is not Category.CUSTOM
    ):  # nobody knows a custom one's addresses
        yield from _blocks(stack, source.component, target)


def _home(stack: Stack, copy: Copy) -> tuple[str | None, str | None]:
    return copy.region, stack.account_of(copy)


def _addresses(stack: Stack, path: Path, source: Copy, target: Copy) -> Iterator[Hcl]:
    """The blocks from which a copy in another VPC is seen: its subnets', or those of the NAT on the way.

    What is reached over its public addresses, or an endpoint service, is seen from elsewhere.
    """
    stops = [stack.topology.copies[stop] for stop in path.stops[1:-1]]
    passed = [stack.topology.components[stop.component].category for stop in stops]
    if Category.ENDPOINT in passed or stack.topology.scheme(target.component) == "internet-facing":
        return
    translated = [s for s, category in zip(stops, passed, strict=True) if category in TRANSLATING]
    seen = translated[-1] if translated else source
    for zone in seen.zones:
        subnet = stack.topology.subnets[f"{seen.row}@{zone}"]
        yield Hcl(f'cidr_ipv4 = "{subnet.cidr}"')


def _blocks(stack: Stack, component: str, inside: Copy) -> Iterator[Hcl]:
    """The address blocks of something outside: those that it says, else the internet.

    What is in subnets with IPv6 speaks it with the internet too.
    """
    outside = stack.topology.components.get(component)
    known = tuple(str(cidr.network) for cidr in (outside.written_blocks if outside else ()))
    for block in known or (INTERNET,):
        yield _block(block)
    if not known and _has_ipv6(stack, inside):
        yield Hcl('cidr_ipv6 = "::/0"')


def _has_ipv6(stack: Stack, inside: Copy) -> bool:
    return inside.row is not None and stack.topology.rows[inside.row].ipv6


def _out_of(stack: Stack, place: Place, path: Path) -> Iterator[Rule]:
    source = stack.topology.copies[path.source]
    if source.region != place.name:
        return
    part = stack.part_of(source)
    if part is None or part.group is None or part.place != place:
        return
    end = path.connection.target
    target = "internet" if end == INTERNET else end
    endpoint = _endpoint(stack, path)
    if endpoint is not None:
        peer = endpoint_peer(endpoint)
        yield from _rules(stack, part.group, "egress", peer, path, target)
        if endpoint.group:
            caller = _group(part.group)
            yield from _rules(stack, endpoint.group, "ingress", caller, path, part.id)
        return
    called = stack.topology.copies.get(path.target)
    other = stack.part_of(called)
    if other is not None and other.group and called is not None and is_known_by_blocks(stack.topology, path):
        if stack.topology.scheme(called.component) != "internet-facing":
            for block in _of_subnets(stack, called):
                yield from _rules(stack, part.group, "egress", block, path, target)
            return
    elif other is not None and other.group and called is not None:
        peer = _group(other.group)
        yield from _rules(stack, part.group, "egress", peer, path, target)
        return
    for peer in _blocks(stack, end, source):
        yield from _rules(stack, part.group, "egress", peer, path, target)


def _endpoint(stack: Stack, path: Path) -> Part | None:
    """The endpoint that a path takes on its way."""
    for stop in path.stops[1:-1]:
        copy = stack.topology.copies[stop]
        if stack.topology.components[copy.component].category is Category.ENDPOINT:
            return stack.part_of(copy)
    return None


def _of_subnets(stack: Stack, copy: Copy) -> Iterator[Hcl]:
    """The blocks of the subnets that a copy is in."""
    for zone in copy.zones:
        yield Hcl(f'cidr_ipv4 = "{stack.topology.subnets[f"{copy.row}@{zone}"].cidr}"')


def endpoint_peer(endpoint: Part) -> Hcl:
    """The argument that names an endpoint as the other side."""
    if endpoint.group:
        return _group(endpoint.group)
    return _list(endpoint.place, f"com.amazonaws.{endpoint.place.name}.{endpoint.model.called_service}")


def _list(place: Place, name: str) -> Hcl:
    """A list of addresses that AWS keeps (Amazon VPC User Guide, AWS-managed prefix lists)."""
    return Hcl(f"prefix_list_id = data.aws_ec2_managed_prefix_list.{place.main}[{hcl(name)}].id")


def _group(label: str) -> Hcl:
    return Hcl(f"referenced_security_group_id = aws_security_group.{label}.id")


def _block(cidr: str) -> Hcl:
    return Hcl(f"cidr_ipv4 = {hcl(cidr)}")


def _rules(stack: Stack, group: str, direction: str, peer: Hcl, path: Path, other: str) -> Iterator[Rule]:
    connection = path.connection
    target = "internet" if connection.target == INTERNET else connection.target
    description = f"{connection.source} -> {target}"
    word = "from" if direction == "ingress" else "to"
    if connection.protocol == "all":
        name = label(group, word, other, "all")
        yield Rule(group, direction, peer, "-1", None, name, description)
        return
    protocol = "udp" if connection.protocol == "udp" else "tcp"
    spans = [(port, port) for port in stack.ports(connection)] or [(0, 65535)]
    for first, last in spans:
        number = str(first) if first == last else "any"
        tail = (number, protocol) if protocol == "udp" else (number,)
        block = (peer.split('"')[1],) if peer.startswith("cidr_ipv4") and INTERNET not in peer else ()
        if peer.startswith("cidr_ipv6"):
            block = ("ipv6",)
        name = label(group, word, other, *map(_plain, block), *tail)
        yield Rule(group, direction, peer, protocol, (first, last), name, description)
        if (
            protocol == "udp"
            and stack.topology.components[connection.source].category is Category.NETWORK_BALANCER
        ):
            # A Network Load Balancer asks over TCP whether a target of UDP is well.
            checked = label(group, word, other, *map(_plain, block), number, "health")
            yield Rule(group, direction, peer, "tcp", (first, last), checked, f"{description}: health check")


def _plain(block: str) -> str:
    return block.replace(".", "-").replace("/", "-")


def _platform(stack: Stack, place: Place) -> Iterator[Rule]:
    """What instances and tasks need for themselves: their image, Systems Manager, logs."""
    for egress in platform_egress(stack.topology):
        part = stack.part_of(stack.topology.copies[egress.source])
        if part is None or part.group is None or part.place != place:
            continue
        if egress.leaves:
            yield _platform_rule(stack, part.group, "egress", _block(INTERNET), part.id, "internet")
            if _has_ipv6(stack, stack.topology.copies[egress.source]):
                six = Hcl('cidr_ipv6 = "::/0"')
                yield _platform_rule(stack, part.group, "egress", six, part.id, "internet-ipv6")
        for id in egress.endpoints:
            endpoint = stack.part_of(stack.topology.copies[id])
            if endpoint is None:
                continue
            peer = endpoint_peer(endpoint)
            yield _platform_rule(stack, part.group, "egress", peer, part.id, endpoint.id)
            if endpoint.group:
                caller = _group(part.group)
                yield _platform_rule(stack, endpoint.group, "ingress", caller, part.id, part.id)


def _platform_rule(stack: Stack, group: str, direction: str, peer: Hcl, source: str, other: str) -> Rule:
    word = "from" if direction == "ingress" else "to"
    name = label(group, word, other, str(PORT))
    return Rule(group, direction, peer, "tcp", (PORT, PORT), name, f"{source} -> {PLATFORM}")


def rule_addresses(stack: Stack, part: Part) -> tuple[Hcl, ...]:
    """The rules of a part's own group, and the endpoints in them, which it waits for before it starts."""
    mine = _by_label(stack, part.place).get(part.group or "")
    entries = {e.label: t for made in tables(stack, part.place) for t in made.rules for e in t.entries}
    own = mine.rules if mine else ()
    endpoints = _endpoints(stack, part.place, {rule.list for rule in own if rule.list})
    return tuple(dict.fromkeys([*(_waited(rule, entries) for rule in own), *endpoints]))


def _waited(rule: Rule, entries: Mapping[str, Table]) -> Hcl:
    """What has a rule: it, or the resource that it is an entry of."""
    table = entries.get(rule.label)
    return table.address if table and table.type == rule.type else rule.address


@remembered
def _by_label(stack: Stack, place: Place) -> dict[str, Group]:
    return {group.label: group for group in groups(stack, place)}


@dataclass(frozen=True, slots=True)
class Groups:
    """The security groups of a VPC, and their rules, each an entry of its resource.

    `others` are the rules whose peer is a group of another VPC.
    """

    vpc: Place
    groups: Table
    rules: tuple[Table, ...]
    others: tuple[Rule, ...]
    unseen: bool
    lists: tuple[str, ...]
    """The lists of addresses that rules name."""
    endpoints: tuple[Hcl, ...]
    """The endpoints that the lists are of."""
    web: frozenset[str]
    """The labels of the rules that let the internet in on 80."""
    on_80: frozenset[str]
    """The labels of the rules that let somebody in on 80."""

    def plain_web(self, table: Table) -> bool:
        """Whether one of a table's rules lets the internet in on 80."""
        return table.type.endswith("ingress_rule") and any(e.label in self.web for e in table.entries)

    def takes_80(self, table: Table) -> bool:
        """Whether one of a table's rules lets somebody in on 80."""
        return table.type.endswith("ingress_rule") and any(e.label in self.on_80 for e in table.entries)

    @property
    def addresses(self) -> tuple[Hcl, ...]:
        """The resources that have the rules, and the endpoints in them."""
        rules = (*(table.address for table in self.rules), *(rule.address for rule in self.others))
        return (*rules, *self.endpoints)

    @property
    def admitted(self) -> tuple[Hcl, ...]:
        """The rules that let somebody in, as lists."""
        alone = tuple(rule.address for rule in self.others if rule.direction == "ingress")
        entries = (t.address for t in self.rules if t.type == "aws_vpc_security_group_ingress_rule")
        listed = (Hcl(f"values({address})") for address in entries)
        return (*listed, *([Hcl(f"[{', '.join(alone)}]")] if alone else []))


@remembered
def tables(stack: Stack, place: Place) -> tuple[Groups, ...]:
    """The security groups of a region, VPC by VPC."""
    found: dict[str, list[Group]] = {}
    for group in groups(stack, place):
        found.setdefault(group.vpc.vpc_label, []).append(group)
    return tuple(_tables(stack, members) for members in found.values())


def _tables(stack: Stack, members: list[Group]) -> Groups:
    vpc = members[0].vpc
    here = {group.label for group in members}
    every = [rule for group in members for rule in group.rules]
    kept = [rule for rule in every if _is_entry(rule, here)]
    others = tuple(rule for rule in every if rule not in kept)
    made = (_rule_table(vpc, kept, direction) for direction in ("ingress", "egress"))
    group_table = Table("aws_security_group", vpc.vpc_label, tuple(map(_group_entry, members)))
    rules = tuple(table for table in made if table.entries)
    web = frozenset(rule.label for rule in kept if rule.plain_web)
    on_80 = frozenset(rule.label for rule in kept if rule.ports and rule.ports[0] <= 80 <= rule.ports[1])
    unseen = any(group.unseen for group in members)
    lists = tuple(sorted({rule.list for rule in kept if rule.list}))
    return Groups(vpc, group_table, rules, others, unseen, lists, _endpoints(stack, vpc, lists), web, on_80)


def _endpoints(stack: Stack, vpc: Place, lists: Collection[str]) -> tuple[Hcl, ...]:
    """The gateway endpoints of a VPC whose addresses are in lists: what starts needs them at once."""
    return tuple(
        part.address
        for part in stack.parts
        if part.model.category is Category.ENDPOINT
        and part.group is None
        and part.place.vpc_label == vpc.vpc_label
        and f"com.amazonaws.{vpc.name}.{part.model.called_service}" in lists
    )


def _group_entry(group: Group) -> Entry:
    arguments = {"name": hcl(group.name), "description": hcl(group.named), "component": hcl(group.id)}
    return Entry(group.label, _key(group.vpc, group.label), arguments)


def _is_entry(rule: Rule, here: set[str]) -> bool:
    """Whether its peer is a block, a list of addresses, or a group of the same VPC."""
    argument, _, value = rule.peer.partition(" = ")
    return argument.startswith(("cidr_", "prefix_list")) or (
        argument == _REFERENCED and value.split(".")[1] in here
    )


def _rule_table(vpc: Place, rules: list[Rule], direction: str) -> Table:
    mine = [rule for rule in rules if rule.direction == direction]
    single = all(rule.ports and rule.ports[0] == rule.ports[1] for rule in mine)
    entries = (Entry(rule.label, _rule_key(vpc, rule), _arguments(vpc, rule, single)) for rule in mine)
    return Table(f"aws_vpc_security_group_{direction}_rule", vpc.vpc_label, tuple(entries))


def _arguments(vpc: Place, rule: Rule, single: bool) -> dict[str, Hcl]:
    """A rule's arguments: one port where all rules have one, else the first and the last."""
    argument, _, value = rule.peer.partition(" = ")
    if argument == _REFERENCED:
        peer = {"peer": hcl(_key(vpc, value.split(".")[1]))}
    else:
        peer = {"list": hcl(rule.list)} if rule.list else {argument: Hcl(value)}
    first, last = rule.ports or (None, None)
    both = {"from_port": hcl(first), "to_port": hcl(last)} if rule.ports else {}
    return {
        "group": hcl(_key(vpc, rule.group)),
        **peer,
        **({"protocol": hcl(rule.protocol)} if rule.protocol != "tcp" else {}),
        **({"port": hcl(first)} if single else both),
        "description": hcl(rule.description),
    }


def _key(vpc: Place, name: str) -> str:
    """A group's key: its label without its region; no two labels have one key, as ids have no underscores."""
    return name.removesuffix(vpc.suffix).replace("_", "-")


def _rule_key(vpc: Place, rule: Rule) -> str:
    """A rule's key: its label, which begins with its group's."""
    return f"{_key(vpc, rule.group)}{rule.label.removeprefix(rule.group)}".replace("_", "-")


_REFERENCED = "referenced_security_group_id"
