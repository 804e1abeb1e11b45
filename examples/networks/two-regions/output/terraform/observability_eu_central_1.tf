# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# What an operator must know of eu-central-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms_eu_central_1" {
  region            = "eu-central-1"
  name              = "two-regions-alarms"
  kms_master_key_id = aws_kms_key.main_eu_central_1.arn
  tags              = { Name = "two-regions-alarms" }
}

resource "aws_sns_topic_subscription" "alarms_eu_central_1" {
  count = var.alarm_email == null ? 0 : 1

  region    = "eu-central-1"
  topic_arn = aws_sns_topic.alarms_eu_central_1.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_flow_log" "main_eu_central_1" {
  region          = "eu-central-1"
  vpc_id          = aws_vpc.frankfurt_eu_central_1.id
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow_log_eu_central_1.arn
  log_destination = aws_cloudwatch_log_group.flow_log_eu_central_1.arn
  tags            = { Name = "two-regions" }
}

resource "aws_cloudwatch_log_group" "flow_log_eu_central_1" {
  region            = "eu-central-1"
  name              = "/two-regions/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_eu_central_1.arn
}

resource "aws_iam_role" "flow_log_eu_central_1" {
  name = "two-regions-flow-log-eu-central-1"

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

resource "aws_iam_role_policy" "flow_log_eu_central_1" {
  name = "write"
  role = aws_iam_role.flow_log_eu_central_1.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.flow_log_eu_central_1.arn}:*"
    }]
  })
}

# Each entry is an alarm; its key is the end of its name.
locals {
  alarms_eu_central_1 = merge(
    {
      reports-capacity = {
        description = "reports runs fewer tasks than its minimum of ${var.reports_capacity.min}."
        metric      = { namespace = "ECS/ContainerInsights", name = "RunningTaskCount", statistic = "Minimum" }
        dimensions  = { ClusterName = aws_ecs_cluster.main_eu_central_1.name, ServiceName = module.reports_eu_central_1.service_name }
        when        = { comparison = "LessThanThreshold", threshold = var.reports_capacity.min, periods = 10, seconds = 60, missing = "breaching" }
      }
    },
    { for zone, gateway in aws_nat_gateway.frankfurt_nat_eu_central_1 : "frankfurt-nat-ports-${zone}" => {
      description = "frankfurt-nat in ${zone} has no port left for new connections: some are refused."
      metric      = { namespace = "AWS/NATGateway", name = "ErrorPortAllocation", statistic = "Sum" }
      dimensions  = { NatGatewayId = gateway.id }
      when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 1, seconds = 300 }
    } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main_eu_central_1" {
  for_each = local.alarms_eu_central_1

  region              = "eu-central-1"
  alarm_name          = "two-regions-${each.key}"
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
  alarm_actions       = [aws_sns_topic.alarms_eu_central_1.arn]
  ok_actions          = [aws_sns_topic.alarms_eu_central_1.arn]
}
