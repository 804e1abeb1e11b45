# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Who may open a connection to whom: the connections of the model, and nothing else.
# Whatever is not listed here is refused in both directions.

# search-endpoint
resource "aws_security_group" "search_endpoint_shop" {
  provider = aws.shop

  name        = "shared-services-search-endpoint"
  description = "search-endpoint"
  vpc_id      = aws_vpc.shop_shop.id
  tags        = { Name = "shared-services-search-endpoint", Component = "search-endpoint" }
}

resource "aws_vpc_security_group_ingress_rule" "search_endpoint_shop_from_shop_9200" {
  provider = aws.shop

  security_group_id            = aws_security_group.search_endpoint_shop.id
  description                  = "shop -> search-lb"
  referenced_security_group_id = aws_security_group.shop_shop.id
  ip_protocol                  = "tcp"
  from_port                    = 9200
  to_port                      = 9200
}

# entry
resource "aws_security_group" "entry_shop" {
  provider = aws.shop

  name        = "shared-services-entry"
  description = "entry"
  vpc_id      = aws_vpc.shop_shop.id
  tags        = { Name = "shared-services-entry", Component = "entry" }
}

resource "aws_vpc_security_group_ingress_rule" "entry_shop_from_shoppers_443" {
  provider = aws.shop

  security_group_id = aws_security_group.entry_shop.id
  description       = "shoppers -> entry"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "entry_shop_to_shop_8080" {
  provider = aws.shop

  security_group_id            = aws_security_group.entry_shop.id
  description                  = "entry -> shop"
  referenced_security_group_id = aws_security_group.shop_shop.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

# shop
resource "aws_security_group" "shop_shop" {
  provider = aws.shop

  name        = "shared-services-shop"
  description = "shop"
  vpc_id      = aws_vpc.shop_shop.id
  tags        = { Name = "shared-services-shop", Component = "shop" }
}

resource "aws_vpc_security_group_ingress_rule" "shop_shop_from_entry_8080" {
  provider = aws.shop

  security_group_id            = aws_security_group.shop_shop.id
  description                  = "entry -> shop"
  referenced_security_group_id = aws_security_group.entry_shop.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_egress_rule" "shop_shop_to_directory_10_0_32_0_22_389" {
  provider = aws.shop

  security_group_id = aws_security_group.shop_shop.id
  description       = "shop -> directory"
  cidr_ipv4         = "10.0.32.0/22"
  ip_protocol       = "tcp"
  from_port         = 389
  to_port           = 389
}

resource "aws_vpc_security_group_egress_rule" "shop_shop_to_directory_10_0_36_0_22_389" {
  provider = aws.shop

  security_group_id = aws_security_group.shop_shop.id
  description       = "shop -> directory"
  cidr_ipv4         = "10.0.36.0/22"
  ip_protocol       = "tcp"
  from_port         = 389
  to_port           = 389
}

resource "aws_vpc_security_group_egress_rule" "shop_shop_to_search_lb_9200" {
  provider = aws.shop

  security_group_id            = aws_security_group.shop_shop.id
  description                  = "shop -> search-lb"
  referenced_security_group_id = aws_security_group.search_endpoint_shop.id
  ip_protocol                  = "tcp"
  from_port                    = 9200
  to_port                      = 9200
}

resource "aws_vpc_security_group_egress_rule" "shop_shop_to_internet_443" {
  provider = aws.shop

  security_group_id = aws_security_group.shop_shop.id
  description       = "shop -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  # Every rule that lets somebody in: `terraform test` looks for those that the architecture does not have.
  admitted_shop = [
    aws_vpc_security_group_ingress_rule.search_endpoint_shop_from_shop_9200,
    aws_vpc_security_group_ingress_rule.entry_shop_from_shoppers_443,
    aws_vpc_security_group_ingress_rule.shop_shop_from_entry_8080,
  ]
}

# One key for everything that is kept at rest in eu-west-1.
resource "aws_kms_key" "main_shop" {
  provider = aws.shop

  description             = "shared-services: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account_shop}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.eu-west-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = {
            "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:eu-west-1:${local.account_shop}:log-group:*"
          }
        }
      },
      {
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = ["cloudwatch.amazonaws.com"] }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop } }
      },
    ]
  })
}

resource "aws_kms_alias" "main_shop" {
  provider = aws.shop

  name          = "alias/shared-services"
  target_key_id = aws_kms_key.main_shop.key_id
}
