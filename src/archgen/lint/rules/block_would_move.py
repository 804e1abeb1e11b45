"""AG806 block-would-move: a change that moves an allocated block.

`archgen render` records in the output folder (`.archgen.json`) which block each subnet has. AWS cannot
change a subnet's block: a subnet whose block moves is destroyed and replaced, with everything in it.
Subnets inserted between others, or a zone inserted before others, move the blocks of those that follow.

Append subnets and zones at the end, or set the `slot` that the finding names: then the others keep
theirs. `archgen validate` does not know what was rendered before and never reports this.

```yaml bad
regions:
  us-east-1: {zones: [us-east-1c, us-east-1a, us-east-1b]}
```

```yaml bad
subnets:
  db: {slot: 5}
```

```yaml good
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b, us-east-1c]}
subnets:
  db: {slot: 2}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network

from archgen.findings import Place, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault, listed
from archgen.topology.addressing import ROWS, ZONES
from archgen.topology.graph import Subnet, Topology, VpcPlace

CODE = "AG806"
SEVERITY = Severity.WARNING
IMPLIES: tuple[str, ...] = ()
NOT_IN_PLANS = "Terraform itself says what a plan replaces"
REFERENCES = ("Amazon VPC User Guide: subnet CIDR blocks",)


def faults(topology: Topology) -> Iterator[Fault]:
    """None: only who kept the blocks of the last render can tell; see `moved`."""
    return iter(())


def moved(topology: Topology, allocated: Mapping[str, str]) -> Iterator[Fault]:
    """Each row of which a subnet's block was another one before (`allocated`, by the subnet's id)."""
    for place in topology.vpcs.values():
        shifted = _shifted(topology, place.id, allocated)
        if not shifted:
            continue
        if not any(block.supernet_of(old) for block in place.blocks for _, old in shifted):
            yield _other_vpc(place, shifted)
            continue
        yield from _by_new_rows(topology, place, shifted, allocated)


Shifted = list[tuple[Subnet, IPv4Network]]


def _shifted(topology: Topology, vpc: str, allocated: Mapping[str, str]) -> Shifted:
    """The subnets of a VPC with another block than before, with that one."""
    own = (subnet for subnet in topology.subnets.values() if subnet.vpc == vpc)
    known = ((subnet, allocated[subnet.id]) for subnet in own if subnet.id in allocated)
    return [(subnet, IPv4Network(old)) for subnet, old in known if str(subnet.cidr) != old]


def _other_vpc(place: VpcPlace, shifted: Shifted) -> Fault:
    message = Phrase(
        "{written} moves every subnet of {place}: AWS replaces them and everything in them",
        written=place.written[0],
        place=place.id,
    )
    return Fault(place.route(), message)


def _by_new_rows(
    topology: Topology, place: VpcPlace, shifted: Shifted, allocated: Mapping[str, str]
) -> Iterator[Fault]:
    """New rows before the moved ones are to blame, else new zones before theirs, else the rows themselves."""
    rows, before = list(topology.rows), {id.partition("@")[0] for id in allocated}
    zones_before = {id.partition("@")[2] for id in allocated}
    given = topology.architecture.subnets
    new_rows = [row for row in rows if row not in before and given[row].slot is None]
    last = max(rows.index(subnet.row) for subnet, _ in shifted)
    to_blame = [row for row in new_rows if rows.index(row) < last]
    new_zones = [zone for zone in place.zones if zone not in zones_before]
    if to_blame:
        yield from _blamed(topology, place, to_blame, shifted, allocated)
    elif new_zones and place.zones.index(new_zones[0]) < len(place.zones) - len(new_zones):
        index = place.zones.index(new_zones[0])
        message = Phrase(
            "{zone} before the other zones moves their blocks; put it at the end of `zones`",
            zone=new_zones[0],
        )
        yield Fault((place.key, place.id, "zones", index), message)
    else:
        yield from _themselves(place, shifted)


def _blamed(
    topology: Topology,
    place: VpcPlace,
    rows: list[str],
    shifted: Shifted,
    allocated: Mapping[str, str],
) -> Iterator[Fault]:
    free = iter(_free_slots(topology, place, allocated))
    shifting = tuple(dict.fromkeys(subnet.row for subnet, _ in shifted))
    related = tuple(Place(("subnets", row), Phrase("moves"), key=True) for row in shifting)
    moving = listed(shifting)
    for row in rows:
        slot = next(free, None)
        way_out = (
            Phrase("set `slot: {slot}`", slot=slot)
            if slot is not None
            else Phrase("put {row} at the end", row=row)
        )
        message = Phrase(
            "{row} before {moving} moves their blocks, and AWS replaces their subnets; {way_out}",
            row=row,
            moving=moving,
            way_out=way_out,
        )
        help = (
            Phrase(
                "{row}: {{access: {access}, slot: {slot}}}",
                row=row,
                access=topology.rows[row].access,
                slot=slot,
            )
            if slot is not None
            else None
        )
        yield Fault(("subnets", row), message, key=True, related=related, help=help)


def _themselves(place: VpcPlace, shifted: Shifted) -> Iterator[Fault]:
    by_row: dict[str, Shifted] = {}
    for subnet, old in shifted:
        by_row.setdefault(subnet.row, []).append((subnet, old))
    for row, moves in by_row.items():
        subnet, old = moves[0]
        slot = _slot(place, old)
        way_out = (
            Phrase("`slot: {slot}` keeps them", slot=slot)
            if slot is not None
            else Phrase("`cidrs` pins them, from {old} on", old=old)
        )
        message = Phrase(
            "the blocks of {row} would move from {old} to {cidr} ({zone}); {way_out}",
            row=row,
            old=old,
            cidr=subnet.cidr,
            zone=subnet.zone,
            way_out=way_out,
        )
        yield Fault(("subnets", row), message, key=True)


def _slot(place: VpcPlace, block: IPv4Network) -> int | None:
    """The slot in which a block lies, if it is one that archgen would allocate."""
    if not place.cidr.supernet_of(block) or block.prefixlen != min(place.cidr.prefixlen + 6, 32):
        return None
    first = int(block.network_address) - int(place.cidr.network_address)
    return first // block.num_addresses // ZONES


def _free_slots(topology: Topology, place: VpcPlace, allocated: Mapping[str, str]) -> list[int]:
    taken = {_slot(place, IPv4Network(block)) for block in allocated.values()}
    taken |= {rows.slot for rows in topology.architecture.subnets.values()}
    return [slot for slot in range(ROWS) if slot not in taken]
