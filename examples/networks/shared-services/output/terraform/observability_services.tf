# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Observability of eu-west-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms_services" {
  provider          = aws.services
  name              = "shared-services-alarms"
  kms_master_key_id = aws_kms_key.main_services.arn
  tags              = { Name = "shared-services-alarms" }
}

resource "aws_sns_topic_subscription" "alarms_services" {
  provider  = aws.services
  count     = var.alarm_email == null ? 0 : 1
  topic_arn = aws_sns_topic.alarms_services.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_flow_log" "main_services" {
  provider        = aws.services
  vpc_id          = aws_vpc.services_services.id
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow_log_services.arn
  log_destination = aws_cloudwatch_log_group.flow_log_services.arn
  tags            = { Name = "shared-services" }
}

resource "aws_cloudwatch_log_group" "flow_log_services" {
  provider          = aws.services
  name              = "/shared-services/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_services.arn
}

resource "aws_iam_role" "flow_log_services" {
  provider = aws.services
  name     = "shared-services-flow-log-eu-west-1"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "vpc-flow-logs.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_services } }
    }]
  })
}

resource "aws_iam_role_policy" "flow_log_services" {
  provider = aws.services
  name     = "write"
  role     = aws_iam_role.flow_log_services.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.flow_log_services.arn}:*"
    }]
  })
}

# Access logs of load balancers, buckets and the CDN.
module "access_logs_services" {
  providers = { aws = aws.services }

  source = "./modules/bucket"

  bucket      = "shared-services-access-logs-eu-west-1-${local.account_services}"
  tags        = { Name = "shared-services-access-logs" }
  expire_days = var.log_retention_days
  statements = [
    # Load balancers write under the id of this account.
    {
      Sid       = "LoadBalancers"
      Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs_services.arn}/*/AWSLogs/${local.account_services}/*"
    },
    {
      Sid       = "Buckets"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs_services.arn}/s3/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_services } }
    },
    {
      Sid       = "Delivery"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs_services.arn}/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_services, "s3:x-amz-acl" = "bucket-owner-full-control" } }
    },
    {
      Sid       = "DeliveryCheck"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = module.access_logs_services.arn
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_services } }
    },
  ]
}

resource "aws_s3_bucket_notification" "access_logs_services" {
  provider    = aws.services
  bucket      = module.access_logs_services.id
  eventbridge = true
}

# An alarm is raised when a metric is above or below its limit for several periods in a row.
locals {
  metrics_services = {
    "NATGateway/ErrorPortAllocation"     = { statistic = "Sum", above = 0, periods = 1, seconds = 300, description = "no port is free for new connections: some are refused" }
    "ContainerInsights/RunningTaskCount" = { namespace = "ECS/ContainerInsights", statistic = "Minimum", periods = 10, missing = "breaching", description = "fewer tasks are running than the minimum" }
    "NetworkELB/UnHealthyHostCount"      = { statistic = "Maximum", above = 0, periods = 5, description = "a target is unhealthy" }
  }

  # The alarms, by the end of their names.
  alarms_services = merge(
    {
      directory-capacity              = { metric = "ContainerInsights/RunningTaskCount", dimensions = { ClusterName = aws_ecs_cluster.main_services.name, ServiceName = module.directory_services.service_name }, below = var.directory_capacity.min }
      search-capacity                 = { metric = "ContainerInsights/RunningTaskCount", dimensions = { ClusterName = aws_ecs_cluster.main_services.name, ServiceName = module.search_services.service_name }, below = var.search_capacity.min }
      search-lb-search-9200-unhealthy = { metric = "NetworkELB/UnHealthyHostCount", dimensions = { LoadBalancer = aws_lb.search_lb_services.arn_suffix, TargetGroup = aws_lb_target_group.search_lb_services_to_search_services_9200.arn_suffix } }
    },
    { for zone, gateway in aws_nat_gateway.nat_services : "nat-ports-${zone}" => { metric = "NATGateway/ErrorPortAllocation", dimensions = { NatGatewayId = gateway.id } } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main_services" {
  provider            = aws.services
  for_each            = { for name, alarm in local.alarms_services : name => merge(local.metrics_services[alarm.metric], alarm) }
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
  alarm_actions       = [aws_sns_topic.alarms_services.arn]
  ok_actions          = [aws_sns_topic.alarms_services.arn]
}
