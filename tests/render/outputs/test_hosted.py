"""AWS Batch and App Runner: what is made of them, what a plan says of them, what a file may not say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archgen.model.reading import architecture
from archgen.pipeline import examine
from archgen.terraform_plan.checking import sound
from archgen.terraform_plan.importing.architecture import imported
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan
from archgen.yamlfile.parser import read
from kept import FOLDER
from models import brief, data_of
from terraforming import blocks, calls, configuration, needs_terraform, notes, run, written

HOSTED = data_of((FOLDER / "hosted.yaml").read_text(encoding="utf-8"))


def with_component(id: str, **fields: Any) -> Any:
    data = brief()
    data["components"][id] = fields
    data["connections"] += [f"app -> {id}"]
    return data


def complaints(id: str, **fields: Any) -> list[str]:
    return [finding.message for finding in architecture(with_component(id, **fields))[1]]


def test_jobs_run_in_the_subnets_and_may_use_what_they_connect_to() -> None:
    files = configuration(HOSTED)
    assert (
        'security_group_ids = [aws_security_group.main["renders"].id]'
        in blocks(files, "aws_batch_compute_environment")["renders"]
    )
    definition = blocks(files, "aws_batch_job_definition")["renders"]
    assert '{ type = "VCPU", value = "1" }' in definition and "attempts = 3" in definition
    assert '{ name = "LEVEL", value = "info" }' in definition
    assert "aws_efs_access_point.scratch.id" in definition
    allowed = blocks(files, "aws_iam_role_policy")
    assert "s3:GetObject" in allowed["renders"] and "logs:PutLogEvents" in allowed["renders_start"]


def test_who_submits_jobs_may_do_so_by_queue_and_definition() -> None:
    files = configuration(HOSTED)
    for who in ("site", "starter", "steps", "nightly"):
        policy = {**blocks(files, "aws_iam_role_policy"), **calls(files)}[who]
        assert '"batch:SubmitJob"' in policy and ":job-queue/" in policy and ":job-definition/" in policy
    assert "batch_target {" in blocks(files, "aws_cloudwatch_event_target")["nightly_to_renders"]
    assert ":states:::batch:submitJob" in blocks(files, "aws_sfn_state_machine")["steps"]
    site = blocks(files, "aws_apprunner_service")["site"]
    assert "RENDERS_QUEUE          = aws_batch_job_queue.renders.name" in site


def test_jobs_without_subnets_have_no_terraform_and_the_render_says_so() -> None:
    data = with_component("renders", kind="batch")
    assert notes(data) == ["no Terraform for renders (batch): it needs `subnets`"]
    assert "batch" not in "".join(configuration(data).values())
    data["components"]["renders"]["subnets"] = "app"
    assert notes(data) == []
    assert "aws_batch_job_queue" in "".join(configuration(data).values())


def test_a_web_service_pulls_from_a_private_repository_by_a_role() -> None:
    files = configuration(HOSTED)
    services = blocks(files, "aws_apprunner_service")
    assert "access_role_arn = aws_iam_role.site_start.arn" in services["site"]
    assert 'image_repository_type = "ECR"' in services["site"] and 'port = "3000"' in services["site"]
    assert 'image_repository_type = "ECR_PUBLIC"' in services["hello"]
    assert "access_role_arn" not in services["hello"] and "hello_start" not in "".join(files.values())
    assert "aws_apprunner_vpc_connector.site.arn" in services["site"]
    assert set(blocks(files, "aws_apprunner_vpc_connector")) == {"site"}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"cpu": 300}, "is none of 256, 512, 1024, 2048 and 4096"),
        ({"cpu": 256, "memory": 2048}, "has to be 512 or 1024 with `cpu: 256`"),
        ({"capacity": {"min": 0}}, "needs a `min` of 1 or more"),
        ({"capacity": {"min": 5, "max": 4}}, "a `max` not below it"),
        ({"service": {"image": "ghcr.io/example/site:1"}}, "is not in Amazon ECR"),
    ],
)
def test_what_app_runner_does_not_offer_is_found(fields: Any, says: str) -> None:
    (message,) = complaints("site", kind="app-runner", **fields)
    assert says in message


@pytest.mark.parametrize(
    "fields",
    [
        {"cpu": 256, "memory": 512},
        {"capacity": {"min": 1, "max": 1}},
        {"service": {"image": "public.ecr.aws/nginx/nginx:1.28"}},
        {"service": {"image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/site:1"}},
    ],
)
def test_what_app_runner_offers_is_not(fields: Any) -> None:
    assert complaints("site", kind="app-runner", **fields) == []


def test_a_job_has_a_size_that_fargate_offers() -> None:
    def codes(**size: int) -> set[str]:
        data = with_component("renders", kind="batch", subnets="app", **size)
        return {finding.code for finding in examine(read(json.dumps(data).encode(), "a.yaml")).findings}

    assert "AG807" in codes(cpu=256, memory=4096)
    assert "AG807" not in codes(cpu=512, memory=4096)


def test_jobs_pull_their_image_and_need_a_way_to_it() -> None:
    def cut_off(row: str) -> list[str]:
        data = with_component("renders", kind="batch", subnets=row)
        found = examine(read(json.dumps(data).encode(), "a.yaml")).findings
        return [finding.message for finding in found if "renders" in finding.message]

    (message,) = cut_off("db")
    assert "public.ecr.aws" in message
    assert cut_off("app") == []


@needs_terraform
def test_an_import_reads_both(tmp_path: Any) -> None:
    folder = written(HOSTED, tmp_path / "hosted")
    run(folder, "plan", f"-out={tmp_path / 'plan'}")
    plan = run(folder, "show", "-json", str(tmp_path / "plan")).encode()
    made, model = sound(imported(observe(read_plan(plan))))
    assert model is not None
    components = made.data["components"]
    assert components["renders"] == {"kind": "batch", "subnets": "app"}
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/site:1.0.0"
    assert components["site"] == {
        "kind": "app-runner",
        "subnets": "app",
        "service": {"image": image, "port": 3000},
        "capacity": {"min": 2, "max": 10},
    }
    lines = [next(iter(line)) if isinstance(line, dict) else line for line in made.data["connections"]]
    assert {"site -> orders", "site -> renders", "nightly -> renders", "steps -> renders"} <= set(lines)
    assert {"renders -> orders", "renders -> s3-endpoint -> pictures", "starter -> renders"} <= set(lines)


def test_in_a_public_subnet_neither_has_an_address() -> None:
    data = with_component("renders", kind="batch", subnets="web")
    data["components"]["site"] = {"kind": "app-runner", "subnets": "web"}
    data["components"]["bank"] = {"kind": "external"}
    data["connections"].append("site -> bank")
    found = examine(read(json.dumps(data).encode(), "a.yaml")).findings
    said = {finding.subjects[0]: finding.message for finding in found if finding.code == "AG305"}
    assert "its network interfaces get no public address, and it cannot reach bank" in said["site"]
    assert "public.ecr.aws" in said["renders"] and "move it to app, which is private" in said["renders"]
