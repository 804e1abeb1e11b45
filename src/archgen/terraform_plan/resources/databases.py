"""Databases, caches, file systems and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from archgen.findings.phrase import Phrase
from archgen.lint.coverage import Cause, Gap
from archgen.model.kinds.aurora import FORMER_ENGINES, SERVERLESS
from archgen.model.kinds.category import Category
from archgen.model.kinds.database import USUAL_VERSIONS as DATABASE_VERSIONS
from archgen.model.kinds.elasticache import USUAL_VERSIONS as CACHE_VERSIONS
from archgen.terraform_plan.resources.naming import component_id
from archgen.terraform_plan.resources.observed import SeenComponent
from archgen.terraform_plan.resources.observer import Observer
from archgen.terraform_plan.source.knowledge import UNKNOWN, Flag, Unknown, all_of, any_of
from archgen.terraform_plan.source.plan import Resource

_SOURCE_TYPES = ("aws_db_instance", "aws_rds_cluster")
"""What a database instance may be a replica of: an instance, or a Multi-AZ DB cluster."""
_GROUP_TYPES = ("aws_db_subnet_group", "aws_elasticache_subnet_group")
_SNAPSHOTS = (
    *("snapshot_identifier", "restore_to_point_in_time", "s3_import"),
    *("snapshot_arns", "snapshot_name"),
)
"""What a database is made from: what it does not say itself comes from there."""
_BLOCKS = ("restore_to_point_in_time", "s3_import")
"""Those that are blocks."""


def instance(o: Observer, r: Resource) -> SeenComponent | None:
    """A database instance; one that replicates another is part of that one."""
    if _sources(o, r):
        return None
    replicas = _replicas(o, r)
    home = o.region(r)
    near = [replica for replica in replicas if o.region(replica) == home]
    regions = sorted({o.region(replica) for replica in replicas} - {home})
    copies = o.value(r, "replicate_source_db") is not None
    inherited = is_restored(o, r) or copies
    whole = o.all_pointing("aws_db_instance", "replicate_source_db")
    multi_az = o.flag(r, "multi_az")
    fields = {
        "engine": o.value(r, "engine", inherited=inherited),
        "multi_az": multi_az,
        "read_replicas": UNKNOWN if copies or not whole else len(near),
        "replica_regions": regions or None,
        "backup_retention_days": o.value(r, "backup_retention_period", default=0, inherited=inherited),
        "deletion_protection": o.flag(r, "deletion_protection"),
        "encrypted": o.flag(r, "storage_encrypted", inherited=inherited),
        "publicly_accessible": o.flag(r, "publicly_accessible"),
        "instance_class": o.value(r, "instance_class"),
        "storage_gb": o.value(r, "allocated_storage", inherited=inherited),
        **_volumes(r),
        "engine_version": _version(o, r, DATABASE_VERSIONS),
        "database": _database_name(r.get("db_name")),
        "zones": None if multi_az is not False else _only_zone([r, *near]),
    }
    addresses = tuple(replica.address for replica in replicas)
    return _data(o, Category.DATABASE, r, _subnet_group(o, r), fields, addresses)


def is_restored(o: Observer, r: Resource) -> bool:
    """Whether it is made from a snapshot or from another point in time."""
    return any(o.value(r, key) for key in _SNAPSHOTS) or any(r.is_later(key) for key in _BLOCKS)


def _sources(o: Observer, replica: Resource) -> tuple[Resource, ...]:
    """What a database is a replica of: in its own region, where one there has that name."""
    found = o.plan.linked(replica, "replicate_source_db", types=_SOURCE_TYPES)
    found = tuple(each for each in found if each is not replica and not _is_aurora(each))
    return tuple(each for each in found if o.region(each) == o.region(replica)) or found


def _is_aurora(r: Resource) -> bool:
    """Whether it is a cluster of Aurora, and no Multi-AZ DB cluster of RDS: that has a class itself."""
    of_rds = str(r.get("engine", "")) in ("postgres", "mysql") or r.get("db_cluster_instance_class")
    return r.type == "aws_rds_cluster" and not of_rds


def _replicas(o: Observer, r: Resource) -> list[Resource]:
    """The instances that replicate a database."""
    return [other for other in o.plan.of_type("aws_db_instance") if r in _sources(o, other)]


def _data(
    o: Observer,
    kind: Category,
    r: Resource,
    places: tuple[str, ...],
    fields: dict[str, Any],
    others: tuple[str, ...],
) -> SeenComponent:
    groups = o.groups(r, ("vpc_security_group_ids",), ("security_group_ids",))
    gap = None if places else _gap(o, r)
    made = o.component(kind, r, places, groups, fields, replicas=len(others), gap=gap)
    return replace(made, addresses=(r.address, *others))


def _subnet_group(o: Observer, r: Resource, attribute: str = "db_subnet_group_name") -> tuple[str, ...]:
    for group in o.plan.linked(r, attribute, types=_GROUP_TYPES):
        places = o.places(group, ("subnet_ids",))
        if group.address in o.partly:
            o.partly[r.address] = o.partly[group.address]
        return places
    return ()


def _gap(o: Observer, r: Resource) -> Gap:
    """Why the subnets of a database are not known: they are those of its subnet group."""
    for attribute in ("db_subnet_group_name", "subnet_group_name"):
        for group in o.plan.linked(r, attribute, types=_GROUP_TYPES):
            return o.gap(group, ("subnet_ids",))
        for value in o.plan.values(r, attribute):
            return Gap(Cause.OUTSIDE, Phrase("subnet group {name}", name=value))
        for reference in o.plan.meant(r, attribute, types=_GROUP_TYPES).opaque:
            return Gap(Cause.OUTSIDE, reference)
    return Gap(Cause.OUTSIDE, Phrase("the subnets of the default VPC"))


def cluster(o: Observer, r: Resource) -> SeenComponent | None:
    """An Aurora cluster, or a Multi-AZ DB cluster of RDS; one that joins a global cluster is part of that."""
    if not _is_aurora(r):
        return _multi_az_cluster(o, r)
    if _is_secondary(o, r):
        return None
    members = _members(o, r)
    fields = _cluster_fields(o, r) | {
        "read_replicas": _readers(o, r, members),
        "zones": _only_zone(members),
        "replica_regions": sorted(o.region(other) for other in _joined(o, r)) or None,
        "write_forwarding": any_of(o.flag(c, "enable_global_write_forwarding") for c in _joined(o, r))
        or None,
        "publicly_accessible": any_of(o.flag(member, "publicly_accessible") for member in members),
        "instance_class": next((o.value(member, "instance_class") for member in members), None),
        "serverless": _capacity_units(r, members),
    }
    return _data(
        o, Category.DATABASE_CLUSTER, r, _subnet_group(o, r), fields, tuple(m.address for m in members)
    )


def _capacity_units(r: Resource, members: list[Resource]) -> dict[str, float] | None:
    """Between what a cluster of Aurora Serverless v2 scales, where the plan says both and AWS takes them."""
    if not members or any(member.get("instance_class") != SERVERLESS for member in members):
        return None
    for block in r.blocks("serverlessv2_scaling_configuration"):
        least, most = _units(block.get("min_capacity")), _units(block.get("max_capacity"))
        if least is not None and most is not None and most >= 1:
            return {"min": least, "max": most}
    return None


def _units(given: Any) -> float | None:
    return (
        float(given) if isinstance(given, int | float) and given * 2 % 1 == 0 and 0 <= given <= 256 else None
    )


def _readers(o: Observer, r: Resource, members: list[Resource]) -> int | Literal[Unknown.UNKNOWN]:
    """How many readers a cluster has; not known where its instances are made elsewhere.

    A limitless database has a shard group for instances, which says how many standbys each has.
    """
    groups = o.plan.pointing(r, "aws_rds_shard_group", "db_cluster_identifier")
    if groups:
        return _most(o.number(group, "compute_redundancy") for group in groups)
    mode = o.value(r, "engine_mode")
    whole = o.all_pointing("aws_rds_cluster_instance", "cluster_identifier")
    scaled = _scaled_readers(o, r)
    if (not members and mode != "serverless") or not whole or scaled is UNKNOWN:
        return UNKNOWN
    return max(len(members) - 1, 0) + scaled


def _cluster_fields(o: Observer, r: Resource) -> dict[str, Any]:
    copies = o.value(r, "replication_source_identifier") is not None
    inherited = is_restored(o, r) or copies or bool(_joins(o, r))
    mode = o.value(r, "engine_mode")
    encrypted = o.flag(r, "storage_encrypted", inherited=inherited or mode is UNKNOWN)
    serverless = mode == "serverless"  # always encrypted (Amazon Aurora User Guide)
    engine = o.value(r, "engine", inherited=inherited)
    return {
        "engine": FORMER_ENGINES.get(str(engine), engine),
        "backup_retention_days": o.value(r, "backup_retention_period", default=1),
        "deletion_protection": o.flag(r, "deletion_protection"),
        "encrypted": True if serverless else encrypted,
        "engine_version": _version(o, r, DATABASE_VERSIONS),
        "database": _database_name(r.get("database_name")),
    }


def _database_name(given: Any) -> str | None:
    """The name of the first database, as the format writes it; engines do not tell its letters apart."""
    name = str(given or "").lower()
    return name if re.fullmatch(r"[a-z][a-z0-9_]{0,59}", name) else None


def _multi_az_cluster(o: Observer, r: Resource) -> SeenComponent:
    """A writer and two readable standbys in three zones (Amazon RDS User Guide, Multi-AZ DB clusters).

    Instances that replicate it are part of it.
    """
    fields = _cluster_fields(o, r) | {
        "multi_az": "cluster",
        "read_replicas": 0,
        "publicly_accessible": o.flag(r, "publicly_accessible"),
        "instance_class": o.value(r, "db_cluster_instance_class"),
        "storage_gb": o.value(r, "allocated_storage"),
        **_volumes(r),
    }
    others = tuple(replica.address for replica in _replicas(o, r))
    return _data(o, Category.DATABASE, r, _subnet_group(o, r), fields, others)


def _volumes(r: Resource) -> dict[str, Any]:
    """The type of its volumes and their IOPS, where they were chosen and the format can say them."""
    size, iops, kind = r.number("allocated_storage"), r.number("iops"), r.get("storage_type")
    most = {"io1": 50, "io2": 1000}.get(str(kind), 0) * size
    return {"storage_type": kind, "iops": iops} if size >= 100 and 1000 <= iops <= min(most, 256000) else {}


def _version(o: Observer, r: Resource, usual: Mapping[str, str]) -> str | None:
    """The version of its engine, where it was chosen: it is another one than archgen takes, and is known."""
    version, engine = str(r.get("engine_version") or ""), str(r.get("engine"))
    made = bool(re.fullmatch(r"[0-9]+(\.[A-Za-z0-9_-]+){0,5}", version)) and len(version) <= 60
    return version if made and version != usual.get(engine) and not is_restored(o, r) else None


def _only_zone(members: list[Resource]) -> list[str] | None:
    """The zone that all instances of a cluster are pinned to."""
    zones = {member.get("availability_zone") for member in members}
    return (
        [str(zone) for zone in zones if zone] if len(zones) == 1 and len(members) > 1 and all(zones) else None
    )


def _scaled_readers(o: Observer, of: Resource) -> int | Literal[Unknown.UNKNOWN]:
    """The readers that auto scaling adds at least."""
    targets = o.plan.pointing(of, "aws_appautoscaling_target", "resource_id")
    return _most(o.number(target, "min_capacity") for target in targets)


def _most(numbers: Iterable[int | Literal[Unknown.UNKNOWN]]) -> int | Literal[Unknown.UNKNOWN]:
    found = list(numbers)
    return UNKNOWN if UNKNOWN in found else max((n for n in found if n is not UNKNOWN), default=0)


def _members(o: Observer, of: Resource) -> list[Resource]:
    return list(o.plan.pointing(of, "aws_rds_cluster_instance", "cluster_identifier"))


def _joins(o: Observer, of: Resource) -> tuple[Resource, ...]:
    """The global cluster that a cluster is in."""
    return o.plan.linked(of, "global_cluster_identifier", types=("aws_rds_global_cluster",))


def _is_secondary(o: Observer, of: Resource) -> bool:
    """Whether it only follows the primary of its global cluster, which has the master user."""
    if of.get("master_username") or not _joins(o, of):
        return False
    source = o.plan.linked(_joins(o, of)[0], "source_db_cluster_identifier", types=("aws_rds_cluster",))
    return of not in source


def _joined(o: Observer, of: Resource) -> list[Resource]:
    """The other clusters of its global cluster."""
    worlds = _joins(o, of) or o.plan.pointing(of, "aws_rds_global_cluster", "source_db_cluster_identifier")
    others = [other for other in o.plan.of_type("aws_rds_cluster") if other is not of]
    return [other for other in others if worlds and set(_joins(o, other)) & set(worlds)]


def followers(o: Observer) -> Iterator[SeenComponent]:
    """Copies of databases in other regions: they have security groups of their own."""
    for r in o.plan.of_type("aws_db_instance"):
        for primary in _sources(o, r):
            if o.region(r) != o.region(primary):
                yield replace(
                    _data(o, Category.DATABASE, r, (), {}, ()), id=component_id(primary), follows=True
                )
    for r in o.plan.of_type("aws_rds_cluster"):
        if _is_secondary(o, r):
            members = tuple(member.address for member in _members(o, r))
            yield replace(_data(o, Category.DATABASE_CLUSTER, r, (), {}, members), follows=True)


def cache(o: Observer, r: Resource) -> SeenComponent:
    """A replication group."""
    engine = o.value(r, "engine", default="redis")
    inherited = is_restored(o, r) or engine is UNKNOWN
    fields = {
        "engine": engine,
        "replicas": _cache_replicas(o, r),
        "engine_version": _version(o, r, CACHE_VERSIONS),
        "node_type": o.value(r, "node_type"),
        "encrypted": o.flag(r, "at_rest_encryption_enabled", default=engine == "valkey", inherited=inherited),
    }
    return _data(o, Category.CACHE, r, _subnet_group(o, r, "subnet_group_name"), fields, ())


def _cache_replicas(o: Observer, r: Resource) -> int | Literal[Unknown.UNKNOWN]:
    """The nodes beside each primary: of all nodes, or as each shard has them."""
    count, beside = o.number(r, "num_cache_clusters"), o.number(r, "replicas_per_node_group")
    if count is not UNKNOWN and count:
        return count - 1
    return UNKNOWN if count is UNKNOWN else beside


def cache_cluster(o: Observer, r: Resource) -> SeenComponent | None:
    """A cluster of its own, Memcached as a rule; a member of a replication group is part of that."""
    if r.get("replication_group_id") or o.plan.linked(r, "replication_group_id"):
        return None
    nodes = o.number(r, "num_cache_nodes", default=1)
    fields = {
        "engine": o.value(r, "engine", default="memcached"),
        "replicas": UNKNOWN if nodes is UNKNOWN else nodes - 1,
        "engine_version": _version(o, r, CACHE_VERSIONS),
        "node_type": o.value(r, "node_type"),
    }
    return _data(o, Category.CACHE, r, _subnet_group(o, r, "subnet_group_name"), fields, ())


def file_system(o: Observer, r: Resource) -> SeenComponent | None:
    """A file system with its mount targets."""
    mounts = o.plan.pointing(r, "aws_efs_mount_target", "file_system_id")
    places = tuple(place for mount in mounts for place in o.places(mount, ("subnet_id",)))
    groups = tuple(dict.fromkeys(g for mount in mounts for g in o.groups(mount, ("security_groups",))))
    gap = None if places else o.gap(mounts[0], ("subnet_id",)) if mounts else _UNMOUNTED
    return o.component(
        Category.FILE_SYSTEM, r, places, groups, {"encrypted": o.flag(r, "encrypted")}, gap=gap
    )


_UNMOUNTED = Gap(Cause.UNUSED, Phrase("it has no mount target"))


def is_public(o: Observer, r: Resource) -> Flag | None:
    """Whether a bucket lets anybody in; None where nothing says so: AWS blocks that unless it is told not to.

    The text of a policy is often known only after apply; who turns the block off does so for a public one.
    """
    public = any_of((_public_by_policy(o, r), _public_by_acl(o, r)))
    return public or None


_BLOCK = "aws_s3_bucket_public_access_block"


def _public_by_policy(o: Observer, r: Resource) -> Flag:
    policies = (*o.plan.pointing(r, "aws_s3_bucket_policy", "bucket"), r)
    texts = [text for policy in policies for text in o.plan.values(policy, "policy")]
    if texts and not any(_ANYBODY.search(text) for text in texts):
        return False
    closed = ("block_public_policy", "restrict_public_buckets")
    blocks = o.plan.pointing(r, _BLOCK, "bucket")
    return any_of(all_of(_not(o.flag(b, key)) for key in closed) for b in blocks)


def _public_by_acl(o: Observer, r: Resource) -> Flag:
    blocks = o.plan.pointing(r, _BLOCK, "bucket")
    acls = [o.value(acl, "acl") for acl in (*o.plan.pointing(r, "aws_s3_bucket_acl", "bucket"), r)]
    opened = any_of(UNKNOWN if acl is UNKNOWN else str(acl or "").startswith("public-") for acl in acls)
    heeded = all_of((bool(blocks), *(_not(o.flag(b, "ignore_public_acls")) for b in blocks)))
    return all_of((opened, heeded))


def _not(flag: Flag) -> Flag:
    return UNKNOWN if flag is UNKNOWN else not flag


_ANYBODY = re.compile(r'"Principal"\s*:\s*(?:"\*"|\{\s*"AWS"\s*:\s*(?:"\*"|\[\s*"\*"))')


def table(o: Observer, r: Resource) -> SeenComponent:
    """A DynamoDB table."""
    replicas = [str(b["region_name"]) for b in r.blocks("replica") if b.get("region_name")]
    later = r.is_later("replica") or r.is_later("replica", "region_name")
    billing = o.value(r, "billing_mode", default="PROVISIONED")
    fields = {
        "point_in_time_recovery": o.flag(r, "point_in_time_recovery", "enabled"),
        "deletion_protection": o.flag(r, "deletion_protection_enabled"),
        "billing": UNKNOWN
        if billing is UNKNOWN
        else "on-demand"
        if billing == "PAY_PER_REQUEST"
        else "provisioned",
        "replica_regions": UNKNOWN if later else sorted(replicas) or None,
    }
    return o.component(Category.TABLE, r, fields=fields)
