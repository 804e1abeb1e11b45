"""What of a model the rules do not see: a file describes a part of the world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archgen.catalogue.regions import is_local
from archgen.findings import Finding, Severity
from archgen.lint.coverage import Cause, Coverage, Gap, NotChecked
from archgen.model.kinds.category import PRIVATE_CONNECTIONS, Category
from archgen.model.kinds.fields import INTERNET
from archgen.topology.graph import Topology


def coverage_of(topology: Topology, findings: Sequence[Finding] = ()) -> Coverage:
    """How much of a model the rules know; `findings` are all of them, those too that are not reported."""
    gaps = [
        *(NotChecked(id, Gap(Cause.CUSTOM)) for id in topology.of(Category.CUSTOM)),
        *(NotChecked(id, Gap(Cause.SHARED)) for id in _shared(topology)),
        *(NotChecked(id, Gap(Cause.LEAVES_THE_FILE, via)) for id, via in _leaving(topology)),
        *(NotChecked(id, Gap(Cause.OTHER_ACCOUNT, account)) for id, account in _abroad(topology)),
        *(NotChecked(id, Gap(Cause.LOCAL_ZONE, zone)) for id, zone in _in_local_zones(topology)),
        *(NotChecked(id, Gap(Cause.UNCONNECTED)) for id in _unconnected(findings)),
    ]
    return Coverage(len(topology.components), tuple(dict.fromkeys(gaps)), "components")


def forced(cover: Coverage, findings: Sequence[Finding]) -> Coverage:
    """The coverage of what is rendered although it has errors: those make what follows from it uncertain."""
    errors: dict[str, list[str]] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR and finding.route[:1] == ("components",):
            errors.setdefault(str(finding.route[1]), []).append(finding.code)
    gaps = (
        NotChecked(id, Gap(Cause.FORCED, ", ".join(dict.fromkeys(codes)))) for id, codes in errors.items()
    )
    return Coverage(cover.total, (*cover.not_checked, *gaps), cover.what)


def _shared(topology: Topology) -> Iterator[str]:
    """Gateways to which others attach networks that the file does not describe."""
    return (id for id in topology.of(Category.TRANSIT_GATEWAY) if topology.components[id].is_shared)


def _leaving(topology: Topology) -> Iterator[tuple[str, str]]:
    """What is in subnets whose default route leads out of the file, and the gateway that it leads to."""
    for copy in topology.copies.values():
        via = topology.rows[copy.row].via if copy.row else None
        gateway = topology.components.get(via or "")
        if gateway is None or via is None or not topology.components[copy.component].is_compute:
            continue
        open_ = gateway.is_shared and gateway.default_vpc is None
        if open_ or gateway.category in PRIVATE_CONNECTIONS:
            yield copy.component, via


def _in_local_zones(topology: Topology) -> Iterator[tuple[str, str]]:
    """What has subnets in a Local Zone: which services AWS offers there, and how they fail, is not known."""
    for id, component in topology.components.items():
        for subnet in topology.subnets.values():
            used = component.subnets == subnet.row and subnet.zone in (component.zones or (subnet.zone,))
            if used and is_local(subnet.region, subnet.zone):
                yield id, subnet.zone


def _abroad(topology: Topology) -> Iterator[tuple[str, str]]:
    """What is called from another account by permissions: its own policy has to let that account in."""
    for connection in topology.connections:
        if INTERNET in (connection.source, connection.target):
            continue
        target = topology.components[connection.target]
        here, there = (_account(topology, end) for end in (connection.source, connection.target))
        compute = topology.components[connection.source].is_compute
        if here != there and compute and target.permissions:
            yield connection.target, here or "the file's own"


def _account(topology: Topology, id: str) -> str | None:
    """The account of a component: its own, or that of its VPC."""
    own = topology.components[id].account
    homes = {copy.vpc for copy in topology.copies_of(id)} - {None}
    vpcs = {topology.vpcs[home].account for home in homes if home is not None}
    return own or (next(iter(vpcs)) if len(vpcs) == 1 else None)


def _unconnected(findings: Sequence[Finding]) -> Iterator[str]:
    """What no line of `connections` needs: nothing says who reaches it."""
    return (str(finding.route[1]) for finding in findings if finding.code == "AG801")
