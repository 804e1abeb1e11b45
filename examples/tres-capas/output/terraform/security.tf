# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

# Who may open a connection to whom: the connections of the model, and nothing else.
# Whatever is not listed here is refused in both directions.

# The addresses from which CloudFront asks its origins. The list weighs 55 of the 60 rules that a group
# may have, so it can be let in on one port only.
data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

# web-lb: Balanceador público
resource "aws_security_group" "web_lb" {
  name        = "tres-capas-web-lb"
  description = "web-lb"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "tres-capas-web-lb", Component = "web-lb" }
}

resource "aws_vpc_security_group_ingress_rule" "web_lb_from_cdn_443" {
  security_group_id = aws_security_group.web_lb.id
  description       = "cdn -> web-lb"
  prefix_list_id    = data.aws_ec2_managed_prefix_list.cloudfront.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "web_lb_to_frontend_3000" {
  security_group_id            = aws_security_group.web_lb.id
  description                  = "web-lb -> frontend"
  referenced_security_group_id = aws_security_group.frontend.id
  ip_protocol                  = "tcp"
  from_port                    = 3000
  to_port                      = 3000
}

# frontend: Frontend
resource "aws_security_group" "frontend" {
  name        = "tres-capas-frontend"
  description = "frontend"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "tres-capas-frontend", Component = "frontend" }
}

resource "aws_vpc_security_group_ingress_rule" "frontend_from_web_lb_3000" {
  security_group_id            = aws_security_group.frontend.id
  description                  = "web-lb -> frontend"
  referenced_security_group_id = aws_security_group.web_lb.id
  ip_protocol                  = "tcp"
  from_port                    = 3000
  to_port                      = 3000
}

resource "aws_vpc_security_group_egress_rule" "frontend_to_app_lb_8000" {
  security_group_id            = aws_security_group.frontend.id
  description                  = "frontend -> app-lb"
  referenced_security_group_id = aws_security_group.app_lb.id
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000
}

resource "aws_vpc_security_group_egress_rule" "frontend_to_internet_443" {
  security_group_id = aws_security_group.frontend.id
  description       = "frontend -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# app-lb: Balanceador interno
resource "aws_security_group" "app_lb" {
  name        = "tres-capas-app-lb"
  description = "app-lb"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "tres-capas-app-lb", Component = "app-lb" }
}

resource "aws_vpc_security_group_ingress_rule" "app_lb_from_frontend_8000" {
  security_group_id            = aws_security_group.app_lb.id
  description                  = "frontend -> app-lb"
  referenced_security_group_id = aws_security_group.frontend.id
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000
}

resource "aws_vpc_security_group_egress_rule" "app_lb_to_backend_8000" {
  security_group_id            = aws_security_group.app_lb.id
  description                  = "app-lb -> backend"
  referenced_security_group_id = aws_security_group.backend.id
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000
}

# backend: Backend
resource "aws_security_group" "backend" {
  name        = "tres-capas-backend"
  description = "backend"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "tres-capas-backend", Component = "backend" }
}

resource "aws_vpc_security_group_ingress_rule" "backend_from_app_lb_8000" {
  security_group_id            = aws_security_group.backend.id
  description                  = "app-lb -> backend"
  referenced_security_group_id = aws_security_group.app_lb.id
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000
}

resource "aws_vpc_security_group_egress_rule" "backend_to_database_4321" {
  security_group_id            = aws_security_group.backend.id
  description                  = "backend -> database"
  referenced_security_group_id = aws_security_group.database.id
  ip_protocol                  = "tcp"
  from_port                    = 4321
  to_port                      = 4321
}

resource "aws_vpc_security_group_egress_rule" "backend_to_sesiones_443" {
  security_group_id = aws_security_group.backend.id
  description       = "backend -> sesiones"
  prefix_list_id    = aws_vpc_endpoint.dynamodb_endpoint.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "backend_to_microservicios_443" {
  security_group_id = aws_security_group.backend.id
  description       = "backend -> microservicios; backend -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# database: Base de datos relacional
resource "aws_security_group" "database" {
  name        = "tres-capas-database"
  description = "database"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "tres-capas-database", Component = "database" }
}

resource "aws_vpc_security_group_ingress_rule" "database_from_backend_4321" {
  security_group_id            = aws_security_group.database.id
  description                  = "backend -> database"
  referenced_security_group_id = aws_security_group.backend.id
  ip_protocol                  = "tcp"
  from_port                    = 4321
  to_port                      = 4321
}

locals {
  # Every rule that lets somebody in: `terraform test` looks for those that the architecture does not have.
  admitted = [
    aws_vpc_security_group_ingress_rule.web_lb_from_cdn_443,
    aws_vpc_security_group_ingress_rule.frontend_from_web_lb_3000,
    aws_vpc_security_group_ingress_rule.app_lb_from_frontend_8000,
    aws_vpc_security_group_ingress_rule.backend_from_app_lb_8000,
    aws_vpc_security_group_ingress_rule.database_from_backend_4321,
  ]
}

# One key for everything that is kept at rest in us-east-1.
resource "aws_kms_key" "main" {
  description             = "tres-capas: data at rest"
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
      {
        # Named by the account: the distribution depends on the bucket, and the bucket on this key.
        Sid       = "Cdn"
        Effect    = "Allow"
        Principal = { Service = "cloudfront.amazonaws.com" }
        Action    = "kms:Decrypt"
        Resource  = "*"
        Condition = {
          StringLike = { "aws:SourceArn" = "arn:${local.partition}:cloudfront::${local.account}:distribution/*" }
        }
      },
    ]
  })
}

resource "aws_kms_alias" "main" {
  name          = "alias/tres-capas"
  target_key_id = aws_kms_key.main.key_id
}
