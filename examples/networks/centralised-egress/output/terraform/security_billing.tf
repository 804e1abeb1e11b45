# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Security groups: their rules are the connections of the model. Other traffic is denied in both directions.

resource "aws_security_group" "billing_billing" {
  provider = aws.billing

  # checkov:skip=CKV2_AWS_5: each has what it is named for; checkov follows it into no module, and does not know all types
  for_each    = toset(["invoices"])
  name        = "centralised-egress-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.billing_billing.id
  tags        = { Name = "centralised-egress-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_egress_rule" "billing_billing" {
  provider          = aws.billing
  for_each          = toset(["invoices-to-payments-443"])
  security_group_id = aws_security_group.billing_billing["invoices"].id
  description       = "invoices -> payments; invoices -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  # Rules and gateway endpoints: instances and tasks start after them.
  connections_billing = [aws_vpc_security_group_egress_rule.billing_billing]
}

# One key for data at rest in us-east-1.
resource "aws_kms_key" "main_billing" {
  provider                = aws.billing
  description             = "centralised-egress: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Account", Effect = "Allow", Principal = { AWS = "arn:${local.partition}:iam::${local.account_billing}:root" }, Action = "kms:*", Resource = "*" },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.us-east-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:us-east-1:${local.account_billing}:log-group:*" }
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
  name          = "alias/centralised-egress"
  target_key_id = aws_kms_key.main_billing.key_id
}
