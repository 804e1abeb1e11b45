"""Makes `src/archgen/catalogue/sizes.bin`: which sizes and engine versions AWS offers, from cfn-lint's data.

    pip download --no-deps cfn-lint && python tests/make_catalogue.py cfn_lint-*.whl

cfn-lint (MIT-0) takes its data from AWS's own APIs. Only facts are taken: names of regions, instance types,
instance classes by engine, node types, and versions of engines. The date is that of the wheel's data.

What cfn-lint does not know is from AWS's pages and counts as offered in every region of the service: the
brokers of Amazon MSK (Developer Guide, broker sizes), the nodes of MemoryDB (Developer Guide, supported node
types), and serverless instances of DocumentDB. Only brokers of RabbitMQ are mq.m7g (its Developer Guide,
upgrading). Versions of Kubernetes are those that the Amazon EKS User Guide supports, standard or extended. Of
runtimes of Lambda, those of which AWS makes new functions on the day of the data.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

TARGET = Path(__file__).parents[1] / "src" / "archgen" / "catalogue" / "sizes.bin"
_DATA = "cfnlint/data/schemas/extensions"
_INSTANCES = f"{_DATA}/aws_ec2_instance/instancetype_enum.json"
_NODES = f"{_DATA}/aws_elasticache_cachecluster/cachenodetype_enum.json"
_CLASSES = {
    "rds": (f"{_DATA}/aws_rds_dbinstance/dbinstanceclass_enum.json", "DBInstanceClass"),
    "cluster": (f"{_DATA}/aws_rds_dbcluster/dbclusterinstanceclass_enum.json", "DBClusterInstanceClass"),
}
_OTHERS = {
    "ec2": _INSTANCES,
    "cache": _NODES,
    "mq": f"{_DATA}/aws_amazonmq_broker/instancetype_enum.json",
    "documentdb": f"{_DATA}/aws_docdb_dbinstance/dbinstanceclass_enum.json",
    "neptune": f"{_DATA}/aws_neptune_dbinstance/dbinstanceclass_enum.json",
    "opensearch": f"{_DATA}/aws_opensearchservice_domain/clusterconfig_instancetype_enum.json",
    "redshift": f"{_DATA}/aws_redshift_cluster/nodetype_enum.json",
}
_VERSIONS = (
    f"{_DATA}/aws_rds_dbinstance/engine_version.json",
    f"{_DATA}/aws_rds_dbcluster/engine_version.json",
    f"{_DATA}/aws_elasticache_cachecluster/engine_version.json",
)
_LAMBDA = f"{_DATA.removesuffix('/schemas/extensions')}/AdditionalSpecs/LmbdRuntimeLifecycle.json"
_SCHEMAS = f"{_DATA.removesuffix('extensions')}resources/"
_KUBERNETES = "1.31 1.32 1.33 1.34 1.35 1.36"
_USUAL = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge"
_EVERYWHERE = {
    "msk": {
        "kafka.t3": "small",
        "kafka.m5": f"{_USUAL} 24xlarge",
        "kafka.m7g": _USUAL,
        "express.m7g": _USUAL,
    },
    "memorydb": {
        "db.t4g": "small medium",
        "db.r6g": _USUAL,
        "db.r6gd": "xlarge 2xlarge 4xlarge 8xlarge",
        "db.r7g": _USUAL,
    },
    "documentdb": {"db": "serverless"},
}
"""What AWS's pages list without regions."""
Offers = dict[str, set[str]]
"""The regions of each size."""


def made(wheel: Path) -> bytes:
    """The catalogue, compressed."""
    with ZipFile(wheel) as archive:
        found = {table: _plain(_read(archive, name)) for table, name in _OTHERS.items()}
        for prefix, (name, field) in _CLASSES.items():
            for region, schema in _read(archive, name).items():
                for engine, classes in _by_engine(schema, field):
                    for each in classes:
                        found.setdefault(f"{prefix} {engine}", {}).setdefault(each, set()).add(region)
        brokers = found.pop("mq")
        found["mq rabbitmq"] = brokers
        found["mq activemq"] = {name: at for name, at in brokers.items() if not name.startswith("mq.m7g.")}
        versions = _versions(_read(archive, name) for name in _VERSIONS)
        year, month, day = archive.getinfo(_INSTANCES).date_time[:3]
        versions |= {"kubernetes": _KUBERNETES}
        versions |= {"runtimes": " ".join(_runtimes(archive, f"{year}-{month:02}-{day:02}"))}
    regions = sorted({region for offers in found.values() for places in offers.values() for region in places})
    for table, families in _EVERYWHERE.items():
        listed = (f"{family}.{size}" for family, sizes in families.items() for size in sizes.split())
        known = {region for places in found.get(table, {}).values() for region in places} or set(regions)
        found.setdefault(table, {}).update(dict.fromkeys(listed, known))
    body: dict[str, Any] = {"date": f"{year}-{month:02}-{day:02}", "regions": regions}
    body["sets"], body["sizes"] = _compact(found, regions)
    body["versions"] = versions
    return zlib.compress(json.dumps(body, separators=(",", ":"), sort_keys=True).encode(), 9)


def _read(archive: ZipFile, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(archive.read(name))
    return found


def _runtimes(archive: ZipFile, day: str) -> list[str]:
    """The runtimes of Lambda of which AWS makes functions on a day."""
    names = (name for name in archive.namelist() if name.startswith(_SCHEMAS) and name.endswith(".json"))
    function = next(s for n in names if (s := _read(archive, n)).get("typeName") == "AWS::Lambda::Function")
    ends = {name: each["create-block"] for name, each in _read(archive, _LAMBDA).items()}
    every: list[str] = function["properties"]["Runtime"]["enum"]
    return sorted(name for name in every if (ends.get(name) or "9999") > day)


def _plain(by_region: dict[str, Any]) -> Offers:
    found: Offers = {}
    for region, schema in by_region.items():
        for name in schema.get("enum", ()) if isinstance(schema, dict) and region != "all" else ():
            found.setdefault(name, set()).add(region)
    return found


def _by_engine(schema: dict[str, Any], field: str) -> Iterator[tuple[str, list[str]]]:
    """The classes of each engine; under any of its licences."""
    for branch in schema["allOf"]:
        engine = branch["if"]["properties"]["Engine"]
        classes = branch["then"]["properties"][field].get("enum", [])
        for name in [engine["const"]] if "const" in engine else engine["enum"]:
            yield name, classes


def _versions(schemas: Iterable[dict[str, Any]]) -> dict[str, str]:
    """The versions of each engine, of instances and clusters; engines of RDS Custom are not among ours."""
    found: dict[str, set[str]] = {}
    for schema in schemas:
        for branch in schema["allOf"]:
            engine = branch["if"]["properties"]["Engine"].get("const", "custom")
            if not engine.startswith("custom"):
                found.setdefault(engine, set()).update(branch["then"]["properties"]["EngineVersion"]["enum"])
    return {engine: " ".join(sorted(versions)) for engine, versions in found.items()}


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
        family, _, size = name.partition(".") if name.endswith(".search") else name.rpartition(".")
        place = sizes.setdefault(table, {})
        before = f"{place[family]} " if family in place else ""
        place[family] = f"{before}{size}:{sets.index(mask)}"
    return [f"{mask:x}" for mask in sets], sizes


if __name__ == "__main__":
    TARGET.write_bytes(made(Path(sys.argv[1])))
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")
