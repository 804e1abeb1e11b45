# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Who may open a connection to whom: the connections of the model, and nothing else.
# Whatever is not listed here is refused in both directions.

# builds
resource "aws_security_group" "builds_network" {
  provider = aws.network

  name        = "isolated-spokes-builds"
  description = "builds"
  vpc_id      = aws_vpc.hub_network.id
  tags        = { Name = "isolated-spokes-builds", Component = "builds" }
}

resource "aws_vpc_security_group_egress_rule" "builds_network_to_orders_10_1_0_0_22_5432" {
  provider = aws.network

  security_group_id = aws_security_group.builds_network.id
  description       = "builds -> orders"
  cidr_ipv4         = "10.1.0.0/22"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
}

resource "aws_vpc_security_group_egress_rule" "builds_network_to_invoices_10_2_0_0_22_5432" {
  provider = aws.network

  security_group_id = aws_security_group.builds_network.id
  description       = "builds -> invoices"
  cidr_ipv4         = "10.2.0.0/22"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
}

resource "aws_vpc_security_group_egress_rule" "builds_network_to_registry_443" {
  provider = aws.network

  security_group_id = aws_security_group.builds_network.id
  description       = "builds -> registry; builds -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  # Every rule that lets somebody in: `terraform test` looks for those that the architecture does not have.
  admitted_network = [
  ]
}

# One key for everything that is kept at rest in us-east-1.
resource "aws_kms_key" "main_network" {
  provider = aws.network

  description             = "isolated-spokes: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account_network}:root" }
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
            "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:us-east-1:${local.account_network}:log-group:*"
          }
        }
      },
      {
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = ["cloudwatch.amazonaws.com"] }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account_network } }
      },
    ]
  })
}

resource "aws_kms_alias" "main_network" {
  provider = aws.network

  name          = "alias/isolated-spokes"
  target_key_id = aws_kms_key.main_network.key_id
}
