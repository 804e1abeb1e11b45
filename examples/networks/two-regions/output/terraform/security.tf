# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Security groups: their rules are the connections of the model. Other traffic is denied in both directions.

resource "aws_security_group" "dublin" {
  # checkov:skip=CKV2_AWS_5: each has what it is named for; checkov follows it into no module, and does not know all types
  for_each    = toset(["orders"])
  name        = "two-regions-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.dublin.id
  tags        = { Name = "two-regions-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_ingress_rule" "dublin" {
  for_each = {
    orders-from-reports-10-1-32-0-22-8080 = { cidr_ipv4 = "10.1.32.0/22" }
    orders-from-reports-10-1-36-0-22-8080 = { cidr_ipv4 = "10.1.36.0/22" }
  }

  security_group_id = aws_security_group.dublin["orders"].id
  description       = "reports -> orders"
  cidr_ipv4         = each.value.cidr_ipv4
  ip_protocol       = "tcp"
  from_port         = 8080
  to_port           = 8080
}

resource "aws_vpc_security_group_egress_rule" "dublin" {
  for_each = {
    orders-to-datacenter-172-16-0-0-16-1433 = { cidr_ipv4 = "172.16.0.0/16", port = 1433, description = "orders -> datacenter" }
    orders-to-internet-443                  = { cidr_ipv4 = "0.0.0.0/0", port = 443, description = "orders -> its platform (images, Systems Manager, logs)" }
    orders-to-internet-ipv6-443             = { cidr_ipv6 = "::/0", port = 443, description = "orders -> its platform (images, Systems Manager, logs)" }
  }

  security_group_id = aws_security_group.dublin["orders"].id
  description       = each.value.description
  cidr_ipv4         = try(each.value.cidr_ipv4, null)
  cidr_ipv6         = try(each.value.cidr_ipv6, null)
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

locals {
  # Rules and gateway endpoints: instances and tasks start after them.
  connections = [aws_vpc_security_group_ingress_rule.dublin, aws_vpc_security_group_egress_rule.dublin]
}

# One key for data at rest in eu-west-1.
resource "aws_kms_key" "main" {
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
        Principal = { Service = "logs.eu-west-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:eu-west-1:${local.account}:log-group:*" }
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

resource "aws_kms_alias" "main" {
  name          = "alias/two-regions"
  target_key_id = aws_kms_key.main.key_id
}
