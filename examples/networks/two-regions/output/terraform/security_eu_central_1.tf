# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Security groups: their rules are the connections of the model. Other traffic is denied in both directions.

resource "aws_security_group" "frankfurt_eu_central_1" {
  # checkov:skip=CKV2_AWS_5: each has what it is named for; checkov follows it into no module, and does not know all types
  for_each    = toset(["reports"])
  region      = "eu-central-1"
  name        = "two-regions-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.frankfurt_eu_central_1.id
  tags        = { Name = "two-regions-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_egress_rule" "frankfurt_eu_central_1" {
  for_each = {
    reports-to-orders-10-0-32-0-22-8080      = { cidr_ipv4 = "10.0.32.0/22", port = 8080, description = "reports -> orders" }
    reports-to-orders-10-0-36-0-22-8080      = { cidr_ipv4 = "10.0.36.0/22", port = 8080, description = "reports -> orders" }
    reports-to-datacenter-172-16-0-0-16-1433 = { cidr_ipv4 = "172.16.0.0/16", port = 1433, description = "reports -> datacenter" }
    reports-to-internet-443                  = { cidr_ipv4 = "0.0.0.0/0", port = 443, description = "reports -> its platform (images, Systems Manager, logs)" }
    reports-to-internet-ipv6-443             = { cidr_ipv6 = "::/0", port = 443, description = "reports -> its platform (images, Systems Manager, logs)" }
  }

  region            = "eu-central-1"
  security_group_id = aws_security_group.frankfurt_eu_central_1["reports"].id
  description       = each.value.description
  cidr_ipv4         = try(each.value.cidr_ipv4, null)
  cidr_ipv6         = try(each.value.cidr_ipv6, null)
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

locals {
  # Rules and gateway endpoints: instances and tasks start after them.
  connections_eu_central_1 = [aws_vpc_security_group_egress_rule.frankfurt_eu_central_1]
}

# One key for data at rest in eu-central-1.
resource "aws_kms_key" "main_eu_central_1" {
  region                  = "eu-central-1"
  description             = "two-regions: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Account", Effect = "Allow", Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }, Action = "kms:*", Resource = "*" },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.eu-central-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:eu-central-1:${local.account}:log-group:*" }
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
    ]
  })
}

resource "aws_kms_alias" "main_eu_central_1" {
  region        = "eu-central-1"
  name          = "alias/two-regions"
  target_key_id = aws_kms_key.main_eu_central_1.key_id
}
