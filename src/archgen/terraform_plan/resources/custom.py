"""The services that archgen has no kind for, as components with an icon of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Known(NamedTuple):
    """A type of resource as a custom component. `open`: clients reach it without a security group."""

    icon: str
    label: str
    port: int = 443
    open: bool = False
    places: tuple[tuple[str, ...], ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()

    @property
    def fields(self) -> Mapping[str, Any]:
        """What the format says of it, wherever it stands."""
        return {"icon": self.icon, "label": self.label, "port": self.port, "open": self.open or None}


CUSTOM: Mapping[str, Known] = {
    "aws_apigatewayv2_api": Known("aws.network.APIGateway", "API Gateway", open=True),
    "aws_api_gateway_rest_api": Known("aws.network.APIGateway", "API Gateway", open=True),
    "aws_appsync_graphql_api": Known("aws.integration.Appsync", "AppSync", open=True),
    "aws_vpc_endpoint_service": Known("aws.network.Endpoint", "PrivateLink"),
    "aws_elb": Known(
        "aws.network.ElbClassicLoadBalancer",
        "Classic Load Balancer",
        80,
        places=(("subnets",),),
        groups=(("security_groups",),),
    ),
    "aws_cognito_user_pool": Known("aws.security.Cognito", "Cognito"),
    "aws_sfn_state_machine": Known("aws.integration.StepFunctions", "Step Functions"),
    "aws_cloudwatch_event_bus": Known("aws.integration.Eventbridge", "EventBridge"),
    "aws_cloudwatch_event_rule": Known("aws.integration.EventbridgeRule", "EventBridge rule"),
    "aws_scheduler_schedule": Known("aws.integration.EventbridgeScheduler", "Schedule"),
    "aws_pipes_pipe": Known("aws.integration.EventbridgePipes", "Pipe"),
    "aws_kinesis_stream": Known("aws.analytics.KinesisDataStreams", "Kinesis"),
    "aws_kinesis_firehose_delivery_stream": Known("aws.analytics.KinesisDataFirehose", "Firehose"),
    "aws_eks_cluster": Known(
        "aws.compute.EKS",
        "EKS",
        places=(("vpc_config", "subnet_ids"),),
        groups=(("vpc_config", "security_group_ids"),),
    ),
    "aws_opensearch_domain": Known(
        "aws.analytics.AmazonOpensearchService",
        "OpenSearch",
        places=(("vpc_options", "subnet_ids"),),
        groups=(("vpc_options", "security_group_ids"),),
    ),
    "aws_msk_cluster": Known(
        "aws.analytics.ManagedStreamingForKafka",
        "MSK",
        9098,
        places=(("broker_node_group_info", "client_subnets"),),
        groups=(("broker_node_group_info", "security_groups"),),
    ),
    "aws_mq_broker": Known(
        "aws.integration.MQ", "Amazon MQ", 5671, places=(("subnet_ids",),), groups=(("security_groups",),)
    ),
    "aws_docdb_cluster": Known(
        "aws.database.DocumentDB",
        "DocumentDB",
        27017,
        places=(("db_subnet_group_name",),),
        groups=(("vpc_security_group_ids",),),
    ),
    "aws_neptune_cluster": Known(
        "aws.database.Neptune",
        "Neptune",
        8182,
        places=(("neptune_subnet_group_name",),),
        groups=(("vpc_security_group_ids",),),
    ),
    "aws_redshift_cluster": Known(
        "aws.analytics.Redshift",
        "Redshift",
        5439,
        places=(("cluster_subnet_group_name",),),
        groups=(("vpc_security_group_ids",),),
    ),
}
"""By type of resource; names of their own are put behind the labels."""
QUIET = frozenset(CUSTOM) - {type_ for type_, known in CUSTOM.items() if known.open or known.places}
"""The types that have a place only if something in the plan says who uses them."""
