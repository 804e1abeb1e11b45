# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers and compute.

# No service allows commands in its containers (enable_execute_command). If one does, they are encrypted and logged.
resource "aws_cloudwatch_log_group" "commands" {
  name              = "/hybrid/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_ecs_cluster" "main" {
  name = "hybrid"
  tags = { Name = "hybrid" }

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  configuration {
    execute_command_configuration {
      kms_key_id = aws_kms_key.main.arn
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.commands.name
      }
    }
  }
}

# Target groups of the load balancers.
resource "aws_lb_target_group" "main" {
  for_each = {
    entry-portal-3000-ip      = { component = "portal", port = 3000 }
    app-lb-backoffice-8080-ip = { component = "backoffice", port = 8080 }
  }

  name                 = "hybrid-${each.key}"
  target_type          = "ip"
  port                 = each.value.port
  protocol             = "HTTP"
  vpc_id               = aws_vpc.main.id
  deregistration_delay = 60
  tags                 = { Name = "hybrid-${each.key}", Component = each.value.component }

  health_check {
    path                = "/"
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
  for_each                   = { entry = { internal = false }, app-lb = { internal = true } }
  name                       = "hybrid-${each.key}"
  load_balancer_type         = "application"
  internal                   = each.value.internal
  subnets                    = each.value.internal ? [for subnet in aws_subnet.app : subnet.id] : [for subnet in aws_subnet.web : subnet.id]
  security_groups            = [aws_security_group.main[each.key].id]
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
  tags                       = { Name = "hybrid-${each.key}", Component = each.key }

  access_logs {
    bucket  = module.access_logs.id
    prefix  = each.key
    enabled = true
  }

  depends_on = [module.access_logs]
}

resource "aws_lb_listener" "entry_443" {
  load_balancer_arn = aws_lb.main["entry"].arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  certificate_arn   = var.entry_certificate_arn
  tags              = { Name = "hybrid-entry", Component = "entry" }

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main["entry-portal-3000-ip"].arn
  }
}

check "entry_certificate" {
  assert {
    condition     = var.entry_certificate_arn != null
    error_message = "entry speaks TLS and the model gives no domain: set entry_certificate_arn before you apply."
  }
}

# portal: frontend, 2 to 4 tasks on Fargate over us-east-1a and us-east-1b.
module "portal" {
  source = "./modules/ecs-service"

  name               = "hybrid-portal"
  tags               = { Name = "hybrid-portal", Component = "portal" }
  cluster            = aws_ecs_cluster.main
  cpu                = 256
  memory             = 512
  capacity           = var.portal_capacity
  subnet_ids         = [for subnet in aws_subnet.app : subnet.id]
  security_group_ids = [aws_security_group.main["portal"].id]
  target_groups      = [{ arn = aws_lb_target_group.main["entry-portal-3000-ip"].arn, port = 3000 }]
  image              = var.portal_image
  ports              = [3000]
  log_group          = { name = "/hybrid/portal", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main.arn }
  starts_after       = [aws_route_table_association.app, aws_route.app, local.connections, aws_lb_listener.entry_443]

  environment = [{ name = "APP_LB_URL", value = "https://${aws_lb.main["app-lb"].dns_name}" }]
}

resource "aws_lb_listener" "app_lb_443" {
  load_balancer_arn = aws_lb.main["app-lb"].arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  certificate_arn   = var.app_lb_certificate_arn
  tags              = { Name = "hybrid-app-lb", Component = "app-lb" }

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main["app-lb-backoffice-8080-ip"].arn
  }
}

check "app_lb_certificate" {
  assert {
    condition     = var.app_lb_certificate_arn != null
    error_message = "app-lb speaks TLS and the model gives no domain: set app_lb_certificate_arn before you apply."
  }
}

# backoffice: backend, 2 to 4 tasks on Fargate over us-east-1a and us-east-1b.
module "backoffice" {
  source = "./modules/ecs-service"

  name               = "hybrid-backoffice"
  tags               = { Name = "hybrid-backoffice", Component = "backoffice" }
  cluster            = aws_ecs_cluster.main
  cpu                = 256
  memory             = 512
  capacity           = var.backoffice_capacity
  subnet_ids         = [for subnet in aws_subnet.app : subnet.id]
  security_group_ids = [aws_security_group.main["backoffice"].id]
  target_groups      = [{ arn = aws_lb_target_group.main["app-lb-backoffice-8080-ip"].arn, port = 8080 }]
  image              = var.backoffice_image
  ports              = [8080]
  log_group          = { name = "/hybrid/backoffice", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main.arn }
  starts_after       = [aws_route_table_association.app, aws_route.app, local.connections, aws_lb_listener.app_lb_443]
}
