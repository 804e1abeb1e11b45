"""The local stack: what Compose accepts, and who finds and reaches whom in it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import compose_spec
import crossplane
import pytest
import yaml

from archgen.render.outputs import local
from archgen.render.outputs.artifact import Artifact, Note
from archgen.render.outputs.local.stack import stack, variable
from archgen.render.outputs.terraform.parts import Stack
from archgen.render.outputs.terraform.resources.running import run_of
from archgen.render.outputs.view import View
from archgen.topology.building import topology
from archgen.yamlfile.parser import read
from kept import ALL, stem
from models import ROOT, brief, data_of, made, small


def rendered(data: Any) -> dict[str, str]:
    architecture = made(data)
    made_of = list(local.artifacts(View(architecture, topology(architecture))))
    return {item.path: item.content.decode() for item in made_of if isinstance(item, Artifact)}


def notes(data: Any) -> list[str]:
    architecture = made(data)
    view = View(architecture, topology(architecture))
    return [item.text for item in local.artifacts(view) if isinstance(item, Note)]


def services(data: Any) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(rendered(data)["local/compose.yaml"])["services"]
    return found


def test_the_brief_runs_in_containers() -> None:
    assert list(services(brief())) == [
        "web-lb",
        "web",
        "app-lb",
        "app",
        "orders",
        "sessions",
        "sessions_tables",
    ]


@pytest.mark.parametrize("path", ALL, ids=stem)
def test_compose_accepts_what_is_made(path: Path) -> None:
    files = rendered(read(path.read_bytes(), path.name).data)
    if files:
        accepted = compose_spec.PyCompose.from_yaml(files["local/compose.yaml"])
        assert accepted.service_names() == list(yaml.safe_load(files["local/compose.yaml"])["services"])


@pytest.mark.parametrize("path", ALL, ids=stem)
def test_docker_compose_reads_what_is_meant(path: Path, tmp_path: Path) -> None:
    files = rendered(read(path.read_bytes(), path.name).data)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    if files:
        written = yaml.safe_load(files["local/compose.yaml"])["services"]
        understood = composed(tmp_path / "local", files.get("local/.env.example", ""))
        assert {id: each["image"] for id, each in understood.items()} == {
            id: each["image"] for id, each in written.items()
        }
        assert [
            id for id, each in understood.items() if set(each["networks"]) != set(written[id]["networks"])
        ] == []


def test_docker_compose_leaves_a_dollar_alone_and_asks_for_secrets(tmp_path: Path) -> None:
    data = brief()
    data["components"]["app"]["service"] |= {
        "environment": {"PRICE": "$5 ${HOME}", "LINES": "a\n# b: c"},
        "secrets": ["SECRET_KEY"],
    }
    (tmp_path / "compose.yaml").write_text(rendered(data)["local/compose.yaml"], encoding="utf-8")
    told = composed(tmp_path, "SECRET_KEY=")["app"]["environment"]
    assert told["PRICE"] == "$$5 $${HOME}"  # Compose prints it as it is to be written
    assert (told["LINES"], told["SECRET_KEY"]) == ("a\n# b: c", "given")
    refused = subprocess.run([*compose(), "config", "--quiet"], cwd=tmp_path, capture_output=True, text=True)
    assert refused.returncode != 0 and "set it in .env, see .env.example" in refused.stderr


def composed(folder: Path, secrets: str) -> dict[str, Any]:
    """The services as Docker Compose understands them, when it has nothing to complain of."""
    given = dict.fromkeys(re.findall(r"^(\w+)=", secrets, re.M), "given")
    command = [*compose(), "config", "--format", "json"]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | given, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    services: dict[str, Any] = json.loads(done.stdout)["services"]
    return services


@cache
def compose() -> list[str]:
    """Docker Compose 2 or newer, where it is on the machine; it needs no Docker to read a file."""
    for program in (["docker-compose"], ["docker", "compose"]):
        if shutil.which(program[0]):
            asked = [*program, "version", "--short"]
            told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
            if re.match(r"v?([2-9]|[1-9]\d)\.", told):
                return program
    pytest.skip("there is no Docker Compose of version 2 or newer on this machine")


def test_nginx_accepts_its_configuration(tmp_path: Path) -> None:
    files = rendered(brief())
    for name in ("web-lb", "app-lb"):
        (tmp_path / f"{name}.conf").write_text(files[f"local/{name}.conf"])
        assert crossplane.parse(str(tmp_path / f"{name}.conf"))["status"] == "ok"


@pytest.mark.parametrize("kind", ["alb", "nlb"])
def test_instances_that_serve_the_same_get_the_same_share(kind: str, tmp_path: Path) -> None:
    data = data_of((ROOT / "tests/kept_models/pair-of-instances.yaml").read_text(encoding="utf-8"))
    data["components"]["lb"]["kind"] = kind
    for id in ("archive-a", "archive-b"):
        data["components"][id]["service"] = {"image": "example/archive:1.0.0", "port": 80}
    text = rendered(data)["local/lb.conf"]
    (tmp_path / "lb.conf").write_text(text)
    told = crossplane.parse(str(tmp_path / "lb.conf"))  # it knows `split_clients` of http alone
    assert told["status"] == "ok" or kind == "nlb"
    assert re.search(r"50.00% archive-a;\n +\* archive-b;", text)
    assert "$target_1:80" in text and "/archive-b/" not in text


def test_a_service_finds_what_it_may_connect_to_by_the_variables_of_terraform() -> None:
    told = services(brief())["app"]["environment"]
    assert told["ORDERS_HOST"] == "orders"
    assert told["ORDERS_PORT"] == "5432"
    assert told["SESSIONS_TABLE"] == "sessions"
    assert services(brief())["web"]["environment"] == {"APP_LB_URL": "http://app-lb:8000"}


def owner(ids: Iterable[str], name: str) -> str:
    """The component that a variable tells of: the one with the longest id that it begins with."""
    return max((id for id in ids if name.startswith(f"{variable(id)}_")), key=len, default="")


@pytest.mark.parametrize("path", ALL, ids=stem)
def test_every_variable_that_a_store_gives_is_one_of_terraform_too(path: Path) -> None:
    """And the other way round, but for what has no stand-in here."""
    architecture = made(read(path.read_bytes(), path.name).data)
    terraform = Stack(View(architecture, topology(architecture)))
    absent = [
        id
        for id, component in architecture.components.items()
        if (component.given_variables or component.is_database) and not component.stand_in("")
    ]
    told: dict[str, set[str]] = {}
    for part in terraform.parts:
        if getattr(part.model, "service", None) and part.model.is_compute:
            run = run_of(terraform, part)
            told.setdefault(part.id, set()).update((*run.environment, *run.secrets))
    for service in stack(terraform.topology).services:
        if service.id in told:
            given = {name for name in service.environment or () if not name.startswith("AWS_")}
            assert given == {
                name for name in told[service.id] if owner(architecture.components, name) not in absent
            }


def test_only_who_may_connect_is_in_the_network() -> None:
    members = {id: set(service["networks"]) for id, service in services(brief()).items()}
    assert {id for id, networks in members.items() if "orders" in networks} == {"app", "orders"}
    assert {id for id, networks in members.items() if "app" in networks} == {"app-lb", "app"}


def test_only_what_is_reached_from_outside_is_published_and_on_this_machine_alone() -> None:
    published = {id: service["ports"] for id, service in services(brief()).items() if "ports" in service}
    assert published == {"web-lb": ["127.0.0.1:3000:443"]}


def test_a_service_waits_for_its_data() -> None:
    assert services(brief())["app"]["depends_on"] == {
        "orders": {"condition": "service_healthy"},
        "sessions_tables": {"condition": "service_completed_successfully"},
    }


def test_all_tables_are_served_by_one_container() -> None:
    data = brief()
    data["components"]["carts"] = {"kind": "dynamodb"}
    data["connections"].append("app -> carts")
    found = services(data)
    assert "carts" not in found
    assert "--table-name carts" in found["sessions_tables"]["command"][0]
    assert found["app"]["environment"]["CARTS_TABLE"] == "carts"


def test_a_second_target_has_the_path_of_its_name() -> None:
    data = brief()
    data["components"]["api"] = data["components"]["app"] | {"tier": "backend"}
    data["connections"].append({"app-lb -> api": 8001})
    conf = rendered(data)["local/app-lb.conf"]
    assert conf.index("location / {") < conf.index("location /api/ {") < conf.index("http://api:8001")


def test_ports_of_the_machine_are_not_taken_twice() -> None:
    data = brief()
    data["components"]["other-lb"] = {"kind": "alb", "subnets": "web"}
    data["components"]["other"] = data["components"]["web"]
    data["connections"] += [{"client -> igw -> other-lb": 443}, {"other-lb -> other": 3000}]
    published = [service["ports"][0] for service in services(data).values() if "ports" in service]
    assert published == ["127.0.0.1:3000:443", "127.0.0.1:3001:443"]


def test_secrets_are_asked_for_and_never_made_up() -> None:
    data = brief()
    data["components"]["app"]["service"]["secrets"] = ["SECRET_KEY"]
    files = rendered(data)
    assert "SECRET_KEY=\n" in files["local/.env.example"]
    assert services(data)["app"]["environment"]["SECRET_KEY"].startswith("${SECRET_KEY:?")


DJANGO = {
    "DEBUG": 1,
    "SQL_ENGINE": "django.db.backends.postgresql",
    "SQL_DATABASE": "${orders.database}",
    "SQL_USER": "${orders.user}",
    "SQL_PASSWORD": "${orders.password}",
    "SQL_HOST": "${orders.host}",
    "SQL_PORT": "${orders.port}",
}


def django() -> Any:
    data = brief()
    data["components"]["app"]["service"] |= {"secrets": ["SECRET_KEY"], "environment": dict(DJANGO)}
    return data


def test_the_variables_of_the_app_are_in_the_example_by_its_own_names() -> None:
    lines = rendered(django())["local/.env.example"].splitlines()
    assert lines[lines.index("# app") + 1 :] == [
        "SECRET_KEY=",
        "DEBUG=1",
        "SQL_ENGINE=django.db.backends.postgresql",
        "SQL_DATABASE=orders",
        "SQL_USER=app",
        "SQL_PASSWORD=",
        "SQL_HOST=orders",
        "SQL_PORT=5432",
    ]


def test_the_database_takes_the_user_and_the_password_that_the_app_is_given() -> None:
    told = services(django())
    names = {"USER": "SQL_USER-app", "DB": "SQL_DATABASE-orders"}
    for end, value in names.items():
        assert told["orders"]["environment"][f"POSTGRES_{end}"] == f"${{{value}}}"
    password = told["app"]["environment"]["SQL_PASSWORD"]
    assert password == told["orders"]["environment"]["POSTGRES_PASSWORD"]
    assert password == "${SQL_PASSWORD:?set it in .env, see .env.example}"
    assert "${SQL_USER-app}" in told["orders"]["healthcheck"]["test"]


def test_variables_of_one_name_and_several_meanings_are_told_apart() -> None:
    data = django()
    data["components"]["web"]["service"] |= {
        "secrets": ["SECRET_KEY"],
        "environment": {"DEBUG": 0, "SQL_ENGINE": "django.db.backends.postgresql", "PATH": "/bin"},
    }
    lines = rendered(data)["local/.env.example"].splitlines()
    assert {"WEB_SECRET_KEY=", "APP_SECRET_KEY=", "WEB_DEBUG=0", "APP_DEBUG=1", "WEB_PATH=/bin"} <= {*lines}
    assert lines.count("SQL_ENGINE=django.db.backends.postgresql") == 1


def test_a_worker_is_run_and_publishes_nothing() -> None:
    worker = {
        "kind": "ecs-service",
        "tier": "backend",
        "subnets": "app",
        "service": {"image": "example/worker:1"},
    }
    found = services(small(components={"worker": worker}))["worker"]
    assert found == {"image": "example/worker:1", "networks": ["worker"], "restart": "unless-stopped"}


def test_a_dollar_in_the_model_stays_a_dollar() -> None:
    data = brief()
    data["components"]["app"]["service"]["environment"] = {"PRICE": "$5 ${HOME}", "DEBUG": True}
    told = services(data)["app"]["environment"]
    assert told["PRICE"] == "$$5 $${HOME}" and told["DEBUG"] == "${DEBUG-true}"


def test_what_has_no_stand_in_is_said() -> None:
    data = brief()
    data["components"]["topic"] = {"kind": "sns"}
    data["connections"].append("app -> topic")
    (note,) = notes(data)
    assert note.startswith("local: no stand-in for topic (sns): no well-known container")


def test_a_model_that_runs_nothing_has_no_local_stack() -> None:
    assert rendered(small()) == {}
    assert notes(small()) == ["local: nothing in the model runs an image, so there is no local stack"]


@pytest.mark.parametrize(
    ("kind", "engine", "image"),
    [
        ("rds", "postgres", "postgres"),
        ("rds", "mariadb", "mariadb"),
        ("aurora", "aurora-mysql", "mysql"),
        ("elasticache", "valkey", "valkey/valkey"),
        ("elasticache", "memcached", "memcached"),
    ],
)
def test_a_store_has_the_image_of_its_engine(kind: str, engine: str, image: str) -> None:
    data = brief()
    data["components"]["store"] = {"kind": kind, "engine": engine, "subnets": "db"}
    data["connections"].append("app -> store")
    (found,) = [service for service in stack(topology(made(data))).services if service.id == "store"]
    assert found.image.partition(":")[0] == image and found.healthy


def built(runtime: str, folder: str = "services/backend") -> dict[str, str]:
    data = brief()
    data["components"]["app"]["service"]["build"] = {"folder": folder, "runtime": runtime}
    return rendered(data)


def spanish(runtime: str) -> str:
    data = brief() | {"language": "es"}
    data["components"]["app"]["service"]["build"] = {"folder": "backend", "runtime": runtime}
    return rendered(data)["local/app.Dockerfile"]


def test_a_service_that_names_its_runtime_gets_a_dockerfile_beside_the_compose_file() -> None:
    files = built("python")
    container = yaml.safe_load(files["local/compose.yaml"])["services"]["app"]
    assert container["build"] == {
        "context": "${ARCHGEN_ROOT:-../..}/services/backend",
        "dockerfile": "../../output/local/app.Dockerfile",
    }
    text = files["local/app.Dockerfile"]
    assert "# app: Python and gunicorn." in text and "# app: Python y gunicorn." in spanish(runtime="python")
    assert text.count("FROM python:3.13-alpine") == 2 and "USER 1000" in text and ":8000" in text
    assert ".env" in files["local/app.Dockerfile.dockerignore"].split()
    assert "local/app.Dockerfile" not in rendered(brief())


@pytest.mark.parametrize("runtime", ["python", "node"])
@pytest.mark.skipif(not shutil.which("hadolint"), reason="hadolint is not here: Dockerfiles are not linted")
def test_hadolint_finds_nothing_in_a_dockerfile(runtime: str, tmp_path: Path) -> None:
    file = tmp_path / "Dockerfile"
    file.write_text(built(runtime)["local/app.Dockerfile"], encoding="utf-8")
    done = subprocess.run(["hadolint", str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_what_the_file_sets_wins_over_what_a_connection_gives() -> None:
    data = brief()
    told = {"environment": {"ORDERS_HOST": "proxy"}, "secrets": ["ORDERS_PASSWORD", "ORDERS_USER"]}
    generated = yaml.safe_load(rendered(data)["local/compose.yaml"])["services"]["app"]["environment"]
    assert {"ORDERS_HOST", "ORDERS_PASSWORD", "ORDERS_USER"} <= set(generated)
    data["components"]["app"]["service"] |= told
    made = yaml.safe_load(rendered(data)["local/compose.yaml"])["services"]["app"]["environment"]
    assert "proxy" in made["ORDERS_HOST"]
    assert "set it in .env" in made["ORDERS_PASSWORD"] and "set it in .env" in made["ORDERS_USER"]
