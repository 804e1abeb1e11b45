# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Observability of us-east-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms_network" {
  provider          = aws.network
  name              = "isolated-spokes-alarms"
  kms_master_key_id = aws_kms_key.main_network.arn
  tags              = { Name = "isolated-spokes-alarms" }
}

resource "aws_sns_topic_subscription" "alarms_network" {
  provider  = aws.network
  count     = var.alarm_email == null ? 0 : 1
  topic_arn = aws_sns_topic.alarms_network.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_flow_log" "main_network" {
  provider        = aws.network
  vpc_id          = aws_vpc.hub_network.id
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow_log_network.arn
  log_destination = aws_cloudwatch_log_group.flow_log_network.arn
  tags            = { Name = "isolated-spokes" }
}

resource "aws_cloudwatch_log_group" "flow_log_network" {
  provider          = aws.network
  name              = "/isolated-spokes/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_network.arn
}

resource "aws_iam_role" "flow_log_network" {
  provider = aws.network
  name     = "isolated-spokes-flow-log-us-east-1"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "vpc-flow-logs.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_network } }
    }]
  })
}

resource "aws_iam_role_policy" "flow_log_network" {
  provider = aws.network
  name     = "write"
  role     = aws_iam_role.flow_log_network.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.flow_log_network.arn}:*"
    }]
  })
}

# An alarm is raised when a metric is above or below its limit for several periods in a row.
locals {
  metrics_network = {
    "NATGateway/ErrorPortAllocation"     = { statistic = "Sum", above = 0, periods = 1, seconds = 300, description = "no port is free for new connections: some are refused" }
    "ContainerInsights/RunningTaskCount" = { namespace = "ECS/ContainerInsights", statistic = "Minimum", below = var.builds_capacity.min, periods = 10, missing = "breaching", description = "fewer tasks are running than the minimum" }
  }

  # The alarms, by the end of their names.
  alarms_network = merge(
    {
      builds-capacity = { metric = "ContainerInsights/RunningTaskCount", dimensions = { ClusterName = aws_ecs_cluster.main_network.name, ServiceName = module.builds_network.service_name } }
    },
    { for zone, gateway in aws_nat_gateway.nat_network : "nat-ports-${zone}" => { metric = "NATGateway/ErrorPortAllocation", dimensions = { NatGatewayId = gateway.id } } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main_network" {
  provider            = aws.network
  for_each            = { for name, alarm in local.alarms_network : name => merge(local.metrics_network[alarm.metric], alarm) }
  alarm_name          = "isolated-spokes-${each.key}"
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
  alarm_actions       = [aws_sns_topic.alarms_network.arn]
  ok_actions          = [aws_sns_topic.alarms_network.arn]
}
