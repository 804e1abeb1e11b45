# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# What an operator must know of us-east-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms_shop" {
  provider = aws.shop

  name              = "inspection-alarms"
  kms_master_key_id = aws_kms_key.main_shop.arn
  tags              = { Name = "inspection-alarms" }
}

resource "aws_sns_topic_subscription" "alarms_shop" {
  provider = aws.shop

  count = var.alarm_email == null ? 0 : 1

  topic_arn = aws_sns_topic.alarms_shop.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_flow_log" "main_shop" {
  provider = aws.shop

  vpc_id          = aws_vpc.shop_shop.id
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow_log_shop.arn
  log_destination = aws_cloudwatch_log_group.flow_log_shop.arn
  tags            = { Name = "inspection" }
}

resource "aws_cloudwatch_log_group" "flow_log_shop" {
  provider = aws.shop

  name              = "/inspection/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_shop.arn
}

resource "aws_iam_role" "flow_log_shop" {
  provider = aws.shop

  name = "inspection-flow-log-us-east-1"

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

  name = "write"
  role = aws_iam_role.flow_log_shop.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.flow_log_shop.arn}:*"
    }]
  })
}

# Each entry is an alarm; its key is the end of its name.
locals {
  alarms_shop = {
    orders-capacity = {
      description = "orders runs fewer tasks than its minimum of ${var.orders_capacity.min}."
      metric      = { namespace = "ECS/ContainerInsights", name = "RunningTaskCount", statistic = "Minimum" }
      dimensions  = { ClusterName = aws_ecs_cluster.main_shop.name, ServiceName = module.orders_shop.service_name }
      when        = { comparison = "LessThanThreshold", threshold = var.orders_capacity.min, periods = 10, seconds = 60, missing = "breaching" }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "main_shop" {
  provider = aws.shop

  for_each = local.alarms_shop

  alarm_name          = "inspection-${each.key}"
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
  alarm_actions       = [aws_sns_topic.alarms_shop.arn]
  ok_actions          = [aws_sns_topic.alarms_shop.arn]
}
