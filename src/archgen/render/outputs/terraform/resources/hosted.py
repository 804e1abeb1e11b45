"""Services that run an image for us: AWS Batch on Fargate, and AWS App Runner."""

from __future__ import annotations

from archgen.render.outputs.terraform.parts import Part, Stack
from archgen.render.outputs.terraform.resources import running, services
from archgen.render.outputs.terraform.resources.access import Grant, grants, reading_grants
from archgen.render.outputs.terraform.resources.traffic import rule_addresses
from archgen.render.quoting import Hcl, hcl, refer

_TRACES = ("xray:PutTelemetryRecords", "xray:PutTraceSegments")


def job_facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of a queue of jobs reads beside the part itself."""
    run = running.run_of(stack, part)
    return {
        **services.facts(stack, part),
        "run": run,
        "vcpu": f"{(part.model.task_size or (0, 0))[0] / 1024:g}",
        "grants": [*grants(stack, part), *_keys(stack, part)],
        "start_grants": running.start_grants(stack, part, run),
    }


def web_facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of a web service reads beside the part itself; it reads its secrets itself."""
    run = running.run_of(stack, part)
    keys = {part.place.key} if run.secrets else set[Hcl]()
    pulls = list(running.pulling(part)) if run.image else []
    allowed = [
        Grant("Traces", _TRACES, (hcl("*"),)),
        *grants(stack, part),
        *reading_grants(list(run.secrets.values())),
        *_keys(stack, part, keys),
    ]
    policies = [refer("aws_iam_role_policy", f"{part.label}_start")] if pulls else []
    return {
        **services.facts(stack, part),
        "run": run,
        "pulls": pulls,
        "grants": allowed,
        "waits_for": (
            *policies,
            refer("aws_iam_role_policy", part.label),
            *rule_addresses(stack, part),
        ),
    }


def _keys(stack: Stack, part: Part, more: set[Hcl] | None = None) -> list[Grant]:
    """The keys of the services that it uses, and those given."""
    keys = {other.place.key for other, _, _ in stack.peers(part) if other.model.is_managed}
    keys |= more or set()
    if not keys:
        return []
    used = tuple(refer(key, "arn") for key in sorted(keys))
    return [Grant("Keys", ("kms:Decrypt", "kms:GenerateDataKey"), used)]
