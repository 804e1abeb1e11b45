"""Who uses which service: what policies allow, what settings name, and what calls whom by itself.

Security groups do not speak of queues, topics, tables, buckets and secrets: roles decide who may use them.
In a state a policy is a text with ARNs; in a plan the configuration says of which resources it speaks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from archgen.model.kinds import kind_class, kinds
from archgen.terraform_plan.resources import pods
from archgen.terraform_plan.resources.hosted import job_definitions
from archgen.terraform_plan.resources.observed import Use
from archgen.terraform_plan.resources.usage.mounts import mounts
from archgen.terraform_plan.resources.usage.patterns import told_by
from archgen.terraform_plan.resources.usage.said_names import named_by_definition, named_by_settings
from archgen.terraform_plan.source.plan import Plan, Resource


def _types_by_prefix() -> dict[str, tuple[str, ...]]:
    """The types of resources that policies speak of, by the prefix of their actions."""
    found: dict[str, tuple[str, ...]] = {"bedrock": ()}
    for kind in map(kind_class, kinds()):
        if kind.endpoint_service and kind.permissions and kind.terraform_type:
            prefix = kind.permissions[0].actions[0].partition(":")[0]
            found[prefix] = (*found.get(prefix, ()), *kind.read_from)
    return found


SERVICES: Mapping[str, tuple[str, ...]] = _types_by_prefix()
USED = tuple(type_ for types in SERVICES.values() for type_ in types)
_MANAGED = {
    "AmazonS3": "s3",
    "AmazonDynamoDB": "dynamodb",
    "AmazonSQS": "sqs",
    "AmazonSNS": "sns",
    "SecretsManager": "secretsmanager",
    "AmazonKinesisFirehose": "firehose",
    "AmazonKinesis": "kinesis",
    "AWSStepFunctions": "states",
    "AmazonEventBridge": "events",
    "AWSLambda_FullAccess": "lambda",
}
"""The beginnings of the names of AWS's own policies that open a whole service."""
_DATA = (
    *(type_ for kind in map(kind_class, kinds()) if kind.keeps_data_in_vpc for type_ in kind.read_from),
    *("aws_opensearch_domain", "aws_docdb_cluster", "aws_msk_cluster", "aws_mq_broker"),
)
"""Data that stands in a VPC: settings name it where its security group does not say who comes in."""
_VERSIONS = "aws_secretsmanager_secret_version"


def uses(plan: Plan) -> Iterator[Use]:
    """All uses, those by events first; a use that opens a whole service has its name for a target.

    A role that may poll a queue makes no use of it by itself: the queue's events are that.
    """
    found = tuple(_all_uses(plan))
    delivered = {(use.target, use.user) for use in found if use.how == "event"}
    named = {(use.user, use.target) for use in found if use.how == "setting"}
    for use in found:
        pair = use.user, use.target
        if use.how != "policy" or pair not in delivered or pair in named:
            yield use


def _all_uses(plan: Plan) -> Iterator[Use]:
    yield from _events(plan)
    yield from mounts(plan)
    policies = _policies(plan)
    for holder, role in _holders(plan):
        for policy, path in policies.get(role.address, ()):
            yield from _allowed(plan, holder, policy, path)
        for arn in _managed(plan, role, policies):
            service = next((s for name, s in _MANAGED.items() if f"/{name}" in arn), None)
            if service:
                yield Use(holder.address, service, role.address, "wide")
    for holder, source, path in _settings(plan):
        data = plan.spoken_of(source, *path, types=_DATA, asks=False)
        said = (other for other in named_by_settings(plan, source, path, USED) if other != holder)
        for target in (*_spoken_of(plan, source, path, asks=False), *data, *said):
            yield Use(holder.address, target.address, source.address, "setting")


def _holders(plan: Plan) -> Iterator[tuple[Resource, Resource]]:
    """What runs code, with each role that it has."""
    roles = ("aws_iam_role",)
    for type_, attribute in _ROLES:
        for resource in plan.of_type(type_):
            yield from ((resource, role) for role in plan.linked(resource, attribute, types=roles))
    for service in plan.of_type("aws_ecs_service"):
        for task in _tasks(plan, service):
            for attribute in ("task_role_arn", "execution_role_arn"):
                yield from ((service, role) for role in plan.linked(task, attribute, types=roles))
    yield from _hosted(plan)
    for resource, profiled in _profiled(plan):
        for attribute in ("name", "arn"):
            in_block = profiled.type == "aws_launch_template"
            path = ("iam_instance_profile", attribute) if in_block else ("iam_instance_profile",)
            for profile in plan.linked(profiled, *path, types=("aws_iam_instance_profile",)):
                yield from ((resource, role) for role in plan.linked(profile, "role", types=roles))


def _hosted(plan: Plan) -> Iterator[tuple[Resource, Resource]]:
    """Jobs, pods and web services, with each role that they have."""
    roles = ("aws_iam_role",)
    for queue in plan.of_type("aws_batch_job_queue"):
        for definition in job_definitions(plan, queue):
            spoken = plan.spoken_of(definition, "container_properties", types=roles)
            yield from ((queue, role) for role in spoken)
    for workload in plan.of_type(*pods.WORKLOADS):
        yield from ((workload, role) for role in pods.roles(plan, workload))
    for service in plan.of_type("aws_apprunner_service"):
        linked = plan.linked(service, "instance_configuration", "instance_role_arn", types=roles)
        yield from ((service, role) for role in linked)


def _tasks(plan: Plan, service: Resource) -> tuple[Resource, ...]:
    return plan.linked(service, "task_definition", types=("aws_ecs_task_definition",))


_MIXED = ("mixed_instances_policy", "launch_template", "launch_template_specification")


def _profiled(plan: Plan) -> Iterator[tuple[Resource, Resource]]:
    """Instances and groups, with what says their instance profile."""
    yield from ((resource, resource) for resource in plan.of_type("aws_instance"))
    types = ("aws_launch_template", "aws_launch_configuration")
    for group in plan.of_type("aws_autoscaling_group"):
        for path in (
            ("launch_template", "id"),
            ("launch_template", "name"),
            ("launch_configuration",),
            (*_MIXED, "launch_template_id"),
        ):
            yield from ((group, template) for template in plan.linked(group, *path, types=types))


_ROLES = (
    ("aws_lambda_function", "role"),
    ("aws_sfn_state_machine", "role_arn"),
    ("aws_glue_job", "role_arn"),
    ("aws_eks_pod_identity_association", "role_arn"),
)
"""What has one role, and where it says so."""

Policies = dict[str, list[tuple[Resource, tuple[str, ...]]]]


def _policies(plan: Plan) -> Policies:
    """The policies of each role, by its address: the resource with its text, and where in it the text is."""
    found: Policies = {}
    for policy in plan.of_type("aws_iam_role_policy"):
        for role in plan.linked(policy, "role", types=("aws_iam_role",)):
            found.setdefault(role.address, []).append((policy, ("policy",)))
    for type_, attribute in (
        ("aws_iam_role_policy_attachment", "role"),
        ("aws_iam_policy_attachment", "roles"),
    ):
        for attachment in plan.of_type(type_):
            for role in plan.linked(attachment, attribute, types=("aws_iam_role",)):
                for policy in plan.linked(attachment, "policy_arn", types=("aws_iam_policy",)):
                    found.setdefault(role.address, []).append((policy, ("policy",)))
                found.setdefault(role.address, []).append((attachment, ("policy_arn",)))
    for role in plan.of_type("aws_iam_role"):
        found.setdefault(role.address, []).append((role, ("inline_policy", "policy")))
        for policy in plan.linked(role, "managed_policy_arns", types=("aws_iam_policy",)):
            found[role.address].append((policy, ("policy",)))
    return found


def _managed(plan: Plan, role: Resource, policies: Policies) -> Iterator[str]:
    """The ARNs of AWS's own policies that a role has."""
    arns = [*plan.values(role, "managed_policy_arns")]
    for policy, path in policies.get(role.address, ()):
        if path == ("policy_arn",):
            arns += plan.values(policy, *path)
    yield from (arn for arn in arns if ":aws:policy/" in arn)


def _allowed(plan: Plan, holder: Resource, policy: Resource, path: tuple[str, ...]) -> Iterator[Use]:
    """What one policy lets its holder use."""
    if path == ("policy_arn",):
        return
    texts = plan.values(policy, *path)
    for text in texts:
        for actions, arn in _statements(text):
            if arn == "*":
                yield from (Use(holder.address, s, policy.address, "wide") for s in _services(actions))
            yield from (
                Use(holder.address, other.address, policy.address, "policy") for other in _meant(plan, arn)
            )
    if not texts:
        for other in _spoken_of(plan, policy, path):
            yield Use(holder.address, other.address, policy.address, "policy")


def _spoken_of(
    plan: Plan, resource: Resource, path: tuple[str, ...], *, asks: bool = True
) -> Iterator[Resource]:
    for other in plan.spoken_of(resource, *path, types=(*USED, _VERSIONS), asks=asks):
        if other.type == _VERSIONS:
            yield from plan.linked(other, "secret_id", types=("aws_secretsmanager_secret",))
        else:
            yield other


def _statements(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The actions and the single ARNs of what a policy's text allows; nothing where it is none."""
    try:
        policy = json.loads(text)
    except (ValueError, RecursionError):
        return
    said = policy.get("Statement") if isinstance(policy, dict) else None
    for statement in _listed(said):
        if isinstance(statement, dict) and statement.get("Effect") == "Allow":
            actions = tuple(str(action) for action in _listed(statement.get("Action")))
            yield from ((actions, str(arn)) for arn in _listed(statement.get("Resource")))


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else () if value is None else (value,)


def _services(actions: Sequence[str]) -> Iterator[str]:
    yield from dict.fromkeys(a.partition(":")[0] for a in actions if a.partition(":")[0] in SERVICES)


def _meant(plan: Plan, arn: str) -> Iterator[Resource]:
    """The resources that an ARN in a policy means: by itself, or by the name at its end and its wildcards."""
    bare = re.sub(r"(/index/\*|/stream/\*|/\*|:\*|\*)$", "", arn) or arn
    exact = plan.named(bare, USED) or plan.named(arn, USED)
    if exact:
        yield from exact
        return
    parts = arn.split(":")
    if len(parts) < 6 or parts[-1] == "*":
        return
    words = [word for word in re.split(r"[:/]", ":".join(parts[5:])) if word]
    for other in plan.of_type(*SERVICES.get(parts[2], ())):
        names = {str(other.get(key)) for key in ("name", "bucket", "function_name") if other.get(key)}
        if any(fnmatchcase(name, word) for name in names for word in words if word != "*"):
            yield other


def _settings(plan: Plan) -> Iterator[tuple[Resource, Resource, tuple[str, ...]]]:
    """What tells code at its start what it uses: who runs, what says so, and where in it."""
    for function in plan.of_type("aws_lambda_function"):
        yield function, function, ("environment", "variables")
    for service in plan.of_type("aws_ecs_service"):
        yield from ((service, task, ("container_definitions",)) for task in _tasks(plan, service))
    for queue in plan.of_type("aws_batch_job_queue"):
        for definition in job_definitions(plan, queue):
            yield queue, definition, ("container_properties",)
    for workload in plan.of_type(*pods.WORKLOADS):
        yield workload, workload, pods.ENVIRONMENT
    for service in plan.of_type("aws_apprunner_service"):
        for kind in ("variables", "secrets"):
            yield service, service, (*_IMAGE, f"runtime_environment_{kind}")
    for resource, profiled in _profiled(plan):
        yield from ((resource, profiled, (name,)) for name in ("user_data", "user_data_base64"))


_IMAGE = ("source_configuration", "image_repository", "image_configuration")

_EVENTS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("aws_lambda_event_source_mapping", ("event_source_arn",), ("function_name",)),
    ("aws_sns_topic_subscription", ("topic_arn",), ("endpoint",)),
    ("aws_s3_bucket_notification", ("bucket",), ("lambda_function", "lambda_function_arn")),
    ("aws_s3_bucket_notification", ("bucket",), ("queue", "queue_arn")),
    ("aws_s3_bucket_notification", ("bucket",), ("topic", "topic_arn")),
    ("aws_cloudwatch_event_target", ("rule",), ("arn",)),
    ("aws_cloudwatch_event_target", ("event_bus_name",), ("arn",)),
    ("aws_scheduler_schedule", (), ("target", "arn")),
    ("aws_apigatewayv2_integration", ("api_id",), ("integration_uri",)),
    ("aws_apigatewayv2_integration", ("api_id",), ("request_parameters",)),
    ("aws_api_gateway_integration", ("rest_api_id",), ("uri",)),
    ("aws_api_gateway_rest_api", (), ("body",)),
    ("aws_apigatewayv2_api", (), ("body",)),
    ("aws_apigatewayv2_api", (), ("target",)),
    ("aws_sfn_state_machine", (), ("definition",)),
    ("aws_lambda_permission", ("source_arn",), ("function_name",)),
    ("aws_kinesis_firehose_delivery_stream", (), ("extended_s3_configuration", "bucket_arn")),
    ("aws_kinesis_firehose_delivery_stream", ("kinesis_source_configuration", "kinesis_stream_arn"), ()),
    (
        "aws_kinesis_firehose_delivery_stream",
        (),
        (
            "extended_s3_configuration",
            "processing_configuration",
            "processors",
            "parameters",
            "parameter_value",
        ),
    ),
    ("aws_appsync_datasource", ("api_id",), ("lambda_config", "function_arn")),
    ("aws_appsync_datasource", ("api_id",), ("dynamodb_config", "table_name")),
    ("aws_appsync_datasource", ("api_id",), ("event_bridge_config", "event_bus_arn")),
    ("aws_pipes_pipe", (), ("target",)),
    ("aws_pipes_pipe", (), ("source",)),
    ("aws_cognito_user_pool", (), ("lambda_config",)),
    ("aws_eks_node_group", (), ("cluster_name",)),
)
"""What joins two things by events: its type, where it says who begins (itself unless it does), and whom."""
_BEGINNING = (
    "aws_appsync_graphql_api",
    *("aws_sqs_queue", "aws_dynamodb_table", "aws_kinesis_stream", "aws_msk_cluster", "aws_mq_broker"),
    "aws_msk_serverless_cluster",
    *("aws_lambda_function", "aws_sns_topic", "aws_s3_bucket", "aws_cloudwatch_event_rule"),
    *(
        "aws_cloudwatch_event_bus",
        "aws_apigatewayv2_api",
        "aws_api_gateway_rest_api",
        "aws_cognito_user_pool",
    ),
)
_ENDING = (
    *USED,
    "aws_eks_cluster",
    "aws_lb_listener",
    "aws_lambda_alias",
    "aws_msk_cluster",
    "aws_mq_broker",
)


def _events(plan: Plan) -> Iterator[Use]:
    yield from _accelerated(plan)
    yield from _told_by_rules(plan)
    for machine in plan.of_type("aws_sfn_state_machine"):
        for other in named_by_definition(plan, machine, SERVICES):
            yield Use(machine.address, other.address, machine.address, "event")
    for type_, source, target in _EVENTS:
        for joint in plan.of_type(type_):
            begin = plan.linked(joint, *source, types=_BEGINNING) if source else (joint,)
            for first in begin:
                for last in plan.spoken_of(joint, *target, types=_ENDING) if target else (joint,):
                    for other in _itself(plan, last):
                        yield Use(first.address, other.address, joint.address, "event")


def _told_by_rules(plan: Plan) -> Iterator[Use]:
    """Whom rules call with the events of buckets: their patterns name the buckets."""
    for joint in plan.of_type("aws_cloudwatch_event_target"):
        for rule in plan.linked(joint, "rule", types=("aws_cloudwatch_event_rule",)):
            for bucket in told_by(plan, rule, "event_pattern", "aws_s3_bucket"):
                for last in plan.spoken_of(joint, "arn", types=_ENDING):
                    for other in _itself(plan, last):
                        yield Use(bucket.address, other.address, joint.address, "event")


def _accelerated(plan: Plan) -> Iterator[Use]:
    """The load balancers that accelerators lead to."""
    for group in plan.of_type("aws_globalaccelerator_endpoint_group"):
        for listener in plan.linked(group, "listener_arn", types=("aws_globalaccelerator_listener",)):
            for first in plan.linked(
                listener, "accelerator_arn", types=("aws_globalaccelerator_accelerator",)
            ):
                path = ("endpoint_configuration", "endpoint_id")
                for last in plan.spoken_of(group, *path, types=("aws_lb", "aws_alb")):
                    yield Use(first.address, last.address, group.address, "event")


def _itself(plan: Plan, resource: Resource) -> tuple[Resource, ...]:
    """What a listener or an alias stands for."""
    if resource.type == "aws_lb_listener":
        return plan.linked(resource, "load_balancer_arn", types=("aws_lb", "aws_alb"))
    if resource.type == "aws_lambda_alias":
        return plan.linked(resource, "function_name", types=("aws_lambda_function",))
    return (resource,)
