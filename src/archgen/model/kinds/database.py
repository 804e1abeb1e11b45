"""What databases and caches have in common: a primary, and copies of it in other zones and regions."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from archgen.catalogue.sizes import rds
from archgen.catalogue.versions import major
from archgen.model.shapes import Places, Size, Version

from .base import Zonal
from .copies import Copy, Scope, Territory, Tier
from .facts import LOCAL_PASSWORD, LOCAL_USER, StandIn

ENGINE_PORTS = {
    "postgres": 5432,
    "mysql": 3306,
    "mariadb": 3306,
    "oracle-se2": 1521,
    "oracle-ee": 1521,
    "sqlserver-ex": 1433,
    "sqlserver-web": 1433,
    "sqlserver-se": 1433,
    "sqlserver-ee": 1433,
    "db2-se": 50000,
    "db2-ae": 50000,
    "aurora-postgresql": 5432,
    "aurora-mysql": 3306,
}
"""The ports that Amazon RDS gives each engine unless told otherwise (Amazon RDS User Guide)."""

USUAL_VERSIONS = {
    "postgres": "17",
    "mysql": "8.4",
    "mariadb": "11.4",
    "oracle-se2": "19",
    "oracle-ee": "19",
    "sqlserver-ex": "16.00",
    "sqlserver-web": "16.00",
    "sqlserver-se": "16.00",
    "sqlserver-ee": "16.00",
    "db2-se": "11.5",
    "db2-ae": "11.5",
    "aurora-postgresql": "17",
    "aurora-mysql": "8.0",
}
"""The versions of the engines where the file gives none."""
USUAL_CLASS = "db.t4g.medium"
CLUSTER_CLASS = "db.m6gd.large"
USUAL_CLASSES = {"oracle": "db.t3.medium", "db2": "db.t3.medium", "sqlserver": "db.t3.xlarge"}
GLOBAL_CLASS = "db.r6g.large"
"""The instance classes where the file gives none: the smallest that AWS recommends to begin with and takes.

Oracle, SQL Server and Db2 run on no Graviton, and SQL Server from its Standard Edition on begins at xlarge
(Amazon RDS User Guide, supported DB engines for DB instance classes). A global database takes only classes
that are optimized for memory (Amazon Aurora User Guide, configuration requirements of a global database),
and a Multi-AZ DB cluster those with local disks (Amazon RDS User Guide, instance class types).
"""


_IN_MEMORY = ("db.r6g.large", "db.r5.large", "db.r7g.large")
_WITH_DISKS = (
    "db.m5d.large",
    "db.r6gd.large",
    "db.r5d.large",
    "db.m6id.large",
    "db.r6id.large",
    "db.m8gd.large",
    "db.r8gd.large",
)
_OTHERWISE = ("db.t3.medium", "db.m6g.large", "db.m5.large", "db.r6g.large", "db.r5.large")
"""What is taken by default in regions that do not offer the usual class."""


DatabaseName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\z", max_length=60)]
_SHARED_WORDS = """all and as asc both case check collate column constraint create default desc distinct
else exists false fetch for foreign from grant group having in into leading limit not
null on or order primary references select table then to trailing true union unique
using when where window with rdsadmin"""
_POSTGRES = """analyse analyze any array asymmetric cast current_date current_role current_time
current_timestamp current_user deferrable do end except initially intersect lateral
localtime localtimestamp offset only placing returning session_user some symmetric user
variadic postgres template0 template1"""
_MYSQL = """add alter before between by call cascade change condition continue convert cross cursor
database databases declare delete describe div double drop dual each elseif empty
enclosed escaped exit explain float force fulltext function generated get grouping
groups high_priority if ignore index infile inner inout insert int integer interval is
iterate join key keys kill lag lead leave left like lines load lock long loop match mod
modifies natural of optimize option out outer over partition precision procedure purge
range rank read reads real recursive regexp release rename repeat replace require
restrict return revoke right rlike row rows schema schemas sensitive separator set show
signal smallint spatial specific sql ssl starting stored straight_join system terminated
tinyint trigger undo unlock unsigned update usage use values varchar varying virtual
while write xor zerofill mysql sys information_schema performance_schema innodb"""
_ORACLE = """access add all alter and any as asc audit between by char check cluster column comment
compress connect create current date decimal default delete desc distinct drop else exclusive exists file
float for from grant group having identified immediate in increment index initial insert integer intersect
into is level like lock long maxextents minus mode modify noaudit nocompress not nowait null number of offline
on online option or order pctfree prior public raw rename resource revoke row rowid rownum select session set
share size smallint start synonym sysdate table then to trigger uid union unique update user validate values
varchar varchar2 view whenever where with"""
RESERVED = {
    "oracle": frozenset(_ORACLE.split()),
    "postgres": frozenset(f"{_SHARED_WORDS} {_POSTGRES}".split()),
    "mysql": frozenset(f"{_SHARED_WORDS} {_MYSQL}".split()),
    "mariadb": frozenset(f"{_SHARED_WORDS} {_MYSQL}".split()),
}
"""The names that an engine refuses for a database.

Sources: PostgreSQL, SQL key words; MySQL, reserved words; Oracle Database, Oracle SQL reserved words.
"""
_SHORT = 8
"""Characters of an Oracle SID (Amazon RDS API, CreateDBInstance) and of a Db2 database (IBM, naming)."""


class Relational(Zonal):
    """What Amazon RDS and Aurora have in common."""

    scope = Scope.ZONE
    own_tier = Tier.DATA
    is_database = True
    keeps_data_in_vpc = True

    engine: str
    multi_az: bool | Literal["cluster"] = Field(
        default=False,
        description="a synchronous standby in another zone, not readable, that takes over automatically",
    )
    read_replicas: int = Field(
        default=0, ge=0, le=100, description="how many asynchronous, readable replicas are in other zones"
    )
    replica_regions: Places = Field(default=(), description="regions that hold a copy of it")
    backup_retention_days: int = Field(
        default=7, ge=0, le=35, description="how long backups are kept, in days"
    )
    deletion_protection: bool = Field(default=True, description="whether it refuses to be deleted")
    encrypted: bool = Field(default=True, description="whether its storage is encrypted")
    publicly_accessible: bool = Field(default=False, description="whether it has a public address")
    instance_class: Size = Field(
        default=USUAL_CLASS,
        description="the instance class; engines that it does not run, and a global database, have their own",
    )

    engine_version: Version | None = Field(
        default=None,
        description="the version of its engine, in quotes; a major version is its newest minor one",
    )
    database: DatabaseName | None = Field(
        default=None, description="the name of the first database; that of the component unless set"
    )

    def database_called(self, name: str) -> str | None:
        """What the first database is called, where the file calls it `name`; SQL Server begins with none.

        Source: Amazon RDS API, CreateDBInstance, DBName.
        """
        if self.engine.startswith("sqlserver"):
            return None
        plain = re.sub(r"[^a-z0-9]", "_", name.lower())
        short = self.engine.startswith(("oracle", "db2"))
        return plain.replace("_", "")[:_SHORT].upper() if short else plain[:60]

    def reserves(self, name: str) -> bool:
        """Whether the engine refuses a name for a database."""
        family = next((words for engine, words in RESERVED.items() if engine in self.engine), frozenset())
        return name.lower() in family

    @model_validator(mode="before")
    @classmethod
    def _class_that_runs_it(cls, data: Any) -> Any:
        """The class that the engine takes, where the file gives none."""
        if not isinstance(data, dict) or "instance_class" in data:
            return data
        return {**data, "instance_class": usual_class(data)}

    def sized_for(self, given: Collection[str], regions: Collection[str]) -> Self:
        from archgen.catalogue.sizes import first_offered

        others = _IN_MEMORY if self.replica_regions else _OTHERWISE
        names = (self.instance_class, *(_WITH_DISKS if self.has_readable_standbys else others))
        field, table = self.catalogued_size
        name = None if field in given else first_offered(table, names, regions)
        return self.model_copy(update={field: name}) if name else self

    @property
    def catalogued_size(self) -> tuple[str, str]:
        return "instance_class", rds(self.engine, cluster=self.has_readable_standbys)

    @property
    def default_port(self) -> int:
        return ENGINE_PORTS[self.engine]

    @property
    def takes_writes_everywhere(self) -> bool:
        return False

    @property
    def engine_name(self) -> str:
        return self.engine

    @property
    def is_encrypted(self) -> bool:
        return self.encrypted

    @property
    def is_protected(self) -> bool:
        return self.deletion_protection

    @property
    def is_publicly_accessible(self) -> bool:
        return self.publicly_accessible

    @property
    def backup_days(self) -> int:
        return self.backup_retention_days

    @property
    def replica_count(self) -> int:
        readable = self.standbys if self.has_readable_standbys else 0
        return self.read_replicas or self.readers or readable

    @property
    def copied_to(self) -> tuple[str, ...]:
        return self.replica_regions

    @property
    def has_readable_standbys(self) -> bool:
        """Whether it is a Multi-AZ DB cluster: a writer, and two standbys that are read from."""
        return self.multi_az == "cluster"

    @property
    def standbys(self) -> int:
        """How many copies are there to take over."""
        return 2 if self.has_readable_standbys else int(bool(self.multi_az))

    @property
    def readers(self) -> int:
        """How many readable copies stand in the home region."""
        return self.read_replicas

    @property
    def chosen_version(self) -> str | None:
        return self.engine_version

    @property
    def major_version(self) -> str:
        """The major version of its engine."""
        return major(self.engine, self.engine_version or USUAL_VERSIONS[self.engine])

    def stand_in(self, name: str) -> StandIn | None:
        version = self.major_version if self.engine_version else None
        match self.engine.removeprefix("aurora-"):
            case "postgres" | "postgresql":
                return _postgres(name, version or "17")
            case "mysql" | "mariadb" as engine:
                return _mysql(engine, name, version)
        return None

    def copies(self, id: str, territory: Territory) -> list[Copy]:
        zones = self.zones_in(territory)
        if territory.home:
            return list(primary_and_copies(id, self.subnets, zones, territory, self.standbys, self.readers))
        number = self.readers + 1 + self.replica_regions.index(territory.name)
        return [replica(id, self.subnets, territory.name, zone, number) for zone in zones[:1]]


def usual_class(data: Mapping[str, Any]) -> str:
    """The instance class of a database for which the file gives none."""
    engine = str(data.get("engine", ""))
    if data.get("multi_az") == "cluster":
        return CLUSTER_CLASS
    if (data.get("kind") == "aurora" or engine.startswith("aurora")) and data.get("replica_regions"):
        return GLOBAL_CLASS
    return USUAL_CLASSES.get(engine.split("-")[0], USUAL_CLASS)


def primary_and_copies(
    id: str, row: str, zones: tuple[str, ...], territory: Territory, standbys: int, replicas: int
) -> Iterator[Copy]:
    """Primary in the first zone, standbys in the next, replicas spread evenly away from the primary."""
    region = territory.name
    if not zones:
        return
    yield Copy(f"{id}@{zones[0]}", id, region, zones[0], (zones[0],), row)
    for number in range(1, standbys + 1):
        zone, role = zones[number % len(zones)], f"standby-{number}" if standbys > 1 else "standby"
        yield Copy(f"{id}.{role}@{zone}", id, region, zone, (zone,), row, role)
    others = zones[1:] or zones
    for number in range(replicas):
        yield replica(id, row, region, others[number % len(others)], number + 1)


def replica(id: str, row: str, region: str, zone: str, number: int) -> Copy:
    """The copy that is read replica (or reader) number `number`."""
    return Copy(f"{id}.replica-{number}@{zone}", id, region, zone, (zone,), row, f"replica-{number}")


def _postgres(name: str, version: str) -> StandIn:
    return StandIn(
        f"postgres:{version}-alpine",
        5432,
        ("CMD", "pg_isready", "-U", LOCAL_USER, "-d", name),
        {"POSTGRES_USER": LOCAL_USER, "POSTGRES_PASSWORD": LOCAL_PASSWORD, "POSTGRES_DB": name},
        data="/var/lib/postgresql/data",
        port_variable="PGPORT",
    )


def _mysql(engine: str, name: str, version: str | None) -> StandIn:
    prefix = engine.upper()
    image, ready = {
        "mysql": (f"mysql:{version or '8.4'}", ("CMD", "mysqladmin", "ping", "-h", "127.0.0.1", "--silent")),
        "mariadb": (
            f"mariadb:{version or '11.4'}",
            ("CMD", "healthcheck.sh", "--connect", "--innodb_initialized"),
        ),
    }[engine]
    environment = {
        f"{prefix}_USER": LOCAL_USER,
        f"{prefix}_PASSWORD": LOCAL_PASSWORD,
        f"{prefix}_DATABASE": name,
        f"{prefix}_RANDOM_ROOT_PASSWORD": "yes",
    }
    return StandIn(image, 3306, ready, environment, data="/var/lib/mysql", port_variable="MYSQL_TCP_PORT")
