"""References in a service's environment: what they are in the file, in AWS and on one's own machine."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from archgen.lint.engine import check
from archgen.model.reading import architecture
from archgen.model.references import Reference, pieces, secret_of
from archgen.topology.building import topology
from models import brief, made
from terraforming import blocks, calls, configuration
from test_local import rendered

DJANGO = {
    "DEBUG": 1,
    "SQL_ENGINE": "django.db.backends.postgresql",
    "SQL_DATABASE": "${orders.database}",
    "SQL_USER": "${orders.user}",
    "SQL_PASSWORD": "${orders.password}",
    "SQL_HOST": "${orders.host}",
    "SQL_PORT": "${orders.port}",
}


def told(environment: dict[str, Any], component: str = "app", **service: Any) -> Any:
    data = brief()
    data["components"][component]["service"] |= {"environment": environment, **service}
    return data


def messages(data: Any) -> list[str]:
    return [f"{finding.code} {finding.message}" for finding in architecture(data)[1]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("${orders.host}", (Reference("orders", "host"),)),
        ("tcp://${orders.host}:1", ("tcp://", Reference("orders", "host"), ":1")),
        ("$${orders.host}", ("${orders.host}",)),
        ("$5 ${HOME} ${a} ${A.b} $${x} ${orders}", ("$5 ${HOME} ${a} ${A.b} $${x} ${orders}",)),
        ("", ("",)),
        (True, ("true",)),
        (8, ("8",)),
    ],
)
def test_only_a_component_with_an_attribute_in_braces_is_a_reference(text: Any, found: Any) -> None:
    assert pieces(text) == found


def test_a_password_alone_is_a_secret() -> None:
    assert secret_of("${orders.password}") == Reference("orders", "password")
    assert secret_of("${orders.host}") is None and secret_of("x${orders.password}") is None


def test_a_reference_to_nothing_is_an_error_of_the_file() -> None:
    (found,) = messages(told({"HOST": "${ordres.host}"}))
    assert found == 'AG002 ${ordres.host}: there is no component "ordres"; did you mean "orders"?'
    (found,) = messages(told({"HOST": "${orders.hots}"}))
    assert found.startswith("AG004 ${orders.hots}: orders has no hots; it has host, port, user, password")
    (found,) = messages(told({"URL": "postgres://u:${orders.password}@h"}))
    assert found.startswith("AG004 URL has ${orders.password} inside of a longer text")
    assert messages(told({"A": "$${ordres.host}", "B": "${HOME}", "C": "${orders}"})) == []


@pytest.mark.parametrize("engine", ["sqlserver-se", "oracle-se2", "postgres"])
def test_an_sql_server_has_no_database_to_refer_to(engine: str) -> None:
    """It begins without one (Amazon RDS API, CreateDBInstance): the value would be empty."""
    data = told({"NAME": "${orders.database}", "HOST": "${orders.host}"})
    data["components"]["orders"] = {"kind": "rds", "subnets": "db", "engine": engine, "multi_az": True}
    if engine == "sqlserver-se":
        (found,) = messages(data)
        assert found == (
            "AG004 ${orders.database}: orders has no database; "
            "it has host, port, user, password, arn, name, region"
        )
    else:
        assert messages(data) == []
        assert re.search(r'NAME += "orders"', calls(configuration(data))["app"], re.IGNORECASE)


def test_the_eight_variables_of_the_brief_in_aws() -> None:
    call = calls(configuration(told(DJANGO, secrets=["SECRET_KEY"])))["app"]
    given = dict(re.findall(r"^ +(\w+) += (.+)$", call, re.MULTILINE))
    assert {name: given[name] for name in (*DJANGO, "SECRET_KEY")} == {
        "DEBUG": '"1"',
        "SQL_ENGINE": '"django.db.backends.postgresql"',
        "SQL_DATABASE": '"orders"',
        "SQL_USER": '"dbadmin"',
        "SQL_PASSWORD": "{ arn = aws_ssm_parameter.orders_password.arn }",
        "SQL_HOST": "aws_db_instance.orders.address",
        "SQL_PORT": '"5432"',
        "SECRET_KEY": '{ arn = aws_secretsmanager_secret.app["SECRET_KEY"].arn }',
    }


def test_the_eight_variables_of_the_brief_on_ones_own_machine() -> None:
    data = told(DJANGO, secrets=["SECRET_KEY"])
    data["connections"] = [
        {"app -> orders": 4321} if each == {"app -> orders": 5432} else each for each in data["connections"]
    ]
    files = rendered(data)
    services = yaml.safe_load(files["local/compose.yaml"])["services"]
    asked = "${SQL_PASSWORD:?set it in .env, see .env.example}"
    assert {name: services["app"]["environment"][name] for name in (*DJANGO, "SECRET_KEY")} == {
        "DEBUG": "${DEBUG-1}",
        "SQL_ENGINE": "${SQL_ENGINE-django.db.backends.postgresql}",
        "SQL_DATABASE": "${SQL_DATABASE-orders}",
        "SQL_USER": "${SQL_USER-app}",
        "SQL_PASSWORD": asked,
        "SQL_HOST": "${SQL_HOST-orders}",
        "SQL_PORT": "${SQL_PORT-4321}",
        "SECRET_KEY": "${SECRET_KEY:?set it in .env, see .env.example}",
    }
    database = services["orders"]["environment"]
    assert (database["POSTGRES_PASSWORD"], database["PGPORT"]) == (asked, "4321")
    example = re.findall(r"^(\w+)=", files["local/.env.example"], re.MULTILINE)
    assert sorted(example) == sorted((*DJANGO, "SECRET_KEY")) and example[0] == "SECRET_KEY"


def test_each_attribute_has_an_expression() -> None:
    environment = {
        "READER": "${orders.reader_host}",
        "URL": "${app-lb.url}/x",
        "LB": "${app-lb.host}:${app-lb.port}",
        "TABLE": "${sessions.name}",
        "ARN": "${sessions.arn}",
        "NAME": "${orders.name}",
        "REGION": "${assets.region}",
        "BUCKET": "${assets.name}",
    }
    call = calls(configuration(told(environment)))["app"]
    given = dict(re.findall(r"^ +(\w+) += (.+)$", call, re.MULTILINE))
    assert given["URL"] == '"https://app-lb.app.example.com:8000/x"'
    assert given["LB"] == '"app-lb.app.example.com:8000"'
    assert given["TABLE"] == "aws_dynamodb_table.sessions.name"
    assert given["ARN"] == "aws_dynamodb_table.sessions.arn"
    assert given["NAME"] == "aws_db_instance.orders.identifier"
    assert given["REGION"] == '"us-east-1"' and given["BUCKET"] == "module.assets.id"
    assert given["READER"].startswith('split(",", join(')


def test_a_reference_without_a_connection_is_found_and_one_with_it_is_not() -> None:
    def codes(data: Any) -> set[str]:
        return {finding.code for finding in check(topology(made(data))).findings}

    assert "AG329" in codes(told({"HOST": "${orders.host}"}, component="web"))
    assert "AG329" not in codes(told({"HOST": "${orders.host}"}))


def test_udp_is_passed_on_as_udp() -> None:
    data = brief()
    data["components"] |= {
        "voice-lb": {"kind": "nlb", "subnets": "web"},
    }
    data["connections"] += [
        {"client -> igw -> voice-lb": {"port": 5060, "protocol": "udp"}},
        {"voice-lb -> web": {"port": 5060, "protocol": "udp"}},
    ]
    files = rendered(data)
    assert "listen 5060 udp;" in files["local/voice-lb.conf"]
    ports = yaml.safe_load(files["local/compose.yaml"])["services"]["voice-lb"]["ports"]
    assert [port.endswith(":5060/udp") for port in ports] == [True]


def test_a_table_has_the_keys_indexes_and_expiry_of_the_model() -> None:
    data = brief()
    data["components"]["sessions"] |= {
        "key": {"hash": "user", "range": "at"},
        "indexes": {"by-day": {"hash": "day"}},
        "ttl": "expires",
        "types": {"at": "N"},
    }
    files = configuration(data)
    table = blocks(files, "aws_dynamodb_table")["sessions"]
    assert re.search(r'hash_key +?= "user"\n +range_key +?= "at"', table)
    assert re.findall(r'attribute \{\n +name = "(\w+)"\n +type = "(\w)"', table) == [
        ("user", "S"),
        ("at", "N"),
        ("day", "S"),
    ]
    assert 'attribute_name = "expires"' in table and 'name            = "by-day"' in table
    (command,) = yaml.safe_load(rendered(data)["local/compose.yaml"])["services"]["sessions_tables"][
        "command"
    ]
    assert "AttributeName=user,KeyType=HASH AttributeName=at,KeyType=RANGE" in command
    assert "'{IndexName=by-day,KeySchema=[{AttributeName=day,KeyType=HASH}]" in command
