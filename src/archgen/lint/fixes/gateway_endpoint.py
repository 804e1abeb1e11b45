"""AG318: a gateway endpoint for S3 or DynamoDB, and the NAT gateway out of the chains that lead there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, pairwise
from typing import Any

from archgen.findings import Finding, Route
from archgen.model.kinds import kind_class, kinds
from archgen.model.kinds.category import Category
from archgen.yamlfile.document import Document
from archgen.yamlfile.editing import Edit, setting

CODES = ("AG318",)
SAFE = True

_NAME = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]|[a-z]")


def edits(document: Document, finding: Finding) -> tuple[Edit, ...]:
    """The endpoint as a component, and in the place of the NAT gateway where a chain names one."""
    known = _kinds(document)
    said = _chain(document, finding.route, finding.key)[slice(*(finding.within or (0, None)))]
    names = _NAME.findall(said)
    service = _service(known.get(names[-1])) if names else None
    if service is None or _has_endpoint(document, service):
        return ()
    id = _free(f"{service}-endpoint", known)
    added = setting(document, ("components",), id, f"{{kind: {Category.ENDPOINT.value}, service: {service}}}")
    if added is None:
        return ()
    places = [(finding.route, finding.key), *((place.route, place.key) for place in finding.related)]
    rerouted = (edit for route, key in places for edit in _rerouted(document, route, key, known, service, id))
    return added, *rerouted


def _rerouted(
    document: Document, route: Route, key: bool, known: dict[str, Any], service: str, id: str
) -> Iterator[Edit]:
    """The edits that put the endpoint in the place of a NAT gateway before the service."""
    text = _chain(document, route, key)
    names = list(_NAME.finditer(text))
    for way, target in pairwise(names):
        if known.get(way[0]) == Category.NAT_GATEWAY.value and _service(known.get(target[0])) == service:
            start, end = document.characters(route, key=key, within=way.span())
            if document.text[start:end] == way[0]:
                yield Edit(start, end, id)


def _chain(document: Document, route: Route, key: bool) -> str:
    text = route[-1] if key and route else document.value(route)
    return text if isinstance(text, str) else ""


def _kinds(document: Document) -> dict[str, Any]:
    components = document.value(("components",))
    return {id: each.get("kind") for id, each in components.items() if isinstance(each, dict)}


def _service(kind: Any) -> str | None:
    """The service of a kind whose VPC endpoint may be a gateway endpoint."""
    if kind not in kinds():
        return None
    found = kind_class(kind)
    return found.endpoint_service if found.has_gateway_endpoint else None


def _has_endpoint(document: Document, service: str) -> bool:
    return any(
        isinstance(each, dict)
        and each.get("kind") == Category.ENDPOINT.value
        and each.get("service") == service
        for each in document.value(("components",)).values()
    )


def _free(id: str, taken: dict[str, Any]) -> str:
    return next(name for number in count(1) if (name := id if number == 1 else f"{id}-{number}") not in taken)
