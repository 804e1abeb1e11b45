"""Why a file is no plan and no state, and which command makes one of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_SHOW = "`terraform show -json PLAN > plan.json` makes one"
PLAN = "`terraform plan -out=tfplan && terraform show -json tfplan > plan.json` makes one"
_DECRYPTED = "`tofu show -json PLAN > plan.json`, where the key is, makes one that can be read"
_STATE = "`terraform show -json > state.json`, where the state is, makes one"


class UnreadablePlanError(ValueError):
    """What was given is no plan or state; the message says why, and `help` what makes one."""

    def __init__(self, why: str, help: str = _SHOW) -> None:
        super().__init__(why)
        self.help = help


def parsed(raw: bytes) -> dict[str, Any]:
    """The JSON of a plan or a state as data. Raises `UnreadablePlanError`."""
    if raw.startswith(b"PK"):
        raise UnreadablePlanError("is a plan as `terraform plan -out` keeps it, not JSON")
    try:
        data = json.loads(raw)
    except json.JSONDecodeError as error:
        raise UnreadablePlanError(_broken(raw, error)) from None
    except (ValueError, RecursionError):
        raise UnreadablePlanError("is not JSON") from None
    if isinstance(data, dict) and "plan_format_version" in data and "format_version" not in data:
        data = {"format_version": data["plan_format_version"], **data}  # HCP Terraform, without secrets
    if not isinstance(data, dict) or "format_version" not in data:
        raise _stranger(data)
    version = str(data["format_version"])
    if version.partition(".")[0] == "0":
        raise UnreadablePlanError(
            f"is of format {version}, of a Terraform before 1.1; show it with a later one"
        )
    if version.partition(".")[0] != "1":
        raise UnreadablePlanError(f"is of format {version}, and archgen reads 1.x")
    return data


def _broken(raw: bytes, error: json.JSONDecodeError) -> str:
    if raw.lstrip()[:2] == b'{"' and b'"@level"' in raw[:1000]:
        return "is the log of `terraform plan -json`, not the plan"
    if not raw.strip():
        return "is empty"
    if raw.lstrip()[:1] == b"{" and raw.rstrip()[-1:] != b"}":
        return "ends in the middle: it was not written whole"
    return f"is not JSON (line {error.lineno}, column {error.colno}: {error.msg.lower()})"


def _stranger(data: Any) -> UnreadablePlanError:
    if isinstance(data, dict) and isinstance(data.get("version"), int) and "resources" in data:
        return UnreadablePlanError("is a raw state file, not the output of `terraform show -json`", _STATE)
    if isinstance(data, dict) and "encrypted_data" in data:
        return UnreadablePlanError("is a state or a plan that OpenTofu encrypted", _DECRYPTED)
    if isinstance(data, dict) and ("AWSTemplateFormatVersion" in data or "Resources" in data):
        return UnreadablePlanError("is a CloudFormation template; archgen reads Terraform's plans and states")
    return UnreadablePlanError("is not the output of `terraform show -json`: it has no `format_version`")


def _left(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What changes leave behind, where a plan has changes only; each resource says its module itself."""
    found = []
    for change in data.get("resource_changes") or ():
        after = (change.get("change") or {}).get("after") if isinstance(change, dict) else None
        if isinstance(after, dict):
            found.append({"mode": "managed", **change, "values": after})
    return found


def values_of(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is planned, or what there is. Raises `UnreadablePlanError` where that is nothing."""
    values = data.get("planned_values") or data.get("values")
    if isinstance(values, dict):
        return values
    if isinstance(changes := _left(data), list) and changes:
        return {"root_module": {"resources": changes}}
    if data.get("resource_changes"):
        raise UnreadablePlanError("plans to destroy everything: nothing would be left", _SHOW)
    if "terraform_version" in data and not data.keys() & {"configuration", "planned_values"}:
        raise UnreadablePlanError("is an empty state: nothing is built yet", _SHOW)
    raise UnreadablePlanError("has no `planned_values` and no `values`: there is no plan or state in it")
