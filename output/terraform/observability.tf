# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Observability of us-east-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms" {
  name              = "three-tier-web-alarms"
  kms_master_key_id = aws_kms_key.main.arn
  tags              = { Name = "three-tier-web-alarms" }
}

resource "aws_sns_topic_subscription" "alarms" {
  count     = var.alarm_email == null ? 0 : 1
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_flow_log" "main" {
  vpc_id          = aws_vpc.main.id
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow_log.arn
  log_destination = aws_cloudwatch_log_group.flow_log.arn
  tags            = { Name = "three-tier-web" }
}

resource "aws_cloudwatch_log_group" "flow_log" {
  name              = "/three-tier-web/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_iam_role" "flow_log" {
  name = "three-tier-web-flow-log"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "vpc-flow-logs.amazonaws.com" }, Action = "sts:AssumeRole", Condition = local.this_account }]
  })
}

resource "aws_iam_role_policy" "flow_log" {
  name = "write"
  role = aws_iam_role.flow_log.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], Resource = "${aws_cloudwatch_log_group.flow_log.arn}:*" }]
  })
}

# Access logs of load balancers, buckets and the CDN.
module "access_logs" {
  source = "./modules/bucket"

  bucket      = "three-tier-web-access-logs-${local.account}"
  tags        = { Name = "three-tier-web-access-logs" }
  expire_days = var.log_retention_days
  statements = [
    # Load balancers write under the id of this account.
    {
      Sid       = "LoadBalancers"
      Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs.arn}/*/AWSLogs/${local.account}/*"
    },
    { Sid = "Buckets", Principal = { Service = "logging.s3.amazonaws.com" }, Action = "s3:PutObject", Resource = "${module.access_logs.arn}/s3/*", Condition = local.this_account },
    {
      Sid       = "Delivery"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs.arn}/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account, "s3:x-amz-acl" = "bucket-owner-full-control" } }
    },
    {
      Sid       = "DeliveryCheck"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = module.access_logs.arn
      Condition = local.this_account
    },
  ]
}

resource "aws_s3_bucket_notification" "access_logs" {
  bucket      = module.access_logs.id
  eventbridge = true
}

# Route 53 writes its query logs to us-east-1 only.
resource "aws_cloudwatch_log_group" "dns" {
  count             = length(aws_route53_zone.dns)
  name              = "/aws/route53/three-tier-web/dns"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
  tags              = { Name = "three-tier-web-dns", Component = "dns" }
}

resource "aws_cloudwatch_log_resource_policy" "dns" {
  count       = length(aws_route53_zone.dns)
  policy_name = "three-tier-web-dns"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "route53.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = "${aws_cloudwatch_log_group.dns[count.index].arn}:*"
      Condition = local.this_account
    }]
  })
}

resource "aws_route53_query_log" "dns" {
  count                    = length(aws_route53_zone.dns)
  zone_id                  = aws_route53_zone.dns[count.index].zone_id
  cloudwatch_log_group_arn = aws_cloudwatch_log_group.dns[count.index].arn
  depends_on               = [aws_cloudwatch_log_resource_policy.dns]
}

# Access logs of cdn: the logs and metrics of CloudFront are in us-east-1.
resource "aws_cloudwatch_log_delivery_source" "cdn" {
  name         = "three-tier-web-cdn"
  log_type     = "ACCESS_LOGS"
  resource_arn = aws_cloudfront_distribution.cdn.arn
  tags         = { Name = "three-tier-web-cdn", Component = "cdn" }
}

resource "aws_cloudwatch_log_delivery_destination" "cdn" {
  name          = "three-tier-web-cdn"
  output_format = "json"
  tags          = { Name = "three-tier-web-cdn", Component = "cdn" }
  delivery_destination_configuration { destination_resource_arn = "${module.access_logs.arn}/cdn" }
}

resource "aws_cloudwatch_log_delivery" "cdn" {
  delivery_source_name     = aws_cloudwatch_log_delivery_source.cdn.name
  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.cdn.arn
  tags                     = { Name = "three-tier-web-cdn", Component = "cdn" }
  depends_on               = [module.access_logs]
}

# RDS would create these log groups unencrypted and without retention.
resource "aws_cloudwatch_log_group" "orders" {
  for_each          = toset(["postgresql", "upgrade"])
  name              = "/aws/rds/instance/three-tier-web-orders/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
  tags              = { Name = "three-tier-web-orders", Component = "orders" }
}

resource "aws_cloudwatch_log_group" "orders_replica" {
  for_each          = toset(["replica-1/postgresql", "replica-1/upgrade"])
  name              = "/aws/rds/instance/three-tier-web-orders-${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
  tags              = { Name = "three-tier-web-orders", Component = "orders" }
}

# An alarm is raised when a metric is above or below its limit for several periods in a row.
locals {
  metrics = {
    "Route53/DNSSECInternalFailure"             = { statistic = "Maximum", above = 0, periods = 1, seconds = 14400, description = "the zone could not be signed" }
    "Route53/DNSSECKeySigningKeysNeedingAction" = { statistic = "Maximum", above = 0, periods = 1, seconds = 14400, description = "a key-signing key needs action" }
    "CertificateManager/DaysToExpiry"           = { statistic = "Minimum", below = 20, periods = 1, seconds = 86400, description = "the certificate expires in less than 20 days: ACM could not renew it" }
    "CloudFront/5xxErrorRate"                   = { statistic = "Average", above = 5, periods = 5, description = "more than 5 % of the requests are answered with errors (5xx)" }
    "ApplicationELB/UnHealthyHostCount"         = { statistic = "Maximum", above = 0, periods = 5, description = "a target is unhealthy" }
    "ApplicationELB/HTTPCode_ELB_5XX_Count"     = { statistic = "Sum", above = 10, periods = 3, description = "the load balancer answers with errors (5xx): no target could answer" }
    "ApplicationELB/HTTPCode_Target_5XX_Count"  = { statistic = "Sum", above = 25, periods = 3, description = "targets answer with errors (5xx)" }
    "AutoScaling/GroupInServiceInstances"       = { statistic = "Minimum", periods = 10, description = "fewer instances are in service than the minimum" }
    "EC2/CPUUtilization"                        = { statistic = "Average", above = 85, periods = 15, description = "CPU above 85 % for 15 minutes although the group scales out: check its maximum" }
    "NATGateway/ErrorPortAllocation"            = { statistic = "Sum", above = 0, periods = 1, seconds = 300, description = "no port is free for new connections: some are refused" }
    "RDS/CPUUtilization"                        = { statistic = "Average", above = 90, periods = 15, description = "CPU above 90 % for 15 minutes" }
    "RDS/FreeStorageSpace"                      = { statistic = "Minimum", below = 5368709120, periods = 5, description = "less than 10 % of the storage is free" }
    "RDS/ReplicaLag"                            = { statistic = "Maximum", above = 60, periods = 5, missing = "breaching", description = "more than a minute behind the primary" }
    "DynamoDB/ReadThrottleEvents"               = { statistic = "Sum", above = 0, periods = 5, description = "reads are throttled" }
    "DynamoDB/WriteThrottleEvents"              = { statistic = "Sum", above = 0, periods = 5, description = "writes are throttled" }
  }

  # The alarms, by the end of their names.
  alarms = merge(
    {
      cdn-certificate           = { metric = "CertificateManager/DaysToExpiry", dimensions = { CertificateArn = aws_acm_certificate.dns["cdn"].arn } }
      web-lb-certificate        = { metric = "CertificateManager/DaysToExpiry", dimensions = { CertificateArn = aws_acm_certificate.dns["web-lb"].arn } }
      app-lb-certificate        = { metric = "CertificateManager/DaysToExpiry", dimensions = { CertificateArn = aws_acm_certificate.dns["app-lb"].arn } }
      cdn-errors                = { metric = "CloudFront/5xxErrorRate", dimensions = { DistributionId = aws_cloudfront_distribution.cdn.id, Region = "Global" } }
      web-lb-web-3000-unhealthy = { metric = "ApplicationELB/UnHealthyHostCount", dimensions = { LoadBalancer = aws_lb.main["web-lb"].arn_suffix, TargetGroup = aws_lb_target_group.main["web-lb-web-3000"].arn_suffix } }
      app-lb-app-8000-unhealthy = { metric = "ApplicationELB/UnHealthyHostCount", dimensions = { LoadBalancer = aws_lb.main["app-lb"].arn_suffix, TargetGroup = aws_lb_target_group.main["app-lb-app-8000"].arn_suffix } }
      web-lb-errors             = { metric = "ApplicationELB/HTTPCode_ELB_5XX_Count", dimensions = { LoadBalancer = aws_lb.main["web-lb"].arn_suffix } }
      app-lb-errors             = { metric = "ApplicationELB/HTTPCode_ELB_5XX_Count", dimensions = { LoadBalancer = aws_lb.main["app-lb"].arn_suffix } }
      web-lb-target-errors      = { metric = "ApplicationELB/HTTPCode_Target_5XX_Count", dimensions = { LoadBalancer = aws_lb.main["web-lb"].arn_suffix } }
      app-lb-target-errors      = { metric = "ApplicationELB/HTTPCode_Target_5XX_Count", dimensions = { LoadBalancer = aws_lb.main["app-lb"].arn_suffix } }
      web-capacity              = { metric = "AutoScaling/GroupInServiceInstances", dimensions = { AutoScalingGroupName = module.web.group_name }, below = var.web_capacity.min }
      app-capacity              = { metric = "AutoScaling/GroupInServiceInstances", dimensions = { AutoScalingGroupName = module.app.group_name }, below = var.app_capacity.min }
      web-cpu                   = { metric = "EC2/CPUUtilization", dimensions = { AutoScalingGroupName = module.web.group_name } }
      app-cpu                   = { metric = "EC2/CPUUtilization", dimensions = { AutoScalingGroupName = module.app.group_name } }
      orders-cpu                = { metric = "RDS/CPUUtilization", dimensions = { DBInstanceIdentifier = aws_db_instance.orders.identifier } }
      orders-storage            = { metric = "RDS/FreeStorageSpace", dimensions = { DBInstanceIdentifier = aws_db_instance.orders.identifier } }
      sessions-throttled-reads  = { metric = "DynamoDB/ReadThrottleEvents", dimensions = { TableName = aws_dynamodb_table.sessions.name } }
      sessions-throttled-writes = { metric = "DynamoDB/WriteThrottleEvents", dimensions = { TableName = aws_dynamodb_table.sessions.name } }
    },
    { for zone in aws_route53_zone.dns : "dns-dnssec" => { metric = "Route53/DNSSECInternalFailure", dimensions = { HostedZoneId = zone.zone_id } } },
    { for zone in aws_route53_zone.dns : "dns-key" => { metric = "Route53/DNSSECKeySigningKeysNeedingAction", dimensions = { HostedZoneId = zone.zone_id } } },
    { for zone, gateway in aws_nat_gateway.nat : "nat-ports-${zone}" => { metric = "NATGateway/ErrorPortAllocation", dimensions = { NatGatewayId = gateway.id } } },
    { for role, replica in aws_db_instance.orders_replica : "orders-${role}-cpu" => { metric = "RDS/CPUUtilization", dimensions = { DBInstanceIdentifier = replica.identifier } } },
    { for role, replica in aws_db_instance.orders_replica : "orders-${role}-lag" => { metric = "RDS/ReplicaLag", dimensions = { DBInstanceIdentifier = replica.identifier } } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main" {
  for_each            = { for name, alarm in local.alarms : name => merge(local.metrics[alarm.metric], alarm) }
  alarm_name          = "three-tier-web-${each.key}"
  alarm_description   = "${each.key}: ${each.value.description}"
  namespace           = try(each.value.namespace, "AWS/${split("/", each.value.metric)[0]}")
  metric_name         = split("/", each.value.metric)[1]
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  period              = try(each.value.seconds, 60)
  evaluation_periods  = each.value.periods
  comparison_operator = can(each.value.above) ? "GreaterThanThreshold" : "LessThanThreshold"
  threshold           = try(each.value.above, each.value.below)
  treat_missing_data  = try(each.value.missing, "notBreaching")
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
