# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Who may open a connection to whom: the connections of the model, and nothing else.
# Whatever is not listed here is refused in both directions.

# reports
resource "aws_security_group" "reports_eu_central_1" {
  region      = "eu-central-1"
  name        = "two-regions-reports"
  description = "reports"
  vpc_id      = aws_vpc.frankfurt_eu_central_1.id
  tags        = { Name = "two-regions-reports", Component = "reports" }
}

resource "aws_vpc_security_group_egress_rule" "reports_eu_central_1_to_orders_10_0_32_0_22_8080" {
  region            = "eu-central-1"
  security_group_id = aws_security_group.reports_eu_central_1.id
  description       = "reports -> orders"
  cidr_ipv4         = "10.0.32.0/22"
  ip_protocol       = "tcp"
  from_port         = 8080
  to_port           = 8080
}

resource "aws_vpc_security_group_egress_rule" "reports_eu_central_1_to_orders_10_0_36_0_22_8080" {
  region            = "eu-central-1"
  security_group_id = aws_security_group.reports_eu_central_1.id
  description       = "reports -> orders"
  cidr_ipv4         = "10.0.36.0/22"
  ip_protocol       = "tcp"
  from_port         = 8080
  to_port           = 8080
}

resource "aws_vpc_security_group_egress_rule" "reports_eu_central_1_to_datacenter_172_16_0_0_16_1433" {
  region            = "eu-central-1"
  security_group_id = aws_security_group.reports_eu_central_1.id
  description       = "reports -> datacenter"
  cidr_ipv4         = "172.16.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 1433
  to_port           = 1433
}

resource "aws_vpc_security_group_egress_rule" "reports_eu_central_1_to_internet_443" {
  region            = "eu-central-1"
  security_group_id = aws_security_group.reports_eu_central_1.id
  description       = "reports -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "reports_eu_central_1_to_internet_ipv6_443" {
  region            = "eu-central-1"
  security_group_id = aws_security_group.reports_eu_central_1.id
  description       = "reports -> its platform (images, Systems Manager, logs)"
  cidr_ipv6         = "::/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  # Every rule that lets somebody in: `terraform test` looks for those that the architecture does not have.
  admitted_eu_central_1 = [
  ]
}

# One key for everything that is kept at rest in eu-central-1.
resource "aws_kms_key" "main_eu_central_1" {
  region                  = "eu-central-1"
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
        Principal = { Service = "logs.eu-central-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = {
            "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:eu-central-1:${local.account}:log-group:*"
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

resource "aws_kms_alias" "main_eu_central_1" {
  region        = "eu-central-1"
  name          = "alias/two-regions"
  target_key_id = aws_kms_key.main_eu_central_1.key_id
}
