# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Who may open a connection to whom: the connections of the model, and nothing else.
# Whatever is not listed here is refused in both directions.

# The addresses from which CloudFront asks its origins. The list weighs 55 of the 60 rules that a group
# may have, so it can be let in on one port only.
data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

# web-lb
resource "aws_security_group" "web_lb" {
  name        = "three-tier-web-web-lb"
  description = "web-lb"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "three-tier-web-web-lb", Component = "web-lb" }
}

resource "aws_vpc_security_group_ingress_rule" "web_lb_from_cdn_443" {
  security_group_id = aws_security_group.web_lb.id
  description       = "cdn -> web-lb"
  prefix_list_id    = data.aws_ec2_managed_prefix_list.cloudfront.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "web_lb_to_web_3000" {
  security_group_id            = aws_security_group.web_lb.id
  description                  = "web-lb -> web"
  referenced_security_group_id = aws_security_group.web.id
  ip_protocol                  = "tcp"
  from_port                    = 3000
  to_port                      = 3000
}

# web
resource "aws_security_group" "web" {
  name        = "three-tier-web-web"
  description = "web"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "three-tier-web-web", Component = "web" }
}

resource "aws_vpc_security_group_ingress_rule" "web_from_web_lb_3000" {
  security_group_id            = aws_security_group.web.id
  description                  = "web-lb -> web"
  referenced_security_group_id = aws_security_group.web_lb.id
  ip_protocol                  = "tcp"
  from_port                    = 3000
  to_port                      = 3000
}

resource "aws_vpc_security_group_egress_rule" "web_to_app_lb_8000" {
  security_group_id            = aws_security_group.web.id
  description                  = "web -> app-lb"
  referenced_security_group_id = aws_security_group.app_lb.id
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000
}

resource "aws_vpc_security_group_egress_rule" "web_to_internet_443" {
  security_group_id = aws_security_group.web.id
  description       = "web -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# app-lb
resource "aws_security_group" "app_lb" {
  name        = "three-tier-web-app-lb"
  description = "app-lb"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "three-tier-web-app-lb", Component = "app-lb" }
}

resource "aws_vpc_security_group_ingress_rule" "app_lb_from_web_8000" {
  security_group_id            = aws_security_group.app_lb.id
  description                  = "web -> app-lb"
  referenced_security_group_id = aws_security_group.web.id
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000
}

resource "aws_vpc_security_group_egress_rule" "app_lb_to_app_8000" {
  security_group_id            = aws_security_group.app_lb.id
  description                  = "app-lb -> app"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000
}

# app
resource "aws_security_group" "app" {
  name        = "three-tier-web-app"
  description = "app"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "three-tier-web-app", Component = "app" }
}

resource "aws_vpc_security_group_ingress_rule" "app_from_app_lb_8000" {
  security_group_id            = aws_security_group.app.id
  description                  = "app-lb -> app"
  referenced_security_group_id = aws_security_group.app_lb.id
  ip_protocol                  = "tcp"
  from_port                    = 8000
  to_port                      = 8000
}

resource "aws_vpc_security_group_egress_rule" "app_to_orders_5432" {
  security_group_id            = aws_security_group.app.id
  description                  = "app -> orders"
  referenced_security_group_id = aws_security_group.orders.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_vpc_security_group_egress_rule" "app_to_sessions_443" {
  security_group_id = aws_security_group.app.id
  description       = "app -> sessions"
  prefix_list_id    = aws_vpc_endpoint.dynamodb_endpoint.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "app_to_partners_443" {
  security_group_id = aws_security_group.app.id
  description       = "app -> partners; app -> its platform (images, Systems Manager, logs)"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# orders
resource "aws_security_group" "orders" {
  name        = "three-tier-web-orders"
  description = "orders"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "three-tier-web-orders", Component = "orders" }
}

resource "aws_vpc_security_group_ingress_rule" "orders_from_app_5432" {
  security_group_id            = aws_security_group.orders.id
  description                  = "app -> orders"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

locals {
  # Every rule that lets somebody in: `terraform test` looks for those that the architecture does not have.
  admitted = [
    aws_vpc_security_group_ingress_rule.web_lb_from_cdn_443,
    aws_vpc_security_group_ingress_rule.web_from_web_lb_3000,
    aws_vpc_security_group_ingress_rule.app_lb_from_web_8000,
    aws_vpc_security_group_ingress_rule.app_from_app_lb_8000,
    aws_vpc_security_group_ingress_rule.orders_from_app_5432,
  ]
}

# One key for everything that is kept at rest in us-east-1.
resource "aws_kms_key" "main" {
  description             = "three-tier-web: data at rest"
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
  name          = "alias/three-tier-web"
  target_key_id = aws_kms_key.main.key_id
}
