# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Who may open a connection to whom: the connections of the model, and nothing else.
# Whatever is not listed here is refused in both directions.

# orders
resource "aws_security_group" "orders" {
  name        = "two-regions-orders"
  description = "orders"
  vpc_id      = aws_vpc.dublin.id
  tags        = { Name = "two-regions-orders", Component = "orders" }
}

resource "aws_vpc_security_group_ingress_rule" "orders_from_reports_10_1_32_0_22_8080" {
  security_group_id = aws_security_group.orders.id
  description       = "reports -> orders"
  cidr_ipv4         = "10.1.32.0/22"
  ip_protocol       = "tcp"
  from_port         = 8080
  to_port           = 8080
}

resource "aws_vpc_security_group_ingress_rule" "orders_from_reports_10_1_36_0_22_8080" {
  security_group_id = aws_security_group.orders.id
  description       = "reports -> orders"
  cidr_ipv4         = "10.1.36.0/22"
  ip_protocol       = "tcp"
  from_port         = 8080
  to_port           = 8080
}

resource "aws_vpc_security_group_egress_rule" "orders_to_datacenter_172_16_0_0_16_1433" {
  security_group_id = aws_security_group.orders.id
  description       = "orders -> datacenter"
  cidr_ipv4         = "172.16.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 1433
  to_port           = 1433
}

resource "aws_vpc_security_group_egress_rule" "orders_to_internet_443" {
  security_group_id = aws_security_group.orders.id
  description       = "orders -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "orders_to_internet_ipv6_443" {
  security_group_id = aws_security_group.orders.id
  description       = "orders -> its platform (images, Systems Manager, logs)"
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  # Every rule that lets somebody in: `terraform test` looks for those that the architecture does not have.
  admitted = [
    aws_vpc_security_group_ingress_rule.orders_from_reports_10_1_32_0_22_8080,
    aws_vpc_security_group_ingress_rule.orders_from_reports_10_1_36_0_22_8080,
  ]
}

# One key for everything that is kept at rest in eu-west-1.
resource "aws_kms_key" "main" {
  description             = "two-regions: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }
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
            "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:eu-west-1:${local.account}:log-group:*"
          }
        }
      },
      {
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = ["cloudwatch.amazonaws.com"] }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
    ]
  })
}

resource "aws_kms_alias" "main" {
  name          = "alias/two-regions"
  target_key_id = aws_kms_key.main.key_id
}
