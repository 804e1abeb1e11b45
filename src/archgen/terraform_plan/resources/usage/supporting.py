"""What is no part of an architecture but serves one: buckets of logs, topics of alarms, queues of failures.

And the types that an architecture has no word for, because they belong to what they support.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from archgen.findings.phrase import Phrase
from archgen.lint.coverage import Cause, Gap
from archgen.model.kinds import kind_class, kinds
from archgen.model.kinds.category import Category
from archgen.terraform_plan.resources import pods
from archgen.terraform_plan.resources.custom import QUIET
from archgen.terraform_plan.resources.naming import type_of
from archgen.terraform_plan.resources.observed import SeenComponent, Use
from archgen.terraform_plan.resources.usage.kept_for import FAILED, KEEPING, KEPT_FOR
from archgen.terraform_plan.source.plan import Plan

_ALARM = re.compile(r"alarm|alert|(?:^|[-_ ])ops(?:$|[-_ ])|pager|notices")


def is_quiet(component: SeenComponent) -> bool:
    """Whether it is drawn only where something uses it, or nothing else is there."""
    custom = component.category is Category.CUSTOM and type_of(component.address) in QUIET
    return kind_class(component.kind).read_if_used or custom


def supporting(plan: Plan, components: Sequence[SeenComponent], uses: Sequence[Use]) -> dict[str, str]:
    """The addresses of components that only serve others, and what they are for.

    Code that may use a bucket of logs or a topic of alarms makes it a part of the architecture, but code that
    may write to a queue of failures does not: that is how failures get there.
    """
    found: dict[str, str] = {}
    for type_, path, what in KEPT_FOR:
        for resource in plan.of_type(type_):
            for kept in plan.spoken_of(resource, *path, types=KEEPING):
                found.setdefault(kept.address, Phrase(what))
    for topic in plan.of_type("aws_sns_topic"):
        if _ALARM.search(f"{topic.name} {topic.get('name', '')}".lower()):
            found.setdefault(topic.address, Phrase("alarms"))
    handed = {use.target for use in uses if use.how == "event"}
    allowed = {use.target for use in uses if use.how in ("policy", "setting")}
    named = {component.address for component in components if _named_by_tag(component, components)}
    used = handed | named | {address for address in allowed if found.get(address) != FAILED}
    found = {address: what for address, what in found.items() if address not in used}
    return found | dict(_belonging(components))


def _named_by_tag(component: SeenComponent, components: Sequence[SeenComponent]) -> bool:
    """Whether its tag names it, and not what it serves."""
    others = (o for o in components if o.id == component.id and o.kind != component.kind and o.placed)
    return component.placed and next(others, None) is None


def _belonging(components: Sequence[SeenComponent]) -> Iterator[tuple[str, str]]:
    """What a tag gives to another component: the secrets of a service, the queue of a function's failures."""
    for component in components:
        serves = kind_class(component.kind).may_serve_others and not _named_by_tag(component, components)
        if component.placed and (serves or _serves_by_tag(component, components)):
            yield component.address, Phrase("part of {id}", id=component.id)


def _serves_by_tag(component: SeenComponent, components: Sequence[SeenComponent]) -> bool:
    """Whether a rule is part of what its tag names, such as the one that tells of failed jobs."""
    if type_of(component.address) not in kind_class(component.kind).serving_types:
        return False
    others = (o for o in components if o.id == component.id and o.kind != component.kind and o.placed)
    return any(not kind_class(other.kind).may_serve_others for other in others)


_SILENT = re.compile(
    r"aws_(?:"
    r"iam_|kms_|cloudwatch_|security_group|vpc_|default_|route|main_route|eip|acm|s3_|db_|rds_|elasticache_|lb"
    r"|alb|autoscaling_|appautoscaling_|autoscalingplans_|launch_|ecs_|ecr|lambda_|api_gateway_|apigatewayv2_"
    r"|sns_|sqs_|secretsmanager_|ssm_|cloudfront_|waf|flow_log|network_|subnet|internet_gateway"
    r"|egress_only_|nat_gateway|key_pair|backup_|budgets_|ce_|cloudtrail|config_|guardduty_|securityhub_"
    r"|service_discovery_|sfn_|kinesis|dynamodb_|efs_|ebs_|volume_attachment|placement_group|ami|inspector"
    r"|macie|chatbot_|synthetics_|xray_|cognito_|scheduler_|code|ec2_managed_prefix_list|ec2_tag|resourcegroups_"
    r"|oam_|accessanalyzer_|shield_|signer_|snapshot|ses|opensearch_|elasticsearch_|msk_|mskconnect_|mq_"
    r"|redshift_|docdb_|neptune_|eks_|batch_|sagemaker_|instance|vpc$|servicecatalog|servicequotas_|schemas_"
    r"|ec2_transit_gateway_|ram_|dx_|customer_gateway|vpn_|networkfirewall_|account_|appsync_|bedrock_"
    r"|memorydb_|apprunner_|organizations_|pipes_|globalaccelerator_|glue_security_|proxy_|ec2_instance_|ec2_capacity|glue_(?:registry|schema)|elb_|ram_|ec2_serial"
    r"|ec2_image|opensearchserverless_"
    r")"
)
"""The beginnings of the types that say how something else is, or who may do what with it."""


_LOUD = (
    *("aws_db_proxy", "aws_dax_cluster", "aws_elasticache_serverless_cache"),
    *("aws_eks_fargate_profile", "aws_kinesis_video_stream", "aws_kinesisanalyticsv2_application"),
    *("aws_lambda_capacity_provider", "aws_docdbelastic_cluster", "aws_neptunegraph_graph"),
    *("aws_redshift_serverless_workgroup", "aws_redshiftserverless_workgroup", "aws_memorydb_cluster"),
    *("aws_codebuild_project", "aws_sagemaker_endpoint", "aws_dsql_cluster"),
    *("aws_sagemaker_notebook_instance", "aws_rds_shard_group", "aws_wafregional_web_acl"),
    *("aws_ecs_express_gateway_service", "aws_s3_directory_bucket", "aws_elasticsearch_domain"),
    *("aws_opensearchserverless_collection", "aws_cognito_identity_pool", "aws_ec2_transit_gateway_connect"),
    *("aws_route53_resolver_endpoint", "aws_ec2_instance_connect_endpoint", "aws_redshift_endpoint_access"),
    *("aws_elasticsearch_vpc_endpoint", "aws_opensearch_vpc_endpoint", "aws_msk_vpc_connection"),
    *("aws_opensearchserverless_vpc_endpoint", "aws_networkfirewall_vpc_endpoint_association"),
    *("aws_vpc_route_server", "aws_vpn_concentrator", "aws_cloudwatch_event_endpoint"),
    *("aws_mskconnect_connector", "aws_msk_replicator", "aws_kinesis_analytics_application"),
    *("aws_elasticache_global_replication_group", "aws_memorydb_multi_region_cluster"),
    *("aws_docdb_global_cluster", "aws_neptune_global_cluster", "aws_dynamodb_global_table"),
    *("aws_sagemaker_domain", "aws_sagemaker_feature_group", "aws_sagemaker_mlflow_tracking_server"),
    *("aws_sagemaker_pipeline", "aws_sagemaker_training_job", "aws_synthetics_canary", "aws_codebuild_fleet"),
    *("aws_appsync_api", "aws_ecs_task_set", "aws_ecs_daemon", "aws_waf_web_acl"),
    *("aws_cloudfront_multitenant_distribution", "aws_cloudfront_distribution_tenant"),
    "aws_globalaccelerator_custom_routing_accelerator",
)
"""Types that are something by themselves, though their names begin like those of what serves others.

They run code, keep data, answer callers, have interfaces in subnets, or join networks.
"""
_HELPERS = re.compile(
    r"(?:random|tls|null|time|local|archive|terraform|cloudinit|external|http|template|docker|utils|assert)_"
    r"|terraform_data"
)
"""The types of providers that only help a configuration: they build nothing in a cloud."""


def unknown(plan: Plan, known: Sequence[str]) -> dict[str, Gap]:
    """The resources that are something by themselves and that archgen does not know, with the reason."""
    return {r.address: why for r in plan.resources if (why := _why_unknown(r.type, known))}


@cache
def _helper_types() -> frozenset[str]:
    return frozenset(type_ for kind in kinds() for type_ in kind_class(kind).helper_types)


def _why_unknown(type_: str, known: Sequence[str]) -> Gap | None:
    if type_ in known or _HELPERS.match(type_) or pods.is_known(type_):
        return None
    if not type_.startswith("aws_"):
        return Gap(Cause.OTHER_PROVIDER, type_.partition("_")[0])
    loud = type_ in _LOUD or not (_SILENT.match(type_) or type_ in _helper_types())
    return Gap(Cause.UNKNOWN_TYPE, type_) if loud else None
