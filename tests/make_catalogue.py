"""Makes `src/archgen/catalogue/sizes.bin`: which sizes AWS offers in which region, from the data of cfn-lint.

    pip download --no-deps cfn-lint && python tests/make_catalogue.py cfn_lint-*.whl

cfn-lint (MIT-0) takes its data from AWS's own APIs. Only facts are taken: names of regions, instance types,
instance classes by engine, and node types. The date is that of the wheel's data.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

TARGET = Path(__file__).parents[1] / "src" / "archgen" / "catalogue" / "sizes.bin"
_DATA = "cfnlint/data/schemas/extensions"
_INSTANCES = f"{_DATA}/aws_ec2_instance/instancetype_enum.json"
_NODES = f"{_DATA}/aws_elasticache_cachecluster/cachenodetype_enum.json"
_CLASSES = f"{_DATA}/aws_rds_dbinstance/dbinstanceclass_enum.json"
Offers = dict[str, set[str]]
"""The regions of each size."""


def made(wheel: Path) -> bytes:
    """The catalogue, compressed."""
    with ZipFile(wheel) as archive:
        found = {"ec2": _plain(_read(archive, _INSTANCES)), "cache": _plain(_read(archive, _NODES))}
        for region, schema in _read(archive, _CLASSES).items():
            for engine, classes in _by_engine(schema):
                for name in classes:
                    found.setdefault(f"rds {engine}", {}).setdefault(name, set()).add(region)
        year, month, day = archive.getinfo(_INSTANCES).date_time[:3]
    regions = sorted({region for offers in found.values() for places in offers.values() for region in places})
    body: dict[str, Any] = {"date": f"{year}-{month:02}-{day:02}", "regions": regions}
    body["sets"], body["sizes"] = _compact(found, regions)
    return zlib.compress(json.dumps(body, separators=(",", ":"), sort_keys=True).encode(), 9)


def _read(archive: ZipFile, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(archive.read(name))
    return found


def _plain(by_region: dict[str, Any]) -> Offers:
    found: Offers = {}
    for region, schema in by_region.items():
        for name in schema.get("enum", ()) if isinstance(schema, dict) and region != "all" else ():
            found.setdefault(name, set()).add(region)
    return found


def _by_engine(schema: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The classes of each engine; under any of its licences."""
    for branch in schema["allOf"]:
        engine = branch["if"]["properties"]["Engine"]
        classes = branch["then"]["properties"]["DBInstanceClass"].get("enum", [])
        for name in [engine["const"]] if "const" in engine else engine["enum"]:
            yield name, classes


def _compact(found: dict[str, Offers], regions: list[str]) -> tuple[list[str], dict[str, dict[str, str]]]:
    """The sets of regions, each once, as a hexadecimal mask; and for each set the sizes, by family."""
    masks = {
        (table, name): sum(1 << regions.index(region) for region in places)
        for table, offers in found.items()
        for name, places in offers.items()
    }
    sets = sorted(set(masks.values()))
    sizes: dict[str, dict[str, str]] = {}
    for (table, name), mask in sorted(masks.items()):
        family, _, size = name.rpartition(".")
        place = sizes.setdefault(table, {})
        before = f"{place[family]} " if family in place else ""
        place[family] = f"{before}{size}:{sets.index(mask)}"
    return [f"{mask:x}" for mask in sets], sizes


if __name__ == "__main__":
    TARGET.write_bytes(made(Path(sys.argv[1])))
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")
