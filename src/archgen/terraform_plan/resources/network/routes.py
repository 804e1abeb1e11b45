"""The subnets of a plan, with what the default route of each leads to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archgen.lint.coverage import Cause, Gap
from archgen.terraform_plan.resources.naming import component_id, named_row, region_of, row_id
from archgen.terraform_plan.resources.network.route_tables import RouteTables, has_ipv6
from archgen.terraform_plan.resources.observed import SeenSubnet
from archgen.terraform_plan.source.plan import Plan, Resource

SUBNETS = ("aws_subnet", "aws_default_subnet")


def subnets(plan: Plan, unplaced: dict[str, Gap]) -> tuple[SeenSubnet, ...]:
    """All subnets with their default routes; those whose zone the plan does not know are not placed."""
    tables = RouteTables(plan)
    crowded = _crowded(plan)
    named = _told_by_names(plan, crowded)
    found: list[SeenSubnet] = []
    for resource in plan.of_type(*SUBNETS):
        zone, region = _zone(plan, resource)
        if zone is None or region is None:
            unplaced[resource.address] = _no_zone(resource)
            continue
        cidr = resource.get("cidr_block") or ""
        adopted = _default_vpc(plan, resource, region)
        if not cidr and not resource.get("ipv6_native") and adopted is None:
            unplaced[resource.address] = Gap(Cause.PLACE_AFTER_APPLY, "cidr_block")
            continue
        vpcs = (
            (adopted,) if adopted else plan.linked(resource, "vpc_id", types=("aws_vpc", "aws_default_vpc"))
        )
        vpc = vpcs[0].address if vpcs else None
        row = row_id(resource, _label(resource) in crowded, _label(resource) in named)
        row = "default" if adopted and not resource.tag("Row") else row  # they are all alike
        six = has_ipv6(resource)
        seen = SeenSubnet(resource.address, row, region, zone, str(cidr), network=vpc, ipv6=six)
        route = tables.of_default_vpc(adopted, resource) if adopted else tables.default_of(resource)
        if route is None:
            found.append(replace(seen, known=False))
        else:
            every = tables.of(resource)
            found.append(replace(seen, leads=route.target, way=route.way, route=route.address, routes=every))
    return tuple(_told_apart(_apart_by_network(_joined(found), plan)))


def _default_vpc(plan: Plan, subnet: Resource, region: str) -> Resource | None:
    """The default VPC that a default subnet is in, where the plan adopts it too."""
    vpcs = plan.of_type("aws_default_vpc") if subnet.type == "aws_default_subnet" else ()
    return next((vpc for vpc in vpcs if (plan.region_of(vpc) or region) == region), None)


def _apart_by_network(found: list[SeenSubnet], plan: Plan) -> list[SeenSubnet]:
    """Rows of the same name in several VPCs of a region are named after their VPCs."""
    homes: dict[tuple[str, str], set[str | None]] = {}
    for seen in found:
        homes.setdefault((seen.region, seen.row), set()).add(seen.network)
    ids = {vpc.address: component_id(vpc) for vpc in plan.of_type("aws_vpc", "aws_default_vpc")}
    return [
        replace(seen, row=f"{ids[seen.network]}-{seen.row}"[:40])
        if len(homes[seen.region, seen.row]) > 1 and seen.network in ids
        else seen
        for seen in found
    ]


def _no_zone(resource: Resource) -> Gap:
    zone = resource.get("availability_zone")
    return Gap(Cause.LOCAL_ZONE, str(zone)) if zone else Gap(Cause.PLACE_AFTER_APPLY, "availability_zone")


def _zone(plan: Plan, resource: Resource) -> tuple[str | None, str | None]:
    """The zone and the region of a subnet: by the zone's name, or by its id within the region.

    A zone's id is the same place for everybody, its letter is not: `use1-az1` is not always `us-east-1a`. The
    letter that is made of it here only tells the zones of one plan apart.
    """
    zone = resource.get("availability_zone")
    if isinstance(zone, str) and zone:
        region = region_of(zone)
        return (zone, region) if region else (None, None)
    number = str(resource.get("availability_zone_id") or "").rpartition("-az")[2]
    region = str(resource.get("region") or "") or plan.region_of(resource) or plan.regions.get("aws")
    if number.isdigit() and region and 0 < int(number) <= _LETTERS:
        return f"{region}{chr(ord('a') + int(number) - 1)}", region
    return None, None


_LETTERS = 26


def _crowded(plan: Plan) -> set[str]:
    """The labels of resources that have more than one subnet in a zone."""
    counted = Counter((_label(r), r.get("availability_zone")) for r in plan.of_type(*SUBNETS))
    return {label for (label, _), count in counted.items() if count > 1}


def _told_by_names(plan: Plan, crowded: set[str]) -> set[str]:
    """The labels of numbered subnets whose names say of which row they are, each once in a zone."""
    found: dict[str, list[Resource]] = {}
    for resource in plan.of_type(*SUBNETS):
        if _label(resource) in crowded and str(resource.index).isdigit():
            found.setdefault(_label(resource), []).append(resource)
    return {label for label, subnets in found.items() if _is_told(subnets)}


def _is_told(subnets: Sequence[Resource]) -> bool:
    rows = [(named_row(subnet), subnet.get("availability_zone")) for subnet in subnets]
    return all(row for row, _ in rows) and len({row for row, _ in rows}) > 1 and len(set(rows)) == len(rows)


def _label(resource: Resource) -> str:
    return f"{resource.module}.{resource.name}"


_ZONE_WORD = re.compile(
    r"(?:az|zone)?-?(?:[a-f]|[1-6][a-f]?|one|two|three|four|first|second|third)|az[a-f1-6]|[a-z]{2,4}[1-9][a-f]"
)


def _joined(found: list[SeenSubnet]) -> list[SeenSubnet]:
    """Subnets that only a word for their zone tells apart are one row: `public_az1_subnet` and `_az2_`."""
    rows: dict[str, list[SeenSubnet]] = {}
    for seen in found:
        rows.setdefault(seen.row, []).append(seen)
    single = [row for row, same in rows.items() if len(same) == 1]
    alike: dict[tuple[str, str | None, str], list[SeenSubnet]] = {}
    for row in single:
        seen = rows[row][0]
        for stem in _stems(row):
            alike.setdefault((stem, seen.network, seen.access), []).append(seen)
    named: dict[str, str] = {}
    for (stem, _, _), same in sorted(alike.items(), key=lambda item: -len(item[1])):
        free = [seen for seen in same if seen.address not in named]
        if len(free) > 1 and len({seen.zone for seen in free}) == len(free) and stem not in rows:
            named |= dict.fromkeys((seen.address for seen in free), stem)
    return [replace(seen, row=named.get(seen.address, seen.row)) for seen in found]


def _stems(row: str) -> Iterator[str]:
    """A row's id without one of the words that may name a zone."""
    words = row.split("-")
    for at, word in enumerate(words):
        rest = [w for n, w in enumerate(words) if n != at]
        if len(words) > 1 and _ZONE_WORD.fullmatch(word):
            yield "-".join(rest)
        elif (bare := re.sub(r"(?<=[a-z]{2})(?:az)?[1-6a-f]$", "", word)) != word and bare[-1:].isalpha():
            yield "-".join([*words[:at], bare, *words[at + 1 :]])


def _told_apart(found: list[SeenSubnet]) -> list[SeenSubnet]:
    """A row has one subnet per zone: a second one in a zone begins a row of its own.

    `public` beside `public_0` and `public_1` is one, and the numbered ones are the other.
    """
    crowded = Counter((seen.row, seen.zone) for seen in found)
    apart = {row for (row, _), count in crowded.items() if count > 1}
    named = {seen.row for seen in found if not _is_numbered(seen)}
    taken: dict[str, bool] = {}
    zones: set[str] = set()
    told: dict[str, str] = {}
    for seen in found:
        numbered = seen.row in apart & named and _is_numbered(seen)
        row, number = seen.row, 2
        while f"{row}@{seen.zone}" in zones or taken.get(row, numbered) is not numbered:
            row, number = f"{seen.row[:36]}-{number}", number + 1
        zones.add(f"{row}@{seen.zone}")
        taken[row] = numbered
        told[seen.address] = row
    return [replace(seen, row=told[seen.address]) for seen in found]


def _is_numbered(seen: SeenSubnet) -> bool:
    """Whether the name of a resource ends in a number."""
    return re.sub(r"\[[^\]]*\]$", "", seen.address)[-1:].isdigit()
