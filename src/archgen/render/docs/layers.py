"""Why the layers are where they are: the paragraphs behind the components."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archgen.i18n.translate import say, word
from archgen.model.kinds import Compute, Tier
from archgen.model.kinds.category import Category
from archgen.render.docs.summary import listed
from archgen.render.quoting import Markdown
from archgen.topology.graph import Topology


def paragraphs(topology: Topology) -> tuple[Markdown, ...]:
    """What a reader has to know of the layers; none where the system has no subnets."""
    found = (*_layers(topology), *_egress(topology), *_zones(topology), *_regions(topology))
    return tuple(map(Markdown, found))


def _layers(topology: Topology) -> Iterator[str]:
    language = topology.architecture.language
    entries = _rows(topology, "public")
    backends = [row for row in _compute_rows(topology, Tier.BACKEND) if row not in entries]
    data = [row for row in _data_rows(topology) if row not in entries]
    if entries and _compute_rows(topology, Tier.FRONTEND):
        yield say(
            "The frontend's entry points are in public subnets ({rows}), because clients on the internet "
            "connect to them.",
            language,
            rows=listed(_coded(entries), language),
        )
    private = list(dict.fromkeys([*backends, *data]))
    if private:
        yield say(
            "What works on requests and what keeps data is in subnets without a route from the internet "
            "({rows}): nobody outside can open a connection to it, only the layer in front of it.",
            language,
            rows=listed(_coded(private), language),
        )


def _egress(topology: Topology) -> Iterator[str]:
    language = topology.architecture.language
    gateways = topology.of(Category.NAT_GATEWAY)
    if gateways:
        yield say(
            "Private subnets reach services outside through {gateways}: connections are opened from inside, "
            "and only their answers come back.",
            language,
            gateways=listed(_coded(gateways), language),
        )


def _zones(topology: Topology) -> Iterator[str]:
    language = topology.architecture.language
    fewest = min((len(place.zones) for place in topology.regions.values()), default=0)
    if fewest > 1 and topology.rows:
        yield say(
            "Each layer is in {count} AZs, in data centers of their own: when one of them fails, the others "
            "go on serving. The section on AZ failures says how long each component takes.",
            language,
            count=fewest,
        )


def _regions(topology: Topology) -> Iterator[str]:
    language = topology.architecture.language
    if len(topology.regions) == 1 and topology.rows:
        yield say(
            "The system is in one region, for simplicity. It can be extended: add the region under "
            "`regions`, give databases and tables `replica_regions`, and each region gets layers of its own; "
            "{edge} then sends clients to a region that answers.",
            language,
            edge=_edge(topology, language),
        )


def _edge(topology: Topology, language: str) -> str:
    named = topology.of(Category.DISTRIBUTION) or topology.of(Category.DNS_ZONE)
    return listed(_coded(named), language) if named else word("DNS", language)


def _coded(ids: Iterable[str]) -> list[str]:
    return [f"`{id}`" for id in ids]


def _rows(topology: Topology, access: str) -> list[str]:
    return [id for id, row in topology.architecture.subnets.items() if row.access == access]


def _compute_rows(topology: Topology, tier: Tier) -> list[str]:
    found = [
        component.subnets
        for component in topology.components.values()
        if isinstance(component, Compute) and component.in_tier is tier and component.subnets
    ]
    return list(dict.fromkeys(found))


def _data_rows(topology: Topology) -> list[str]:
    found = [
        component.subnets
        for component in topology.components.values()
        if component.in_tier is Tier.DATA and component.subnets
    ]
    return list(dict.fromkeys(found))
