# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Observability of us-east-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms" {
  name              = "hybrid-alarms"
  kms_master_key_id = aws_kms_key.main.arn
  tags              = { Name = "hybrid-alarms" }
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
  tags            = { Name = "hybrid" }
}

resource "aws_cloudwatch_log_group" "flow_log" {
  name              = "/hybrid/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_iam_role" "flow_log" {
  name = "hybrid-flow-log"
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

  bucket      = "hybrid-access-logs-${local.account}"
  tags        = { Name = "hybrid-access-logs" }
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

resource "aws_cloudwatch_log_group" "datacenter_vpn" {
  name              = "/hybrid/datacenter-vpn"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_cloudwatch_log_group" "datacenter_vpn_2" {
  name              = "/hybrid/datacenter-vpn-2"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_cloudwatch_log_group" "office_vpn" {
  name              = "/hybrid/office-vpn"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

# An alarm is raised when a metric is above or below its limit for several periods in a row.
locals {
  metrics = {
    "NATGateway/ErrorPortAllocation"           = { statistic = "Sum", above = 0, periods = 1, seconds = 300, description = "no port is free for new connections: some are refused" }
    "ApplicationELB/UnHealthyHostCount"        = { statistic = "Maximum", above = 0, periods = 5, description = "a target is unhealthy" }
    "ApplicationELB/HTTPCode_ELB_5XX_Count"    = { statistic = "Sum", above = 10, periods = 3, description = "the load balancer answers with errors (5xx): no target could answer" }
    "ApplicationELB/HTTPCode_Target_5XX_Count" = { statistic = "Sum", above = 25, periods = 3, description = "targets answer with errors (5xx)" }
    "ContainerInsights/RunningTaskCount"       = { namespace = "ECS/ContainerInsights", statistic = "Minimum", periods = 10, missing = "breaching", description = "fewer tasks are running than the minimum" }
  }

  # The alarms, by the end of their names.
  alarms = merge(
    {
      entry-portal-3000-unhealthy      = { metric = "ApplicationELB/UnHealthyHostCount", dimensions = { LoadBalancer = aws_lb.main["entry"].arn_suffix, TargetGroup = aws_lb_target_group.main["entry-portal-3000-ip"].arn_suffix } }
      app-lb-backoffice-8080-unhealthy = { metric = "ApplicationELB/UnHealthyHostCount", dimensions = { LoadBalancer = aws_lb.main["app-lb"].arn_suffix, TargetGroup = aws_lb_target_group.main["app-lb-backoffice-8080-ip"].arn_suffix } }
      entry-errors                     = { metric = "ApplicationELB/HTTPCode_ELB_5XX_Count", dimensions = { LoadBalancer = aws_lb.main["entry"].arn_suffix } }
      app-lb-errors                    = { metric = "ApplicationELB/HTTPCode_ELB_5XX_Count", dimensions = { LoadBalancer = aws_lb.main["app-lb"].arn_suffix } }
      entry-target-errors              = { metric = "ApplicationELB/HTTPCode_Target_5XX_Count", dimensions = { LoadBalancer = aws_lb.main["entry"].arn_suffix } }
      app-lb-target-errors             = { metric = "ApplicationELB/HTTPCode_Target_5XX_Count", dimensions = { LoadBalancer = aws_lb.main["app-lb"].arn_suffix } }
      portal-capacity                  = { metric = "ContainerInsights/RunningTaskCount", dimensions = { ClusterName = aws_ecs_cluster.main.name, ServiceName = module.portal.service_name }, below = var.portal_capacity.min }
      backoffice-capacity              = { metric = "ContainerInsights/RunningTaskCount", dimensions = { ClusterName = aws_ecs_cluster.main.name, ServiceName = module.backoffice.service_name }, below = var.backoffice_capacity.min }
    },
    { for zone, gateway in aws_nat_gateway.nat : "nat-ports-${zone}" => { metric = "NATGateway/ErrorPortAllocation", dimensions = { NatGatewayId = gateway.id } } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main" {
  for_each            = { for name, alarm in local.alarms : name => merge(local.metrics[alarm.metric], alarm) }
  alarm_name          = "hybrid-${each.key}"
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
