"""Engine versions: impossible ones are found, later ones than the catalogue are a warning with its date."""

from __future__ import annotations

from typing import Any

import pytest

from archgen.catalogue import sizes
from archgen.catalogue.sizes import Answer
from archgen.catalogue.versions import alike, answer, major, majors
from archgen.findings import Severity
from archgen.lint.engine import check
from archgen.model.kinds.database import USUAL_VERSIONS
from archgen.model.kinds.elasticache import USUAL_VERSIONS as CACHE_VERSIONS
from archgen.render.outputs.terraform.resources.data import ENGINES
from archgen.topology.building import topology
from models import made, small
from terraforming import blocks, configuration

OFFERED, NEWER, UNKNOWN = Answer.OFFERED, Answer.NEWER, Answer.UNKNOWN


@pytest.mark.parametrize(
    ("engine", "version", "is_"),
    [
        ("postgres", "17", OFFERED),
        ("postgres", "17.4", OFFERED),
        ("postgres", "17.20", NEWER),
        ("postgres", "17.99", UNKNOWN),
        ("postgres", "19.1", NEWER),
        ("postgres", "23", UNKNOWN),
        ("postgres", "16.0", UNKNOWN),
        ("mysql", "8.0", OFFERED),
        ("mysql", "8", UNKNOWN),
        ("mysql", "9.4.0", NEWER),
        ("mysql", "5.8", UNKNOWN),
        ("mariadb", "10.12", UNKNOWN),
        ("sqlserver-se", "16.00", OFFERED),
        ("sqlserver-se", "16.00.4400.1.v1", NEWER),
        ("sqlserver-se", "15.00.1.1.v1", UNKNOWN),
        ("oracle-ee", "19.0.0.0.ru-2031-01.rur-2031-01.r1", OFFERED),
        ("aurora-mysql", "8.0.mysql_aurora.3.10.3", OFFERED),
        ("aurora-mysql", "8.0.mysql_aurora.2.01.0", UNKNOWN),
        ("redis", "7.1", OFFERED),
        ("redis", "6.x", OFFERED),
        ("valkey", "8", UNKNOWN),
        ("valkey", "9.7", NEWER),
        ("memcached", "1.6", UNKNOWN),
        ("mysql", "8.99", UNKNOWN),
        ("kubernetes", "1.33", OFFERED),
        ("kubernetes", "1.37", NEWER),
        ("kubernetes", "1.40", NEWER),
        ("kubernetes", "1.99", UNKNOWN),
        ("kubernetes", "1.21", UNKNOWN),
        ("runtimes", "python3.13", OFFERED),
        ("runtimes", "provided.al2023", OFFERED),
        ("runtimes", "java21", OFFERED),
        ("runtimes", "python3.17", NEWER),
        ("runtimes", "nodejs28.x", NEWER),
        ("runtimes", "java29", NEWER),
        ("runtimes", "python9.9", UNKNOWN),
        ("runtimes", "python3.99", UNKNOWN),
        ("runtimes", "python3.7", UNKNOWN),
        ("runtimes", "go1.x", UNKNOWN),
        ("runtimes", "nodejs22", UNKNOWN),
        ("runtimes", "java22", UNKNOWN),
        ("runtimes", "cobol1", UNKNOWN),
    ],
)
def test_versions_are_known_guessed_or_impossible(engine: str, version: str, is_: Answer) -> None:
    assert answer(engine, version) is is_


def test_engines_count_their_major_versions_differently() -> None:
    assert [major("postgres", "9.6.24"), major("postgres", "16.4"), major("mysql", "8.0.39")] == [
        "9.6",
        "16",
        "8.0",
    ]
    assert majors("postgres")[:2] == ("18", "17") and "9" not in majors("postgres")
    assert alike("mysql", "8.0.1")[0].startswith("8.0.")


def found(**fields: Any) -> list[tuple[Severity, str, str]]:
    data = small(components={"db": {"kind": "rds", "subnets": "db", "multi_az": True, **fields}})
    findings = check(topology(made(data))).findings
    return [(f.severity, f.message, str(f.help or "")) for f in findings if f.code == "AG808"]


def test_an_impossible_version_is_an_error_with_those_that_there_are() -> None:
    assert found(engine_version="16.9") == []
    ((severity, message, help),) = found(engine_version="17.99")
    assert severity is Severity.ERROR and sizes.date() in message and "`17.11`" in help
    ((_, _, help),) = found(engine_version="3.1")
    assert "use one of the major versions of postgres: `18`, `17`, `16`" in help


def test_a_later_version_is_a_warning_with_the_date_of_the_catalogue() -> None:
    ((severity, message, _),) = found(engine_version="19.1")
    assert severity is Severity.WARNING and f"offered on {sizes.date()}" in message


def test_what_is_taken_by_default_is_offered() -> None:
    assert {engine: facts.version for engine, facts in ENGINES.items()} == USUAL_VERSIONS
    usual = {**USUAL_VERSIONS, **CACHE_VERSIONS}
    assert {engine for engine, version in usual.items() if answer(engine, version) is not OFFERED} == set()


@pytest.mark.parametrize(
    ("fields", "family"),
    [
        ({"engine_version": "16.4"}, "postgres16"),
        ({"engine": "mysql", "engine_version": "8.0.42"}, "mysql8.0"),
        ({"engine": "mariadb", "engine_version": "10.11"}, "mariadb10.11"),
        ({"engine": "sqlserver-se", "engine_version": "15.00"}, "sqlserver-se-15.0"),
        ({"engine": "oracle-ee", "engine_version": "21"}, "oracle-ee-21"),
        ({"kind": "aurora", "engine": "aurora-mysql", "engine_version": "8.4"}, "aurora-mysql8.4"),
        ({}, "postgres17"),
    ],
)
def test_terraform_takes_the_version_and_its_parameter_group(fields: dict[str, Any], family: str) -> None:
    data = small(components={"db": {"kind": "rds", "subnets": "db", "multi_az": True, **fields}})
    files = configuration(data)
    groups = {**blocks(files, "aws_db_parameter_group"), **blocks(files, "aws_rds_cluster_parameter_group")}
    (group,) = groups.values()
    assert f'family = "{family}"' in " ".join(group.split())
    variables = " ".join("".join(files.values()).split())
    assert f'default = "{fields.get("engine_version", "17")}"' in variables


@pytest.mark.parametrize(
    ("engine", "version", "group"),
    [
        ("valkey", None, "default.valkey8"),
        ("valkey", "7.2", "default.valkey7"),
        ("redis", "6.2", "default.redis6.x"),
        ("redis", "5.0.6", "default.redis5.0"),
        ("memcached", "1.6.17", "default.memcached1.6"),
    ],
)
def test_a_cache_has_the_parameter_group_of_its_version(engine: str, version: str | None, group: str) -> None:
    cache = {"kind": "elasticache", "subnets": "db", "engine": engine}
    cache |= {"engine_version": version} if version else {}
    files = configuration(small(components={"cache": cache}, connections=["app -> cache"]))
    text = " ".join("".join(files.values()).split())
    assert f'parameter_group_name = "{group}"' in text
    assert f'engine_version = "{version or "8.0"}"' in text


def _found(component: dict[str, Any]) -> list[tuple[str, Severity, str | None]]:
    data = small(components={"it": component}, connections=["app -> it"])
    findings = check(topology(made(data))).findings
    return [(f.message, f.severity, f.help) for f in findings if f.code == "AG808"]


def test_versions_of_clusters_and_runtimes_are_compared_with_the_catalogue() -> None:
    day = sizes.date()
    assert _found({"kind": "eks", "subnets": "app"}) == []
    assert _found({"kind": "eks", "subnets": "app", "version": "1.99"}) == [
        (
            f"1.99 of it is no version of kubernetes that AWS offers (as of {day})",
            Severity.ERROR,
            "use one of the major versions of kubernetes: `1.36`, `1.35`, `1.34`, `1.33`, `1.32`, `1.31`",
        )
    ]
    assert [severity for _, severity, _ in _found({"kind": "eks", "subnets": "app", "version": "1.38"})] == [
        Severity.WARNING
    ]
    function: dict[str, Any] = {"kind": "lambda", "tier": "backend"}
    assert _found(function) == []
    assert _found(function | {"runtime": "python9.9"}) == [
        (
            f"AWS Lambda creates no function with python9.9, the runtime of it (as of {day})",
            Severity.ERROR,
            "use a runtime such as `python3.15`, `python3.14` and `python3.13`",
        )
    ]
    assert [severity for _, severity, _ in _found(function | {"runtime": "nodejs28.x"})] == [Severity.WARNING]


def test_an_image_has_its_runtime_in_itself() -> None:
    image = {"kind": "lambda", "tier": "backend", "service": {"image": "example/task:1"}}
    assert _found(image | {"runtime": "python9.9"}) == []
