# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Observability of eu-west-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms_shop" {
  provider          = aws.shop
  name              = "shared-services-alarms"
  kms_master_key_id = aws_kms_key.main_shop.arn
  tags              = { Name = "shared-services-alarms" }
}

resource "aws_sns_topic_subscription" "alarms_shop" {
  provider  = aws.shop
  count     = var.alarm_email == null ? 0 : 1
  topic_arn = aws_sns_topic.alarms_shop.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_flow_log" "main_shop" {
  provider        = aws.shop
  vpc_id          = aws_vpc.shop_shop.id
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow_log_shop.arn
  log_destination = aws_cloudwatch_log_group.flow_log_shop.arn
  tags            = { Name = "shared-services" }
}

resource "aws_cloudwatch_log_group" "flow_log_shop" {
  provider          = aws.shop
  name              = "/shared-services/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_shop.arn
}

resource "aws_iam_role" "flow_log_shop" {
  provider = aws.shop
  name     = "shared-services-flow-log-eu-west-1"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "vpc-flow-logs.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop } }
    }]
  })
}

resource "aws_iam_role_policy" "flow_log_shop" {
  provider = aws.shop
  name     = "write"
  role     = aws_iam_role.flow_log_shop.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.flow_log_shop.arn}:*"
    }]
  })
}

# Access logs of load balancers, buckets and the CDN.
module "access_logs_shop" {
  providers = { aws = aws.shop }

  source = "./modules/bucket"

  bucket      = "shared-services-access-logs-eu-west-1-${local.account_shop}"
  tags        = { Name = "shared-services-access-logs" }
  expire_days = var.log_retention_days
  statements = [
    # Load balancers write under the id of this account.
    {
      Sid       = "LoadBalancers"
      Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs_shop.arn}/*/AWSLogs/${local.account_shop}/*"
    },
    {
      Sid       = "Buckets"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs_shop.arn}/s3/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop } }
    },
    {
      Sid       = "Delivery"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs_shop.arn}/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop, "s3:x-amz-acl" = "bucket-owner-full-control" } }
    },
    {
      Sid       = "DeliveryCheck"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = module.access_logs_shop.arn
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop } }
    },
  ]
}

resource "aws_s3_bucket_notification" "access_logs_shop" {
  provider    = aws.shop
  bucket      = module.access_logs_shop.id
  eventbridge = true
}

# An alarm is raised when a metric is above or below its limit for several periods in a row.
locals {
  metrics_shop = {
    "NATGateway/ErrorPortAllocation"           = { statistic = "Sum", above = 0, periods = 1, seconds = 300, description = "no port is free for new connections: some are refused" }
    "ApplicationELB/UnHealthyHostCount"        = { statistic = "Maximum", above = 0, periods = 5, description = "a target is unhealthy" }
    "ApplicationELB/HTTPCode_ELB_5XX_Count"    = { statistic = "Sum", above = 10, periods = 3, description = "the load balancer answers with errors (5xx): no target could answer" }
    "ApplicationELB/HTTPCode_Target_5XX_Count" = { statistic = "Sum", above = 25, periods = 3, description = "targets answer with errors (5xx)" }
    "ContainerInsights/RunningTaskCount"       = { namespace = "ECS/ContainerInsights", statistic = "Minimum", below = var.shop_capacity.min, periods = 10, missing = "breaching", description = "fewer tasks are running than the minimum" }
  }

  # The alarms, by the end of their names.
  alarms_shop = merge(
    {
      entry-shop-8080-unhealthy = { metric = "ApplicationELB/UnHealthyHostCount", dimensions = { LoadBalancer = aws_lb.entry_shop.arn_suffix, TargetGroup = aws_lb_target_group.shop_shop["entry-shop-8080-ip"].arn_suffix } }
      entry-errors              = { metric = "ApplicationELB/HTTPCode_ELB_5XX_Count", dimensions = { LoadBalancer = aws_lb.entry_shop.arn_suffix } }
      entry-target-errors       = { metric = "ApplicationELB/HTTPCode_Target_5XX_Count", dimensions = { LoadBalancer = aws_lb.entry_shop.arn_suffix } }
      shop-capacity             = { metric = "ContainerInsights/RunningTaskCount", dimensions = { ClusterName = aws_ecs_cluster.main_shop.name, ServiceName = module.shop_shop.service_name } }
    },
    { for zone, gateway in aws_nat_gateway.shop_nat_shop : "shop-nat-ports-${zone}" => { metric = "NATGateway/ErrorPortAllocation", dimensions = { NatGatewayId = gateway.id } } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main_shop" {
  provider            = aws.shop
  for_each            = { for name, alarm in local.alarms_shop : name => merge(local.metrics_shop[alarm.metric], alarm) }
  alarm_name          = "shared-services-${each.key}"
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
  alarm_actions       = [aws_sns_topic.alarms_shop.arn]
  ok_actions          = [aws_sns_topic.alarms_shop.arn]
}
