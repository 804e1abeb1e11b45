# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

# Security groups, with the connections of the model as their rules. Other traffic is refused in both directions.

# The addresses that CloudFront calls origins from. The list counts as 55 of the 60 rules that a group may have,
# so it is admitted on one port only.
data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

resource "aws_security_group" "main" {
  # checkov:skip=CKV2_AWS_5: each has what it is named for; checkov follows it into no module, and does not know all types
  for_each = toset(["web-lb", "frontend", "app-lb", "backend", "database"])

  name        = "tres-capas-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "tres-capas-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_ingress_rule" "main" {
  for_each = {
    frontend-from-web-lb-3000  = { group = "frontend", peer = "web-lb", port = 3000, description = "web-lb -> frontend" }
    app-lb-from-frontend-8000  = { group = "app-lb", peer = "frontend", port = 8000, description = "frontend -> app-lb" }
    backend-from-app-lb-8000   = { group = "backend", peer = "app-lb", port = 8000, description = "app-lb -> backend" }
    database-from-backend-4321 = { group = "database", peer = "backend", port = 4321, description = "backend -> database" }
  }

  security_group_id            = aws_security_group.main[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = aws_security_group.main[each.value.peer].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "main" {
  for_each = {
    web-lb-to-frontend-3000       = { group = "web-lb", peer = "frontend", port = 3000, description = "web-lb -> frontend" }
    frontend-to-app-lb-8000       = { group = "frontend", peer = "app-lb", port = 8000, description = "frontend -> app-lb" }
    frontend-to-internet-443      = { group = "frontend", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "frontend -> its platform (images, Systems Manager, logs)" }
    app-lb-to-backend-8000        = { group = "app-lb", peer = "backend", port = 8000, description = "app-lb -> backend" }
    backend-to-database-4321      = { group = "backend", peer = "database", port = 4321, description = "backend -> database" }
    backend-to-microservicios-443 = { group = "backend", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "backend -> microservicios; backend -> its platform (images, Systems Manager, logs)" }
  }

  security_group_id            = aws_security_group.main[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = try(aws_security_group.main[each.value.peer].id, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_ingress_rule" "web_lb_from_cdn_443" {
  security_group_id = aws_security_group.main["web-lb"].id
  description       = "cdn -> web-lb"
  prefix_list_id    = data.aws_ec2_managed_prefix_list.cloudfront.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "backend_to_sesiones_443" {
  security_group_id = aws_security_group.main["backend"].id
  description       = "backend -> sesiones"
  prefix_list_id    = aws_vpc_endpoint.dynamodb_endpoint.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  # All rules: what is started waits for them.
  connections = [aws_vpc_security_group_ingress_rule.main, aws_vpc_security_group_egress_rule.main, aws_vpc_security_group_ingress_rule.web_lb_from_cdn_443, aws_vpc_security_group_egress_rule.backend_to_sesiones_443]

  # Every ingress rule: `terraform test` compares them with the architecture.
  admitted = concat(values(aws_vpc_security_group_ingress_rule.main), [aws_vpc_security_group_ingress_rule.web_lb_from_cdn_443])
}

# One key for everything that is kept at rest in us-east-1.
resource "aws_kms_key" "main" {
  description             = "tres-capas: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.us-east-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = {
            "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:us-east-1:${local.account}:log-group:*"
          }
        }
      },
      {
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = ["cloudwatch.amazonaws.com"] }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
      {
        # Named by the account: the distribution depends on the bucket, and the bucket on this key.
        Sid       = "Cdn"
        Effect    = "Allow"
        Principal = { Service = "cloudfront.amazonaws.com" }
        Action    = "kms:Decrypt"
        Resource  = "*"
        Condition = {
          StringLike = { "aws:SourceArn" = "arn:${local.partition}:cloudfront::${local.account}:distribution/*" }
        }
      },
    ]
  })
}

resource "aws_kms_alias" "main" {
  name          = "alias/tres-capas"
  target_key_id = aws_kms_key.main.key_id
}
