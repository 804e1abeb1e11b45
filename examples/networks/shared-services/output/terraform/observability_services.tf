# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# What an operator must know of eu-west-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms_services" {
  provider = aws.services

  name              = "shared-services-alarms"
  kms_master_key_id = aws_kms_key.main_services.arn
  tags              = { Name = "shared-services-alarms" }
}

resource "aws_sns_topic_subscription" "alarms_services" {
  provider = aws.services

  count = var.alarm_email == null ? 0 : 1

  topic_arn = aws_sns_topic.alarms_services.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_flow_log" "main_services" {
  provider = aws.services

  vpc_id          = aws_vpc.services_services.id
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow_log_services.arn
  log_destination = aws_cloudwatch_log_group.flow_log_services.arn
  tags            = { Name = "shared-services" }
}

resource "aws_cloudwatch_log_group" "flow_log_services" {
  provider = aws.services

  name              = "/shared-services/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_services.arn
}

resource "aws_iam_role" "flow_log_services" {
  provider = aws.services

  name = "shared-services-flow-log-eu-west-1"

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

  name = "write"
  role = aws_iam_role.flow_log_services.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.flow_log_services.arn}:*"
    }]
  })
}

# Where load balancers, buckets and the CDN write who asked for what.
module "access_logs_services" {
  providers = { aws = aws.services }

  source = "./modules/bucket"

  bucket      = "shared-services-access-logs-eu-west-1-${local.account_services}"
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
      Resource  = "${module.access_logs_services.arn}/*/AWSLogs/${local.account_services}/*"
    },
    {
      Sid       = "Buckets"
      Effect    = "Allow"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs_services.arn}/s3/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_services } }
    },
    {
      Sid       = "Delivery"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs_services.arn}/*"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account_services, "s3:x-amz-acl" = "bucket-owner-full-control" }
      }
    },
    {
      Sid       = "DeliveryCheck"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = module.access_logs_services.arn
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_services } }
    },
  ]
}

resource "aws_s3_bucket_notification" "access_logs_services" {
  provider = aws.services

  bucket      = module.access_logs_services.id
  eventbridge = true
}

# Each entry is an alarm; its key is the end of its name.
locals {
  alarms_services = merge(
    {
      search-lb-search-9200-unhealthy = {
        description = "search-lb-search-9200 has an unhealthy target."
        metric      = { namespace = "AWS/NetworkELB", name = "UnHealthyHostCount", statistic = "Maximum" }
        dimensions  = { LoadBalancer = aws_lb.search_lb_services.arn_suffix, TargetGroup = aws_lb_target_group.search_lb_services_to_search_services_9200.arn_suffix }
        when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 5, seconds = 60 }
      }
    },
    { for id, it in {
      directory = { min = var.directory_capacity.min, service_name = module.directory_services.service_name }
      search    = { min = var.search_capacity.min, service_name = module.search_services.service_name }
      } : "${id}-capacity" => {
      description = "${id} runs fewer tasks than its minimum of ${it.min}."
      metric      = { namespace = "ECS/ContainerInsights", name = "RunningTaskCount", statistic = "Minimum" }
      dimensions  = { ClusterName = aws_ecs_cluster.main_services.name, ServiceName = it.service_name }
      when        = { comparison = "LessThanThreshold", threshold = it.min, periods = 10, seconds = 60, missing = "breaching" }
    } },
    { for zone, gateway in aws_nat_gateway.nat_services : "nat-ports-${zone}" => {
      description = "nat in ${zone} has no port left for new connections: some are refused."
      metric      = { namespace = "AWS/NATGateway", name = "ErrorPortAllocation", statistic = "Sum" }
      dimensions  = { NatGatewayId = gateway.id }
      when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 1, seconds = 300 }
    } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main_services" {
  provider = aws.services

  for_each = local.alarms_services

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
  alarm_actions       = [aws_sns_topic.alarms_services.arn]
  ok_actions          = [aws_sns_topic.alarms_services.arn]
}
