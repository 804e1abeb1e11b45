# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# What an operator must know of us-east-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms" {
  name              = "hybrid-alarms"
  kms_master_key_id = aws_kms_key.main.arn
  tags              = { Name = "hybrid-alarms" }
}

resource "aws_sns_topic_subscription" "alarms" {
  count = var.alarm_email == null ? 0 : 1

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
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "vpc-flow-logs.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role_policy" "flow_log" {
  name = "write"
  role = aws_iam_role.flow_log.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.flow_log.arn}:*"
    }]
  })
}

# Where load balancers, buckets and the CDN write who asked for what.
module "access_logs" {
  source = "./modules/bucket"

  bucket      = "hybrid-access-logs-${local.account}"
  region      = "us-east-1"
  tags        = { Name = "hybrid-access-logs" }
  expire_days = var.log_retention_days

  statements = [
    {
      # Load balancers write below the number of their own account.
      Sid       = "LoadBalancers"
      Effect    = "Allow"
      Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs.arn}/*/AWSLogs/${local.account}/*"
    },
    {
      Sid       = "Buckets"
      Effect    = "Allow"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs.arn}/s3/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    },
    {
      Sid       = "Delivery"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs.arn}/*"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account, "s3:x-amz-acl" = "bucket-owner-full-control" }
      }
    },
    {
      Sid       = "DeliveryCheck"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = module.access_logs.arn
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
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

# Each entry is an alarm; its key is the end of its name.
locals {
  alarms = merge(
    {
    },
    { for id, it in {
      entry-portal-3000      = { arn_suffix = aws_lb.entry.arn_suffix, lb_target_group_arn_suffix = aws_lb_target_group.main["entry-portal-3000-ip"].arn_suffix }
      app-lb-backoffice-8080 = { arn_suffix = aws_lb.app_lb.arn_suffix, lb_target_group_arn_suffix = aws_lb_target_group.main["app-lb-backoffice-8080-ip"].arn_suffix }
      } : "${id}-unhealthy" => {
      description = "${id} has an unhealthy target."
      metric      = { namespace = "AWS/ApplicationELB", name = "UnHealthyHostCount", statistic = "Maximum" }
      dimensions  = { LoadBalancer = it.arn_suffix, TargetGroup = it.lb_target_group_arn_suffix }
      when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 5, seconds = 60 }
    } },
    { for id, arn_suffix in {
      entry  = aws_lb.entry.arn_suffix
      app-lb = aws_lb.app_lb.arn_suffix
      } : "${id}-errors" => {
      description = "${id} answers with errors of its own (5xx): no target was fit to answer."
      metric      = { namespace = "AWS/ApplicationELB", name = "HTTPCode_ELB_5XX_Count", statistic = "Sum" }
      dimensions  = { LoadBalancer = arn_suffix }
      when        = { comparison = "GreaterThanThreshold", threshold = 10, periods = 3, seconds = 60 }
    } },
    { for id, arn_suffix in {
      entry  = aws_lb.entry.arn_suffix
      app-lb = aws_lb.app_lb.arn_suffix
      } : "${id}-target-errors" => {
      description = "what ${id} balances answers with errors (5xx)."
      metric      = { namespace = "AWS/ApplicationELB", name = "HTTPCode_Target_5XX_Count", statistic = "Sum" }
      dimensions  = { LoadBalancer = arn_suffix }
      when        = { comparison = "GreaterThanThreshold", threshold = 25, periods = 3, seconds = 60 }
    } },
    { for id, it in {
      portal     = { min = var.portal_capacity.min, service_name = module.portal.service_name }
      backoffice = { min = var.backoffice_capacity.min, service_name = module.backoffice.service_name }
      } : "${id}-capacity" => {
      description = "${id} runs fewer tasks than its minimum of ${it.min}."
      metric      = { namespace = "ECS/ContainerInsights", name = "RunningTaskCount", statistic = "Minimum" }
      dimensions  = { ClusterName = aws_ecs_cluster.main.name, ServiceName = it.service_name }
      when        = { comparison = "LessThanThreshold", threshold = it.min, periods = 10, seconds = 60, missing = "breaching" }
    } },
    { for zone, gateway in aws_nat_gateway.nat : "nat-ports-${zone}" => {
      description = "nat in ${zone} has no port left for new connections: some are refused."
      metric      = { namespace = "AWS/NATGateway", name = "ErrorPortAllocation", statistic = "Sum" }
      dimensions  = { NatGatewayId = gateway.id }
      when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 1, seconds = 300 }
    } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main" {
  for_each = local.alarms

  alarm_name          = "hybrid-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.metric.namespace
  metric_name         = each.value.metric.name
  dimensions          = each.value.dimensions
  statistic           = each.value.metric.statistic
  period              = each.value.when.seconds
  evaluation_periods  = each.value.when.periods
  comparison_operator = each.value.when.comparison
  threshold           = each.value.when.threshold
  treat_missing_data  = try(each.value.when.missing, "notBreaching")
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
