# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Security groups: their rules are the connections of the model. Other traffic is denied in both directions.

resource "aws_security_group" "shop_shop" {
  provider = aws.shop

  # checkov:skip=CKV2_AWS_5: each has what it is named for; checkov follows it into no module, and does not know all types
  for_each    = toset(["search-endpoint", "entry", "shop"])
  name        = "shared-services-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.shop_shop.id
  tags        = { Name = "shared-services-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_ingress_rule" "shop_shop" {
  provider = aws.shop
  for_each = {
    search-endpoint-from-shop-9200 = { group = "search-endpoint", peer = "shop", port = 9200, description = "shop -> search-lb" }
    entry-from-shoppers-443        = { group = "entry", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "shoppers -> entry" }
    shop-from-entry-8080           = { group = "shop", peer = "entry", port = 8080, description = "entry -> shop" }
  }

  security_group_id            = aws_security_group.shop_shop[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = try(aws_security_group.shop_shop[each.value.peer].id, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "shop_shop" {
  provider = aws.shop
  for_each = {
    entry-to-shop-8080                 = { group = "entry", peer = "shop", port = 8080, description = "entry -> shop" }
    shop-to-directory-10-0-32-0-22-389 = { group = "shop", cidr_ipv4 = "10.0.32.0/22", port = 389, description = "shop -> directory" }
    shop-to-directory-10-0-36-0-22-389 = { group = "shop", cidr_ipv4 = "10.0.36.0/22", port = 389, description = "shop -> directory" }
    shop-to-search-lb-9200             = { group = "shop", peer = "search-endpoint", port = 9200, description = "shop -> search-lb" }
    shop-to-internet-443               = { group = "shop", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "shop -> its platform (images, Systems Manager, logs)" }
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

# One key for data at rest in eu-west-1.
resource "aws_kms_key" "main_shop" {
  provider                = aws.shop
  description             = "shared-services: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Account", Effect = "Allow", Principal = { AWS = "arn:${local.partition}:iam::${local.account_shop}:root" }, Action = "kms:*", Resource = "*" },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.eu-west-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:eu-west-1:${local.account_shop}:log-group:*" }
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
  name          = "alias/shared-services"
  target_key_id = aws_kms_key.main_shop.key_id
}
