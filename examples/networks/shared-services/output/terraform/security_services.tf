# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Who may open a connection to whom: the connections of the model, and nothing else.
# Whatever is not listed here is refused in both directions.

# directory
resource "aws_security_group" "directory_services" {
  provider = aws.services

  name        = "shared-services-directory"
  description = "directory"
  vpc_id      = aws_vpc.services_services.id
  tags        = { Name = "shared-services-directory", Component = "directory" }
}

resource "aws_vpc_security_group_ingress_rule" "directory_services_from_shop_10_1_32_0_22_389" {
  provider = aws.services

  security_group_id = aws_security_group.directory_services.id
  description       = "shop -> directory"
  cidr_ipv4         = "10.1.32.0/22"
  ip_protocol       = "tcp"
  from_port         = 389
  to_port           = 389
}

resource "aws_vpc_security_group_ingress_rule" "directory_services_from_shop_10_1_36_0_22_389" {
  provider = aws.services

  security_group_id = aws_security_group.directory_services.id
  description       = "shop -> directory"
  cidr_ipv4         = "10.1.36.0/22"
  ip_protocol       = "tcp"
  from_port         = 389
  to_port           = 389
}

resource "aws_vpc_security_group_ingress_rule" "directory_services_from_billing_10_2_32_0_22_389" {
  provider = aws.services

  security_group_id = aws_security_group.directory_services.id
  description       = "billing -> directory"
  cidr_ipv4         = "10.2.32.0/22"
  ip_protocol       = "tcp"
  from_port         = 389
  to_port           = 389
}

resource "aws_vpc_security_group_ingress_rule" "directory_services_from_billing_10_2_36_0_22_389" {
  provider = aws.services

  security_group_id = aws_security_group.directory_services.id
  description       = "billing -> directory"
  cidr_ipv4         = "10.2.36.0/22"
  ip_protocol       = "tcp"
  from_port         = 389
  to_port           = 389
}

resource "aws_vpc_security_group_egress_rule" "directory_services_to_internet_443" {
  provider = aws.services

  security_group_id = aws_security_group.directory_services.id
  description       = "directory -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# search-lb
resource "aws_security_group" "search_lb_services" {
  provider = aws.services

  name        = "shared-services-search-lb"
  description = "search-lb"
  vpc_id      = aws_vpc.services_services.id
  tags        = { Name = "shared-services-search-lb", Component = "search-lb" }
}

resource "aws_vpc_security_group_egress_rule" "search_lb_services_to_search_9200" {
  provider = aws.services

  security_group_id            = aws_security_group.search_lb_services.id
  description                  = "search-lb -> search"
  referenced_security_group_id = aws_security_group.search_services.id
  ip_protocol                  = "tcp"
  from_port                    = 9200
  to_port                      = 9200
}

# search
resource "aws_security_group" "search_services" {
  provider = aws.services

  name        = "shared-services-search"
  description = "search"
  vpc_id      = aws_vpc.services_services.id
  tags        = { Name = "shared-services-search", Component = "search" }
}

resource "aws_vpc_security_group_ingress_rule" "search_services_from_search_lb_9200" {
  provider = aws.services

  security_group_id            = aws_security_group.search_services.id
  description                  = "search-lb -> search"
  referenced_security_group_id = aws_security_group.search_lb_services.id
  ip_protocol                  = "tcp"
  from_port                    = 9200
  to_port                      = 9200
}

resource "aws_vpc_security_group_egress_rule" "search_services_to_internet_443" {
  provider = aws.services

  security_group_id = aws_security_group.search_services.id
  description       = "search -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  # Every rule that lets somebody in: `terraform test` looks for those that the architecture does not have.
  admitted_services = [
    aws_vpc_security_group_ingress_rule.directory_services_from_shop_10_1_32_0_22_389,
    aws_vpc_security_group_ingress_rule.directory_services_from_shop_10_1_36_0_22_389,
    aws_vpc_security_group_ingress_rule.directory_services_from_billing_10_2_32_0_22_389,
    aws_vpc_security_group_ingress_rule.directory_services_from_billing_10_2_36_0_22_389,
    aws_vpc_security_group_ingress_rule.search_services_from_search_lb_9200,
  ]
}

# One key for everything that is kept at rest in eu-west-1.
resource "aws_kms_key" "main_services" {
  provider = aws.services

  description             = "shared-services: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account_services}:root" }
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
            "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:eu-west-1:${local.account_services}:log-group:*"
          }
        }
      },
      {
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = ["cloudwatch.amazonaws.com"] }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account_services } }
      },
    ]
  })
}

resource "aws_kms_alias" "main_services" {
  provider = aws.services

  name          = "alias/shared-services"
  target_key_id = aws_kms_key.main_services.key_id
}
