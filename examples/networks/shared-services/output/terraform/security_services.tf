# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Security groups: their rules are the connections of the model. Other traffic is denied in both directions.

resource "aws_security_group" "services_services" {
  provider = aws.services

  # checkov:skip=CKV2_AWS_5: each has what it is named for; checkov follows it into no module, and does not know all types
  for_each    = toset(["directory", "search-lb", "search"])
  name        = "shared-services-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.services_services.id
  tags        = { Name = "shared-services-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_ingress_rule" "services_services" {
  provider = aws.services
  for_each = {
    directory-from-shop-10-1-32-0-22-389    = { group = "directory", cidr_ipv4 = "10.1.32.0/22", port = 389, description = "shop -> directory" }
    directory-from-shop-10-1-36-0-22-389    = { group = "directory", cidr_ipv4 = "10.1.36.0/22", port = 389, description = "shop -> directory" }
    directory-from-billing-10-2-32-0-22-389 = { group = "directory", cidr_ipv4 = "10.2.32.0/22", port = 389, description = "billing -> directory" }
    directory-from-billing-10-2-36-0-22-389 = { group = "directory", cidr_ipv4 = "10.2.36.0/22", port = 389, description = "billing -> directory" }
    search-from-search-lb-9200              = { group = "search", peer = "search-lb", port = 9200, description = "search-lb -> search" }
  }

  security_group_id            = aws_security_group.services_services[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = try(aws_security_group.services_services[each.value.peer].id, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "services_services" {
  provider = aws.services
  for_each = {
    directory-to-internet-443 = { group = "directory", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "directory -> its platform (images, Systems Manager, logs)" }
    search-lb-to-search-9200  = { group = "search-lb", peer = "search", port = 9200, description = "search-lb -> search" }
    search-to-internet-443    = { group = "search", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "search -> its platform (images, Systems Manager, logs)" }
  }

  security_group_id            = aws_security_group.services_services[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = try(aws_security_group.services_services[each.value.peer].id, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

locals {
  # Rules and gateway endpoints: instances and tasks start after them.
  connections_services = [aws_vpc_security_group_ingress_rule.services_services, aws_vpc_security_group_egress_rule.services_services]
}

# One key for data at rest in eu-west-1.
resource "aws_kms_key" "main_services" {
  provider                = aws.services
  description             = "shared-services: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Account", Effect = "Allow", Principal = { AWS = "arn:${local.partition}:iam::${local.account_services}:root" }, Action = "kms:*", Resource = "*" },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.eu-west-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:eu-west-1:${local.account_services}:log-group:*" }
        }
      },
      {
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account_services } }
      },
    ]
  })
}

resource "aws_kms_alias" "main_services" {
  provider      = aws.services
  name          = "alias/shared-services"
  target_key_id = aws_kms_key.main_services.key_id
}
