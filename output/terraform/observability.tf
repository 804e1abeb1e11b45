# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# What an operator must know of us-east-1: alarms, flow logs and access logs.

resource "aws_sns_topic" "alarms" {
  name              = "three-tier-web-alarms"
  kms_master_key_id = aws_kms_key.main.arn
  tags              = { Name = "three-tier-web-alarms" }
}

resource "aws_sns_topic_subscription" "alarms" {
  count = var.alarm_email == null ? 0 : 1

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_flow_log" "main" {
  vpc_id          = aws_vpc.main.id
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow_log.arn
  log_destination = aws_cloudwatch_log_group.flow_log.arn
  tags            = { Name = "three-tier-web" }
}

resource "aws_cloudwatch_log_group" "flow_log" {
  name              = "/three-tier-web/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_iam_role" "flow_log" {
  name = "three-tier-web-flow-log"

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

resource "aws_iam_role_policy" "flow_log" {
  name = "write"
  role = aws_iam_role.flow_log.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.flow_log.arn}:*"
    }]
  })
}

# Where load balancers, buckets and the CDN write who asked for what.
module "access_logs" {
  source = "./modules/bucket"

  bucket      = "three-tier-web-access-logs-${local.account}"
  region      = "us-east-1"
  tags        = { Name = "three-tier-web-access-logs" }
  expire_days = var.log_retention_days

  statements = [
    {
      # Load balancers write below the number of their own account.
      Sid       = "LoadBalancers"
      Effect    = "Allow"
      Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs.arn}/*/AWSLogs/${local.account}/*"
    },
    {
      Sid       = "Buckets"
      Effect    = "Allow"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs.arn}/s3/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    },
    {
      Sid       = "Delivery"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs.arn}/*"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account, "s3:x-amz-acl" = "bucket-owner-full-control" }
      }
    },
    {
      Sid       = "DeliveryCheck"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = module.access_logs.arn
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    },
  ]
}

resource "aws_s3_bucket_notification" "access_logs" {
  bucket      = module.access_logs.id
  eventbridge = true
}

# Route 53 writes its query logs to us-east-1 only.
resource "aws_cloudwatch_log_group" "dns" {
  count = length(aws_route53_zone.dns)

  name              = "/aws/route53/three-tier-web/dns"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
  tags              = { Name = "three-tier-web-dns", Component = "dns" }
}

resource "aws_cloudwatch_log_resource_policy" "dns" {
  count = length(aws_route53_zone.dns)

  policy_name = "three-tier-web-dns"

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "route53.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = "${aws_cloudwatch_log_group.dns[count.index].arn}:*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_route53_query_log" "dns" {
  count = length(aws_route53_zone.dns)

  zone_id                  = aws_route53_zone.dns[count.index].zone_id
  cloudwatch_log_group_arn = aws_cloudwatch_log_group.dns[count.index].arn

  depends_on = [aws_cloudwatch_log_resource_policy.dns]
}

# A signature that is not renewed takes the whole zone down for those who check it.

# cdn writes who asked for what; its logs and its metrics are in us-east-1.
resource "aws_cloudwatch_log_delivery_source" "cdn" {
  name         = "three-tier-web-cdn"
  log_type     = "ACCESS_LOGS"
  resource_arn = aws_cloudfront_distribution.cdn.arn
  tags         = { Name = "three-tier-web-cdn", Component = "cdn" }
}

resource "aws_cloudwatch_log_delivery_destination" "cdn" {
  name          = "three-tier-web-cdn"
  output_format = "json"
  tags          = { Name = "three-tier-web-cdn", Component = "cdn" }

  delivery_destination_configuration { destination_resource_arn = "${module.access_logs.arn}/cdn" }
}

resource "aws_cloudwatch_log_delivery" "cdn" {
  delivery_source_name     = aws_cloudwatch_log_delivery_source.cdn.name
  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.cdn.arn
  tags                     = { Name = "three-tier-web-cdn", Component = "cdn" }

  depends_on = [module.access_logs]
}

# RDS would make these by itself, unencrypted and kept for ever.
resource "aws_cloudwatch_log_group" "orders" {
  for_each = toset(["postgresql", "upgrade"])

  name              = "/aws/rds/instance/three-tier-web-orders/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
  tags              = { Name = "three-tier-web-orders", Component = "orders" }
}

resource "aws_cloudwatch_log_group" "orders_replica" {
  for_each = toset(["replica-1/postgresql", "replica-1/upgrade"])

  name              = "/aws/rds/instance/three-tier-web-orders-${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
  tags              = { Name = "three-tier-web-orders", Component = "orders" }
}

# Each entry is an alarm; its key is the end of its name.
locals {
  alarms = merge(
    {
      cdn-errors = {
        description = "cdn answers more than one request in twenty with an error (5xx)."
        metric      = { namespace = "AWS/CloudFront", name = "5xxErrorRate", statistic = "Average" }
        dimensions  = { DistributionId = aws_cloudfront_distribution.cdn.id, Region = "Global" }
        when        = { comparison = "GreaterThanThreshold", threshold = 5, periods = 5, seconds = 60 }
      }
      orders-cpu = {
        description = "orders is busy: over 90 % of its CPU for a quarter of an hour."
        metric      = { namespace = "AWS/RDS", name = "CPUUtilization", statistic = "Average" }
        dimensions  = { DBInstanceIdentifier = aws_db_instance.orders.identifier }
        when        = { comparison = "GreaterThanThreshold", threshold = 90, periods = 15, seconds = 60 }
      }
      orders-storage = {
        description = "orders has less than a tenth of its storage left."
        metric      = { namespace = "AWS/RDS", name = "FreeStorageSpace", statistic = "Minimum" }
        dimensions  = { DBInstanceIdentifier = aws_db_instance.orders.identifier }
        when        = { comparison = "LessThanThreshold", threshold = 5368709120, periods = 5, seconds = 60 }
      }
      sessions-throttled-reads = {
        description = "sessions turns reads away."
        metric      = { namespace = "AWS/DynamoDB", name = "ReadThrottleEvents", statistic = "Sum" }
        dimensions  = { TableName = aws_dynamodb_table.sessions.name }
        when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 5, seconds = 60 }
      }
      sessions-throttled-writes = {
        description = "sessions turns writes away."
        metric      = { namespace = "AWS/DynamoDB", name = "WriteThrottleEvents", statistic = "Sum" }
        dimensions  = { TableName = aws_dynamodb_table.sessions.name }
        when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 5, seconds = 60 }
      }
    },
    { for id, arn in {
      cdn    = aws_acm_certificate.cdn.arn
      web-lb = aws_acm_certificate.web_lb.arn
      app-lb = aws_acm_certificate.app_lb.arn
      } : "${id}-certificate" => {
      description = "the certificate of ${id} expires in less than 20 days: ACM could not renew it."
      metric      = { namespace = "AWS/CertificateManager", name = "DaysToExpiry", statistic = "Minimum" }
      dimensions  = { CertificateArn = arn }
      when        = { comparison = "LessThanThreshold", threshold = 20, periods = 1, seconds = 86400 }
    } },
    { for id, it in {
      web-lb-web-3000 = { arn_suffix = aws_lb.web_lb.arn_suffix, lb_target_group_arn_suffix = aws_lb_target_group.main["web-lb-web-3000"].arn_suffix }
      app-lb-app-8000 = { arn_suffix = aws_lb.app_lb.arn_suffix, lb_target_group_arn_suffix = aws_lb_target_group.main["app-lb-app-8000"].arn_suffix }
      } : "${id}-unhealthy" => {
      description = "${id} has an unhealthy target."
      metric      = { namespace = "AWS/ApplicationELB", name = "UnHealthyHostCount", statistic = "Maximum" }
      dimensions  = { LoadBalancer = it.arn_suffix, TargetGroup = it.lb_target_group_arn_suffix }
      when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 5, seconds = 60 }
    } },
    { for id, arn_suffix in {
      web-lb = aws_lb.web_lb.arn_suffix
      app-lb = aws_lb.app_lb.arn_suffix
      } : "${id}-errors" => {
      description = "${id} answers with errors of its own (5xx): no target was fit to answer."
      metric      = { namespace = "AWS/ApplicationELB", name = "HTTPCode_ELB_5XX_Count", statistic = "Sum" }
      dimensions  = { LoadBalancer = arn_suffix }
      when        = { comparison = "GreaterThanThreshold", threshold = 10, periods = 3, seconds = 60 }
    } },
    { for id, arn_suffix in {
      web-lb = aws_lb.web_lb.arn_suffix
      app-lb = aws_lb.app_lb.arn_suffix
      } : "${id}-target-errors" => {
      description = "what ${id} balances answers with errors (5xx)."
      metric      = { namespace = "AWS/ApplicationELB", name = "HTTPCode_Target_5XX_Count", statistic = "Sum" }
      dimensions  = { LoadBalancer = arn_suffix }
      when        = { comparison = "GreaterThanThreshold", threshold = 25, periods = 3, seconds = 60 }
    } },
    { for id, it in {
      web = { min = var.web_capacity.min, group_name = module.web.group_name }
      app = { min = var.app_capacity.min, group_name = module.app.group_name }
      } : "${id}-capacity" => {
      description = "${id} runs fewer instances than its minimum of ${it.min}."
      metric      = { namespace = "AWS/AutoScaling", name = "GroupInServiceInstances", statistic = "Minimum" }
      dimensions  = { AutoScalingGroupName = it.group_name }
      when        = { comparison = "LessThanThreshold", threshold = it.min, periods = 10, seconds = 60 }
    } },
    { for id, it in {
      web = { max = var.web_capacity.max, group_name = module.web.group_name }
      app = { max = var.app_capacity.max, group_name = module.app.group_name }
      } : "${id}-cpu" => {
      description = "${id} is busy although it should have scaled out: is its maximum of ${it.max} reached?"
      metric      = { namespace = "AWS/EC2", name = "CPUUtilization", statistic = "Average" }
      dimensions  = { AutoScalingGroupName = it.group_name }
      when        = { comparison = "GreaterThanThreshold", threshold = 85, periods = 15, seconds = 60 }
    } },
    { for zone in aws_route53_zone.dns : "dns-dnssec" => {
      description = "the zone of dns could not be signed."
      metric      = { namespace = "AWS/Route53", name = "DNSSECInternalFailure", statistic = "Maximum" }
      dimensions  = { HostedZoneId = zone.zone_id }
      when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 1, seconds = 14400 }
    } },
    { for zone in aws_route53_zone.dns : "dns-key" => {
      description = "the zone of dns has a signing key that needs care."
      metric      = { namespace = "AWS/Route53", name = "DNSSECKeySigningKeysNeedingAction", statistic = "Maximum" }
      dimensions  = { HostedZoneId = zone.zone_id }
      when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 1, seconds = 14400 }
    } },
    { for zone, gateway in aws_nat_gateway.nat : "nat-ports-${zone}" => {
      description = "nat in ${zone} has no port left for new connections: some are refused."
      metric      = { namespace = "AWS/NATGateway", name = "ErrorPortAllocation", statistic = "Sum" }
      dimensions  = { NatGatewayId = gateway.id }
      when        = { comparison = "GreaterThanThreshold", threshold = 0, periods = 1, seconds = 300 }
    } },
    { for role, replica in aws_db_instance.orders_replica : "orders-${role}-cpu" => {
      description = "${role} of orders is busy: over 90 % of its CPU for a quarter of an hour."
      metric      = { namespace = "AWS/RDS", name = "CPUUtilization", statistic = "Average" }
      dimensions  = { DBInstanceIdentifier = replica.identifier }
      when        = { comparison = "GreaterThanThreshold", threshold = 90, periods = 15, seconds = 60 }
    } },
    { for role, replica in aws_db_instance.orders_replica : "orders-${role}-lag" => {
      description = "${role} of orders is more than a minute behind its primary."
      metric      = { namespace = "AWS/RDS", name = "ReplicaLag", statistic = "Maximum" }
      dimensions  = { DBInstanceIdentifier = replica.identifier }
      when        = { comparison = "GreaterThanThreshold", threshold = 60, periods = 5, seconds = 60, missing = "breaching" }
    } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main" {
  for_each = local.alarms

  alarm_name          = "three-tier-web-${each.key}"
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
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
