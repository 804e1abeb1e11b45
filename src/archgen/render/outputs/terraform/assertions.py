"""What `terraform test` asserts of a plan: that it has the topology of the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archgen.model.kinds import Compute, Scope, Tier
from archgen.model.kinds.category import Category
from archgen.render.outputs.terraform.parts import Part, Place, Stack
from archgen.render.outputs.terraform.resources import data
from archgen.render.outputs.terraform.resources.network import RowOf, rows
from archgen.render.outputs.terraform.resources.running import public_address
from archgen.render.outputs.terraform.resources.traffic import Group, groups, tables
from archgen.render.quoting import Hcl, hcl


@dataclass(frozen=True, slots=True)
class Check:
    """One assertion: a condition, and what is wrong when it does not hold."""

    condition: str
    message: str

    @property
    def expression(self) -> Hcl:
        """Its condition: what the model says in it was quoted where it was put in."""
        return Hcl(self.condition)


SAMPLES = {
    "certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000",
    "domain_name": "given.example.com",
}
"""Values for what the model cannot know, by how the variables' names end."""


def facts(stack: Stack, asked: Mapping[str, str]) -> dict[str, object]:
    """What the template of the test reads."""
    places = [place for place in stack.places if not place.light]
    checks = [check for place in places for ask in (_network, _traffic) for check in ask(stack, place)]
    return {
        "given": _given(stack, asked),
        "ids": {Hcl(address): id for place in places for address, id in _ids(stack, place)},
        "checks": [*checks, *_data(stack)],
    }


def _given(stack: Stack, asked: Mapping[str, str]) -> dict[str, str]:
    given = {
        name: hcl(next((value for end, value in SAMPLES.items() if name.endswith(end)), "given"))
        for name in asked
    }
    unmade = {
        f"{part.label}_password_version": "0" for part in stack.parts if data.makes_password(stack, part)
    }
    return dict(sorted({**given, **unmade}.items()))


def _ids(stack: Stack, place: Place) -> Iterator[tuple[str, str]]:
    """Ids for what the assertions compare: a plan knows none."""
    for row in rows(stack, place):
        for zone in row.blocks:
            yield f'aws_subnet.{row.label}["{zone}"]', f"subnet-{row.label}-{zone}"
            if row.table_per_zone:
                yield f'aws_route_table.{row.label}["{zone}"]', f"rtb-{row.label}-{zone}"
        if not row.table_per_zone:
            yield f"aws_route_table.{row.label}", f"rtb-{row.label}"
    for part in stack.parts:
        if part.place != place:
            continue
        if part.model.category is Category.NAT_GATEWAY:
            zones = part.zone_names if part.model.actual_scope is not Scope.VPC else ()
            yield from ((f'aws_nat_gateway.{part.label}["{zone}"]', f"nat-{zone}") for zone in zones)
            if not zones:
                yield f"aws_nat_gateway.{part.label}", f"nat-{part.label}"
        if part.model.category is Category.INTERNET_GATEWAY:
            yield f"aws_internet_gateway.{part.label}", f"igw-{part.label}"
        if part.group:
            yield f"aws_security_group.{part.group}", f"sg-{part.group}"


def _network(stack: Stack, place: Place) -> Iterator[Check]:
    every = rows(stack, place)
    routes = [_routes(row) for row in every if row.gateway or row.routes]
    for row in every:
        yield Check(
            f"{{ for zone, subnet in aws_subnet.{row.label} : zone => subnet.cidr_block }} == "
            f"{{ {', '.join(f'{zone} = {hcl(block)}' for zone, block in row.blocks.items())} }}",
            f"{row.id} must have one subnet in each zone{place.where}, with the blocks of the architecture.",
        )
        yield Check(
            f"alltrue([for zone, subnet in aws_subnet.{row.label} : subnet.availability_zone == zone])",
            f"The subnets of {row.id} must be in the zones that they are named by.",
        )
        if row.access == "public" and row.gateway:
            yield Check(
                f"aws_route.{row.label}.gateway_id == {row.gateway}.id",
                f"{row.id} is public: its default route must be the internet gateway.",
            )
        if row.access == "isolated":
            yield Check(
                f"!contains(flatten([{', '.join(routes)}]), aws_route_table.{row.label}.id)",
                f"{row.id} is isolated: it must have no default route.",
            )
        if row.own_nat:
            yield from _own_nat(row)


def _routes(row: RowOf) -> str:
    """The route tables that a row's default routes are in."""
    if row.table_per_zone:
        return f"[for route in aws_route.{row.label} : route.route_table_id]"
    return f"aws_route.{row.label}.route_table_id"


def _own_nat(row: RowOf) -> Iterator[Check]:
    nat = row.own_nat
    yield Check(
        f"alltrue([for zone, route in aws_route.{row.label} : route.nat_gateway_id == {nat}[zone].id])",
        f"{row.id} is private: each subnet must use the NAT gateway of its own zone.",
    )
    if any("[" in address for address in row.routes.values()):
        yield Check(
            f'alltrue([for zone, gateway in {nat} : endswith(gateway.subnet_id, "-${{zone}}")])',
            "Each NAT gateway must be in the zone that it serves.",
        )


def _traffic(stack: Stack, place: Place) -> Iterator[Check]:
    lists = [rules for made in tables(stack, place) for rules in made.admitted]
    every = f"concat({', '.join(lists)})" if len(lists) > 1 else next(iter(lists), "[]")
    for group in groups(stack, place):
        yield _admits(group, every)
    for part in stack.parts:
        if part.place != place:
            continue
        if part.model.is_load_balancer:
            internal = stack.topology.scheme(part.id) == "internal"
            where = "inside the VPC" if internal else "open to the internet"
            yield Check(f"aws_lb.{part.label}.internal == {hcl(internal)}", f"{part.id} must be {where}.")
        if part.model.category is Category.AUTO_SCALING:
            yield from _group(stack, part)


def _admits(group: Group, rules: str) -> Check:
    """Who a security group lets in, and on which ports."""
    wanted = sorted(f"{rule.peer.split(' = ')[1]}" for rule in group.rules if rule.direction == "ingress")
    sources = sorted(dict.fromkeys(wanted))
    mine = f"rule.security_group_id == aws_security_group.{group.label}.id"
    if not sources:
        return Check(
            f"length([for rule in {rules} : rule if {mine}]) == 0",
            f"Nothing may connect to {group.id}.",
        )
    source = "coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)"
    return Check(
        f"alltrue([for rule in {rules} : contains([{', '.join(sources)}], {source}) if {mine}])",
        f"{group.id} must admit only what the architecture connects to it.",
    )


def _group(stack: Stack, part: Part) -> Iterator[Check]:
    model = part.model
    assert isinstance(model, Compute)
    yield Check(
        f"length(module.{part.label}.subnet_ids) == {len(part.zone_names)}",
        f"{part.id} must be in {' and '.join(part.zone_names)}.",
    )
    if model.in_tier is Tier.BACKEND or not public_address(stack, part):
        yield Check(f"!module.{part.label}.public_addresses", f"{part.id} must have no public address.")


def _data(stack: Stack) -> Iterator[Check]:
    for part in stack.parts:
        category = part.model.category
        if category is Category.DATABASE:
            yield from _rds(stack, part)
        if category is Category.DATABASE_CLUSTER:
            zones = sorted({copy.zone or "" for copy in part.copies})
            found = (
                f"toset([for instance in aws_rds_cluster_instance.{part.label} : instance.availability_zone])"
            )
            yield Check(f"{found} == toset({hcl(zones)})", f"{part.id} must be in {' and '.join(zones)}.")
        if category is Category.TABLE and stack.home_of(part) == part:
            wanted = hcl(part.model.is_restorable)
            recovery = f"aws_dynamodb_table.{part.label}.point_in_time_recovery[0].enabled"
            yield Check(f"{recovery} == {wanted}", f"{part.id} must be restorable as the architecture says.")


def _rds(stack: Stack, part: Part) -> Iterator[Check]:
    known = data.database_facts(stack, part)
    if part.model.resource_type == data.CLUSTER_TYPE:
        made = f"aws_rds_cluster.{part.label}.db_cluster_instance_class != null"
        yield Check(made, f"{part.id} must be a Multi-AZ DB cluster, with two readable standbys.")
        return
    database = f"aws_db_instance.{part.label}"
    yield Check(f"!{database}.publicly_accessible", f"{part.id} must have no public address.")
    if known.primary is None:
        return
    if part.model.value_of("multi_az"):
        yield Check(f"{database}.multi_az", f"{part.id} must have a standby in another zone.")
    if known.replicas:
        replicas = f"aws_db_instance.{data.replica_label(stack, part)}"
        zones = ", ".join(f"{role} = {hcl(zone)}" for role, zone in known.replicas.items())
        yield Check(
            f"{{ for role, replica in {replicas} : role => replica.availability_zone }} == {{ {zones} }}",
            f"The replicas of {part.id} must be in the zones of the architecture.",
        )
