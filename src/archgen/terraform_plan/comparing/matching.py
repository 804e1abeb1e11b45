"""Which component of a model each resource of a plan is: by address, by tag, by kind and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archgen.terraform_plan.importing.architecture import Imported
from archgen.topology.graph import Topology
from archgen.yamlfile.document import Document

_ADDRESS = re.compile(
    r"#\s*(?P<address>(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*aws_\w+\.[\w-]+(?:\[[^\]]*\])?)\s*$"
)
"""A comment that is the address of a resource and nothing else: `import` writes them."""


@dataclass(frozen=True, slots=True)
class Matches:
    """The ids of the model for the plan's own, rows and components, and by what each was known."""

    components: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    by: Mapping[str, str] = field(default_factory=dict)
    """`address`, `tag` or `kind` for each id of a component of the model."""

    def counts(self) -> dict[str, int]:
        """How many components were known by what."""
        every = list(self.by.values())
        return {how: every.count(how) for how in ("address", "tag", "kind")}


def written_addresses(document: Document) -> dict[tuple[str, str], str]:
    """The addresses beside the lines of rows and components."""
    found: dict[tuple[str, str], str] = {}
    data = document.data if isinstance(document.data, dict) else {}
    for section in ("subnets", "components"):
        for id in data.get(section) or {}:
            line = document.line(document.locate((section, id), key=True).line)
            match = _ADDRESS.search(line)
            if match:
                found[section, str(id)] = match["address"]
    return found


def matches(topology: Topology, made: Imported, written: Mapping[tuple[str, str], str]) -> Matches:
    """The rows and components of a plan as the model calls them."""
    rows = dict(_rows(topology, made, written))
    found: dict[str, str] = {}
    by: dict[str, str] = {}
    plan: Mapping[str, Mapping[str, object]] = made.data["components"]
    for how, pairs in (
        ("address", _by_address(made, written)),
        ("tag", _by_tag(topology, made)),
    ):
        for mine, theirs in pairs:
            if mine in topology.components and theirs in plan and mine not in by and theirs not in found:
                found[theirs], by[mine] = mine, how
    for mine, theirs in _by_kind(topology, plan, rows, found, by):
        found[theirs], by[mine] = mine, "kind"
    return Matches(found, rows, by)


def _by_address(made: Imported, written: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, str]]:
    for (section, id), address in written.items():
        if section == "components" and address in made.ids:
            yield id, made.ids[address]


def _by_tag(topology: Topology, made: Imported) -> Iterator[tuple[str, str]]:
    """The components that a tag of archgen's own Terraform names."""
    for seen in made.observed.components if made.observed else ():
        component = topology.components.get(seen.id)
        same = component is not None and component.kind == seen.kind
        if seen.placed and same and made.ids.get(seen.address) == seen.id:
            yield seen.id, seen.id


def _by_kind(
    topology: Topology,
    plan: Mapping[str, Mapping[str, object]],
    rows: Mapping[str, str],
    found: Mapping[str, str],
    by: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """What is left of each kind: the same name first, then the same row, then the only one there is."""
    left = {id: (c.kind, c.subnets) for id, c in topology.components.items() if id not in by}
    theirs = {
        id: (str(fields.get("kind")), rows.get(str(fields.get("subnets")), fields.get("subnets")))
        for id, fields in plan.items()
        if id not in found
    }
    for alike in (_same_name, _same_row, _same_kind):
        for id, mine in list(left.items()):
            fitting = [other for other, there in theirs.items() if alike((id, *mine), (other, *there))]
            rivals = [other for other, each in left.items() if each == mine or alike is _same_kind]
            rivals = [other for other in rivals if other != id and left[other][0] == mine[0]]
            if len(fitting) == 1 and (alike is _same_name or not rivals):
                yield id, fitting[0]
                del left[id], theirs[fitting[0]]


_Place = tuple[str, str, object]
"""An id, a kind and a row."""


def _same_name(mine: _Place, there: _Place) -> bool:
    return mine[:2] == there[:2]


def _same_row(mine: _Place, there: _Place) -> bool:
    return mine[1:] == there[1:]


def _same_kind(mine: _Place, there: _Place) -> bool:
    return mine[1] == there[1]


def _rows(
    topology: Topology, made: Imported, written: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    """The rows of a plan: by address, by a block that both have, by name."""
    subnets = made.observed.subnets if made.observed else ()
    homes = {seen.address: seen.row for seen in subnets}
    blocks = {str(subnet.cidr): subnet.row for subnet in topology.subnets.values()}
    known: dict[str, str] = {}
    for (section, id), address in written.items():
        if section == "subnets" and address in homes and id in topology.rows:
            known.setdefault(homes[address], id)
    for seen in subnets:
        if seen.cidr in blocks:
            known.setdefault(seen.row, blocks[seen.cidr])
    yield from known.items()
