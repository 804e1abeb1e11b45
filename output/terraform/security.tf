# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Security groups: their rules are the connections of the model. Other traffic is denied in both directions.

# Prefix lists that AWS manages. CloudFront's counts as 55 of the 60 rules of a group: it is admitted on one port only.
data "aws_ec2_managed_prefix_list" "main" {
  for_each = toset(["com.amazonaws.global.cloudfront.origin-facing", "com.amazonaws.us-east-1.dynamodb"])
  name     = each.key
}

resource "aws_security_group" "main" {
  # checkov:skip=CKV2_AWS_5: each has what it is named for; checkov follows it into no module, and does not know all types
  for_each    = toset(["web-lb", "web", "app-lb", "app", "orders"])
  name        = "three-tier-web-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "three-tier-web-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_ingress_rule" "main" {
  for_each = {
    web-lb-from-cdn-443  = { group = "web-lb", list = "com.amazonaws.global.cloudfront.origin-facing", port = 443, description = "cdn -> web-lb" }
    web-from-web-lb-3000 = { group = "web", peer = "web-lb", port = 3000, description = "web-lb -> web" }
    app-lb-from-web-8000 = { group = "app-lb", peer = "web", port = 8000, description = "web -> app-lb" }
    app-from-app-lb-8000 = { group = "app", peer = "app-lb", port = 8000, description = "app-lb -> app" }
    orders-from-app-5432 = { group = "orders", peer = "app", port = 5432, description = "app -> orders" }
  }

  security_group_id            = aws_security_group.main[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = try(aws_security_group.main[each.value.peer].id, null)
  prefix_list_id               = try(data.aws_ec2_managed_prefix_list.main[each.value.list].id, null)
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
    app-to-sessions-443 = { group = "app", list = "com.amazonaws.us-east-1.dynamodb", port = 443, description = "app -> sessions" }
    app-to-partners-443 = { group = "app", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "app -> partners; app -> its platform (images, Systems Manager, logs)" }
  }

  security_group_id            = aws_security_group.main[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = try(aws_security_group.main[each.value.peer].id, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  prefix_list_id               = try(data.aws_ec2_managed_prefix_list.main[each.value.list].id, null)
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

locals {
  # Rules and gateway endpoints: instances and tasks start after them.
  connections = [aws_vpc_security_group_ingress_rule.main, aws_vpc_security_group_egress_rule.main, aws_vpc_endpoint.dynamodb_endpoint]
}

# One key for data at rest in us-east-1.
resource "aws_kms_key" "main" {
  description             = "three-tier-web: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Account", Effect = "Allow", Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }, Action = "kms:*", Resource = "*" },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.us-east-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:us-east-1:${local.account}:log-group:*" }
        }
      },
      {
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = local.this_account
      },
      # Named by the account: the distribution depends on the bucket, and the bucket on this key.
      {
        Sid       = "Cdn"
        Effect    = "Allow"
        Principal = { Service = "cloudfront.amazonaws.com" }
        Action    = "kms:Decrypt"
        Resource  = "*"
        Condition = { StringLike = { "aws:SourceArn" = "arn:${local.partition}:cloudfront::${local.account}:distribution/*" } }
      },
    ]
  })
}

resource "aws_kms_alias" "main" {
  name          = "alias/three-tier-web"
  target_key_id = aws_kms_key.main.key_id
}
