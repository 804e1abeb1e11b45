"""A plan held against its model: no difference where archgen made it, and each edit by its name."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archgen.cli import run as run_archgen
from archgen.model.kinds import kind_class
from archgen.model.kinds import kinds as all_kinds
from archgen.terraform_plan.checking import sound
from archgen.terraform_plan.comparing.differences import differences
from archgen.terraform_plan.comparing.facts import by_whose_rights
from archgen.terraform_plan.importing.architecture import imported
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan
from archgen.topology.building import topology
from archgen.topology.graph import Topology
from models import BRIEF, brief, topology_of
from terraforming import OWN, kept, needs_terraform, run, written

pytestmark = needs_terraform
MODELS = kept()


def plan_of(data: Any, folder: Path) -> bytes:
    """What terraform says of a plan of what is rendered of a model."""
    file = folder.with_suffix(".tfplan")
    run(written(data, folder), "plan", f"-out={file}")
    return run(folder, "show", "-json", str(file)).encode()


def said(data: Any, plan: bytes) -> list[str]:
    return [d.message for d in differences(topology_of(data), observe(read_plan(plan)))]


READ_FIELDS = (
    "`read_fields` of a kind says where its `compared` fields are in its resources; see `as_written` too"
)


@pytest.mark.parametrize("name", MODELS)
def test_the_plan_of_a_render_says_what_the_model_says(name: str, tmp_path: Path) -> None:
    plan = plan_of(MODELS[name], tmp_path)
    assert said(MODELS[name], plan) == [], READ_FIELDS
    made, model = sound(imported(observe(read_plan(plan))))
    assert model is not None
    assert lost(topology_of(MODELS[name]), topology(model)) == set()
    assert dict(made.unplaced) == {}, (
        "name these types in `read_from` of their kind if it is read from them, else in `helper_types`"
    )


def lost(model: Topology, found: Topology) -> set[tuple[str, str]]:
    """Who connects to whom in a model and not in what its plan was imported as; customs are in no plan."""
    return connected(model) - connected(found)


UNREAD = {kind for kind in all_kinds() if kind_class(kind).scope != "outside"} & {
    kind for kind in all_kinds() if not (kind_class(kind).read_from and kind_class(kind).terraform_type)
}
"""The kinds that no plan shows."""


def connected(topology: Topology) -> set[tuple[str, str]]:
    """Pairs of ids; what is outside has no id in a plan, and what has no Terraform yet is in none."""
    outside = {"client": "somebody", "external": "somebody"}
    kinds = {
        id: component.kind
        for id, component in topology.components.items()
        if not component.needed_for_terraform
    }
    pairs = [
        (source, c.target)
        for c in topology.connections
        for source in by_whose_rights(topology, c.source)
        if {c.source, c.target} <= {*kinds}
    ]
    pairs += [(p.zone, p.target) for p in topology.pointers]
    pairs += [(g.acl, g.target) for g in topology.guards]
    return {
        (outside.get(kinds[one], one), outside.get(kinds[other], other))
        for one, other in pairs
        if not UNREAD & {kinds[one], kinds[other]}
    }


@pytest.mark.skipif(OWN, reason="terraform itself would build it in AWS: no state is made")
def test_the_state_of_what_was_built_says_what_the_model_says(tmp_path: Path) -> None:
    folder = written(brief(), tmp_path / "brief")
    run(folder, "apply", "-auto-approve", keep_state=True)
    state = run(folder, "show", "-json", keep_state=True).encode()
    assert said(brief(), state) == []


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return json.loads(plan_of(brief(), tmp_path_factory.mktemp("brief")))


Edit = Callable[[Any], None]


def resources(plan: Any, prefix: str) -> list[Any]:
    root = plan["planned_values"]["root_module"]
    every = root["resources"] + [r for child in root["child_modules"] for r in child["resources"]]
    return [r for r in every if r["address"].startswith(prefix)]


def value(prefix: str, **values: Any) -> Edit:
    """Planned values of a resource become others."""

    def edit(plan: Any) -> None:
        for resource in resources(plan, prefix):
            resource["values"] |= values

    return edit


def refers(label: str, **references: list[str]) -> Edit:
    """Expressions of a resource refer to something else."""

    def edit(plan: Any) -> None:
        type_, _, name = label.partition(".")
        for resource in plan["configuration"]["root_module"]["resources"]:
            if (resource["type"], resource["name"]) == (type_, name):
                for key, refs in references.items():
                    resource["expressions"][key] = {"references": refs}
                    for instance in resources(plan, label):
                        instance["values"].pop(key, None)

    return edit


def given(call: str, **references: list[str]) -> Edit:
    """What a module is given refers to something else."""

    def edit(plan: Any) -> None:
        expressions = plan["configuration"]["root_module"]["module_calls"][call]["expressions"]
        expressions |= {key: {"references": refs} for key, refs in references.items()}

    return edit


def gone(prefix: str) -> Edit:
    """A resource is not planned."""

    def edit(plan: Any) -> None:
        root = plan["planned_values"]["root_module"]
        root["resources"] = [r for r in root["resources"] if not r["address"].startswith(prefix)]

    return edit


def routed_to_the_internet(plan: Any) -> None:
    refers("aws_route.app", gateway_id=["aws_internet_gateway.igw.id", "aws_internet_gateway.igw"])(plan)
    for resource in plan["configuration"]["root_module"]["resources"]:
        if (resource["type"], resource["name"]) == ("aws_route", "app"):
            del resource["expressions"]["nat_gateway_id"]


def addressed(label: str) -> Edit:
    """A launch template gives its instances public addresses."""

    def edit(plan: Any) -> None:
        (template,) = resources(plan, label)
        template["values"]["network_interfaces"][0]["associate_public_ip_address"] = "true"

    return edit


FROM_APP = 'aws_vpc_security_group_ingress_rule.main["orders-from-app-5432"]'


def another_rule(plan: Any) -> None:
    copy = json.loads(json.dumps(resources(plan, FROM_APP)[0]))
    copy |= {"address": "aws_vpc_security_group_ingress_rule.hole", "name": "hole"}
    copy["values"] |= {"cidr_ipv4": "0.0.0.0/0", "from_port": 5432, "to_port": 5432}
    plan["planned_values"]["root_module"]["resources"].append(copy)
    configured = plan["configuration"]["root_module"]["resources"]
    rule = next(r for r in configured if r["address"] == FROM_APP.partition("[")[0])
    groups = rule["expressions"]["security_group_id"]
    hole = {"name": "hole", "address": copy["address"], "expressions": {"security_group_id": groups}}
    configured.append(rule | hole)


EDITS: dict[str, tuple[Edit, str]] = {
    "a NAT gateway in the wrong subnet": (
        refers("aws_nat_gateway.nat", subnet_id=["aws_subnet.app", "each.key"]),
        "nat-gateway nat@us-east-1a: subnet is app@us-east-1a in the plan, web@us-east-1a in the model",
    ),
    "a route to the internet gateway": (
        routed_to_the_internet,
        "subnet app@us-east-1a: default route is igw@us-east-1 in the plan, nat@us-east-1a in the model",
    ),
    "another zone's NAT gateway": (
        refers(
            "aws_route.app",
            nat_gateway_id=['aws_nat_gateway.nat["us-east-1a"].id', 'aws_nat_gateway.nat["us-east-1a"]'],
        ),
        "subnet app@us-east-1b: default route is nat@us-east-1a in the plan, nat@us-east-1b in the model",
    ),
    "an open security group": (
        another_rule,
        "the internet -> orders in us-east-1 is in the plan and not in the model (ports 5432)",
    ),
    "a rule that is gone": (
        gone(FROM_APP),
        "app -> orders in us-east-1 is in the model and not in the plan (ports 5432)",
    ),
    "another port": (
        value(FROM_APP, from_port=5433, to_port=5433),
        "app -> orders in us-east-1: ports is 5433 in the plan, 5432 in the model",
    ),
    "a zone dropped": (
        gone('aws_subnet.app["us-east-1b"]'),
        "subnet app@us-east-1b is in the model and not in the plan",
    ),
    "a group in one zone": (
        given("app", subnet_ids=['aws_subnet.app["us-east-1a"]']),
        "auto-scaling-group app in us-east-1: subnets is app@us-east-1a in the plan,"
        " app@us-east-1a, app@us-east-1b in the model",
    ),
    "no standby": (
        value("aws_db_instance.orders", multi_az=False),
        "rds orders in us-east-1: multi az is false in the plan, true in the model",
    ),
    "no replica": (
        gone("aws_db_instance.orders_replica"),
        "rds orders in us-east-1: read replicas is 0 in the plan, 1 in the model",
    ),
    "a public database": (
        value("aws_db_instance.orders", publicly_accessible=True),
        "rds orders in us-east-1: publicly accessible is true in the plan, false in the model",
    ),
    "another block": (
        value('aws_subnet.db["us-east-1a"]', cidr_block="10.0.99.0/24"),
        "subnet db@us-east-1a: block is 10.0.99.0/24 in the plan, 10.0.64.0/22 in the model",
    ),
    "fewer instances": (
        value("module.web.aws_autoscaling_group.main", min_size=1),
        "auto-scaling-group web in us-east-1: min is 1 in the plan, 2 in the model",
    ),
    "a load balancer turned outward": (
        value('aws_lb.main["app-lb"]', internal=False),
        "alb app-lb in us-east-1: scheme is internet-facing in the plan, internal in the model",
    ),
    "no internet gateway": (
        gone("aws_internet_gateway.igw"),
        "internet-gateway igw in us-east-1 is in the model and not in the plan",
    ),
    "no endpoint": (
        gone("aws_vpc_endpoint.dynamodb_endpoint"),
        "vpc-endpoint dynamodb-endpoint in us-east-1 is in the model and not in the plan",
    ),
    "a policy that leaves out a table": (
        given("app", statements=["aws_kms_key.main.arn", "aws_kms_key.main"]),
        "app -> sessions is in the model and not in the plan",
    ),
    "a policy that opens a table": (
        given("web", statements=["aws_dynamodb_table.sessions"]),
        "web -> sessions is in the plan and not in the model",
    ),
    "a backend with public addresses": (
        addressed("module.app.aws_launch_template.main"),
        "auto-scaling-group app in us-east-1: public address is true in the plan, false in the model",
    ),
    "another listener": (
        value('aws_lb_listener.main["web-lb-443"]', port=80),
        "alb web-lb in us-east-1: listener ports is 80 in the plan, 443 in the model",
    ),
    "a table without recovery": (
        value("aws_dynamodb_table.sessions", point_in_time_recovery=[{"enabled": False}]),
        "dynamodb sessions in us-east-1: point in time recovery is false in the plan, true in the model",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_reported_by_its_name(plan: Any, name: str) -> None:
    edit, message = EDITS[name]
    edited = json.loads(json.dumps(plan))
    edit(edited)
    assert message in said(brief(), json.dumps(edited).encode())


def test_a_database_of_its_own_in_each_region_is_no_copy_of_the_other(tmp_path: Path) -> None:
    data = brief()
    data["regions"]["eu-west-1"] = {"zones": ["eu-west-1a", "eu-west-1b"], "cidr": "10.1.0.0/16"}
    assert said(data, plan_of(data, tmp_path)) == []


def test_a_load_balancer_behind_another_one_is_seen(tmp_path: Path) -> None:
    data = brief()
    data["components"]["fixed"] = {"kind": "nlb", "subnets": "web"}
    data["connections"] += [{"client -> igw -> fixed": 443}, {"fixed -> app-lb": 8000}]
    planned = json.loads(plan_of(data, tmp_path))
    assert said(data, json.dumps(planned).encode()) == []
    gone("aws_lb_target_group_attachment.fixed_to_app_lb_8000")(planned)
    assert said(data, json.dumps(planned).encode()) == [
        "nlb fixed in us-east-1: targets is none in the plan, app-lb in the model"
    ]


def test_what_is_copied_to_another_region_is_compared(tmp_path: Path) -> None:
    data = MODELS["replicas-in-two-regions"]
    edited = json.loads(plan_of(data, tmp_path))
    value("aws_dynamodb_table.sessions", replica=[])(edited)
    gone("aws_rds_cluster_instance.ledger_eu_central_1")(edited)
    assert said(data, json.dumps(edited).encode()) == [
        "aurora ledger in eu-central-1: instances is 0 in the plan, 1 in the model",
        "dynamodb sessions in eu-west-1: replica regions is none in the plan, eu-central-1 in the model",
    ]


def test_a_difference_has_both_addresses(
    plan: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = json.loads(json.dumps(plan))
    value("aws_db_instance.orders", multi_az=False)(edited)
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(edited), encoding="utf-8")
    assert run_archgen(["conform", str(BRIEF), str(file), "--format", "json"]) == 1
    (difference,) = json.loads(capsys.readouterr().out)["differences"]
    line = BRIEF.read_text(encoding="utf-8").splitlines()[int(difference["model"].split(":")[-2]) - 1]
    assert "multi_az: true" in line
    assert difference["address"] == "aws_db_instance.orders"


def test_the_rules_say_what_comes_of_a_difference(
    plan: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = json.loads(json.dumps(plan))
    routed_to_the_internet(edited)
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(edited), encoding="utf-8")
    assert run_archgen(["conform", str(BRIEF), str(file)]) == 1
    differences, findings = capsys.readouterr().out.split("The rules find in the plan, and not in the model:")
    assert "default route is igw@us-east-1 in the plan" in differences
    assert "error[AG308] backend-in-public-subnet: module.app.aws_autoscaling_group.main: " in findings


CASES = Path(__file__).parents[1] / "cases" / "plans"


@pytest.mark.parametrize(
    ("case", "verdict", "checked", "codes"),
    [
        ("idle-gateways", "the plan matches the model", "", ["AG215", "AG701"]),
        ("existingdb", "nothing could be compared", "checked 0 of 2 resources", ["AG310", "AG402"]),
        ("azid", "the plan matches the model", "", []),
    ],
)
def test_where_nothing_differs_it_is_said_what_was_not_compared_and_what_the_rules_find(
    case: str,
    verdict: str,
    checked: str,
    codes: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    plan, model = tmp_path / "plan.json", tmp_path / "architecture.yaml"
    plan.write_bytes(gzip.decompress((CASES / case / "plan.json.gz").read_bytes()))
    assert run_archgen(["import", str(plan), "-o", str(model)]) == 0
    capsys.readouterr()
    assert run_archgen(["conform", str(model), str(plan)]) == 0
    out = capsys.readouterr().out
    assert verdict in out.splitlines()
    assert (checked in out) and ("not checked" in out) == bool(checked)
    assert set(re.findall(r"\[(AG\d+)\]", out)) >= set(codes)
    assert bool(re.findall(r"\[(AG\d+)\]", out)) == bool(codes)
    assert run_archgen(["conform", str(model), str(plan), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {each["code"] for each in told["findings"]} >= set(codes)
    assert bool(told["coverage"]["not_checked"]) == bool(checked)


def test_a_plan_in_the_place_of_the_model_is_told(
    plan: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    assert run_archgen(["conform", str(tmp_path / "plan.json"), str(BRIEF)]) == 2
    assert "is a plan or a state, and the first file is the model" in capsys.readouterr().err


def random_model(seed: int) -> Any:
    """The brief with other zones, sizes and components."""
    choice = random.Random(seed)
    data = brief()
    zones = [f"us-east-1{letter}" for letter in "abcd"[: choice.randint(1, 4)]]
    data["regions"]["us-east-1"] = {"zones": zones, "cidr": choice.choice(["10.0.0.0/16", "10.8.0.0/18"])}
    parts = data["components"]
    parts["web"]["capacity"] = {"min": choice.randint(1, 6), "max": choice.randint(6, 12)}
    parts["orders"] |= {"read_replicas": choice.randint(0, 3), "multi_az": choice.random() < 0.5}
    parts["nat"]["per"] = choice.choice(["zone", "region"])
    if choice.random() < 0.5:
        parts["cache"] = {"kind": "elasticache", "subnets": "db", "replicas": choice.randint(0, 2)}
        data["connections"].append("app -> cache")
    if choice.random() < 0.5:
        parts["jobs"] = {"kind": "sqs"}
        data["connections"].append("app -> jobs")
    if choice.random() < 0.5:
        parts["files"] = {"kind": "efs", "subnets": "app"}
        data["connections"].append("app -> files")
    return data


@pytest.mark.parametrize("seed", range(6))
def test_the_plan_of_a_random_model_says_what_it_says(seed: int, tmp_path: Path) -> None:
    data = random_model(seed)
    assert said(data, plan_of(data, tmp_path)) == []
