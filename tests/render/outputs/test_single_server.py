"""A single server: what Terraform, the first start and the runbook do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from archgen.cli import run as archgen
from archgen.lint.engine import check
from archgen.model.reading import architecture
from archgen.topology.building import topology
from models import brief, made
from terraforming import blocks, configuration, needs_terraform, run, written


def served(**server: Any) -> Any:
    data = brief()
    data["components"]["app"]["service"] |= {
        "environment": {"SQL_PASSWORD": "${orders.password}", "SQL_HOST": "${orders.host}"},
        "secrets": ["SECRET_KEY"],
    }
    return data | {"deployment": {"server": server}}


def test_one_instance_is_all_that_is_made() -> None:
    files = configuration(served())
    assert list(blocks(files, "aws_instance")) == ["server"]
    assert not blocks(files, "aws_lb") and not blocks(files, "aws_db_instance")
    assert "aws_autoscaling_group" not in "".join(files.values())


def test_ssh_is_open_only_from_where_the_model_says() -> None:
    without = blocks(configuration(served()), "aws_vpc_security_group_ingress_rule")
    assert list(without) == ["port_3000"]
    given = served(key_name="aws", ssh_from=["203.0.113.0/24"])
    rule = blocks(configuration(given), "aws_vpc_security_group_ingress_rule")["ssh_0"]
    assert '"203.0.113.0/24"' in rule and re.search(r"from_port +?= 22", rule)


def test_secrets_are_fetched_and_in_no_file() -> None:
    files = configuration(served())
    script = files["user-data/server.sh"]
    assert "get-secret-value --region us-east-1 --secret-id three-tier-web/server" in script
    assert (
        '"${SQL_PASSWORD:?put it into the secret three-tier-web/server}"' in script
        and "local-only" not in script
    )
    assert "build:" not in script and '"3000:443"' in script


HARD = """it's "so" $HOME `id` \\ a\\"""


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not here: the start of the server is not run")
def test_secrets_reach_compose_as_they_are(tmp_path: Path) -> None:
    script = configuration(served())["user-data/server.sh"]
    start = script.split("cat > start.sh <<'END_OF_FILE'\n")[1].split("END_OF_FILE")[0]
    values = {"SECRET_KEY": HARD, "SQL_PASSWORD": "two\nlines", "REGISTRY_TOKEN": "t", "bad name;id": "x"}
    (tmp_path / "bin").mkdir()
    (tmp_path / "secret.json").write_text(json.dumps(values), encoding="utf-8")
    programs = {"aws": "cat secret.json", "docker": 'echo "$*" >> calls; env -0 > environment'}
    for name, text in programs.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/bash\n{text}\n", encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    text = start.replace("cd /opt/three-tier-web", f"cd {tmp_path}").replace(
        "export PATH=$PATH", f"export PATH={tmp_path}/bin:$PATH"
    )
    subprocess.run(["bash", "-c", text], check=True)
    told = dict(
        each.split("=", 1) for each in (tmp_path / "environment").read_text("utf-8").split("\0") if each
    )
    assert told["SECRET_KEY"] == HARD and told["SQL_PASSWORD"] == "two\nlines"
    calls = (tmp_path / "calls").read_text("utf-8").splitlines()
    assert calls[0].startswith("login ghcr.io") and calls[-1] == "compose up --detach --remove-orphans"
    assert not (tmp_path / ".env").exists()


@pytest.mark.parametrize("os", ["ubuntu", "amazon-linux"])
@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not here: user data is not linted")
def test_shellcheck_finds_nothing_in_the_user_data(os: str, tmp_path: Path) -> None:
    file = tmp_path / "server.sh"
    file.write_text(configuration(served(os=os))["user-data/server.sh"], encoding="utf-8")
    done = subprocess.run(["shellcheck", str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert len(file.read_bytes()) < 16384  # what EC2 takes, even before it is compressed


@pytest.mark.parametrize(("language", "words"), [("en", "What is lost"), ("es", "Lo que se pierde")])
def test_the_runbook_is_in_the_language_of_the_file(language: str, words: str) -> None:
    page = configuration(served() | {"language": language})["README.md"]
    assert words in page and "/opt/three-tier-web" in page and '"SECRET_KEY"' in page


def test_a_server_is_found_once_and_its_absence_is_not() -> None:
    def codes(data: Any) -> list[str]:
        return [f.code for f in check(topology(made(data))).findings if f.code == "AG230"]

    assert codes(served()) == ["AG230"] and codes(brief()) == []


def test_what_a_server_does_not_have_is_not_found_beside_it() -> None:
    def codes(data: Any) -> set[str]:
        return {found.code for found in check(topology(made(data))).findings}

    data = served()
    for key in ("multi_az", "read_replicas"):
        data["components"]["orders"].pop(key)
    data["regions"]["us-east-1"]["zones"] = ["us-east-1a"]
    full = {key: value for key, value in data.items() if key != "deployment"}
    assert {"AG202", "AG219"} <= codes(full)
    assert codes(data) == {"AG230"}
    accepted = {"rules": {"ignore": [{"rule": "single-server", "reason": "a demonstration"}]}}
    assert codes(data | accepted) == codes(full)  # what is accepted hides nothing
    data["connections"].append({"client -> igw -> orders": 5432})
    assert "AG310" in codes(data | accepted)


def test_a_system_that_is_not_known_is_an_error_of_the_file() -> None:
    (found,) = architecture(served(os="ubunto"))[1]
    assert found.message == '`os` is "ubunto"; did you mean "ubuntu"?'


@needs_terraform
@pytest.mark.parametrize("os", ["ubuntu", "amazon-linux"])
def test_terraform_plans_the_server(os: str, tmp_path: Path) -> None:
    folder = written(served(os=os, key_name="aws", ssh_from=["203.0.113.0/24"]), tmp_path / "server")
    assert "Plan: " in run(folder, "plan")


@needs_terraform
def test_the_plan_of_a_server_conforms_to_its_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = served(key_name="aws", ssh_from=["203.0.113.0/24"])
    model, plan = tmp_path / "architecture.yaml", tmp_path / "plan.json"
    model.write_text(json.dumps(data), encoding="utf-8")
    file = tmp_path / "x.tfplan"
    run(written(data, tmp_path / "made"), "plan", f"-out={file}")
    told = run(tmp_path / "made", "show", "-json", str(file))
    plan.write_text(told, encoding="utf-8")
    assert archgen(["conform", str(model), str(plan)]) == 0
    assert "the plan matches the model" in capsys.readouterr().out
    opened = json.loads(told)
    for resource in opened["planned_values"]["root_module"]["resources"]:
        if resource["address"].endswith(".port_3000"):
            resource["values"] |= {"from_port": 5432, "to_port": 5432}
    plan.write_text(json.dumps(opened), encoding="utf-8")
    assert archgen(["conform", str(model), str(plan)]) == 1
    said = capsys.readouterr().out
    assert "client -> server" in said or "internet -> server" in said


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not here: user data is not linted")
def test_shellcheck_finds_nothing_in_what_starts_the_containers(tmp_path: Path) -> None:
    script = configuration(served())["user-data/server.sh"]
    file = tmp_path / "start.sh"
    file.write_text(
        script.split("cat > start.sh <<'END_OF_FILE'\n")[1].split("END_OF_FILE")[0], encoding="utf-8"
    )
    told = subprocess.run(["shellcheck", str(file)], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, "")
