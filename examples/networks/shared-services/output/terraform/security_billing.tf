# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Who may open a connection to whom: the connections of the model, and nothing else.
# Whatever is not listed here is refused in both directions.

# billing
resource "aws_security_group" "billing_billing" {
  provider = aws.billing

  name        = "shared-services-billing"
  description = "billing"
  vpc_id      = aws_vpc.billing_billing.id
  tags        = { Name = "shared-services-billing", Component = "billing" }
}

resource "aws_vpc_security_group_egress_rule" "billing_billing_to_directory_10_0_32_0_22_389" {
  provider = aws.billing

  security_group_id = aws_security_group.billing_billing.id
  description       = "billing -> directory"
  cidr_ipv4         = "10.0.32.0/22"
  ip_protocol       = "tcp"
  from_port         = 389
  to_port           = 389
}

resource "aws_vpc_security_group_egress_rule" "billing_billing_to_directory_10_0_36_0_22_389" {
  provider = aws.billing

  security_group_id = aws_security_group.billing_billing.id
  description       = "billing -> directory"
  cidr_ipv4         = "10.0.36.0/22"
  ip_protocol       = "tcp"
  from_port         = 389
  to_port           = 389
}

resource "aws_vpc_security_group_egress_rule" "billing_billing_to_internet_443" {
  provider = aws.billing

  security_group_id = aws_security_group.billing_billing.id
  description       = "billing -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  # Every rule that lets somebody in: `terraform test` looks for those that the architecture does not have.
  admitted_billing = [
  ]
}

# One key for everything that is kept at rest in eu-west-1.
resource "aws_kms_key" "main_billing" {
  provider = aws.billing

  description             = "shared-services: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account_billing}:root" }
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
            "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:eu-west-1:${local.account_billing}:log-group:*"
          }
        }
      },
      {
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = ["cloudwatch.amazonaws.com"] }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account_billing } }
      },
    ]
  })
}

resource "aws_kms_alias" "main_billing" {
  provider = aws.billing

  name          = "alias/shared-services"
  target_key_id = aws_kms_key.main_billing.key_id
}
