"""The forms in which plans come: compressed, redacted, as text, of OpenTofu, as several roots."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from archgen.cli import run
from plan_cases import CASES

RAW = gzip.decompress((CASES / "bastion22v6" / "plan.json.gz").read_bytes())


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def called(*arguments: str) -> int:
    return run(list(arguments))


def test_a_compressed_plan_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.json.gz").write_bytes(gzip.compress(RAW))
    assert called("validate", "plan.json.gz") == 1
    assert "AG402" in capsys.readouterr().out
    assert called("import", "plan.json.gz", "-o", "architecture.yaml") == 0


def test_a_broken_archive_is_called_that(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.json.gz").write_bytes(gzip.compress(RAW)[:2000])
    assert called("validate", "plan.json.gz") == 2
    assert "is compressed by gzip, and ends in the middle" in capsys.readouterr().err


def test_a_plan_that_has_only_changes_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    whole = json.loads(RAW)
    redacted = {"plan_format_version": "1.2", "resource_changes": whole["resource_changes"]}
    Path("plan.json").write_text(json.dumps(redacted), encoding="utf-8")
    assert called("validate", "plan.json", "--format", "json") in (0, 1)
    assert json.loads(capsys.readouterr().out)["coverage"]["total"] > 0


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "\nTerraform will perform the following actions:\n\n  # aws_vpc.a will be created\n",
            "is the text that",
        ),
        (
            '{"@level":"info","@message":"Terraform 1.9"}\n{"@level":"info"}\n',
            "is the log of `terraform plan -json`",
        ),
        ('{"version": 4, "lineage": "x", "resources": []}', "is a raw state file"),
    ],
)
@pytest.mark.parametrize("command", ["validate", "import"])
def test_what_is_no_plan_is_called_what_it_is(
    command: str, text: str, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("given").write_text(text, encoding="utf-8")
    assert called(command, "given") == 2
    said = capsys.readouterr().err
    assert what in said and "terraform show -json" in said


# --- what OpenTofu and Terragrunt write ---


def of_tofu(value: Any) -> Any:
    """A plan as OpenTofu shows it: its own registry, versions and times."""
    if isinstance(value, dict):
        return {key: of_tofu(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [of_tofu(inner) for inner in value]
    return (
        value.replace("registry.terraform.io", "registry.opentofu.org") if isinstance(value, str) else value
    )


def test_a_plan_of_opentofu_has_the_findings_of_terraforms(capsys: pytest.CaptureFixture[str]) -> None:
    plan = of_tofu(json.loads(RAW)) | {
        "format_version": "1.2",
        "terraform_version": "1.10.6",
        "timestamp": "2025-03-01T10:00:00Z",
        "errored": False,
    }
    Path("terraform.json").write_bytes(RAW)
    Path("tofu.json").write_text(json.dumps(plan))
    called("validate", "terraform.json")
    wanted = capsys.readouterr().out.replace("terraform.json", "tofu.json")
    called("validate", "tofu.json")
    assert capsys.readouterr().out == wanted


def test_resources_of_a_provider_for_each_region_say_their_region(capsys: pytest.CaptureFixture[str]) -> None:
    queues = [
        {
            "address": f'aws_sqs_queue.jobs["{region}"]',
            "mode": "managed",
            "type": "aws_sqs_queue",
            "name": "jobs",
            "index": region,
            "provider_name": "registry.opentofu.org/hashicorp/aws",
            "values": {"name": f"jobs-{region}", "region": region},
        }
        for region in ("eu-west-1", "us-east-1")
    ]
    provider = {"name": "aws", "alias": "by_region", "full_name": "registry.opentofu.org/hashicorp/aws"}
    written = {"address": "aws_sqs_queue.jobs", "mode": "managed", "type": "aws_sqs_queue", "name": "jobs"}
    plan = {
        "format_version": "1.2",
        "planned_values": {"root_module": {"resources": queues}},
        "configuration": {
            "provider_config": {
                "aws.by_region": provider | {"expressions": {"region": {"references": ["each.value"]}}}
            },
            "root_module": {
                "resources": [
                    written
                    | {"provider_config_key": "aws.by_region", "expressions": {}}
                    | {"for_each_expression": {"references": ["local.regions"]}}
                ]
            },
        },
    }
    Path("plan.json").write_text(json.dumps(plan))
    assert called("import", "plan.json") == 0
    said = capsys.readouterr().out
    assert re.findall(r"region: ([\w-]+)", said) == ["eu-west-1", "us-east-1"], said


@pytest.mark.parametrize("command", ["validate", "import"])
def test_an_encrypted_state_of_opentofu_is_called_that(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    body = {"serial": 3, "lineage": "x", "meta": {"key_provider.pbkdf2.main": "e30="}}
    Path("given").write_text(json.dumps(body | {"encrypted_data": "AAAA", "encryption_version": "v0"}))
    assert called(command, "given") == 2
    said = capsys.readouterr().err
    assert "is a state or a plan that OpenTofu encrypted" in said and "tofu show -json" in said


def test_the_plans_of_all_units_are_checked_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    for name, body in (("network", NETWORK), ("data", DATA)):
        Path("plans", name).mkdir(parents=True)
        Path("plans", name, "tfplan.json").write_text(json.dumps(body))
    assert called("validate", "plans/network/tfplan.json", "plans/data/tfplan.json", "--as", "one") == 1
    assert "plans/data/tfplan.json: aws_db_instance.orders: orders is in public" in capsys.readouterr().out


# --- several roots ---


def resource(type_: str, name: str, values: dict[str, Any]) -> dict[str, Any]:
    address = f"{type_}.{name}"
    return {"address": address, "mode": "managed", "type": type_, "name": name, "values": values}


def state(*resources: dict[str, Any]) -> dict[str, Any]:
    return {"format_version": "1.0", "values": {"root_module": {"resources": list(resources)}}}


NETWORK = state(
    resource("aws_vpc", "main", {"id": "vpc-1", "cidr_block": "10.0.0.0/16"}),
    resource("aws_internet_gateway", "igw", {"id": "igw-1", "vpc_id": "vpc-1"}),
    *(
        resource(
            "aws_subnet",
            f"public_{zone}",
            {
                "id": f"subnet-{zone}",
                "vpc_id": "vpc-1",
                "availability_zone": f"us-east-1{zone}",
                "cidr_block": f"10.0.{number}.0/24",
            },
        )
        for number, zone in enumerate("ab")
    ),
    resource(
        "aws_route_table",
        "public",
        {"id": "rtb-1", "vpc_id": "vpc-1", "route": [{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}]},
    ),
    *(
        resource(
            "aws_route_table_association",
            zone,
            {"id": f"rtbassoc-{zone}", "subnet_id": f"subnet-{zone}", "route_table_id": "rtb-1"},
        )
        for zone in "ab"
    ),
)
DATA = state(
    resource("aws_db_subnet_group", "db", {"id": "db", "name": "db", "subnet_ids": ["subnet-a", "subnet-b"]}),
    resource(
        "aws_db_instance",
        "orders",
        {
            "id": "orders",
            "identifier": "orders",
            "engine": "postgres",
            "db_subnet_group_name": "db",
            "multi_az": True,
            "storage_encrypted": True,
            "deletion_protection": True,
            "backup_retention_period": 7,
        },
    ),
)


def put(**files: Any) -> None:
    for name, body in files.items():
        Path(f"{name}.json").write_text(json.dumps(body), encoding="utf-8")


def test_roots_of_one_system_are_checked_together(capsys: pytest.CaptureFixture[str]) -> None:
    put(network=NETWORK, data=DATA)
    called("validate", "data.json")
    assert "in subnets outside of the plan" in capsys.readouterr().out
    assert called("validate", "network.json", "data.json", "--as", "one") == 1
    said = capsys.readouterr().out
    assert (
        "AG310" in said and "data.json: aws_db_instance.orders: orders is in public, a public subnet" in said
    )
    assert "not checked" not in said


def test_an_output_of_a_remote_state_joins_roots(capsys: pytest.CaptureFixture[str]) -> None:
    network = {
        **NETWORK,
        "configuration": {
            "root_module": {
                "outputs": {
                    "subnets": {"expression": {"references": ["aws_subnet.public_a", "aws_subnet.public_b"]}}
                },
                "resources": [],
            }
        },
    }
    group, orders = DATA["values"]["root_module"]["resources"]
    reference = ["data.terraform_remote_state.network.outputs.subnets"]
    configured = {key: group[key] for key in ("address", "mode", "type", "name")}
    written = {**configured, "expressions": {"subnet_ids": {"references": reference}}}
    data = {
        "format_version": "1.2",
        "planned_values": {"root_module": {"resources": [{**group, "values": {"name": "db"}}, orders]}},
        "configuration": {"root_module": {"resources": [written]}},
    }
    put(network=network, data=data)
    assert called("validate", "network.json", "data.json", "--as", "one") == 1
    assert "orders is in public, a public subnet" in capsys.readouterr().out


# --- what was imported can be seen ---


def test_an_imported_model_is_drawn_although_rules_find_errors(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.json").write_bytes(RAW)
    assert called("import", "plan.json", "-o", "architecture.yaml") == 0
    assert called("render", "--only", "svg,mermaid") in (1, 2)
    assert called("render") == 1
    assert "the errors are those of the plan" in capsys.readouterr().err
    assert list(Path("output").rglob("*.svg"))


# --- coverage as an exit code ---


def test_what_is_not_checked_can_fail_a_build(capsys: pytest.CaptureFixture[str]) -> None:
    put(data=DATA)
    assert called("validate", "data.json") == 0
    assert "nothing could be checked" in capsys.readouterr().out
    assert called("validate", "data.json", "--fail-on", "not-checked") == 1
    assert called("validate", "data.json", "--require-coverage", "50") == 1
    assert "0 % were checked, and 50 % are required" in capsys.readouterr().err
    put(network=NETWORK)
    assert called("validate", "network.json", "--fail-on", "not-checked", "--require-coverage", "100") == 0


@pytest.mark.parametrize(
    ("format", "what"),
    [
        ("json", '"cause": "outside-the-plan"'),
        ("sarif", "toolExecutionNotifications"),
        ("junit", "not checked: aws_db_instance.orders"),
        ("markdown", "checked 0 of 1 resources"),
        ("github", "::notice title=not checked::"),
        ("concise", "checked 0 of 1 resources"),
    ],
)
def test_every_format_says_what_was_not_checked(
    format: str, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(data=DATA)
    called("validate", "data.json", "--format", format)
    assert what in capsys.readouterr().out


def test_a_custom_component_is_not_checked_wholly(capsys: pytest.CaptureFixture[str]) -> None:
    text = "archgen: 1\nname: one\nregions: {eu-west-1: {}}\ncomponents:\n  api: {kind: custom, port: 443}\n"
    Path("architecture.yaml").write_text(text, encoding="utf-8")
    called("validate")
    assert "not checked: 1 of kind custom (api)" in capsys.readouterr().out


# --- a listener on 80 ---


def balancer(action: dict[str, Any]) -> dict[str, Any]:
    """The network with a public load balancer that listens on 443 and on 80."""
    rule = {"from_port": 0, "to_port": 0, "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"]}
    lb = {"arn": "arn:lb", "subnets": ["subnet-a", "subnet-b"], "security_groups": ["sg-1"]}
    forward = {"type": "forward", "target_group_arn": "arn:tg"}
    found = (
        resource("aws_security_group", "lb", {"id": "sg-1", "ingress": [rule]}),
        resource("aws_lb", "web", lb | {"load_balancer_type": "application", "internal": False}),
        resource("aws_lb_target_group", "app", {"arn": "arn:tg", "port": 8080}),
        *(
            resource(
                "aws_lb_listener",
                f"p{port}",
                {"load_balancer_arn": "arn:lb", "port": port, "protocol": protocol, "default_action": [does]},
            )
            for port, protocol, does in ((443, "HTTPS", forward), (80, "HTTP", action))
        ),
    )
    return state(*NETWORK["values"]["root_module"]["resources"], *found)


@pytest.mark.parametrize(
    ("action", "found"),
    [
        ({"type": "forward", "target_group_arn": "arn:tg"}, True),
        ({"type": "redirect", "redirect": [{"protocol": "HTTPS", "port": "443"}]}, False),
    ],
)
def test_plain_http_beside_https_should_be_redirected(
    action: dict[str, Any], found: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    put(plan=balancer(action))
    called("validate", "plan.json")
    assert ("aws_lb.web: it forwards plain HTTP on 80 beside HTTPS" in capsys.readouterr().out) is found


# --- values that Terraform would not write ---


@pytest.mark.parametrize("command", ["validate", "import"])
@pytest.mark.parametrize("values", [{"id": ["x"]}, {"tags": 7, "cidr_block": "10.0.0.0/33"}, {"region": {}}])
def test_no_value_ends_in_a_traceback(command: str, values: Any, capsys: pytest.CaptureFixture[str]) -> None:
    put(plan=state(resource("aws_vpc", "main", values), *DATA["values"]["root_module"]["resources"]))
    assert called(command, "plan.json") in (0, 1, 2)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "name"),
    [("shop/plan.json", "shop"), ("web-shop.json", "web-shop"), ("shop/tfplan.json", "shop")],
)
def test_a_system_is_called_as_its_file_or_folder(file: str, name: str) -> None:
    Path("shop").mkdir()
    Path(file).write_bytes(gzip.decompress((CASES / "onlyqueues" / "plan.json.gz").read_bytes()))
    assert called("import", file, "-o", "a.yaml") == 0
    assert f"\nname: {name}\n" in Path("a.yaml").read_text(encoding="utf-8")
