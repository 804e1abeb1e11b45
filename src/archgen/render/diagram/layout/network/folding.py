"""Services over the VPCs in two rows: where one row of them makes a picture too wide to be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from archgen.render.diagram.layout.network.content import Content
from archgen.render.diagram.layout.network.labels import strip_rows

LEAST = 6
"""From how many services on they may be in two rows."""


def folded(content: Content) -> Iterator[Content]:
    """The same content with what is second of a region's services in a lower row, in each sensible way."""
    choices = [list(_lower(content, region)) for region in content.topology.regions]
    if any(len(found) > 1 for found in choices):
        for lower in product(*(found[1:] or found for found in choices)):
            yield replace(content, lower=frozenset[str]().union(*lower))


def _lower(content: Content, region: str) -> Iterator[frozenset[str]]:
    """Nothing; then the second half in the file's order, and what calls none of the others."""
    yield frozenset()
    services = [thing.id for row in strip_rows(content, region) for thing in row]
    if len(services) < LEAST:
        return
    half = (len(services) + 1) // 2
    yield frozenset(services[half:])
    calling = {wire.source for wire in content.wiring.wires if wire.target in services}
    last = [id for id in services if id not in calling]
    if 1 < len(last) <= half:
        yield frozenset(last)
