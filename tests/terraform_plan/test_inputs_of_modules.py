"""What a module does with what it is given, where a local of its own stands between."""

from __future__ import annotations

import json
from typing import Any

from archgen.lint.coverage import Cause
from archgen.terraform_plan.checking import sound
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan


def resource(
    address: str, values: dict[str, Any] | None = None, later: dict[str, Any] | None = None, **written: Any
) -> dict[str, Any]:
    """A resource of a plan; `written` are the references of its arguments."""
    module, _, own = address.rpartition("aws_")
    type_, name = f"aws_{own}".split("[")[0].split(".")
    index = own.partition('["')[2].removesuffix('"]') or None
    return {
        "module": module.rstrip("."),
        "planned": {
            "address": address,
            "mode": "managed",
            "type": type_,
            "name": name,
            "values": values or {},
            **({"index": index} if index else {}),
        },
        "later": later or {},
        "configured": {
            "address": f"{type_}.{name}",
            "mode": "managed",
            "type": type_,
            "name": name,
            "expressions": {key: {"references": said} for key, said in written.items() if key != "for_each"},
            **({"for_each_expression": {"references": written["for_each"]}} if "for_each" in written else {}),
        },
    }


def read(call: dict[str, list[str]], *resources: dict[str, Any]) -> Imported:
    """A plan of a root that calls one module, `module.inner`, with these inputs."""
    inside = [r for r in resources if r["module"]]
    outside = [r for r in resources if not r["module"]]
    planned: dict[str, Any] = {"resources": [r["planned"] for r in outside]}
    planned["child_modules"] = [{"address": "module.inner", "resources": [r["planned"] for r in inside]}]
    configured = {r["configured"]["address"]: r["configured"] for r in inside}
    inputs = {name: {"references": said} for name, said in call.items()}
    plan = {
        "format_version": "1.2",
        "planned_values": {"root_module": planned},
        "resource_changes": [
            {
                **r["planned"],
                "change": {
                    "actions": ["create"],
                    "after": r["planned"]["values"],
                    "after_unknown": r["later"],
                },
            }
            for r in resources
        ],
        "configuration": {
            "root_module": {
                "resources": [r["configured"] for r in outside],
                "module_calls": {
                    "inner": {"expressions": inputs, "module": {"resources": list(configured.values())}}
                },
            }
        },
    }
    made, model = sound(imported(observe(read_plan(json.dumps(plan).encode()))))
    assert model is not None
    return made


RULE = resource(
    "module.inner.aws_cloudwatch_event_rule.this", {"name": "orders", "event_bus_name": "default"}
)
PATTERN = {"each": ["each.value.arn", "each.value"], "all": ["var.create", "local.event_targets"]}


def target(key: str) -> dict[str, Any]:
    return resource(
        f'module.inner.aws_cloudwatch_event_target.this["{key}"]',
        {"rule": "orders", "event_bus_name": "default"},
        {"arn": True},
        arn=PATTERN["each"],
        for_each=PATTERN["all"],
    )


def queue(name: str) -> dict[str, Any]:
    return resource(f"aws_sqs_queue.{name}", {"name": name}, {"arn": True})


def lines(made: Imported) -> set[str]:
    return {line if isinstance(line, str) else next(iter(line)) for line in made.data.get("connections", ())}


def given(*names: str) -> dict[str, list[str]]:
    return {
        "targets": [part for name in names for part in (f"aws_sqs_queue.{name}.arn", f"aws_sqs_queue.{name}")]
    }


def test_an_entry_of_an_input_means_the_only_resource_in_it() -> None:
    made = read(given("jobs"), RULE, target("send"), queue("jobs"))
    assert lines(made) == {"inner -> jobs"}


def test_an_entry_is_told_by_its_key() -> None:
    made = read(
        given("jobs", "mails"), RULE, target("send-jobs"), target("mails"), queue("jobs"), queue("mails")
    )
    assert lines(made) == {"inner -> jobs", "inner -> mails"}


def test_what_an_entry_may_mean_is_not_said_to_be_unused() -> None:
    queues = [queue(name) for name in ("jobs", "mails", "idle")]
    runs = resource("aws_lambda_function.report", {"function_name": "report"})
    made = read(given("jobs", "mails"), RULE, target("send"), *queues, runs)
    assert lines(made) == set()
    causes = {address: gap.cause for address, gap in made.unplaced.items()}
    assert causes["aws_sqs_queue.jobs"] is Cause.USE_AFTER_APPLY
    assert causes["aws_sqs_queue.mails"] is Cause.USE_AFTER_APPLY
    assert causes["aws_sqs_queue.idle"] is Cause.UNUSED


def test_another_input_is_no_entry() -> None:
    made = read({"dead_letters": given("jobs")["targets"]}, RULE, target("send"), queue("jobs"))
    assert lines(made) == set()


def test_a_rule_on_the_default_bus_is_part_of_nothing_that_is_called_so() -> None:
    role = resource("module.inner.aws_iam_role.this", {"name": "default"})
    made = read(given("jobs"), RULE, role, target("send"), queue("jobs"))
    assert lines(made) == {"inner -> jobs"}


def test_a_local_that_names_a_subnet_group_means_that_of_its_module() -> None:
    places = [
        resource(
            f"aws_subnet.app_{letter}",
            {"cidr_block": f"10.0.{n}.0/24", "availability_zone": f"eu-west-1{letter}"},
            {"id": True},
            vpc_id=["aws_vpc.main.id", "aws_vpc.main"],
        )
        for n, letter in enumerate("ab")
    ]
    vpc = resource("aws_vpc.main", {"cidr_block": "10.0.0.0/16"}, {"id": True})
    group = resource(
        "module.inner.aws_memorydb_subnet_group.this", {}, {"id": True}, subnet_ids=["var.subnets"]
    )
    cluster = resource(
        "module.inner.aws_memorydb_cluster.this",
        {"name": "carts"},
        {"subnet_group_name": True},
        subnet_group_name=["local.subnet_group_name"],
    )
    subnets = [f"aws_subnet.app_{letter}" for letter in "ab"]
    made = read({"subnets": subnets}, vpc, *places, group, cluster)
    assert made.unplaced == {}
    assert [c["subnets"] for c in made.data["components"].values() if c["kind"] == "memorydb"]
