"""Both sides of a plan, from the plan alone: what there is, what will be, and what Terraform does.

Source: Terraform's JSON output format: `prior_state`, `planned_values`, `resource_changes`, `resource_drift`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from ipaddress import ip_network
from typing import Any

from archgen.findings.phrase import Phrase, listing
from archgen.review.difference import Meaning, Resources, Sort
from archgen.terraform_plan.resources.observed import Observed, SecurityGroupRule, SeenComponent

HOLDS_DATA = frozenset(
    {
        "aws_db_instance",
        "aws_rds_cluster",
        "aws_rds_global_cluster",
        "aws_docdb_cluster",
        "aws_neptune_cluster",
        "aws_redshift_cluster",
        "aws_dynamodb_table",
        "aws_s3_bucket",
        "aws_efs_file_system",
        "aws_fsx_lustre_file_system",
        "aws_fsx_windows_file_system",
        "aws_fsx_ontap_file_system",
        "aws_fsx_openzfs_file_system",
        "aws_ebs_volume",
        "aws_elasticache_cluster",
        "aws_elasticache_replication_group",
        "aws_memorydb_cluster",
        "aws_opensearch_domain",
        "aws_elasticsearch_domain",
        "aws_kinesis_stream",
        "aws_msk_cluster",
        "aws_mq_broker",
        "aws_sqs_queue",
        "aws_secretsmanager_secret",
        "aws_kms_key",
        "aws_cognito_user_pool",
        "aws_ecr_repository",
        "aws_backup_vault",
        "aws_timestreamwrite_table",
        "aws_qldb_ledger",
    }
)
"""The types that hold data of the user's own, which is gone when AWS deletes them."""

_QUIET = ("tags", "tags_all", "description", "timeouts", "id", "arn", "etag", "version")


def prior(data: Mapping[str, Any]) -> dict[str, Any] | None:
    """The state that a plan begins with, as a state; None where the plan creates everything.

    Addresses that the plan moves are those of after the move: a rename is no change. A state knows all ids,
    so that it needs no configuration, which is that of after the change.
    """
    before = data.get("prior_state") or {}
    values = before.get("values")
    if not isinstance(values, dict) or not values.get("root_module"):
        return None
    moved = {
        change["previous_address"]: change["address"]
        for change in data.get("resource_changes") or ()
        if change.get("previous_address")
    }
    made: dict[str, Any] = json.loads(json.dumps({"format_version": "1.0", "values": values}))
    for key in ("terraform_version", "variables"):
        if key in data:
            made[key] = data[key]
    providers = (data.get("configuration") or {}).get("provider_config")
    if providers:
        made["configuration"] = {"provider_config": providers}
    if moved:
        _move(made["values"]["root_module"], moved)
    return made


def _move(module: dict[str, Any], moved: Mapping[str, str]) -> None:
    for resource in module.get("resources") or ():
        address = moved.get(resource.get("address", ""))
        if address:
            resource["address"] = address
            resource["name"] = address.rpartition(".")[2].partition("[")[0]
    for child in module.get("child_modules") or ():
        _move(child, moved)


def resources(data: Mapping[str, Any]) -> Resources:
    """What Terraform does, by address."""
    created: list[str] = []
    updated: list[str] = []
    replaced: list[tuple[str, tuple[str, ...]]] = []
    destroyed: list[str] = []
    for address, change, _ in _changes(data):
        actions = tuple(change.get("actions") or ())
        if set(actions) == {"create", "delete"}:
            replaced.append((address, tuple(_paths(change))))
        elif actions == ("create",):
            created.append(address)
        elif actions == ("delete",):
            destroyed.append(address)
        elif actions == ("update",):
            updated.append(address)
    return Resources(tuple(created), tuple(updated), tuple(replaced), tuple(destroyed))


def lost(data: Mapping[str, Any]) -> Iterator[Meaning]:
    """The stores of data that Terraform deletes or replaces."""
    for address, change, type_ in _changes(data):
        actions = set(change.get("actions") or ())
        if type_ not in HOLDS_DATA or "delete" not in actions:
            continue
        if _is_empty_handed(change):
            continue
        if "create" in actions:
            why = listing(tuple(_paths(change)) or ("its configuration",))
            text = "{address} is replaced ({why}): its data is deleted{snapshot}"
            yield Meaning(Sort.DATA_LOSS, Phrase(text, address=address, why=why, snapshot=_snapshot(change)))
        else:
            text = "{address} is destroyed, and its data with it{snapshot}"
            yield Meaning(Sort.DATA_LOSS, Phrase(text, address=address, snapshot=_snapshot(change)))


def _is_empty_handed(change: Mapping[str, Any]) -> bool:
    """Whether it is only a copy of data that is kept elsewhere: a read replica."""
    before = change.get("before") or {}
    return bool(before.get("replicate_source_db") or before.get("replication_source_identifier"))


def _snapshot(change: Mapping[str, Any]) -> Phrase:
    before = change.get("before") or {}
    if before.get("skip_final_snapshot") is False:
        return Phrase(" (a final snapshot is taken)")
    return Phrase("{nothing}", nothing="")


def drift(data: Mapping[str, Any]) -> Iterator[Meaning]:
    """What was changed or deleted outside of Terraform since its last run."""
    for each in data.get("resource_drift") or ():
        change = each.get("change") or {}
        if "delete" in (change.get("actions") or ()):
            text = Phrase("{address} was deleted outside of Terraform", address=each["address"])
            yield Meaning(Sort.DRIFT, text)
            continue
        names = tuple(_different(change))
        if names:
            text = Phrase(
                "{address} was changed outside of Terraform: {names}",
                address=each["address"],
                names=listing(names),
            )
            yield Meaning(Sort.DRIFT, text)


def _different(change: Mapping[str, Any]) -> Iterator[str]:
    before, after = change.get("before") or {}, change.get("after") or {}
    for name in sorted({*before, *after}):
        if name not in _QUIET and before.get(name) != after.get(name):
            yield name


def _paths(change: Mapping[str, Any]) -> Iterator[str]:
    """The attributes that force a replacement."""
    for path in change.get("replace_paths") or ():
        yield ".".join(map(str, path))


def _changes(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    for each in data.get("resource_changes") or ():
        if each.get("mode", "managed") == "managed":
            yield str(each["address"]), each.get("change") or {}, str(each.get("type"))


def widened(old: Observed, new: Observed) -> Iterator[Meaning]:
    """What security groups that are on both sides admit now and did not, and the reverse."""
    before, after = _admitted(old), _admitted(new)
    for group in (group for group in after if group in before):
        more = [
            _said(rule) for rule in after[group] if not any(_covers(old_, rule) for old_ in before[group])
        ]
        if more:
            text = Phrase(
                "{group} now admits {rules}", group=group, rules=listing(tuple(dict.fromkeys(more)))
            )
            yield Meaning(Sort.WIDENED, text)
        less = [
            _said(rule) for rule in before[group] if not any(_covers(new_, rule) for new_ in after[group])
        ]
        if less:
            said = listing(tuple(dict.fromkeys(less)))
            yield Meaning(Sort.NARROWED, Phrase("{group} no longer admits {rules}", group=group, rules=said))


def cut_off(old: Observed, new: Observed) -> Iterator[Meaning]:
    """Targets of load balancers whose security groups admitted the balancer and do not any more."""
    before = {component.address: component for component in old.components}
    after = {component.address: component for component in new.components}
    for balancer in new.components:
        for address, port in dict.fromkeys(balancer.targets):
            ends = [(side.get(balancer.address), side.get(address)) for side in (before, after)]
            was, is_ = (_lets_in(side, *pair, port) for side, pair in zip((old, new), ends, strict=True))
            if was and is_ is False:
                text = "{source} no longer reaches {target}: its security groups do not admit it on {port}"
                said = Phrase(text, source=balancer.address, target=address, port=port or Phrase("any port"))
                yield Meaning(Sort.LOST_PATH, said, (balancer.address, address))


def _lets_in(
    observed: Observed, source: SeenComponent | None, target: SeenComponent | None, port: int | None
) -> bool | None:
    """Whether the groups of a target admit a load balancer; None where there is nothing that says so."""
    if source is None or target is None or not source.groups or not target.groups:
        return None
    rules = [rule for rule in observed.rules if rule.way == "in" and rule.group in target.groups]
    return any(
        (rule.peer in source.groups or not rule.peer.startswith(("aws_security_group", "module.")))
        and (rule.ports is None or port is None or rule.ports[0] <= port <= rule.ports[1])
        for rule in rules
    )


def _admitted(observed: Observed) -> dict[str, list[SecurityGroupRule]]:
    groups: dict[str, list[SecurityGroupRule]] = {
        group: [] for component in observed.components for group in component.groups
    }
    for rule in observed.rules:
        if rule.way == "in" and not rule.guessed:
            groups.setdefault(rule.group, []).append(rule)
    return groups


def _covers(wide: SecurityGroupRule, narrow: SecurityGroupRule) -> bool:
    """Whether one rule admits all that another does."""
    if wide.protocol not in (narrow.protocol, "-1", "all"):
        return False
    if wide.ports is not None and (
        narrow.ports is None or not wide.ports[0] <= narrow.ports[0] <= narrow.ports[1] <= wide.ports[1]
    ):
        return False
    return wide.peer == narrow.peer or _holds(wide.peer, narrow.peer)


def _holds(wide: str, narrow: str) -> bool:
    try:
        outer, inner = ip_network(wide, strict=False), ip_network(narrow, strict=False)
    except ValueError:
        return False
    return outer.version == inner.version and inner.subnet_of(outer)  # type: ignore[arg-type]  # of one version


def _said(rule: SecurityGroupRule) -> str:
    ports = "any port" if rule.ports is None else "-".join(map(str, dict.fromkeys(rule.ports)))
    return f"{rule.peer} on {ports}"
