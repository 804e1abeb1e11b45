"""Small models for tests: the brief with changes, as data, as an architecture and as a topology."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from archgen.model.architecture import Architecture
from archgen.model.reading import architecture
from archgen.topology.building import topology
from archgen.topology.graph import Topology
from archgen.yamlfile.parser import read

ROOT = Path(__file__).parents[1]
BRIEF = ROOT / "architecture.yaml"

SMALL = """
archgen: 1
name: small
regions: {us-east-1: {zones: [us-east-1a, us-east-1b], cidr: 10.0.0.0/16}}
subnets: {web: {access: public}, app: {access: private}, db: {access: isolated}}
components:
  client: {kind: client}
  igw: {kind: internet-gateway}
  lb: {kind: alb, subnets: web}
  nat: {kind: nat-gateway, subnets: web}
  app: {kind: auto-scaling-group, tier: backend, subnets: app}
  db: {kind: rds, subnets: db, multi_az: true}
"""


def data_of(text: str) -> Any:
    """The plain data of YAML text."""
    document = read(text.encode(), "test.yaml")
    assert not document.findings, document.findings
    return document.data


def brief() -> Any:
    """The flagship model as data, free to change."""
    return deepcopy(data_of(BRIEF.read_text(encoding="utf-8")))


def small(**changes: Any) -> Any:
    """A small model as data; `components` are added to its own, all else is replaced."""
    data = data_of(SMALL)
    data["components"].update(changes.pop("components", {}))
    return data | changes


def made(data: Any) -> Architecture:
    """A sound model as an architecture."""
    found, findings = architecture(data)
    assert found is not None, findings
    return found


def topology_of(data: Any) -> Topology:
    """A sound model as a topology."""
    return topology(made(data))


def renamed(data: Any, components: Mapping[str, str], rows: Mapping[str, str] | None = None) -> Any:
    """The model with other names for some of its components and rows, wherever they are spoken of."""
    known = re.compile(rf"(?<![\w-])({'|'.join(sorted(components, key=len, reverse=True))})(?![\w-])")

    def respelled(chain: Any) -> Any:
        if isinstance(chain, dict):
            return {respelled(text): more for text, more in chain.items()}
        return known.sub(lambda found: components[found[0]], chain) if components else chain

    new = deepcopy(data)
    new["components"] = {components.get(id, id): item for id, item in new["components"].items()}
    new["connections"] = [respelled(chain) for chain in new.get("connections", [])]
    if rows:
        new["subnets"] = {rows.get(id, id): row for id, row in new["subnets"].items()}
        for item in new["components"].values():
            item.update({"subnets": rows.get(item["subnets"], item["subnets"])} if "subnets" in item else {})
    return new
