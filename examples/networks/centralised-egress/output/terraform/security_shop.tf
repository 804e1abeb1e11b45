# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Who may open a connection to whom: the connections of the model, and nothing else.
# Whatever is not listed here is refused in both directions.

# orders
resource "aws_security_group" "orders_shop" {
  provider = aws.shop

  name        = "centralised-egress-orders"
  description = "orders"
  vpc_id      = aws_vpc.shop_shop.id
  tags        = { Name = "centralised-egress-orders", Component = "orders" }
}

resource "aws_vpc_security_group_ingress_rule" "orders_shop_from_jobs_8080" {
  provider = aws.shop

  security_group_id            = aws_security_group.orders_shop.id
  description                  = "jobs -> orders"
  referenced_security_group_id = aws_security_group.jobs_shop.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_egress_rule" "orders_shop_to_payments_443" {
  provider = aws.shop

  security_group_id = aws_security_group.orders_shop.id
  description       = "orders -> payments; orders -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# jobs
resource "aws_security_group" "jobs_shop" {
  provider = aws.shop

  name        = "centralised-egress-jobs"
  description = "jobs"
  vpc_id      = aws_vpc.shop_shop.id
  tags        = { Name = "centralised-egress-jobs", Component = "jobs" }
}

resource "aws_vpc_security_group_egress_rule" "jobs_shop_to_orders_8080" {
  provider = aws.shop

  security_group_id            = aws_security_group.jobs_shop.id
  description                  = "jobs -> orders"
  referenced_security_group_id = aws_security_group.orders_shop.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_egress_rule" "jobs_shop_to_internet_443" {
  provider = aws.shop

  security_group_id = aws_security_group.jobs_shop.id
  description       = "jobs -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  # Every rule that lets somebody in: `terraform test` looks for those that the architecture does not have.
  admitted_shop = [
    aws_vpc_security_group_ingress_rule.orders_shop_from_jobs_8080,
  ]
}

# One key for everything that is kept at rest in us-east-1.
resource "aws_kms_key" "main_shop" {
  provider = aws.shop

  description             = "centralised-egress: data at rest"
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
        Principal = { Service = "logs.us-east-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = {
            "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:us-east-1:${local.account_shop}:log-group:*"
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

  name          = "alias/centralised-egress"
  target_key_id = aws_kms_key.main_shop.key_id
}
