"""The rules on a plan: what it would build is proved as a model is, and faults name Terraform addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from archgen.findings import Finding
from archgen.lint.engine import check
from archgen.model.architecture import Architecture, architecture
from archgen.terraform_plan.importing.architecture import Imported
from archgen.topology.graph import topology

SILENT = frozenset({"AG414", "AG801", "AG802", "AG803", "AG804", "AG805"})
"""Rules about how a model is written: a plan was not."""
BY_ABSENCE = frozenset(
    {
        "AG203",
        "AG206",
        "AG217",
        "AG225",
        "AG301",
        "AG304",
        "AG305",
        "AG306",
        "AG312",
        "AG314",
        "AG318",
        "AG319",
    }
)
"""Rules that speak of what is not there: silent where a plan does not know yet what is."""


def sound(imported: Imported) -> tuple[Imported, Architecture | None]:
    """The architecture without what the format cannot say; what was left out is among the unplaced."""
    data: dict[str, Any] = json.loads(json.dumps(imported.data))
    unplaced = dict(imported.unplaced)
    for _ in range(len(data["components"]) + len(data.get("connections", ())) + 20):
        made, faults = architecture(data)
        if made is not None:
            return replace(imported, data=data, unplaced=unplaced), made
        if not all(_left_out(data, fault, imported, unplaced) for fault in faults[:1]):
            break
    return replace(imported, data=data, unplaced=unplaced), None


def _left_out(data: dict[str, Any], fault: Finding, imported: Imported, unplaced: dict[str, str]) -> bool:
    """Takes the value at fault out of the data; False where there is nothing to take."""
    route = fault.route[:3] if fault.route[:1] == ("components",) else fault.route[:2]
    if len(route) < 2:
        return False
    place: Any = data
    for step in route[:-1]:
        place = place[step]
    if route[0] == "components" and (len(route) == 2 or route[-1] in ("kind", "subnets", "tier")):
        place, route = data["components"], route[:2]
    try:
        del place[route[-1]]
    except (KeyError, IndexError, TypeError):
        return False
    unplaced[imported.address(route) or ".".join(map(str, route))] = fault.message
    return True


def proved(imported: Imported, model: Architecture) -> tuple[Finding, ...]:
    """What the rules say of a plan, each finding with the address of what is at fault."""
    silent = SILENT | BY_ABSENCE if imported.open_questions else SILENT
    verdict = check(topology(model))
    return tuple(_addressed(finding, imported) for finding in verdict.findings if finding.code not in silent)


def _addressed(finding: Finding, imported: Imported) -> Finding:
    address = imported.address(finding.route)
    message = f"{address}: {finding.message}" if address else finding.message
    also = dict.fromkeys(_also(finding, imported, address))
    help = f"see {', '.join(also)}" if also else None
    return replace_finding(finding, message, help)


def replace_finding(finding: Finding, message: str, help: str | None) -> Finding:
    """The finding in other words, and without places in a file that nobody wrote."""
    return finding._replace(message=message, help=help, related=(), within=None)


def _also(finding: Finding, imported: Imported, known: str | None) -> Iterator[str]:
    for place in finding.related:
        address = imported.address(place.route)
        if address and address != known:
            yield f"{address} ({place.label})"
