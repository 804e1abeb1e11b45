# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# What an operator must know of us-east-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms_shop" {
  provider = aws.shop

  name              = "isolated-spokes-alarms"
  kms_master_key_id = aws_kms_key.main_shop.arn
  tags              = { Name = "isolated-spokes-alarms" }
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
  tags            = { Name = "isolated-spokes" }
}

resource "aws_cloudwatch_log_group" "flow_log_shop" {
  provider = aws.shop

  name              = "/isolated-spokes/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_shop.arn
}

resource "aws_iam_role" "flow_log_shop" {
  provider = aws.shop

  name = "isolated-spokes-flow-log-us-east-1"

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

# RDS would make these by itself, unencrypted and kept for ever.
resource "aws_cloudwatch_log_group" "orders_shop" {
  provider = aws.shop

  for_each = toset(["postgresql", "upgrade"])

  name              = "/aws/rds/instance/isolated-spokes-orders/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_shop.arn
  tags              = { Name = "isolated-spokes-orders", Component = "orders" }
}

resource "aws_cloudwatch_log_group" "orders_shop_replica" {
  provider = aws.shop

  for_each = toset(["replica-1/postgresql", "replica-1/upgrade"])

  name              = "/aws/rds/instance/isolated-spokes-orders-${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_shop.arn
  tags              = { Name = "isolated-spokes-orders", Component = "orders" }
}

# Each entry is an alarm; its key is the end of its name.
locals {
  alarms_shop = merge(
    {
      orders-cpu = {
        description = "orders is busy: over 90 % of its CPU for a quarter of an hour."
        metric      = { namespace = "AWS/RDS", name = "CPUUtilization", statistic = "Average" }
        dimensions  = { DBInstanceIdentifier = aws_db_instance.orders_shop.identifier }
        when        = { comparison = "GreaterThanThreshold", threshold = 90, periods = 15, seconds = 60 }
      }
      orders-storage = {
        description = "orders has less than a tenth of its storage left."
        metric      = { namespace = "AWS/RDS", name = "FreeStorageSpace", statistic = "Minimum" }
        dimensions  = { DBInstanceIdentifier = aws_db_instance.orders_shop.identifier }
        when        = { comparison = "LessThanThreshold", threshold = 5368709120, periods = 5, seconds = 60 }
      }
    },
    { for role, replica in aws_db_instance.orders_shop_replica : "orders-${role}-cpu" => {
      description = "${role} of orders is busy: over 90 % of its CPU for a quarter of an hour."
      metric      = { namespace = "AWS/RDS", name = "CPUUtilization", statistic = "Average" }
      dimensions  = { DBInstanceIdentifier = replica.identifier }
      when        = { comparison = "GreaterThanThreshold", threshold = 90, periods = 15, seconds = 60 }
    } },
    { for role, replica in aws_db_instance.orders_shop_replica : "orders-${role}-lag" => {
      description = "${role} of orders is more than a minute behind its primary."
      metric      = { namespace = "AWS/RDS", name = "ReplicaLag", statistic = "Maximum" }
      dimensions  = { DBInstanceIdentifier = replica.identifier }
      when        = { comparison = "GreaterThanThreshold", threshold = 60, periods = 5, seconds = 60, missing = "breaching" }
    } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main_shop" {
  provider = aws.shop

  for_each = local.alarms_shop

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
  alarm_actions       = [aws_sns_topic.alarms_shop.arn]
  ok_actions          = [aws_sns_topic.alarms_shop.arn]
}
