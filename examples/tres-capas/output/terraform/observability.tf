# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

# Observabilidad de us-east-1: alarmas, registros de flujo y registros de acceso.

resource "aws_sns_topic" "alarms" {
  name              = "tres-capas-alarms"
  kms_master_key_id = aws_kms_key.main.arn
  tags              = { Name = "tres-capas-alarms" }
}

resource "aws_sns_topic_subscription" "alarms" {
  count     = var.alarm_email == null ? 0 : 1
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_flow_log" "main" {
  vpc_id          = aws_vpc.main.id
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow_log.arn
  log_destination = aws_cloudwatch_log_group.flow_log.arn
  tags            = { Name = "tres-capas" }
}

resource "aws_cloudwatch_log_group" "flow_log" {
  name              = "/tres-capas/flow-log"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_iam_role" "flow_log" {
  name = "tres-capas-flow-log"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "vpc-flow-logs.amazonaws.com" }, Action = "sts:AssumeRole", Condition = local.this_account }]
  })
}

resource "aws_iam_role_policy" "flow_log" {
  name = "write"
  role = aws_iam_role.flow_log.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], Resource = "${aws_cloudwatch_log_group.flow_log.arn}:*" }]
  })
}

# Registros de acceso de los balanceadores de carga, los buckets y la CDN.
module "access_logs" {
  source = "./modules/bucket"

  bucket      = "tres-capas-access-logs-${local.account}"
  tags        = { Name = "tres-capas-access-logs" }
  expire_days = var.log_retention_days
  statements = [
    # Los balanceadores de carga escriben bajo el id de esta cuenta.
    {
      Sid       = "LoadBalancers"
      Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs.arn}/*/AWSLogs/${local.account}/*"
    },
    { Sid = "Buckets", Principal = { Service = "logging.s3.amazonaws.com" }, Action = "s3:PutObject", Resource = "${module.access_logs.arn}/s3/*", Condition = local.this_account },
    {
      Sid       = "Delivery"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${module.access_logs.arn}/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account, "s3:x-amz-acl" = "bucket-owner-full-control" } }
    },
    {
      Sid       = "DeliveryCheck"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = "s3:GetBucketAcl"
      Resource  = module.access_logs.arn
      Condition = local.this_account
    },
  ]
}

resource "aws_s3_bucket_notification" "access_logs" {
  bucket      = module.access_logs.id
  eventbridge = true
}

# Route 53 escribe sus registros de consultas solo en us-east-1.
resource "aws_cloudwatch_log_group" "dns" {
  count             = length(aws_route53_zone.dns)
  name              = "/aws/route53/tres-capas/dns"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
  tags              = { Name = "tres-capas-dns", Component = "dns" }
}

resource "aws_cloudwatch_log_resource_policy" "dns" {
  count       = length(aws_route53_zone.dns)
  policy_name = "tres-capas-dns"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "route53.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = "${aws_cloudwatch_log_group.dns[count.index].arn}:*"
      Condition = local.this_account
    }]
  })
}

resource "aws_route53_query_log" "dns" {
  count                    = length(aws_route53_zone.dns)
  zone_id                  = aws_route53_zone.dns[count.index].zone_id
  cloudwatch_log_group_arn = aws_cloudwatch_log_group.dns[count.index].arn
  depends_on               = [aws_cloudwatch_log_resource_policy.dns]
}

# Registros de acceso de cdn: los registros y las métricas de CloudFront están en us-east-1.
resource "aws_cloudwatch_log_delivery_source" "cdn" {
  name         = "tres-capas-cdn"
  log_type     = "ACCESS_LOGS"
  resource_arn = aws_cloudfront_distribution.cdn.arn
  tags         = { Name = "tres-capas-cdn", Component = "cdn" }
}

resource "aws_cloudwatch_log_delivery_destination" "cdn" {
  name          = "tres-capas-cdn"
  output_format = "json"
  tags          = { Name = "tres-capas-cdn", Component = "cdn" }
  delivery_destination_configuration { destination_resource_arn = "${module.access_logs.arn}/cdn" }
}

resource "aws_cloudwatch_log_delivery" "cdn" {
  delivery_source_name     = aws_cloudwatch_log_delivery_source.cdn.name
  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.cdn.arn
  tags                     = { Name = "tres-capas-cdn", Component = "cdn" }
  depends_on               = [module.access_logs]
}

# RDS crearía estos grupos de registros sin cifrado y sin retención.
resource "aws_cloudwatch_log_group" "database" {
  for_each          = toset(["postgresql", "upgrade"])
  name              = "/aws/rds/instance/tres-capas-database/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
  tags              = { Name = "tres-capas-database", Component = "database" }
}

resource "aws_cloudwatch_log_group" "database_replica" {
  for_each          = toset(["replica-1/postgresql", "replica-1/upgrade"])
  name              = "/aws/rds/instance/tres-capas-database-${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
  tags              = { Name = "tres-capas-database", Component = "database" }
}

# Una alarma se activa cuando una métrica está por encima o por debajo de su límite durante varios períodos seguidos.
locals {
  metrics = {
    "Route53/DNSSECInternalFailure"             = { statistic = "Maximum", above = 0, periods = 1, seconds = 14400, description = "the zone could not be signed" }
    "Route53/DNSSECKeySigningKeysNeedingAction" = { statistic = "Maximum", above = 0, periods = 1, seconds = 14400, description = "a key-signing key needs action" }
    "CertificateManager/DaysToExpiry"           = { statistic = "Minimum", below = 20, periods = 1, seconds = 86400, description = "the certificate expires in less than 20 days: ACM could not renew it" }
    "CloudFront/5xxErrorRate"                   = { statistic = "Average", above = 5, periods = 5, description = "more than 5 % of the requests are answered with errors (5xx)" }
    "ApplicationELB/UnHealthyHostCount"         = { statistic = "Maximum", above = 0, periods = 5, description = "a target is unhealthy" }
    "ApplicationELB/HTTPCode_ELB_5XX_Count"     = { statistic = "Sum", above = 10, periods = 3, description = "the load balancer answers with errors (5xx): no target could answer" }
    "ApplicationELB/HTTPCode_Target_5XX_Count"  = { statistic = "Sum", above = 25, periods = 3, description = "targets answer with errors (5xx)" }
    "AutoScaling/GroupInServiceInstances"       = { statistic = "Minimum", periods = 10, description = "fewer instances are in service than the minimum" }
    "EC2/CPUUtilization"                        = { statistic = "Average", above = 85, periods = 15, description = "CPU above 85 % for 15 minutes although the group scales out: check its maximum" }
    "NATGateway/ErrorPortAllocation"            = { statistic = "Sum", above = 0, periods = 1, seconds = 300, description = "no port is free for new connections: some are refused" }
    "RDS/CPUUtilization"                        = { statistic = "Average", above = 90, periods = 15, description = "CPU above 90 % for 15 minutes" }
    "RDS/FreeStorageSpace"                      = { statistic = "Minimum", below = 5368709120, periods = 5, description = "less than 10 % of the storage is free" }
    "RDS/ReplicaLag"                            = { statistic = "Maximum", above = 60, periods = 5, missing = "breaching", description = "more than a minute behind the primary" }
    "DynamoDB/ReadThrottleEvents"               = { statistic = "Sum", above = 0, periods = 5, description = "reads are throttled" }
    "DynamoDB/WriteThrottleEvents"              = { statistic = "Sum", above = 0, periods = 5, description = "writes are throttled" }
  }

  # Las alarmas, por el final de sus nombres.
  alarms = merge(
    {
      cdn-certificate                = { metric = "CertificateManager/DaysToExpiry", dimensions = { CertificateArn = aws_acm_certificate.dns["cdn"].arn } }
      web-lb-certificate             = { metric = "CertificateManager/DaysToExpiry", dimensions = { CertificateArn = aws_acm_certificate.dns["web-lb"].arn } }
      app-lb-certificate             = { metric = "CertificateManager/DaysToExpiry", dimensions = { CertificateArn = aws_acm_certificate.dns["app-lb"].arn } }
      cdn-errors                     = { metric = "CloudFront/5xxErrorRate", dimensions = { DistributionId = aws_cloudfront_distribution.cdn.id, Region = "Global" } }
      web-lb-frontend-3000-unhealthy = { metric = "ApplicationELB/UnHealthyHostCount", dimensions = { LoadBalancer = aws_lb.main["web-lb"].arn_suffix, TargetGroup = aws_lb_target_group.main["web-lb-frontend-3000"].arn_suffix } }
      app-lb-backend-8000-unhealthy  = { metric = "ApplicationELB/UnHealthyHostCount", dimensions = { LoadBalancer = aws_lb.main["app-lb"].arn_suffix, TargetGroup = aws_lb_target_group.main["app-lb-backend-8000"].arn_suffix } }
      web-lb-errors                  = { metric = "ApplicationELB/HTTPCode_ELB_5XX_Count", dimensions = { LoadBalancer = aws_lb.main["web-lb"].arn_suffix } }
      app-lb-errors                  = { metric = "ApplicationELB/HTTPCode_ELB_5XX_Count", dimensions = { LoadBalancer = aws_lb.main["app-lb"].arn_suffix } }
      web-lb-target-errors           = { metric = "ApplicationELB/HTTPCode_Target_5XX_Count", dimensions = { LoadBalancer = aws_lb.main["web-lb"].arn_suffix } }
      app-lb-target-errors           = { metric = "ApplicationELB/HTTPCode_Target_5XX_Count", dimensions = { LoadBalancer = aws_lb.main["app-lb"].arn_suffix } }
      frontend-capacity              = { metric = "AutoScaling/GroupInServiceInstances", dimensions = { AutoScalingGroupName = module.frontend.group_name }, below = var.frontend_capacity.min }
      backend-capacity               = { metric = "AutoScaling/GroupInServiceInstances", dimensions = { AutoScalingGroupName = module.backend.group_name }, below = var.backend_capacity.min }
      frontend-cpu                   = { metric = "EC2/CPUUtilization", dimensions = { AutoScalingGroupName = module.frontend.group_name } }
      backend-cpu                    = { metric = "EC2/CPUUtilization", dimensions = { AutoScalingGroupName = module.backend.group_name } }
      database-cpu                   = { metric = "RDS/CPUUtilization", dimensions = { DBInstanceIdentifier = aws_db_instance.database.identifier } }
      database-storage               = { metric = "RDS/FreeStorageSpace", dimensions = { DBInstanceIdentifier = aws_db_instance.database.identifier } }
      sesiones-throttled-reads       = { metric = "DynamoDB/ReadThrottleEvents", dimensions = { TableName = aws_dynamodb_table.sesiones.name } }
      sesiones-throttled-writes      = { metric = "DynamoDB/WriteThrottleEvents", dimensions = { TableName = aws_dynamodb_table.sesiones.name } }
    },
    { for zone in aws_route53_zone.dns : "dns-dnssec" => { metric = "Route53/DNSSECInternalFailure", dimensions = { HostedZoneId = zone.zone_id } } },
    { for zone in aws_route53_zone.dns : "dns-key" => { metric = "Route53/DNSSECKeySigningKeysNeedingAction", dimensions = { HostedZoneId = zone.zone_id } } },
    { for zone, gateway in aws_nat_gateway.nat : "nat-ports-${zone}" => { metric = "NATGateway/ErrorPortAllocation", dimensions = { NatGatewayId = gateway.id } } },
    { for role, replica in aws_db_instance.database_replica : "database-${role}-cpu" => { metric = "RDS/CPUUtilization", dimensions = { DBInstanceIdentifier = replica.identifier } } },
    { for role, replica in aws_db_instance.database_replica : "database-${role}-lag" => { metric = "RDS/ReplicaLag", dimensions = { DBInstanceIdentifier = replica.identifier } } },
  )
}

resource "aws_cloudwatch_metric_alarm" "main" {
  for_each            = { for name, alarm in local.alarms : name => merge(local.metrics[alarm.metric], alarm) }
  alarm_name          = "tres-capas-${each.key}"
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
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
