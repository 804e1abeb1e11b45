"""Terraform plans and states, read back: what would be built, checked without a model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archgen.cli import run
from archgen.findings import Severity
from archgen.model.reading import architecture
from archgen.terraform_plan.checking import checked, sound
from archgen.terraform_plan.comparing.differences import differences
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.importing.file_text import file_of
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan
from archgen.terraform_plan.source.unreadable import UnreadablePlanError
from hand_written_faults import FAULTS, stored, terraform_of
from models import data_of, topology_of
from terraforming import needs_terraform, written
from terraforming import run as terraform

PLANS = stored()


def raw(plan: Any) -> bytes:
    return json.dumps(plan).encode()


def read_back(plan: Any) -> Imported:
    return imported(observe(read_plan(raw(plan))))


def found(plan: Any) -> list[tuple[str, str]]:
    """The codes and addresses of what counts."""
    made, model = sound(read_back(plan))
    assert model is not None
    heard = [f for f in checked(made, model) if f.severity is not Severity.INFO]
    return [(finding.code, finding.message.partition(": ")[0]) for finding in heard]


def called(*arguments: str) -> int:
    return run(list(arguments))


def test_a_sound_plan_has_nothing_that_counts() -> None:
    assert found(PLANS["sound"]) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_by_its_rule_at_its_address(name: str) -> None:
    code, address, _ = FAULTS[name]
    assert (code, address) in found(PLANS[name])


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_alone(name: str) -> None:
    idle = {"AG701"} if name == "one NAT for two zones" else set()
    assert {code for code, _ in found(PLANS[name])} == {FAULTS[name][0]} | idle


def test_every_fault_is_one_edit_of_the_sound_configuration() -> None:
    assert len({terraform_of(name) for name in (None, *FAULTS)}) == len(FAULTS) + 1 == len(PLANS)


def test_an_imported_architecture_is_what_was_written_by_hand() -> None:
    data = read_back(PLANS["sound"]).data
    assert [(row, fields["access"]) for row, fields in data["subnets"].items()] == [
        ("public", "public"),
        ("private", "private"),
        ("data", "isolated"),
    ]
    assert data["connections"] == [
        {"client -> shop -> entry": 443},
        {"entry -> api": 8080},
        {"api -> orders": 5432},
        {"api -> internet": 443},
    ]
    assert data["components"]["api"]["tier"] == "backend"
    assert data["components"]["orders"]["read_replicas"] == 1


def test_an_imported_file_reads_as_the_data_that_it_was_made_of() -> None:
    made = read_back(PLANS["sound"])
    text = file_of(made, "plan.json")
    assert data_of(text) == json.loads(json.dumps(made.data))
    assert architecture(data_of(text))[1] == []
    assert "# aws_lb.entry" in text


def state_of(plan: Any) -> Any:
    """A state with the plan's resources, ids known and references by id, for subnets and load balancers."""
    plan = json.loads(json.dumps(plan))
    resources = plan["planned_values"]["root_module"]["resources"]
    for resource in resources:
        resource["values"]["id"] = resource["address"]
    for resource in resources:
        if resource["type"] == "aws_lb":
            resource["values"]["subnets"] = ["aws_subnet.public[0]", "aws_subnet.public[1]"]
    return {"format_version": "1.0", "values": {"root_module": {"resources": resources}}}


def test_in_a_state_resources_are_named_by_their_ids() -> None:
    parties = {party.address: party for party in observe(read_plan(raw(state_of(PLANS["sound"])))).components}
    assert parties["aws_lb.entry"].subnets == ("aws_subnet.public[0]", "aws_subnet.public[1]")


def module_plan() -> Any:
    """A plan whose subnets are made in a module and used outside of it."""

    def resource(address: str, module: str = "", **values: Any) -> dict[str, Any]:
        type_, _, name = address.partition(".")
        name, _, index = name.partition("[")
        made = {"address": f"{module}.{address}" if module else address, "mode": "managed", "type": type_}
        return made | {"name": name, "values": values} | ({"index": int(index[:-1])} if index else {})

    def configured(address: str, **expressions: list[str]) -> dict[str, Any]:
        type_, _, name = address.partition(".")
        refs = {key: {"references": references} for key, references in expressions.items()}
        return {"address": address, "mode": "managed", "type": type_, "name": name, "expressions": refs}

    zones = ("us-east-1a", "us-east-1b")
    inside = [
        resource("aws_vpc.this", "module.network", cidr_block="10.0.0.0/16"),
        *(
            resource(
                f"aws_subnet.public[{i}]",
                "module.network",
                availability_zone=zone,
                cidr_block=f"10.0.{i}.0/24",
            )
            for i, zone in enumerate(zones)
        ),
    ]
    network = {
        "resources": [
            configured("aws_vpc.this"),
            configured("aws_subnet.public", vpc_id=["aws_vpc.this.id", "aws_vpc.this"]),
        ],
        "outputs": {"subnets": {"expression": {"references": ["aws_subnet.public"]}}},
    }
    return {
        "format_version": "1.2",
        "planned_values": {
            "root_module": {
                "resources": [resource("aws_lb.entry", load_balancer_type="application", internal=False)],
                "child_modules": [{"address": "module.network", "resources": inside}],
            }
        },
        "configuration": {
            "root_module": {
                "resources": [
                    configured("aws_lb.entry", subnets=["module.network.subnets", "module.network"])
                ],
                "module_calls": {"network": {"module": network}},
            }
        },
    }


def test_references_lead_through_modules() -> None:
    entry = next(p for p in observe(read_plan(raw(module_plan()))).components if p.id == "entry")
    assert entry.subnets == ("module.network.aws_subnet.public[0]", "module.network.aws_subnet.public[1]")


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"null", b"{}", b'{"format_version": "1.2"}', b"archgen: 1", b"[" * 100_000, b"\xff"],
)
def test_what_is_no_plan_is_told(text: bytes) -> None:
    with pytest.raises(UnreadablePlanError):
        read_plan(text)


WHY = {
    b"": "is empty",
    b'{"format_version": "1.2", "planned': "ends in the middle: it was not written whole",
    b"PK\x03\x04rest": "is a plan as `terraform plan -out` keeps it, not JSON",
    b'{"version": 4, "serial": 1, "lineage": "x", "resources": []}': (
        "is a raw state file, not the output of `terraform show -json`"
    ),
    b'{"@level": "info"}\n{"@level": "info"}\n': "is the log of `terraform plan -json`, not the plan",
    b'{"format_version": "0.2", "planned_values": {"root_module": {}}}': (
        "is of format 0.2, of a Terraform before 1.1; show it with a later one"
    ),
    b'{"format_version": "2.0", "planned_values": {"root_module": {}}}': (
        "is of format 2.0, and archgen reads 1.x"
    ),
    b'{"format_version": "1.2", "planned_values": {}, "resource_changes": [{}]}': (
        "plans to destroy everything: nothing would be left"
    ),
    b'{"format_version": "1.0", "terraform_version": "1.9.0"}': "is an empty state: nothing is built yet",
    b'{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}': (
        "is a CloudFormation template; archgen reads Terraform's plans and states"
    ),
}


@pytest.mark.parametrize("text", WHY)
def test_what_is_no_plan_is_called_what_it_is(text: bytes) -> None:
    with pytest.raises(UnreadablePlanError) as caught:
        read_plan(text)
    assert str(caught.value) == WHY[text]


@pytest.mark.parametrize("command", ["import", "validate"])
def test_a_raw_state_is_told_what_makes_it_usable(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "terraform.tfstate"
    file.write_text('{"version": 4, "lineage": "x", "resources": []}', encoding="utf-8")
    assert called(command, str(file)) == 2
    assert "`terraform show -json > state.json`" in capsys.readouterr().err


@pytest.mark.parametrize("value", [None, 3, "x", [], [3], {"resources": 3}, {"resources": [3]}])
def test_a_plan_of_another_form_is_told(value: Any) -> None:
    plan = {"format_version": "1.2", "planned_values": {"root_module": value}}
    try:
        assert read_plan(raw(plan)).resources == ()
    except UnreadablePlanError as error:
        assert "form" in str(error)


@pytest.mark.parametrize("command", ["import", "validate"])
def test_a_plan_of_nothing_that_archgen_knows_is_told(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(raw({"format_version": "1.2", "planned_values": {"root_module": {}}}))
    assert called(command, str(file)) == 2
    assert "it has no resources" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["import", "validate"])
@pytest.mark.parametrize("junk", [7, "x", [None], {"a": 1}])
def test_a_value_of_another_type_is_told(
    command: str, junk: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = json.loads(json.dumps(PLANS["sound"]))
    for resource in plan["planned_values"]["root_module"]["resources"]:
        if resource["type"] == "aws_subnet":
            resource["values"]["cidr_block"] = junk
    file = tmp_path / "plan.json"
    file.write_bytes(raw(plan))
    assert called(command, str(file)) == 2
    assert "has a value that Terraform would not write" in capsys.readouterr().err


CORPORATE = """
archgen: 1
name: corporate
regions:
  us-east-1: {zones: [us-east-1a, us-east-1b], cidr: 10.0.0.0/16}
subnets:
  edge: {access: public}
  work: {access: private}
components:
  corp: {kind: external, cidrs: [172.16.0.0/12, 192.168.0.0/16]}
  sap: {kind: external, cidrs: [10.200.0.0/16]}
  partner: {kind: external, cidrs: [198.51.100.0/24]}
  igw: {kind: internet-gateway}
  nat: {kind: nat-gateway, subnets: edge}
  lb: {kind: nlb, subnets: work}
  api: {kind: auto-scaling-group, tier: backend, subnets: work, capacity: {min: 2, max: 4}}
connections:
  - corp -> lb -> api: 8080
  - corp -> api: 22
  - lb -> sap: 3300
  - api -> sap: 3300
  - api -> nat -> partner: 443
"""


@pytest.fixture(scope="module")
def corporate(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What terraform plans of a model that private networks are joined to."""
    folder = written(data_of(CORPORATE), tmp_path_factory.mktemp("corporate"))
    file = folder.with_suffix(".tfplan")
    terraform(folder, "plan", f"-out={file}")
    return json.loads(terraform(folder, "show", "-json", str(file)))


def said(plan: Any) -> dict[str, Any]:
    return {chain: port for line in read_back(plan).data["connections"] for chain, port in line.items()}


def admitting(plan: Any, block: str) -> Any:
    """The plan with another block where it admits 192.168.0.0/16."""
    return json.loads(json.dumps(plan).replace("192.168.0.0/16", block))


@needs_terraform
def test_private_networks_are_imported_with_their_connections(corporate: Any) -> None:
    made = read_back(corporate)
    assert {id: f["cidrs"] for id, f in made.data["components"].items() if "cidrs" in f} == {
        "outside": ["172.16.0.0/12", "192.168.0.0/16"],
        "outside-2": ["198.51.100.0/24"],
        "outside-3": ["10.200.0.0/16"],
    }
    assert said(corporate) == {
        "outside -> lb": 8080,
        "outside -> api": 22,
        "lb -> api": 8080,
        "lb -> outside-3": 3300,
        "api -> outside-3": 3300,
        "api -> outside-2": 443,
    }
    assert made.data["components"]["api"]["tier"] == "backend"
    assert dict(made.unplaced) == {}


@needs_terraform
def test_a_plan_that_private_networks_are_joined_to_is_sound(corporate: Any) -> None:
    assert found(corporate) == []
    assert differences(topology_of(data_of(CORPORATE)), observe(read_plan(raw(corporate)))) == ()


@needs_terraform
@pytest.mark.parametrize("block", ["10.0.32.0/22", "10.0.0.0/16", "10.0.0.0/8"])
def test_a_block_of_the_vpc_is_no_private_network_outside(corporate: Any, block: str) -> None:
    externals = [f.get("cidrs") for f in read_back(admitting(corporate, block)).data["components"].values()]
    assert ["172.16.0.0/12"] in externals
    assert not any(block in cidrs for cidrs in externals if cidrs)


@needs_terraform
def test_over_a_vpn_nobody_comes_to_what_is_internet_facing(corporate: Any) -> None:
    plan = json.loads(json.dumps(corporate))
    for resource in plan["planned_values"]["root_module"]["resources"]:
        if resource["type"] == "aws_lb":
            resource["values"]["internal"] = False
    assert "outside -> lb" not in said(plan)
    why = {gap.reason for address, gap in read_back(plan).unplaced.items() if "lb-from-corp" in address}
    assert "it admits 192.168.0.0/16, a private network, to what is internet-facing" in why


@needs_terraform
def test_without_a_vpc_in_the_plan_a_private_block_may_be_its_own(corporate: Any) -> None:
    plan = json.loads(json.dumps(corporate))
    root = plan["planned_values"]["root_module"]
    root["resources"] = [r for r in root["resources"] if r["type"] not in ("aws_vpc", "aws_subnet")]
    made = read_back(plan)
    assert [f["cidrs"] for f in made.data["components"].values() if "cidrs" in f] == [["198.51.100.0/24"]]
    assert (
        made.unplaced['aws_vpc_security_group_ingress_rule.main["lb-from-corp-192-168-0-0-16-8080"]'].reason
        == "it admits 192.168.0.0/16, a private network that is not in the plan"
    )


def test_validate_takes_a_plan_among_its_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(raw(PLANS["group in one zone"]))
    assert called("validate", str(file)) == 1
    output = capsys.readouterr().out
    assert "error[AG207]" in output and "aws_autoscaling_group.api: " in output


def test_import_writes_a_file_once(tmp_path: Path) -> None:
    plan, file = tmp_path / "plan.json", tmp_path / "architecture.yaml"
    plan.write_bytes(raw(PLANS["sound"]))
    assert called("import", str(plan), "-o", str(file), "--name", "shop") == 0
    before = file.read_text(encoding="utf-8")
    assert "name: shop" in before
    assert called("import", str(plan), "-o", str(file)) == 2
    assert file.read_text(encoding="utf-8") == before
    assert called("validate", str(file)) == 0
