# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Security groups, with the connections of the model as their rules. Other traffic is refused in both directions.

# The addresses that CloudFront calls origins from. The list counts as 55 of the 60 rules that a group may have,
# so it is admitted on one port only.
data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

resource "aws_security_group" "main" {
  # checkov:skip=CKV2_AWS_5: each has what it is named for; checkov follows it into no module, and does not know all types
  for_each = toset(["web-lb", "web", "app-lb", "app", "orders"])

  name        = "three-tier-web-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "three-tier-web-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_ingress_rule" "main" {
  for_each = {
    web-from-web-lb-3000 = { group = "web", peer = "web-lb", port = 3000, description = "web-lb -> web" }
    app-lb-from-web-8000 = { group = "app-lb", peer = "web", port = 8000, description = "web -> app-lb" }
    app-from-app-lb-8000 = { group = "app", peer = "app-lb", port = 8000, description = "app-lb -> app" }
    orders-from-app-5432 = { group = "orders", peer = "app", port = 5432, description = "app -> orders" }
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
    web-lb-to-web-3000  = { group = "web-lb", peer = "web", port = 3000, description = "web-lb -> web" }
    web-to-app-lb-8000  = { group = "web", peer = "app-lb", port = 8000, description = "web -> app-lb" }
    web-to-internet-443 = { group = "web", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "web -> its platform (images, Systems Manager, logs)" }
    app-lb-to-app-8000  = { group = "app-lb", peer = "app", port = 8000, description = "app-lb -> app" }
    app-to-orders-5432  = { group = "app", peer = "orders", port = 5432, description = "app -> orders" }
    app-to-partners-443 = { group = "app", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "app -> partners; app -> its platform (images, Systems Manager, logs)" }
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

resource "aws_vpc_security_group_egress_rule" "app_to_sessions_443" {
  security_group_id = aws_security_group.main["app"].id
  description       = "app -> sessions"
  prefix_list_id    = aws_vpc_endpoint.dynamodb_endpoint.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  # All rules: what is started waits for them.
  connections = [aws_vpc_security_group_ingress_rule.main, aws_vpc_security_group_egress_rule.main, aws_vpc_security_group_ingress_rule.web_lb_from_cdn_443, aws_vpc_security_group_egress_rule.app_to_sessions_443]

  # Every ingress rule: `terraform test` compares them with the architecture.
  admitted = concat(values(aws_vpc_security_group_ingress_rule.main), [aws_vpc_security_group_ingress_rule.web_lb_from_cdn_443])
}

# One key for everything that is kept at rest in us-east-1.
resource "aws_kms_key" "main" {
  description             = "three-tier-web: data at rest"
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
  name          = "alias/three-tier-web"
  target_key_id = aws_kms_key.main.key_id
}
