# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# What an operator must know of us-east-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms_network" {
  provider = aws.network

  name              = "isolated-spokes-alarms"
  kms_master_key_id = aws_kms_key.main_network.arn
  tags              = { Name = "isolated-spokes-alarms" }
}

resource "aws_sns_topic_subscription" "alarms_network" {
  provider = aws.network

  count = var.alarm_email == null ? 0 : 1

  topic_arn = aws_sns_topic.alarms_network.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_flow_log" "main_network" {
  provider = aws.network

  vpc_id          = aws_vpc.hub_network.id
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow_log_network.arn
  log_destination = aws_cloudwatch_log_group.flow_log_network.arn
  tags            = { Name = "isolated-spokes" }
}

resource "aws_cloudwatch_log_group" "flow_log_network" {
  provider = aws.network

  name              = "/isolated-spokes/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_network.arn
}

resource "aws_iam_role" "flow_log_network" {
  provider = aws.network

  name = "isolated-spokes-flow-log-us-east-1"

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

  name = "write"
  role = aws_iam_role.flow_log_network.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.flow_log_network.arn}:*"
    }]
  })
}

# Each entry is an alarm; its key is the end of its name.
locals {
  alarms_network = merge(
    {
      builds-capacity = {
        description = "builds runs fewer tasks than its minimum of ${var.builds_capacity.min}."
        metric      = { namespace = "ECS/ContainerInsights", name = "RunningTaskCount", statistic = "Minimum" }
        dimensions  = { ClusterName = aws_ecs_cluster.main_network.name, ServiceName = module.builds_network.service_name }
        when        = { comparison = "LessThanThreshold", threshold = var.builds_capacity.min, periods = 10, seconds = 60, missing = "breaching" }
      }
    },
    { for zone, gateway in aws_nat_gateway.nat_network : "nat-ports-${zone}" => {
      description = "nat in ${zone} has no port left for new connections: some are refused."
      metric      = { namespace = "AWS/NATGateway", name = "ErrorPortAllocation", statistic = "Sum" }
      dimensions  = { NatGatewayId = gateway.id }
      when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 1, seconds = 300 }
    } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main_network" {
  provider = aws.network

  for_each = local.alarms_network

  alarm_name          = "isolated-spokes-${each.key}"
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
  alarm_actions       = [aws_sns_topic.alarms_network.arn]
  ok_actions          = [aws_sns_topic.alarms_network.arn]
}
