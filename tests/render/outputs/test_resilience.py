"""`output: resilience`: an experiment for each AZ failure that is survived, through the real terraform."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from archgen.pipeline import examine, render, view_of
from archgen.render.outputs import output, resilience
from archgen.render.outputs.artifact import Artifact, Note
from archgen.render.outputs.terraform import project
from archgen.render.outputs.terraform.parts import Part, Stack
from archgen.yamlfile.document import Document
from models import brief, small
from terraforming import COMMAND, configuration, needs_terraform


def made(data: Any) -> tuple[dict[str, str], list[str]]:
    view = view_of(examine(Document("architecture.yaml", "", data)))
    items = list(resilience.artifacts(view))
    texts = {each.path: each.content.decode() for each in items if isinstance(each, Artifact)}
    return texts, [each.text for each in items if isinstance(each, Note)]


def changed(**fields: dict[str, Any]) -> Any:
    data = brief()
    for id, more in fields.items():
        data["components"][id.replace("_", "-")].update(more)
    return data


def test_each_survived_zone_has_an_experiment_with_its_actions() -> None:
    texts, notes = made(brief())
    main = texts["resilience/main.tf"]
    assert notes == []
    assert re.findall(r'resource "aws_fis_experiment_template" "(\w+)"', main) == ["us_east_1a", "us_east_1b"]
    first, second = main.split('"aws_fis_experiment_template"')[1:3]
    for action in ("stop-web", "stop-app", "no-capacity-app", "disrupt-subnets"):
        assert f'name      = "{action}"' in first
        assert f'name      = "{action}"' in second
    assert "failover-orders" in first  # the primary's zone alone
    assert "failover-orders" not in second


def test_stop_conditions_are_alarms_that_the_terraform_has() -> None:
    rendered = "\n".join(configuration(brief()).values())
    told = re.findall(r'^ +([\w-]+) += \{ metric = "ApplicationELB/HTTPCode_ELB_5XX', rendered, re.M)
    assert 'alarm_name          = "three-tier-web-${each.key}"' in rendered
    main = made(brief())[0]["resilience/main.tf"]
    names = set(re.findall(r":alarm:([\w-]+)", main))
    assert names == {"three-tier-web-web-lb-errors", "three-tier-web-app-lb-errors"}
    assert told == ["web-lb-errors", "app-lb-errors"]


def test_the_hypothesis_says_what_each_path_does() -> None:
    readme = made(brief())[0]["resilience/README.md"]
    assert "Hypothesis: when us-east-1a fails, every request path works again within 300 s." in readme
    assert "| `client -> orders` | fails | works within 300 s |" in readme
    assert "| `client -> assets` | survives | survives |" in readme


def test_a_zone_that_is_not_survived_is_not_tested() -> None:
    texts, _ = made(changed(nat={"per": "region"}))
    assert "us_east_1b" in texts["resilience/main.tf"]
    assert '"us_east_1a"' not in texts["resilience/main.tf"]
    assert "us-east-1a: its failure is not survived (nat@us-east-1a fails" in texts["resilience/README.md"]


def test_nothing_to_test_is_said() -> None:
    texts, notes = made(
        changed(nat={"per": "region"}, orders={"multi_az": False}, app={"zones": ["us-east-1b"]})
    )
    assert texts == {}
    assert notes == ["resilience: no AZ failure is survived, so there is nothing to test on AWS"]


def test_without_alarms_somebody_watches() -> None:
    data = small(connections=[])
    texts, _ = made(data)
    main = texts["resilience/main.tf"]
    if ":alarm:" not in main:
        assert 'stop_condition { source = "none" }' in main


def test_spanish_is_spanish() -> None:
    readme = made(brief() | {"language": "es"})[0]["resilience/README.md"]
    assert "Hipótesis: cuando falla us-east-1a" in readme
    assert "Hypothesis" not in readme


DATABASES = {
    "aurora": {"kind": "aurora", "subnets": "db", "read_replicas": 1},
    "cache": {"kind": "elasticache", "subnets": "db", "replicas": 1},
    "jobs": {"kind": "ecs-service", "tier": "backend", "subnets": "app"},
}


@needs_terraform
@pytest.mark.parametrize("more", [{}, DATABASES], ids=["brief", "more"])
def test_terraform_accepts_it(tmp_path: Path, more: dict[str, Any]) -> None:
    data = brief()
    data["components"].update(more)
    for path, text in made(data)[0].items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    folder = str(tmp_path / "resilience")
    for step in (["validate"], ["plan"]):
        done = subprocess.run([str(COMMAND), folder, *step], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    if more:
        main = (tmp_path / "resilience" / "main.tf").read_text()
        for action in ("aws:rds:failover-db-cluster", "aws:ecs:stop-task", "interrupt-az-power"):
            assert action in main


def test_the_terraform_is_rendered_once_for_its_files_and_the_names_of_its_alarms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    sections = project._sections

    def counted(stack: Stack, part: Part, common: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        made.append(part.label)
        return sections(stack, part, common)

    monkeypatch.setattr(project, "_sections", counted)
    view = view_of(examine(Document("architecture.yaml", "", brief())))
    files = render(view, [output("resilience"), output("terraform")]).made
    assert files["resilience"] and files["terraform"]
    assert sorted(made) == sorted(set(made)) != []
