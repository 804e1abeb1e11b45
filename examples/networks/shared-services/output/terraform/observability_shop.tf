# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# What an operator must know of eu-west-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms_shop" {
  provider = aws.shop

  name              = "shared-services-alarms"
  kms_master_key_id = aws_kms_key.main_shop.arn
  tags              = { Name = "shared-services-alarms" }
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
  tags            = { Name = "shared-services" }
}

resource "aws_cloudwatch_log_group" "flow_log_shop" {
  provider = aws.shop

  name              = "/shared-services/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_shop.arn
}

resource "aws_iam_role" "flow_log_shop" {
  provider = aws.shop

  name = "shared-services-flow-log-eu-west-1"

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

# Where load balancers, buckets and the CDN write who asked for what.
module "access_logs_shop" {
  providers = { aws = aws.shop }

  source = "./modules/bucket"

  bucket      = "shared-services-access-logs-eu-west-1-${local.account_shop}"
  region      = "eu-west-1"
  tags        = { Name = "shared-services-access-logs" }
  expire_days = var.log_retention_days

  statements = [
    {
      # Load balancers write below the number of their own account.
      Sid       = "LoadBalancers"
      Effect    = "Allow"
      Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs_shop.arn}/*/AWSLogs/${local.account_shop}/*"
    },
    {
      Sid       = "Buckets"
      Effect    = "Allow"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs_shop.arn}/s3/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop } }
    },
    {
      Sid       = "Delivery"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs_shop.arn}/*"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account_shop, "s3:x-amz-acl" = "bucket-owner-full-control" }
      }
    },
    {
      Sid       = "DeliveryCheck"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = module.access_logs_shop.arn
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop } }
    },
  ]
}

resource "aws_s3_bucket_notification" "access_logs_shop" {
  provider = aws.shop

  bucket      = module.access_logs_shop.id
  eventbridge = true
}

# Each entry is an alarm; its key is the end of its name.
locals {
  alarms_shop = merge(
    {
      entry-shop-8080-unhealthy = {
        description = "entry-shop-8080 has an unhealthy target."
        metric      = { namespace = "AWS/ApplicationELB", name = "UnHealthyHostCount", statistic = "Maximum" }
        dimensions  = { LoadBalancer = aws_lb.entry_shop.arn_suffix, TargetGroup = aws_lb_target_group.shop_shop["entry-shop-8080-ip"].arn_suffix }
        when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 5, seconds = 60 }
      }
      entry-errors = {
        description = "entry answers with errors of its own (5xx): no target was fit to answer."
        metric      = { namespace = "AWS/ApplicationELB", name = "HTTPCode_ELB_5XX_Count", statistic = "Sum" }
        dimensions  = { LoadBalancer = aws_lb.entry_shop.arn_suffix }
        when        = { comparison = "GreaterThanThreshold", threshold = 10, periods = 3, seconds = 60 }
      }
      entry-target-errors = {
        description = "what entry balances answers with errors (5xx)."
        metric      = { namespace = "AWS/ApplicationELB", name = "HTTPCode_Target_5XX_Count", statistic = "Sum" }
        dimensions  = { LoadBalancer = aws_lb.entry_shop.arn_suffix }
        when        = { comparison = "GreaterThanThreshold", threshold = 25, periods = 3, seconds = 60 }
      }
      shop-capacity = {
        description = "shop runs fewer tasks than its minimum of ${var.shop_capacity.min}."
        metric      = { namespace = "ECS/ContainerInsights", name = "RunningTaskCount", statistic = "Minimum" }
        dimensions  = { ClusterName = aws_ecs_cluster.main_shop.name, ServiceName = module.shop_shop.service_name }
        when        = { comparison = "LessThanThreshold", threshold = var.shop_capacity.min, periods = 10, seconds = 60, missing = "breaching" }
      }
    },
    { for zone, gateway in aws_nat_gateway.shop_nat_shop : "shop-nat-ports-${zone}" => {
      description = "shop-nat in ${zone} has no port left for new connections: some are refused."
      metric      = { namespace = "AWS/NATGateway", name = "ErrorPortAllocation", statistic = "Sum" }
      dimensions  = { NatGatewayId = gateway.id }
      when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 1, seconds = 300 }
    } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main_shop" {
  provider = aws.shop

  for_each = local.alarms_shop

  alarm_name          = "shared-services-${each.key}"
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
