# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Renamed resources: Terraform moves them in the state instead of replacing them. Names at AWS do not change.
# Once a block has been applied everywhere, delete its line under "moved" in .archgen.json.

moved {
  from = aws_autoscaling_group.app
  to   = module.app.aws_autoscaling_group.main
}

moved {
  from = aws_autoscaling_group.web
  to   = module.web.aws_autoscaling_group.main
}

moved {
  from = aws_autoscaling_policy.app
  to   = module.app.aws_autoscaling_policy.main
}

moved {
  from = aws_autoscaling_policy.web
  to   = module.web.aws_autoscaling_policy.main
}

moved {
  from = aws_cloudwatch_log_group.app
  to   = module.app.aws_cloudwatch_log_group.main[0]
}

moved {
  from = aws_cloudwatch_log_group.web
  to   = module.web.aws_cloudwatch_log_group.main[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.app_capacity
  to   = aws_cloudwatch_metric_alarm.main["app-capacity"]
}

moved {
  from = aws_cloudwatch_metric_alarm.app_cpu
  to   = aws_cloudwatch_metric_alarm.main["app-cpu"]
}

moved {
  from = aws_cloudwatch_metric_alarm.app_lb_certificate
  to   = aws_cloudwatch_metric_alarm.main["app-lb-certificate"]
}

moved {
  from = aws_cloudwatch_metric_alarm.app_lb_errors
  to   = aws_cloudwatch_metric_alarm.main["app-lb-errors"]
}

moved {
  from = aws_cloudwatch_metric_alarm.app_lb_target_errors
  to   = aws_cloudwatch_metric_alarm.main["app-lb-target-errors"]
}

moved {
  from = aws_cloudwatch_metric_alarm.app_lb_to_app_8000_unhealthy
  to   = aws_cloudwatch_metric_alarm.main["app-lb-app-8000-unhealthy"]
}

moved {
  from = aws_cloudwatch_metric_alarm.cdn_certificate
  to   = aws_cloudwatch_metric_alarm.main["cdn-certificate"]
}

moved {
  from = aws_cloudwatch_metric_alarm.cdn_errors
  to   = aws_cloudwatch_metric_alarm.main["cdn-errors"]
}

moved {
  from = aws_cloudwatch_metric_alarm.dns_dnssec[0]
  to   = aws_cloudwatch_metric_alarm.main["dns-dnssec"]
}

moved {
  from = aws_cloudwatch_metric_alarm.dns_key[0]
  to   = aws_cloudwatch_metric_alarm.main["dns-key"]
}

moved {
  from = aws_cloudwatch_metric_alarm.nat_ports["us-east-1a"]
  to   = aws_cloudwatch_metric_alarm.main["nat-ports-us-east-1a"]
}

moved {
  from = aws_cloudwatch_metric_alarm.nat_ports["us-east-1b"]
  to   = aws_cloudwatch_metric_alarm.main["nat-ports-us-east-1b"]
}

moved {
  from = aws_cloudwatch_metric_alarm.orders_cpu
  to   = aws_cloudwatch_metric_alarm.main["orders-cpu"]
}

moved {
  from = aws_cloudwatch_metric_alarm.orders_lag["replica-1"]
  to   = aws_cloudwatch_metric_alarm.main["orders-replica-1-lag"]
}

moved {
  from = aws_cloudwatch_metric_alarm.orders_replica_cpu["replica-1"]
  to   = aws_cloudwatch_metric_alarm.main["orders-replica-1-cpu"]
}

moved {
  from = aws_cloudwatch_metric_alarm.orders_storage
  to   = aws_cloudwatch_metric_alarm.main["orders-storage"]
}

moved {
  from = aws_cloudwatch_metric_alarm.sessions_throttled_reads
  to   = aws_cloudwatch_metric_alarm.main["sessions-throttled-reads"]
}

moved {
  from = aws_cloudwatch_metric_alarm.sessions_throttled_writes
  to   = aws_cloudwatch_metric_alarm.main["sessions-throttled-writes"]
}

moved {
  from = aws_cloudwatch_metric_alarm.web_capacity
  to   = aws_cloudwatch_metric_alarm.main["web-capacity"]
}

moved {
  from = aws_cloudwatch_metric_alarm.web_cpu
  to   = aws_cloudwatch_metric_alarm.main["web-cpu"]
}

moved {
  from = aws_cloudwatch_metric_alarm.web_lb_certificate
  to   = aws_cloudwatch_metric_alarm.main["web-lb-certificate"]
}

moved {
  from = aws_cloudwatch_metric_alarm.web_lb_errors
  to   = aws_cloudwatch_metric_alarm.main["web-lb-errors"]
}

moved {
  from = aws_cloudwatch_metric_alarm.web_lb_target_errors
  to   = aws_cloudwatch_metric_alarm.main["web-lb-target-errors"]
}

moved {
  from = aws_cloudwatch_metric_alarm.web_lb_to_web_3000_unhealthy
  to   = aws_cloudwatch_metric_alarm.main["web-lb-web-3000-unhealthy"]
}

moved {
  from = aws_iam_instance_profile.app
  to   = module.app.aws_iam_instance_profile.main
}

moved {
  from = aws_iam_instance_profile.web
  to   = module.web.aws_iam_instance_profile.main
}

moved {
  from = aws_iam_role.app
  to   = module.app.aws_iam_role.main
}

moved {
  from = aws_iam_role.web
  to   = module.web.aws_iam_role.main
}

moved {
  from = aws_iam_role_policy.app
  to   = module.app.aws_iam_role_policy.main[0]
}

moved {
  from = aws_iam_role_policy.web
  to   = module.web.aws_iam_role_policy.main[0]
}

moved {
  from = aws_iam_role_policy_attachment.app_ssm
  to   = module.app.aws_iam_role_policy_attachment.ssm
}

moved {
  from = aws_iam_role_policy_attachment.web_ssm
  to   = module.web.aws_iam_role_policy_attachment.ssm
}

moved {
  from = aws_launch_template.app
  to   = module.app.aws_launch_template.main
}

moved {
  from = aws_launch_template.web
  to   = module.web.aws_launch_template.main
}

moved {
  from = aws_s3_bucket.access_logs
  to   = module.access_logs.aws_s3_bucket.main
}

moved {
  from = aws_s3_bucket.assets
  to   = module.assets.aws_s3_bucket.main
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.access_logs
  to   = module.access_logs.aws_s3_bucket_lifecycle_configuration.main
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.assets
  to   = module.assets.aws_s3_bucket_lifecycle_configuration.main
}

moved {
  from = aws_s3_bucket_logging.assets
  to   = module.assets.aws_s3_bucket_logging.main[0]
}

moved {
  from = aws_s3_bucket_ownership_controls.access_logs
  to   = module.access_logs.aws_s3_bucket_ownership_controls.main
}

moved {
  from = aws_s3_bucket_ownership_controls.assets
  to   = module.assets.aws_s3_bucket_ownership_controls.main
}

moved {
  from = aws_s3_bucket_policy.access_logs
  to   = module.access_logs.aws_s3_bucket_policy.main
}

moved {
  from = aws_s3_bucket_policy.assets
  to   = module.assets.aws_s3_bucket_policy.main
}

moved {
  from = aws_s3_bucket_public_access_block.access_logs
  to   = module.access_logs.aws_s3_bucket_public_access_block.main
}

moved {
  from = aws_s3_bucket_public_access_block.assets
  to   = module.assets.aws_s3_bucket_public_access_block.main
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.access_logs
  to   = module.access_logs.aws_s3_bucket_server_side_encryption_configuration.main
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.assets
  to   = module.assets.aws_s3_bucket_server_side_encryption_configuration.main
}

moved {
  from = aws_s3_bucket_versioning.access_logs
  to   = module.access_logs.aws_s3_bucket_versioning.main
}

moved {
  from = aws_s3_bucket_versioning.assets
  to   = module.assets.aws_s3_bucket_versioning.main
}

moved {
  from = aws_lb_target_group.app_lb_to_app_8000
  to   = aws_lb_target_group.main["app-lb-app-8000"]
}

moved {
  from = aws_lb_target_group.web_lb_to_web_3000
  to   = aws_lb_target_group.main["web-lb-web-3000"]
}

moved {
  from = aws_security_group.app
  to   = aws_security_group.main["app"]
}

moved {
  from = aws_security_group.app_lb
  to   = aws_security_group.main["app-lb"]
}

moved {
  from = aws_security_group.orders
  to   = aws_security_group.main["orders"]
}

moved {
  from = aws_security_group.web
  to   = aws_security_group.main["web"]
}

moved {
  from = aws_security_group.web_lb
  to   = aws_security_group.main["web-lb"]
}

moved {
  from = aws_vpc_security_group_egress_rule.app_lb_to_app_8000
  to   = aws_vpc_security_group_egress_rule.main["app-lb-to-app-8000"]
}

moved {
  from = aws_vpc_security_group_egress_rule.app_to_orders_5432
  to   = aws_vpc_security_group_egress_rule.main["app-to-orders-5432"]
}

moved {
  from = aws_vpc_security_group_egress_rule.app_to_partners_443
  to   = aws_vpc_security_group_egress_rule.main["app-to-partners-443"]
}

moved {
  from = aws_vpc_security_group_egress_rule.web_lb_to_web_3000
  to   = aws_vpc_security_group_egress_rule.main["web-lb-to-web-3000"]
}

moved {
  from = aws_vpc_security_group_egress_rule.web_to_app_lb_8000
  to   = aws_vpc_security_group_egress_rule.main["web-to-app-lb-8000"]
}

moved {
  from = aws_vpc_security_group_egress_rule.web_to_internet_443
  to   = aws_vpc_security_group_egress_rule.main["web-to-internet-443"]
}

moved {
  from = aws_vpc_security_group_ingress_rule.app_from_app_lb_8000
  to   = aws_vpc_security_group_ingress_rule.main["app-from-app-lb-8000"]
}

moved {
  from = aws_vpc_security_group_ingress_rule.app_lb_from_web_8000
  to   = aws_vpc_security_group_ingress_rule.main["app-lb-from-web-8000"]
}

moved {
  from = aws_vpc_security_group_ingress_rule.orders_from_app_5432
  to   = aws_vpc_security_group_ingress_rule.main["orders-from-app-5432"]
}

moved {
  from = aws_vpc_security_group_ingress_rule.web_from_web_lb_3000
  to   = aws_vpc_security_group_ingress_rule.main["web-from-web-lb-3000"]
}

moved {
  from = aws_acm_certificate.app_lb
  to   = aws_acm_certificate.dns["app-lb"]
}

moved {
  from = aws_acm_certificate.cdn
  to   = aws_acm_certificate.dns["cdn"]
}

moved {
  from = aws_acm_certificate.web_lb
  to   = aws_acm_certificate.dns["web-lb"]
}

moved {
  from = aws_acm_certificate_validation.app_lb
  to   = aws_acm_certificate_validation.dns["app-lb"]
}

moved {
  from = aws_acm_certificate_validation.cdn
  to   = aws_acm_certificate_validation.dns["cdn"]
}

moved {
  from = aws_acm_certificate_validation.web_lb
  to   = aws_acm_certificate_validation.dns["web-lb"]
}

moved {
  from = module.app.aws_cloudwatch_log_group.main[0]
  to   = module.app.aws_cloudwatch_log_group.main
}

moved {
  from = module.web.aws_cloudwatch_log_group.main[0]
  to   = module.web.aws_cloudwatch_log_group.main
}

moved {
  from = module.app.aws_iam_role_policy.main[0]
  to   = module.app.aws_iam_role_policy.main
}

moved {
  from = module.web.aws_iam_role_policy.main[0]
  to   = module.web.aws_iam_role_policy.main
}

moved {
  from = aws_route53_record.dns_to_app_lb
  to   = aws_route53_record.dns_to["app-lb"]
}

moved {
  from = aws_route53_record.dns_to_web_lb
  to   = aws_route53_record.dns_to["web-lb"]
}

moved {
  from = aws_vpc_security_group_egress_rule.app_to_sessions_443
  to   = aws_vpc_security_group_egress_rule.main["app-to-sessions-443"]
}

moved {
  from = aws_vpc_security_group_ingress_rule.web_lb_from_cdn_443
  to   = aws_vpc_security_group_ingress_rule.main["web-lb-from-cdn-443"]
}
