"""Databases and tables: engines as RDS knows them, who the primary is, and how they are reached.

Facts: versions, parameter group families, log types and TLS parameters of each engine are from the Amazon
RDS User Guide; that RDS manages no password of a database with read replicas (but for SQL Server) is from its
page on Secrets Manager.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from archgen.model.kinds import Copy
from archgen.model.kinds.category import Category
from archgen.model.kinds.database import Relational
from archgen.model.kinds.elasticache import ElastiCache
from archgen.render.outputs.terraform.names import label
from archgen.render.outputs.terraform.parts import Part, Stack, remembered
from archgen.render.outputs.terraform.resources.messaging import Delivery, deliveries
from archgen.render.quoting import Hcl, hcl, line, refer
from archgen.topology.links import replications

USER = "dbadmin"
CLUSTER_TYPE = "aws_rds_cluster"
"""The resource of what has a writer's and a readers' endpoint: Aurora, and Multi-AZ DB clusters."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a secret is read: an ARN (an expression), and the key in its JSON if it is one."""

    arn: Hcl
    key: str | None

    @property
    def inner(self) -> Hcl:
        """Its ARN as part of a quoted text."""
        return Hcl(f"${{{self.arn}}}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a database, and why it is set."""

    name: str
    value: str
    why: Hcl
    static: bool = False


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine as RDS knows it."""

    version: str
    family: str
    logs: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    license: str | None = None
    iam: bool = False


_SLOW = (
    Parameter("slow_query_log", "1", Hcl("Slow statements are logged.")),
    Parameter("long_query_time", "1", Hcl("Slow is what takes more than a second.")),
    Parameter("log_output", "FILE", Hcl("Logs that are exported are files.")),
)
_MYSQL_TLS = Parameter("require_secure_transport", "1", Hcl("Connections without TLS are refused."))
_POSTGRES = (
    Parameter("rds.force_ssl", "1", Hcl("Connections without TLS are refused.")),
    Parameter("log_statement", "ddl", Hcl("Changes of the schema are logged.")),
    Parameter(
        "log_min_duration_statement", "1000", Hcl("Statements that take more than a second are logged.")
    ),
)
_SQLSERVER_TLS = Parameter("rds.force_ssl", "1", Hcl("Connections without TLS are refused."), static=True)
_ORACLE = ("alert", "listener")
_DB2 = ("diag.log", "notify.log")

ENGINES: Mapping[str, Engine] = {
    "postgres": Engine("17", "postgres17", ("postgresql", "upgrade"), _POSTGRES, iam=True),
    "mysql": Engine("8.4", "mysql8.4", ("error", "slowquery"), (_MYSQL_TLS, *_SLOW), iam=True),
    "mariadb": Engine("11.4", "mariadb11.4", ("error", "slowquery"), (_MYSQL_TLS, *_SLOW), iam=True),
    "oracle-se2": Engine("19", "oracle-se2-19", _ORACLE, license="license-included"),
    "oracle-ee": Engine("19", "oracle-ee-19", _ORACLE, license="bring-your-own-license"),
    "sqlserver-ex": Engine("16.00", "sqlserver-ex-16.0", ("error",), (_SQLSERVER_TLS,), "license-included"),
    "sqlserver-web": Engine("16.00", "sqlserver-web-16.0", ("error",), (_SQLSERVER_TLS,), "license-included"),
    "sqlserver-se": Engine("16.00", "sqlserver-se-16.0", ("error",), (_SQLSERVER_TLS,), "license-included"),
    "sqlserver-ee": Engine("16.00", "sqlserver-ee-16.0", ("error",), (_SQLSERVER_TLS,), "license-included"),
    "db2-se": Engine("11.5", "db2-se-11.5", _DB2, license="bring-your-own-license"),
    "db2-ae": Engine("11.5", "db2-ae-11.5", _DB2, license="bring-your-own-license"),
    "aurora-postgresql": Engine("17", "aurora-postgresql17", ("postgresql",), _POSTGRES, iam=True),
    "aurora-mysql": Engine(
        "8.0", "aurora-mysql8.0", ("audit", "error", "slowquery"), (_MYSQL_TLS, *_SLOW[:2]), iam=True
    ),
}


def engine_of(model: Relational) -> Engine:
    """The engine of a database, of the version that its file gives."""
    usual = ENGINES[model.engine]
    if not model.engine_version:
        return usual
    number = model.major_version
    if model.engine.startswith("sqlserver"):
        number = f"{number.split('.')[0]}.0"
    family = re.sub(r"[0-9.]+$", "", usual.family) + number
    return replace(usual, version=model.engine_version, family=family)


@dataclass(frozen=True, slots=True)
class Database:
    """A relational database in one region."""

    engine: Engine
    port: int
    database: str | None
    primary: Copy | None
    replicas: Mapping[str, str]
    managed_password: bool
    secret: Secret | None
    told: tuple[tuple[str, Hcl], ...]


@remembered
def database_facts(stack: Stack, part: Part) -> Database:
    """A database as its template and those who connect to it know it."""
    model = part.model
    assert isinstance(model, Relational)
    home = stack.home_of(part)
    primary = next((copy for copy in part.copies if not copy.role), None)
    readers = {
        copy.role: copy.zone or "" for copy in part.copies if copy.role.startswith("replica") and primary
    }
    managed = _may_manage(model)
    resource = model.resource_type or ""
    secret = (
        Secret(Hcl(f"{refer(resource, home.label)}.master_user_secret[0].secret_arn"), "password")
        if managed
        else Secret(refer("aws_ssm_parameter", f"{home.label}_password", "arn"), None)
    )
    port, name = port_of(stack, part), model.database_called(model.database or label(part.named))
    return Database(
        engine_of(model),
        port,
        name,
        primary,
        readers,
        managed,
        secret if home == part or not managed else None,
        tuple(_told(stack, part, model, port, name, readers)),
    )


def _may_manage(model: Relational) -> bool:
    if model.category is Category.DATABASE_CLUSTER:
        return not model.replica_regions
    copies = model.read_replicas or model.replica_regions
    return not copies or model.engine.startswith("sqlserver")


def _told(
    stack: Stack, part: Part, model: Relational, port: int, name: str | None, readers: Mapping[str, str]
) -> list[tuple[str, Hcl]]:
    told: list[tuple[str, Hcl]] = []
    if model.resource_type == CLUSTER_TYPE:
        writes = any(not copy.role for copy in part.copies)
        told += [("HOST", refer("aws_rds_cluster", part.label, "endpoint" if writes else "reader_endpoint"))]
        told += [("READER_HOST", refer("aws_rds_cluster", part.label, "reader_endpoint"))]
    else:
        told += [("HOST", refer("aws_db_instance", part.label, "address"))]
        if readers:
            replicas = refer("aws_db_instance", replica_label(stack, part))
            told += [("READER_HOSTS", Hcl(f'join(",", [for replica in {replicas} : replica.address])'))]
    told += [("PORT", hcl(str(port))), ("USER", hcl(USER))]
    return [*told, ("DATABASE", hcl(name))] if name else told


def replica_label(stack: Stack, part: Part) -> str:
    """The label of a database's read replicas."""
    return stack.labels.of(part.label, "replica")


def port_of(stack: Stack, part: Part) -> int:
    """The port that everybody connects to, where they agree on one; the engine's otherwise."""
    ports = {port for connection in stack.topology.connections_to(part.id) for port in connection.ports}
    return ports.pop() if len(ports) == 1 else part.model.default_port or 0


def makes_password(stack: Stack, part: Part) -> bool:
    """Whether a password is made here, as AWS makes none."""
    if part.model.category in (Category.DATABASE, Category.DATABASE_CLUSTER):
        known = database_facts(stack, part)
        return known.primary is not None and not known.managed_password
    return has_password(part)


def has_password(part: Part) -> bool:
    """Whether a cache asks for a password: it goes with encryption, and memcached has none."""
    return bool(
        part.model.category is Category.CACHE
        and part.model.is_encrypted
        and part.model.engine_name != "memcached"
    )


def cache_address(part: Part) -> Hcl:
    """The host name of a cache, an expression."""
    if part.model.engine_name == "memcached":
        return refer("aws_elasticache_cluster", part.label, "cluster_address")
    return refer("aws_elasticache_replication_group", part.label, "primary_endpoint_address")


def _cache_facts(stack: Stack, part: Part) -> dict[str, object]:
    nodes = [copy.zone for copy in part.copies]
    assert isinstance(part.model, ElastiCache)
    return {
        "nodes": nodes,
        "spread": len(set(nodes)) > 1,
        "port": port_of(stack, part),
        "version": part.model.version,
        "family": part.model.parameter_group,
        "address": cache_address(part),
    }


def secret_name(part: Part, name: str) -> str:
    """What a secret of a service is called in Secrets Manager."""
    return f"{part.title}/{part.named}/{name}"


def within(expression: Hcl) -> Hcl:
    """An expression as part of a quoted text."""
    return Hcl(expression[1:-1] if expression.startswith('"') else f"${{{expression}}}")


def facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the templates of databases and tables read beside the part itself."""
    home = stack.home_of(part)
    found: dict[str, object] = {"subnet_ids": stack.subnet_ids(part), "home_part": home}
    if part.model.category in (Category.DATABASE, Category.DATABASE_CLUSTER):
        known = database_facts(stack, part)
        assert isinstance(part.model, Relational)
        found |= {
            "engine": known.engine,
            "variable": label(part.id),
            "version_pattern": f"^{part.model.major_version.replace('.', '[.]')}([.]|$)",
            "database": known.database,
            "port": known.port,
            "primary": known.primary,
            "replicas": known.replicas,
            "managed_password": known.managed_password,
            "replica_label": replica_label(stack, part),
            "replica_role": next((copy.role for copy in part.copies if copy.role), "replica"),
            "replica_keys": [hcl(role) for role in known.replicas],
            "replica_logs": [f"{role}/{log}" for role in known.replicas for log in known.engine.logs],
            "what": _what(known),
        }
        abroad = bool(part.model.copied_to) and len(stack.parts_of(part.id)) > 1
        found["is_global"] = part.model.category is Category.DATABASE_CLUSTER and abroad
        found["instances"] = {copy.role or "primary": copy.zone for copy in part.copies}
    if part.model.category is Category.CACHE:
        found |= _cache_facts(stack, part)
    if part.model.category is Category.FILE_SYSTEM:
        found["zones"] = stack.zones_expression(part)
    if part.model.category is Category.TABLE:
        own = {copy.id for copy in home.copies}
        followers = [after for first, after in replications(stack.topology, part.id) if first.id in own]
        others = [other for copy in followers if (other := stack.part_of(copy)) is not None]
        found["replicas"] = [{"region": p.place.name, "key": p.place.key} for p in others]
        found["is_home"] = home == part
    if part.model.category is Category.BUCKET:
        found |= _bucket_facts(stack, part)
    return found


def _what(known: Database) -> Hcl:
    copies = len(known.replicas)
    standby = "a primary" if known.primary else "a copy from another region"
    replicas = f" and {copies} read replica{'s' if copies > 1 else ''}" if copies else ""
    return Hcl(line(standby + replicas))


_ADMISSIONS = {Category.QUEUE: "aws_sqs_queue_policy", Category.TOPIC: "aws_sns_topic_policy"}


def _admission(delivery: Delivery) -> Hcl:
    """The address of what lets a delivery in, which must be there when it is set up."""
    policy = _ADMISSIONS.get(delivery.target.model.category)
    if policy:
        return refer(policy, delivery.target.label)
    return refer("aws_lambda_permission", delivery.label)


def _bucket_facts(stack: Stack, part: Part) -> dict[str, object]:
    """The distributions that read a bucket; the home region's bucket is copied to the others'."""
    distributions = [
        distribution
        for connection in stack.topology.connections_to(part.id)
        if stack.topology.components[connection.source].category is Category.DISTRIBUTION
        if (distribution := stack.part(connection.source, None)) is not None
    ]
    # Which region is home is remembered: it stays, whichever the file puts first.
    siblings = stack.parts_of(part.id)
    others = siblings[1:] if siblings[0] == part else ()
    delivered = deliveries(stack, part)
    notified = [each for each in delivered if each.is_notified and not each.by_rule]
    return {
        "notified": notified,
        "admitted": [_admission(each) for each in notified],
        "by_rule": [each for each in delivered if each.by_rule and not each.target.model.schedule_expression],
        "distributions": distributions,
        "copies": [{"label": p.label, "region": p.place.name, "key": p.place.key} for p in others],
        "replication_role": part.place.global_name(53, part.named) + "-copies",
    }
