# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Observability of us-east-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms_shop" {
  provider          = aws.shop
  name              = "isolated-spokes-alarms"
  kms_master_key_id = aws_kms_key.main_shop.arn
  tags              = { Name = "isolated-spokes-alarms" }
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
  tags            = { Name = "isolated-spokes" }
}

resource "aws_cloudwatch_log_group" "flow_log_shop" {
  provider          = aws.shop
  name              = "/isolated-spokes/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_shop.arn
}

resource "aws_iam_role" "flow_log_shop" {
  provider = aws.shop
  name     = "isolated-spokes-flow-log-us-east-1"
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

# RDS would create these log groups unencrypted and without retention.
resource "aws_cloudwatch_log_group" "orders_shop" {
  provider          = aws.shop
  for_each          = toset(["postgresql", "upgrade"])
  name              = "/aws/rds/instance/isolated-spokes-orders/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_shop.arn
  tags              = { Name = "isolated-spokes-orders", Component = "orders" }
}

resource "aws_cloudwatch_log_group" "orders_shop_replica" {
  provider          = aws.shop
  for_each          = toset(["replica-1/postgresql", "replica-1/upgrade"])
  name              = "/aws/rds/instance/isolated-spokes-orders-${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_shop.arn
  tags              = { Name = "isolated-spokes-orders", Component = "orders" }
}

# An alarm is raised when a metric is above or below its limit for several periods in a row.
locals {
  metrics_shop = {
    "RDS/CPUUtilization"   = { statistic = "Average", above = 90, periods = 15, description = "CPU above 90 % for 15 minutes" }
    "RDS/FreeStorageSpace" = { statistic = "Minimum", below = 5368709120, periods = 5, description = "less than 10 % of the storage is free" }
    "RDS/ReplicaLag"       = { statistic = "Maximum", above = 60, periods = 5, missing = "breaching", description = "more than a minute behind the primary" }
  }

  # The alarms, by the end of their names.
  alarms_shop = merge(
    {
      orders-cpu     = { metric = "RDS/CPUUtilization", dimensions = { DBInstanceIdentifier = aws_db_instance.orders_shop.identifier } }
      orders-storage = { metric = "RDS/FreeStorageSpace", dimensions = { DBInstanceIdentifier = aws_db_instance.orders_shop.identifier } }
    },
    { for role, replica in aws_db_instance.orders_shop_replica : "orders-${role}-cpu" => { metric = "RDS/CPUUtilization", dimensions = { DBInstanceIdentifier = replica.identifier } } },
    { for role, replica in aws_db_instance.orders_shop_replica : "orders-${role}-lag" => { metric = "RDS/ReplicaLag", dimensions = { DBInstanceIdentifier = replica.identifier } } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main_shop" {
  provider            = aws.shop
  for_each            = { for name, alarm in local.alarms_shop : name => merge(local.metrics_shop[alarm.metric], alarm) }
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
  alarm_actions       = [aws_sns_topic.alarms_shop.arn]
  ok_actions          = [aws_sns_topic.alarms_shop.arn]
}
