# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Security groups: their rules are the connections of the model. Other traffic is denied in both directions.

resource "aws_security_group" "billing_billing" {
  provider = aws.billing

  # checkov:skip=CKV2_AWS_5: each has what it is named for; checkov follows it into no module, and does not know all types
  for_each    = toset(["billing"])
  name        = "shared-services-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.billing_billing.id
  tags        = { Name = "shared-services-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_egress_rule" "billing_billing" {
  provider = aws.billing
  for_each = {
    billing-to-directory-10-0-32-0-22-389 = { cidr_ipv4 = "10.0.32.0/22", port = 389, description = "billing -> directory" }
    billing-to-directory-10-0-36-0-22-389 = { cidr_ipv4 = "10.0.36.0/22", port = 389, description = "billing -> directory" }
    billing-to-internet-443               = { cidr_ipv4 = "0.0.0.0/0", port = 443, description = "billing -> its platform (images, Systems Manager, logs)" }
  }

  security_group_id = aws_security_group.billing_billing["billing"].id
  description       = each.value.description
  cidr_ipv4         = each.value.cidr_ipv4
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

locals {
  # Rules and gateway endpoints: instances and tasks start after them.
  connections_billing = [aws_vpc_security_group_egress_rule.billing_billing]
}

# One key for data at rest in eu-west-1.
resource "aws_kms_key" "main_billing" {
  provider                = aws.billing
  description             = "shared-services: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Account", Effect = "Allow", Principal = { AWS = "arn:${local.partition}:iam::${local.account_billing}:root" }, Action = "kms:*", Resource = "*" },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.eu-west-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:eu-west-1:${local.account_billing}:log-group:*" }
        }
      },
      {
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account_billing } }
      },
    ]
  })
}

resource "aws_kms_alias" "main_billing" {
  provider      = aws.billing
  name          = "alias/shared-services"
  target_key_id = aws_kms_key.main_billing.key_id
}
