# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Security groups: their rules are the connections of the model. Other traffic is denied in both directions.

resource "aws_security_group" "shop_shop" {
  provider = aws.shop

  # checkov:skip=CKV2_AWS_5: each has what it is named for; checkov follows it into no module, and does not know all types
  for_each    = toset(["orders"])
  name        = "inspection-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.shop_shop.id
  tags        = { Name = "inspection-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_egress_rule" "shop_shop" {
  provider = aws.shop
  for_each = {
    orders-to-payments-443              = { cidr_ipv4 = "0.0.0.0/0", port = 443, description = "orders -> payments; orders -> its platform (images, Systems Manager, logs)" }
    orders-to-invoices-10-2-0-0-22-8080 = { cidr_ipv4 = "10.2.0.0/22", port = 8080, description = "orders -> invoices" }
    orders-to-invoices-10-2-4-0-22-8080 = { cidr_ipv4 = "10.2.4.0/22", port = 8080, description = "orders -> invoices" }
  }

  security_group_id = aws_security_group.shop_shop["orders"].id
  description       = each.value.description
  cidr_ipv4         = each.value.cidr_ipv4
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

locals {
  # Rules and gateway endpoints: instances and tasks start after them.
  connections_shop = [aws_vpc_security_group_egress_rule.shop_shop]
}

# One key for data at rest in us-east-1.
resource "aws_kms_key" "main_shop" {
  provider                = aws.shop
  description             = "inspection: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Account", Effect = "Allow", Principal = { AWS = "arn:${local.partition}:iam::${local.account_shop}:root" }, Action = "kms:*", Resource = "*" },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.us-east-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:us-east-1:${local.account_shop}:log-group:*" }
        }
      },
      {
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop } }
      },
    ]
  })
}

resource "aws_kms_alias" "main_shop" {
  provider      = aws.shop
  name          = "alias/inspection"
  target_key_id = aws_kms_key.main_shop.key_id
}
