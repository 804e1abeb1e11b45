# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Security groups: their rules are the connections of the model. Other traffic is denied in both directions.

resource "aws_security_group" "shop_shop" {
  provider = aws.shop

  # checkov:skip=CKV2_AWS_5: each has what it is named for; checkov follows it into no module, and does not know all types
  for_each    = toset(["orders", "jobs"])
  name        = "centralised-egress-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.shop_shop.id
  tags        = { Name = "centralised-egress-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_ingress_rule" "shop_shop" {
  provider                     = aws.shop
  for_each                     = toset(["orders-from-jobs-8080"])
  security_group_id            = aws_security_group.shop_shop["orders"].id
  description                  = "jobs -> orders"
  referenced_security_group_id = aws_security_group.shop_shop["jobs"].id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_egress_rule" "shop_shop" {
  provider = aws.shop
  for_each = {
    orders-to-payments-443 = { group = "orders", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "orders -> payments; orders -> its platform (images, Systems Manager, logs)" }
    jobs-to-orders-8080    = { group = "jobs", peer = "orders", port = 8080, description = "jobs -> orders" }
    jobs-to-internet-443   = { group = "jobs", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "jobs -> its platform (images, Systems Manager, logs)" }
  }

  security_group_id            = aws_security_group.shop_shop[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = try(aws_security_group.shop_shop[each.value.peer].id, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

locals {
  # Rules and gateway endpoints: instances and tasks start after them.
  connections_shop = [aws_vpc_security_group_ingress_rule.shop_shop, aws_vpc_security_group_egress_rule.shop_shop]
}

# One key for data at rest in us-east-1.
resource "aws_kms_key" "main_shop" {
  provider                = aws.shop
  description             = "centralised-egress: data at rest"
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
  name          = "alias/centralised-egress"
  target_key_id = aws_kms_key.main_shop.key_id
}
