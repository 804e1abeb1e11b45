# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Security groups: their rules are the connections of the model. Other traffic is denied in both directions.

resource "aws_security_group" "shop_shop" {
  provider    = aws.shop
  for_each    = toset(["orders"])
  name        = "isolated-spokes-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.shop_shop.id
  tags        = { Name = "isolated-spokes-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_ingress_rule" "shop_shop" {
  provider = aws.shop
  for_each = {
    orders-from-builds-10-0-32-0-22-5432 = { cidr_ipv4 = "10.0.32.0/22" }
    orders-from-builds-10-0-36-0-22-5432 = { cidr_ipv4 = "10.0.36.0/22" }
  }

  security_group_id = aws_security_group.shop_shop["orders"].id
  description       = "builds -> orders"
  cidr_ipv4         = each.value.cidr_ipv4
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
}

locals {
  # Rules and gateway endpoints: instances and tasks start after them.
  connections_shop = [aws_vpc_security_group_ingress_rule.shop_shop]
}

# One key for data at rest in us-east-1.
resource "aws_kms_key" "main_shop" {
  provider                = aws.shop
  description             = "isolated-spokes: data at rest"
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
  name          = "alias/isolated-spokes"
  target_key_id = aws_kms_key.main_shop.key_id
}
