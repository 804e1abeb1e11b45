# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Who may open a connection to whom: the connections of the model, and nothing else.
# Whatever is not listed here is refused in both directions.

# entry
resource "aws_security_group" "entry" {
  name        = "hybrid-entry"
  description = "entry"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "hybrid-entry", Component = "entry" }
}

resource "aws_vpc_security_group_ingress_rule" "entry_from_customers_443" {
  security_group_id = aws_security_group.entry.id
  description       = "customers -> entry"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "entry_to_portal_3000" {
  security_group_id            = aws_security_group.entry.id
  description                  = "entry -> portal"
  referenced_security_group_id = aws_security_group.portal.id
  ip_protocol                  = "tcp"
  from_port                    = 3000
  to_port                      = 3000
}

# portal
resource "aws_security_group" "portal" {
  name        = "hybrid-portal"
  description = "portal"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "hybrid-portal", Component = "portal" }
}

resource "aws_vpc_security_group_ingress_rule" "portal_from_entry_3000" {
  security_group_id            = aws_security_group.portal.id
  description                  = "entry -> portal"
  referenced_security_group_id = aws_security_group.entry.id
  ip_protocol                  = "tcp"
  from_port                    = 3000
  to_port                      = 3000
}

resource "aws_vpc_security_group_egress_rule" "portal_to_app_lb_443" {
  security_group_id            = aws_security_group.portal.id
  description                  = "portal -> app-lb"
  referenced_security_group_id = aws_security_group.app_lb.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "portal_to_internet_443" {
  security_group_id = aws_security_group.portal.id
  description       = "portal -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# app-lb
resource "aws_security_group" "app_lb" {
  name        = "hybrid-app-lb"
  description = "app-lb"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "hybrid-app-lb", Component = "app-lb" }
}

resource "aws_vpc_security_group_ingress_rule" "app_lb_from_portal_443" {
  security_group_id            = aws_security_group.app_lb.id
  description                  = "portal -> app-lb"
  referenced_security_group_id = aws_security_group.portal.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "app_lb_to_backoffice_8080" {
  security_group_id            = aws_security_group.app_lb.id
  description                  = "app-lb -> backoffice"
  referenced_security_group_id = aws_security_group.backoffice.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_ingress_rule" "app_lb_from_office_192_168_0_0_16_443" {
  security_group_id = aws_security_group.app_lb.id
  description       = "office -> app-lb"
  cidr_ipv4         = "192.168.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# backoffice
resource "aws_security_group" "backoffice" {
  name        = "hybrid-backoffice"
  description = "backoffice"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "hybrid-backoffice", Component = "backoffice" }
}

resource "aws_vpc_security_group_ingress_rule" "backoffice_from_app_lb_8080" {
  security_group_id            = aws_security_group.backoffice.id
  description                  = "app-lb -> backoffice"
  referenced_security_group_id = aws_security_group.app_lb.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_egress_rule" "backoffice_to_datacenter_172_16_0_0_16_1433" {
  security_group_id = aws_security_group.backoffice.id
  description       = "backoffice -> datacenter"
  cidr_ipv4         = "172.16.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 1433
  to_port           = 1433
}

resource "aws_vpc_security_group_egress_rule" "backoffice_to_internet_443" {
  security_group_id = aws_security_group.backoffice.id
  description       = "backoffice -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  # Every rule that lets somebody in: `terraform test` looks for those that the architecture does not have.
  admitted = [
    aws_vpc_security_group_ingress_rule.entry_from_customers_443,
    aws_vpc_security_group_ingress_rule.portal_from_entry_3000,
    aws_vpc_security_group_ingress_rule.app_lb_from_portal_443,
    aws_vpc_security_group_ingress_rule.app_lb_from_office_192_168_0_0_16_443,
    aws_vpc_security_group_ingress_rule.backoffice_from_app_lb_8080,
  ]
}

# One key for everything that is kept at rest in us-east-1.
resource "aws_kms_key" "main" {
  description             = "hybrid: data at rest"
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
        Principal = { Service = "logs.us-east-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = {
            "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:us-east-1:${local.account}:log-group:*"
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
  name          = "alias/hybrid"
  target_key_id = aws_kms_key.main.key_id
}
