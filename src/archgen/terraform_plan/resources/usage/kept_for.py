"""Where a resource names what keeps something for it: its logs, its notices, its code, what failed.

Source: the arguments of the AWS provider's resources that take a bucket, a topic, a queue or a stream.
"""

from __future__ import annotations

KEEPING = ("aws_s3_bucket", "aws_sns_topic", "aws_sqs_queue", "aws_kinesis_firehose_delivery_stream")
"""The types of what keeps something for others."""
FAILED = "what failed"

KeptFor = tuple[str, tuple[str, ...], str]

_BALANCERS = tuple(
    (type_, (block, "bucket"), "access logs")
    for type_ in ("aws_lb", "aws_alb")
    for block in ("access_logs", "connection_logs", "health_check_logs")
)
_ACCELERATORS = tuple(
    (type_, ("attributes", "flow_logs_s3_bucket"), "flow logs")
    for type_ in ("aws_globalaccelerator_accelerator", "aws_globalaccelerator_custom_routing_accelerator")
)
_FIREWALLS = tuple(
    (
        "aws_networkfirewall_logging_configuration",
        ("logging_configuration", "log_destination_config", "log_destination", key),
        "logs of the firewall",
    )
    for key in ("bucketName", "deliveryStream")
)
_LOGS: tuple[KeptFor, ...] = (
    ("aws_s3_bucket_logging", ("target_bucket",), "access logs"),
    ("aws_s3_bucket", ("logging", "target_bucket"), "access logs"),
    *_BALANCERS,
    ("aws_elb", ("access_logs", "bucket"), "access logs"),
    ("aws_cloudfront_distribution", ("logging_config", "bucket"), "access logs"),
    (
        "aws_cloudwatch_log_delivery_destination",
        ("delivery_destination_configuration", "destination_resource_arn"),
        "logs",
    ),
    ("aws_flow_log", ("log_destination",), "flow logs"),
    *_ACCELERATORS,
    ("aws_wafv2_web_acl_logging_configuration", ("log_destination_configs",), "logs"),
    *_FIREWALLS,
    ("aws_route53_resolver_query_log_config", ("destination_arn",), "logs of queries"),
    ("aws_redshift_logging", ("bucket_name",), "the audit log"),
    ("aws_redshift_cluster", ("logging", "bucket_name"), "the audit log"),
    ("aws_msk_cluster", ("logging_info", "broker_logs", "s3", "bucket"), "logs of brokers"),
    ("aws_msk_cluster", ("logging_info", "broker_logs", "firehose", "delivery_stream"), "logs of brokers"),
    (
        "aws_mskconnect_connector",
        ("log_delivery", "worker_log_delivery", "s3", "bucket"),
        "logs of connectors",
    ),
    (
        "aws_ecs_cluster",
        ("configuration", "execute_command_configuration", "log_configuration", "s3_bucket_name"),
        "logs of commands",
    ),
    ("aws_pipes_pipe", ("log_configuration", "s3_log_destination", "bucket_name"), "logs of the pipe"),
    (
        "aws_imagebuilder_infrastructure_configuration",
        ("logging", "s3_logs", "s3_bucket_name"),
        "logs of builds",
    ),
    ("aws_cloudtrail", ("s3_bucket_name",), "the audit trail"),
    ("aws_cloudtrail", ("sns_topic_name",), "the audit trail"),
    ("aws_config_delivery_channel", ("s3_bucket_name",), "the configuration's history"),
    ("aws_config_delivery_channel", ("sns_topic_arn",), "the configuration's history"),
    ("aws_guardduty_publishing_destination", ("destination_arn",), "findings of GuardDuty"),
    (
        "aws_macie2_classification_export_configuration",
        ("s3_destination", "bucket_name"),
        "findings of Macie",
    ),
    ("aws_cur_report_definition", ("s3_bucket",), "reports of costs"),
    ("aws_backup_report_plan", ("report_delivery_channel", "s3_bucket_name"), "reports of backups"),
    ("aws_s3_bucket_inventory", ("destination", "bucket", "bucket_arn"), "the inventory of buckets"),
    (
        "aws_s3_bucket_analytics_configuration",
        ("storage_class_analysis", "data_export", "destination", "s3_bucket_destination", "bucket_arn"),
        "the analysis of buckets",
    ),
)
_NOTICES: tuple[KeptFor, ...] = (
    ("aws_cloudwatch_metric_alarm", ("alarm_actions",), "alarms"),
    ("aws_cloudwatch_metric_alarm", ("ok_actions",), "alarms"),
    ("aws_cloudwatch_composite_alarm", ("alarm_actions",), "alarms"),
    ("aws_db_event_subscription", ("sns_topic",), "notices of databases"),
    ("aws_docdb_event_subscription", ("sns_topic_arn",), "notices of databases"),
    ("aws_neptune_event_subscription", ("sns_topic_arn",), "notices of databases"),
    ("aws_redshift_event_subscription", ("sns_topic_arn",), "notices of databases"),
    ("aws_dms_event_subscription", ("sns_topic_arn",), "notices of databases"),
    ("aws_autoscaling_notification", ("topic_arn",), "notices of groups"),
    ("aws_budgets_budget", ("notification", "subscriber_sns_topic_arns"), "notices of budgets"),
    ("aws_backup_vault_notifications", ("sns_topic_arn",), "notices of backups"),
    ("aws_elasticache_replication_group", ("notification_topic_arn",), "notices of caches"),
    ("aws_elasticache_cluster", ("notification_topic_arn",), "notices of caches"),
    ("aws_memorydb_cluster", ("sns_topic_arn",), "notices of caches"),
    ("aws_ses_identity_notification_topic", ("topic_arn",), "notices of mail"),
)
_GIVEN: tuple[KeptFor, ...] = (
    ("aws_lambda_function", ("s3_bucket",), "the code of functions"),
    ("aws_lambda_layer_version", ("s3_bucket",), "the code of functions"),
    ("aws_mskconnect_custom_plugin", ("location", "s3", "bucket_arn"), "the code of connectors"),
    ("aws_codepipeline", ("artifact_store", "location"), "the pipeline"),
    ("aws_lb_trust_store", ("ca_certificates_bundle_s3_bucket",), "certificates"),
    ("aws_lb_trust_store_revocation", ("revocations_s3_bucket",), "certificates"),
    (
        "aws_cloudfront_trust_store",
        ("ca_certificates_bundle_source", "ca_certificates_bundle_s3_location", "bucket"),
        "certificates",
    ),
    ("aws_db_instance", ("s3_import", "bucket_name"), "the data of the first start"),
    ("aws_rds_cluster", ("s3_import", "bucket_name"), "the data of the first start"),
    ("aws_dynamodb_table", ("import_table", "s3_bucket_source", "bucket"), "the data of the first start"),
)
_DEAD_LETTERS: tuple[KeptFor, ...] = (
    ("aws_sqs_queue", ("redrive_policy",), FAILED),
    ("aws_sqs_queue_redrive_policy", ("redrive_policy",), FAILED),
    ("aws_sns_topic_subscription", ("redrive_policy",), FAILED),
    ("aws_lambda_function", ("dead_letter_config", "target_arn"), FAILED),
    ("aws_cloudwatch_event_target", ("dead_letter_config", "arn"), FAILED),
    ("aws_scheduler_schedule", ("target", "dead_letter_config", "arn"), FAILED),
    ("aws_lambda_event_source_mapping", ("destination_config", "on_failure", "destination_arn"), FAILED),
    ("aws_lambda_function_event_invoke_config", ("destination_config", "on_failure", "destination"), FAILED),
)
KEPT_FOR = (*_LOGS, *_NOTICES, *_GIVEN, *_DEAD_LETTERS)
"""A type, where it names what keeps something for it, and what that is."""
