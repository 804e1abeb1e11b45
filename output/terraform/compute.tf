# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers and compute.

# Target groups of the load balancers.
resource "aws_lb_target_group" "main" {
  # checkov:skip=CKV_AWS_378: TLS ends at the load balancer
  for_each = {
    web-lb-web-3000 = { component = "web", port = 3000, path = "/" }
    app-lb-app-8000 = { component = "app", port = 8000, path = "/health/" }
  }

  name                 = "three-tier-web-${each.key}"
  target_type          = "instance"
  port                 = each.value.port
  protocol             = "HTTP"
  vpc_id               = aws_vpc.main.id
  deregistration_delay = 60
  tags                 = { Name = "three-tier-web-${each.key}", Component = each.value.component }

  health_check {
    path                = each.value.path
    matcher             = "200-399"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }

  lifecycle { create_before_destroy = true }
}

# Load balancers: each has a node in each of its zones. Internal ones are inside the VPC, the others open to the internet.
resource "aws_lb" "main" {
  # checkov:skip=CKV2_AWS_28: the model has no web ACL; a component of kind waf adds one
  for_each                   = { web-lb = { internal = false }, app-lb = { internal = true } }
  name                       = "three-tier-web-${each.key}"
  load_balancer_type         = "application"
  internal                   = each.value.internal
  subnets                    = each.value.internal ? [for subnet in aws_subnet.app : subnet.id] : [for subnet in aws_subnet.web : subnet.id]
  security_groups            = [aws_security_group.main[each.key].id]
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
  tags                       = { Name = "three-tier-web-${each.key}", Component = each.key }

  access_logs {
    bucket  = module.access_logs.id
    prefix  = each.key
    enabled = true
  }

  depends_on = [module.access_logs]
}

resource "aws_lb_listener" "main" {
  for_each = {
    web-lb-443  = { balancer = "web-lb", port = 443, certificate = "web-lb", target = "web-lb-web-3000" }
    app-lb-8000 = { balancer = "app-lb", port = 8000, certificate = "app-lb", target = "app-lb-app-8000" }
  }

  load_balancer_arn = aws_lb.main[each.value.balancer].arn
  port              = each.value.port
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  certificate_arn   = aws_acm_certificate_validation.dns[each.value.certificate].certificate_arn
  tags              = aws_lb.main[each.value.balancer].tags

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main[each.value.target].arn
  }
}

# web: frontend, 2 to 6 instances over us-east-1a and us-east-1b.
module "web" {
  source = "./modules/auto-scaling-group"

  name               = "three-tier-web-web"
  tags               = { Name = "three-tier-web-web", Component = "web" }
  default_tags       = local.tags
  instance_type      = var.web_instance_type
  capacity           = var.web_capacity
  subnet_ids         = [for subnet in aws_subnet.web : subnet.id]
  security_group_ids = [aws_security_group.main["web"].id]
  target_group_arns  = [aws_lb_target_group.main["web-lb-web-3000"].arn]
  public_addresses   = true # the only egress of a public subnet; only web-lb may connect to it
  log_group          = { name = "/three-tier-web/web", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main.arn }
  starts_after       = [aws_route_table_association.web, aws_route.web, local.connections]
  image              = var.web_image

  environment = { APP_LB_URL = "https://app-lb.app.example.com:8000" }
}

# app: backend, 2 to 8 instances over us-east-1a and us-east-1b.
module "app" {
  source = "./modules/auto-scaling-group"

  name               = "three-tier-web-app"
  tags               = { Name = "three-tier-web-app", Component = "app" }
  default_tags       = local.tags
  instance_type      = var.app_instance_type
  capacity           = var.app_capacity
  subnet_ids         = [for subnet in aws_subnet.app : subnet.id]
  security_group_ids = [aws_security_group.main["app"].id]
  target_group_arns  = [aws_lb_target_group.main["app-lb-app-8000"].arn]
  log_group          = { name = "/three-tier-web/app", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main.arn }
  starts_after       = [aws_route_table_association.app, aws_route.app, local.connections]
  image              = var.app_image
  environment = {
    ORDERS_HOST         = aws_db_instance.orders.address
    ORDERS_READER_HOSTS = join(",", [for replica in aws_db_instance.orders_replica : replica.address])
    ORDERS_PORT         = "5432"
    ORDERS_USER         = "dbadmin"
    ORDERS_DATABASE     = "orders"
    SESSIONS_TABLE      = aws_dynamodb_table.sessions.name
  }
  secrets = { ORDERS_PASSWORD = { arn = aws_ssm_parameter.orders_password.arn } }
  statements = [
    {
      Sid      = "Sessions"
      Action   = ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem"]
      Resource = [aws_dynamodb_table.sessions.arn, "${aws_dynamodb_table.sessions.arn}/index/*"]
    },
    { Sid = "Parameters", Action = ["ssm:GetParameter", "ssm:GetParameters"], Resource = aws_ssm_parameter.orders_password.arn },
    { Sid = "Keys", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = aws_kms_key.main.arn },
  ]
}
