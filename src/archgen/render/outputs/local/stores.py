"""The data stores of the model as containers: which image, who may enter, and when it is healthy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from archgen.model.kinds import Component

USER, PASSWORD = "app", "local-only"  # it opens nothing but a container on this machine
"""Who enters the databases of the local stack; the same for all, and known to everybody."""


@dataclass(frozen=True, slots=True)
class Store:
    """An image and its settings. `port` is the one that it listens on; `data` the folder that it keeps."""

    image: str
    port: int
    healthy: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    command: tuple[str, ...] = ()
    data: str | None = None


def store(component: Component, database: str) -> Store | None:
    """The container that stands for a data store; None where there is none."""
    engine = str(getattr(component, "engine", component.kind)).removeprefix("aurora-")
    match engine:
        case "postgres" | "postgresql":
            return _postgres(database)
        case "mysql" | "mariadb":
            return _mysql(engine, database)
        case "valkey" | "redis":
            return _cache(engine, asks_for_password(component))
        case "memcached":
            return Store(
                "memcached:1.6-alpine", 11211, ("CMD-SHELL", "echo version | nc -w 1 127.0.0.1 11211")
            )
        case "dynamodb":
            return _dynamodb()
    return None


def asks_for_password(component: Component) -> bool:
    """Whether a cache does: AWS ties it to encryption, and memcached has none."""
    return bool(getattr(component, "encrypted", False)) and getattr(component, "engine", "") != "memcached"


def _cache(engine: str, password: bool) -> Store:
    image = {"valkey": "valkey/valkey:8-alpine", "redis": "redis:7-alpine"}[engine]
    enter = ("-a", PASSWORD) if password else ()
    command = (f"{engine}-server", "--requirepass", PASSWORD) if password else ()
    return Store(image, 6379, ("CMD", f"{engine}-cli", *enter, "ping"), command=command)


def _postgres(database: str) -> Store:
    return Store(
        "postgres:17-alpine",
        5432,
        ("CMD", "pg_isready", "-U", USER, "-d", database),
        {"POSTGRES_USER": USER, "POSTGRES_PASSWORD": PASSWORD, "POSTGRES_DB": database},
        data="/var/lib/postgresql/data",
    )


def _mysql(engine: str, database: str) -> Store:
    prefix = engine.upper()
    image, ready = {
        "mysql": ("mysql:8.4", ("CMD", "mysqladmin", "ping", "-h", "127.0.0.1", "--silent")),
        "mariadb": ("mariadb:11.4", ("CMD", "healthcheck.sh", "--connect", "--innodb_initialized")),
    }[engine]
    environment = {
        f"{prefix}_USER": USER,
        f"{prefix}_PASSWORD": PASSWORD,
        f"{prefix}_DATABASE": database,
        f"{prefix}_RANDOM_ROOT_PASSWORD": "yes",
    }
    return Store(image, 3306, ready, environment, data="/var/lib/mysql")


def _dynamodb() -> Store:
    """Amazon DynamoDB Developer Guide, DynamoDB local: it keeps everything in memory here."""
    alive = "curl -s -o /dev/null http://127.0.0.1:8000"
    command = ("-jar", "DynamoDBLocal.jar", "-sharedDb", "-inMemory")
    return Store("amazon/dynamodb-local:2.6.1", 8000, ("CMD-SHELL", alive), command=command)
