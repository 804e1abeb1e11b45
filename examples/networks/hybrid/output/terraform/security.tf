# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Security groups: their rules are the connections of the model. Other traffic is denied in both directions.

resource "aws_security_group" "main" {
  # checkov:skip=CKV2_AWS_5: each has what it is named for; checkov follows it into no module, and does not know all types
  for_each    = toset(["entry", "portal", "app-lb", "backoffice"])
  name        = "hybrid-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "hybrid-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_ingress_rule" "main" {
  for_each = {
    entry-from-customers-443              = { group = "entry", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "customers -> entry" }
    portal-from-entry-3000                = { group = "portal", peer = "entry", port = 3000, description = "entry -> portal" }
    app-lb-from-portal-443                = { group = "app-lb", peer = "portal", port = 443, description = "portal -> app-lb" }
    app-lb-from-office-192-168-0-0-16-443 = { group = "app-lb", cidr_ipv4 = "192.168.0.0/16", port = 443, description = "office -> app-lb" }
    backoffice-from-app-lb-8080           = { group = "backoffice", peer = "app-lb", port = 8080, description = "app-lb -> backoffice" }
  }

  security_group_id            = aws_security_group.main[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = try(aws_security_group.main[each.value.peer].id, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "main" {
  for_each = {
    entry-to-portal-3000                        = { group = "entry", peer = "portal", port = 3000, description = "entry -> portal" }
    portal-to-app-lb-443                        = { group = "portal", peer = "app-lb", port = 443, description = "portal -> app-lb" }
    portal-to-internet-443                      = { group = "portal", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "portal -> its platform (images, Systems Manager, logs)" }
    app-lb-to-backoffice-8080                   = { group = "app-lb", peer = "backoffice", port = 8080, description = "app-lb -> backoffice" }
    backoffice-to-datacenter-172-16-0-0-16-1433 = { group = "backoffice", cidr_ipv4 = "172.16.0.0/16", port = 1433, description = "backoffice -> datacenter" }
    backoffice-to-internet-443                  = { group = "backoffice", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "backoffice -> its platform (images, Systems Manager, logs)" }
  }

  security_group_id            = aws_security_group.main[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = try(aws_security_group.main[each.value.peer].id, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

locals {
  # Rules and gateway endpoints: instances and tasks start after them.
  connections = [aws_vpc_security_group_ingress_rule.main, aws_vpc_security_group_egress_rule.main]
}

# One key for data at rest in us-east-1.
resource "aws_kms_key" "main" {
  description             = "hybrid: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Account", Effect = "Allow", Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }, Action = "kms:*", Resource = "*" },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.us-east-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:us-east-1:${local.account}:log-group:*" }
        }
      },
      {
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = local.this_account
      },
    ]
  })
}

resource "aws_kms_alias" "main" {
  name          = "alias/hybrid"
  target_key_id = aws_kms_key.main.key_id
}
