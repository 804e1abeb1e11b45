"""What a file says of VPCs and gateways: the types of it, and what is wrong with it.

Sources: Amazon VPC User Guide, route tables (what a route may lead to); AWS Transit Gateway guide,
attachments.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from ipaddress import ip_network
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from archgen.findings import Finding, Route, nearest
from archgen.findings.codes import schema_finding
from archgen.findings.phrase import Phrase, did_you_mean
from archgen.model.kinds import category_of
from archgen.model.kinds.category import PRIVATE_CONNECTIONS, Category
from archgen.model.kinds.fields import Cidr
from archgen.model.shapes import refused


def _block(value: str) -> str:
    try:
        ip_network(value)
    except ValueError:
        raise refused("cidr", Phrase("is not a CIDR block such as 10.20.0.0/16")) from None
    return value


def _blocks(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else (value,)


BlockText = Annotated[str, AfterValidator(_block)]
"""A block as the key of a route: IPv4 or IPv6."""
OneOrMoreCidrs = Annotated[
    tuple[Cidr, ...],
    Field(min_length=1, max_length=16),
    BeforeValidator(_blocks, json_schema_input_type=str | list[str]),
]

VIA = (
    Category.TRANSIT_GATEWAY,
    Category.FIREWALL,
    Category.NAT_INSTANCE,
    Category.NAT_GATEWAY,
    *PRIVATE_CONNECTIONS,
)
"""What the default route of a private row may lead to."""
ROUTABLE = (*VIA, Category.PEERING, Category.INTERNET_GATEWAY, Category.EGRESS_ONLY_GATEWAY)
"""What a static route may lead to."""

Plain = Mapping[str, Any]


def faults_of_networks(file: Plain) -> Iterator[Finding]:
    """What is wrong with the VPCs, rows and gateways of a file, each place once."""
    yield from _vpcs(file)
    for row, fields in _map(file.get("subnets")).items():
        yield from _row(file, str(row), _map(fields))
    for id, fields in _map(file.get("components")).items():
        yield from _component(file, str(id), _map(fields))
    yield from _regions(file)


def _vpcs(file: Plain) -> Iterator[Finding]:
    regions = _map(file.get("regions"))
    zones = [zone for region in regions.values() for zone in _list(_map(region).get("zones"))]
    for vpc, fields in _map(file.get("vpcs")).items():
        route: Route = ("vpcs", vpc)
        region = _map(fields).get("region")
        if vpc in regions or vpc in zones:
            message = Phrase("{vpc} is the name of a region or zone; give the VPC another id", vpc=vpc)
            yield schema_finding("AG004", message, route, key=True)
        if isinstance(region, str) and region not in regions:
            yield _no_such("region", region, regions, (*route, "region"))
        elif isinstance(region, str) and _map(regions.get(region)).get("cidr") is not None:
            text = "{region} has a `cidr` and the VPC {vpc}; move the `cidr` to a VPC of its own"
            message = Phrase(text, region=region, vpc=vpc)
            yield schema_finding("AG004", message, ("regions", region, "cidr"))
        own = _list(_map(regions.get(str(region))).get("zones"))
        for index, zone in enumerate(_list(_map(fields).get("zones"))):
            if zone not in own and region in regions:
                yield _no_such("zone", zone, own, (*route, "zones", index))


def _regions(file: Plain) -> Iterator[Finding]:
    """Regions that lack what the rows in them need."""
    vpcs = _map(file.get("vpcs"))
    if not _map(file.get("subnets")):
        return
    used = [_map(fields).get("region") for fields in vpcs.values()]
    for region, fields in _map(file.get("regions")).items():
        if not isinstance(fields, dict):
            continue
        if vpcs and region not in used and fields.get("cidr") is None:
            continue
        if fields.get("zones") in (None, []):
            text = "{region} has no `zones`, and there are subnets in it; list its zones"
            message = Phrase(text, region=region)
            yield schema_finding("AG005", message, ("regions", region), key=True)
        if fields.get("cidr") is None and region not in used:
            text = "{region} has no `cidr`, and there are subnets in it; write `cidr: 10.0.0.0/16`"
            message = Phrase(text, region=region)
            place: Route = ("regions", region, "cidr") if "cidr" in fields else ("regions", region)
            yield schema_finding("AG005", message, place, key=True)


def _row(file: Plain, row: str, fields: Plain) -> Iterator[Finding]:
    vpcs, route = _map(file.get("vpcs")), ("subnets", row)
    yield from _known("VPC", fields.get("vpc"), vpcs, (*route, "vpc"))
    yield from _whose(file, row, fields)
    yield from _leads(file, row, fields)
    kinds = _kinds(file)
    for block, id in _map(fields.get("routes")).items():
        yield from _gateway(
            kinds, id, ROUTABLE, (*route, "routes", block), Phrase("a route to {block}", block=block)
        )
    yield from _own_block(file, row, fields)


def _whose(file: Plain, row: str, fields: Plain) -> Iterator[Finding]:
    """A row that could be in several VPCs of one region."""
    vpcs = _map(file.get("vpcs"))
    if "vpc" not in fields:
        regions = [_map(vpc).get("region") for vpc in vpcs.values()]
        crowded = next((region for region in regions if regions.count(region) > 1), None)
        if crowded:
            known = [id for id, vpc in vpcs.items() if _map(vpc).get("region") == crowded]
            text = "{row} does not say in which VPC it is; {region} has {vpcs}"
            message = Phrase(text, row=row, region=crowded, vpcs=", ".join(known))
            help = Phrase("write `{meant}`", meant=f"vpc: {known[0]}")
            yield schema_finding("AG005", message, ("subnets", row), key=True, help=help)
        return
    wanted = [id for id in _list(fields["vpc"]) if isinstance(id, str) and id in vpcs]
    regions = [_map(vpcs[id]).get("region") for id in wanted]
    if any(regions.count(region) > 1 for region in regions):
        text = "{row} is in several VPCs of one region; give each VPC subnet tiers of its own"
        message = Phrase(text, row=row)
        yield schema_finding("AG004", message, ("subnets", row, "vpc"))


def _leads(file: Plain, row: str, fields: Plain) -> Iterator[Finding]:
    """The gateway of a default route: any on a private row, a firewall on a public one, none on others."""
    via, access = fields.get("via"), fields.get("access")
    if not isinstance(via, str):
        return
    route: Route = ("subnets", row, "via")
    kinds = _kinds(file)
    if access == "isolated":
        text = "{row} is isolated: it has no default route, and takes no `via`; make it private"
        message = Phrase(text, row=row)
        yield schema_finding("AG004", message, route)
    elif access == "public" and via in kinds and category_of(kinds[via]) is not Category.FIREWALL:
        text = "{row} is public: its default route leads to the internet gateway, via a firewall only"
        message = Phrase(text, row=row)
        yield schema_finding("AG004", message, route)
    else:
        yield from _gateway(kinds, via, VIA, route, Phrase("a default route"))


def _gateway(
    kinds: Mapping[str, str], id: Any, wanted: Sequence[Category], route: Route, what: Phrase
) -> Iterator[Finding]:
    if not isinstance(id, str):
        return
    if id not in kinds:
        known = [each for each, kind in kinds.items() if category_of(kind) in wanted]
        yield _no_such("component", id, known, route)
    elif category_of(kinds[id]) not in wanted and kinds[id]:
        those = ", ".join(category.value for category in wanted)
        text = "{id} is no gateway that {what} can lead to; those are {those}"
        message = Phrase(text, id=id, what=what, those=those)
        yield schema_finding("AG004", message, route)


def _own_block(file: Plain, row: str, fields: Plain) -> Iterator[Finding]:
    """The block that a row is taken from is one of its VPC's."""
    block = fields.get("cidr")
    if not isinstance(block, str):
        return
    vpcs = _map(file.get("vpcs"))
    wanted = [_map(vpcs.get(str(id))) for id in (_list(fields.get("vpc")) or list(vpcs))]
    blocks = [item for vpc in wanted for item in _list(vpc.get("cidr"))]
    if not vpcs:
        blocks = [
            item for region in _map(file.get("regions")).values() for item in _list(_map(region).get("cidr"))
        ]
    if block not in blocks:
        text = "{row} takes its subnets from {block}, which is no block of its VPC"
        message = Phrase(text, row=row, block=block)
        listed = ", ".join(map(str, blocks))
        help = Phrase("its blocks are {blocks}", blocks=listed) if blocks else None
        yield schema_finding("AG002", message, ("subnets", row, "cidr"), help=help)


def _component(file: Plain, id: str, fields: Plain) -> Iterator[Finding]:
    vpcs, route, kind = _map(file.get("vpcs")), ("components", id), fields.get("kind")
    yield from _known("VPC", fields.get("vpc"), vpcs, (*route, "vpc"))
    if isinstance(fields.get("subnets"), str) and "vpc" in fields:
        message = Phrase("{id} is in the VPC of its subnets; remove `vpc`", id=id)
        yield schema_finding("AG004", message, (*route, "vpc"))
    category = category_of(str(kind))
    if category is Category.TRANSIT_GATEWAY:
        yield from _transit(file, id, fields)
    elif category is Category.PEERING:
        yield from _joined(
            file, id, [v for v in _list(fields.get("between")) if isinstance(v, str)], (*route, "between")
        )
    elif category in PRIVATE_CONNECTIONS:
        yield from _connection(file, id, fields)
    elif category is Category.ENDPOINT and isinstance(fields.get("to"), str):
        yield from _of_category(
            _kinds(file),
            fields["to"],
            Category.NETWORK_BALANCER,
            (*route, "to"),
            Phrase("{id} is not a network load balancer", id=fields["to"]),
        )


def _transit(file: Plain, id: str, fields: Plain) -> Iterator[Finding]:
    route: Route = ("components", id)
    attaches = fields.get("attaches")
    joined = [
        each
        for each in (attaches if isinstance(attaches, dict) else _list(attaches))
        if isinstance(each, str)
    ]
    known = _places(file)
    yield from _known("VPC", joined, known, (*route, "attaches"))
    for vpc, row in _map(attaches).items():
        rows = _map(file.get("subnets"))
        if isinstance(row, str) and row not in rows:
            yield _no_such("subnet", row, rows, (*route, "attaches", vpc))
    regions = {known[vpc] for vpc in joined if vpc in known}
    if len(regions) > 1:
        text = "{id} attaches VPCs of {regions}; each region has a gateway, which `peers`"
        message = Phrase(text, id=id, regions=", ".join(sorted(regions)))
        yield schema_finding("AG004", message, (*route, "attaches"))
    for vpc, targets in _map(fields.get("routes")).items():
        yield from _known("attached VPC", [vpc], joined, (*route, "routes"), at_key=True)
        yield from _known("attached VPC", _list(targets), joined, (*route, "routes", vpc))
    yield from _known("attached VPC", fields.get("default"), joined, (*route, "default"))
    for index, peer in enumerate(_list(fields.get("peers"))):
        yield from _of_category(
            _kinds(file),
            peer,
            Category.TRANSIT_GATEWAY,
            (*route, "peers", index),
            Phrase("{id} is not a transit gateway", id=peer),
        )


def _joined(file: Plain, id: str, vpcs: Sequence[str], route: Route) -> Iterator[Finding]:
    yield from _known("VPC", list(vpcs), _places(file), route)
    if len(vpcs) == 2 and vpcs[0] == vpcs[1]:
        message = Phrase("{id} joins {vpc} with itself; name two VPCs", id=id, vpc=vpcs[0])
        yield schema_finding("AG004", message, route)


def _connection(file: Plain, id: str, fields: Plain) -> Iterator[Finding]:
    route: Route = ("components", id)
    kinds, home, to = _kinds(file), fields.get("attaches"), fields.get("to")
    if isinstance(home, str) and home not in _places(file):
        gateways = [each for each, kind in kinds.items() if category_of(kind) is Category.TRANSIT_GATEWAY]
        if home not in gateways:
            yield _no_such("VPC or transit gateway", home, [*_places(file), *gateways], (*route, "attaches"))
    if isinstance(to, str):
        yield from _of_category(
            kinds, to, Category.EXTERNAL, (*route, "to"), Phrase("{id} is not an external component", id=to)
        )
        outside = _map(_map(file.get("components")).get(to))
        if category_of(kinds.get(to, "")) is Category.EXTERNAL and not outside.get("cidrs"):
            text = "{to} has no `cidrs`, and {id} leads to it; give the blocks of that network"
            message = Phrase(text, to=to, id=id)
            yield schema_finding("AG005", message, ("components", to), key=True)


def _of_category(
    kinds: Mapping[str, str], id: Any, wanted: Category, route: Route, other: Phrase
) -> Iterator[Finding]:
    if not isinstance(id, str):
        return
    if id not in kinds:
        yield _no_such(
            "component", id, [each for each, kind in kinds.items() if category_of(kind) is wanted], route
        )
    elif category_of(kinds[id]) is not wanted:
        yield schema_finding("AG004", other, route)


def _places(file: Plain) -> dict[str, str]:
    """The region of every VPC: those under `vpcs`, and the single one of a region under the region's name."""
    found = {
        str(name): str(name) for name, region in _map(file.get("regions")).items() if "cidr" in _map(region)
    }
    return found | {str(id): str(_map(vpc).get("region")) for id, vpc in _map(file.get("vpcs")).items()}


def _known(
    what: str, value: Any, known: Iterable[str], route: Route, *, at_key: bool = False
) -> Iterator[Finding]:
    names = list(known)
    for index, name in enumerate(_list(value)):
        if isinstance(name, str) and name not in names:
            place = (*route, name) if at_key else (*route, index) if isinstance(value, list) else route
            yield _no_such(what, name, names, place, key=at_key)


def _no_such(what: str, name: Any, known: Iterable[str], route: Route, *, key: bool = False) -> Finding:
    names = list(known)
    meant = nearest(str(name), names)
    message = Phrase('there is {none} "{name}"', none=_NONE[what], name=name) + did_you_mean(meant)
    help = None if meant or not names else Phrase("there is {names}", names=", ".join(names))
    return schema_finding("AG002", message, route, key=key, help=help)


_NONE = {
    "region": Phrase("no region"),
    "zone": Phrase("no zone"),
    "subnet": Phrase("no subnet"),
    "component": Phrase("no component"),
    "VPC": Phrase("no VPC"),
    "attached VPC": Phrase("no attached VPC"),
    "VPC or transit gateway": Phrase("no VPC or transit gateway"),
}


def _kinds(file: Plain) -> dict[str, str]:
    return {str(id): str(_map(fields).get("kind", "")) for id, fields in _map(file.get("components")).items()}


def _map(value: Any) -> Plain:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []
