# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Security groups: their rules are the connections of the model. Other traffic is denied in both directions.

resource "aws_security_group" "hub_network" {
  provider = aws.network

  # checkov:skip=CKV2_AWS_5: each has what it is named for; checkov follows it into no module, and does not know all types
  for_each    = toset(["builds"])
  name        = "isolated-spokes-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.hub_network.id
  tags        = { Name = "isolated-spokes-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_egress_rule" "hub_network" {
  provider = aws.network
  for_each = {
    builds-to-orders-10-1-0-0-22-5432   = { cidr_ipv4 = "10.1.0.0/22", port = 5432, description = "builds -> orders" }
    builds-to-invoices-10-2-0-0-22-5432 = { cidr_ipv4 = "10.2.0.0/22", port = 5432, description = "builds -> invoices" }
    builds-to-registry-443              = { cidr_ipv4 = "0.0.0.0/0", port = 443, description = "builds -> registry; builds -> its platform (images, Systems Manager, logs)" }
  }

  security_group_id = aws_security_group.hub_network["builds"].id
  description       = each.value.description
  cidr_ipv4         = each.value.cidr_ipv4
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

locals {
  # Rules and gateway endpoints: instances and tasks start after them.
  connections_network = [aws_vpc_security_group_egress_rule.hub_network]
}

# One key for data at rest in us-east-1.
resource "aws_kms_key" "main_network" {
  provider                = aws.network
  description             = "isolated-spokes: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Account", Effect = "Allow", Principal = { AWS = "arn:${local.partition}:iam::${local.account_network}:root" }, Action = "kms:*", Resource = "*" },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.us-east-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:us-east-1:${local.account_network}:log-group:*" }
        }
      },
      {
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account_network } }
      },
    ]
  })
}

resource "aws_kms_alias" "main_network" {
  provider      = aws.network
  name          = "alias/isolated-spokes"
  target_key_id = aws_kms_key.main_network.key_id
}
