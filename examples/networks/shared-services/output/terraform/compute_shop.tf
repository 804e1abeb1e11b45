# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers and compute.

# No service allows commands in its containers (enable_execute_command). If one does, they are encrypted and logged.
resource "aws_cloudwatch_log_group" "commands_shop" {
  provider          = aws.shop
  name              = "/shared-services/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_shop.arn
}

resource "aws_ecs_cluster" "main_shop" {
  provider = aws.shop
  name     = "shared-services"
  tags     = { Name = "shared-services" }

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  configuration {
    execute_command_configuration {
      kms_key_id = aws_kms_key.main_shop.arn
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.commands_shop.name
      }
    }
  }
}

# Target groups of the load balancers.
resource "aws_lb_target_group" "shop_shop" {
  provider             = aws.shop
  for_each             = toset(["entry-shop-8080-ip"])
  name                 = "shared-services-entry-sho-c8326f"
  target_type          = "ip"
  port                 = 8080
  protocol             = "HTTP"
  vpc_id               = aws_vpc.shop_shop.id
  deregistration_delay = 60
  tags                 = { Name = "shared-services-entry-sho-c8326f", Component = "shop" }

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

# entry: open to the internet, a node in each of its zones.
resource "aws_lb" "entry_shop" {
  provider = aws.shop

  # checkov:skip=CKV2_AWS_28: the model has no web ACL; a component of kind waf adds one
  name                       = "shared-services-entry"
  load_balancer_type         = "application"
  internal                   = false
  subnets                    = [for subnet in aws_subnet.shop_edge_shop : subnet.id]
  security_groups            = [aws_security_group.shop_shop["entry"].id]
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
  tags                       = { Name = "shared-services-entry", Component = "entry" }

  access_logs {
    bucket  = module.access_logs_shop.id
    prefix  = "entry"
    enabled = true
  }

  depends_on = [module.access_logs_shop]
}

resource "aws_lb_listener" "entry_shop_443" {
  provider          = aws.shop
  load_balancer_arn = aws_lb.entry_shop.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  certificate_arn   = var.entry_shop_certificate_arn
  tags              = { Name = "shared-services-entry", Component = "entry" }

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop_shop["entry-shop-8080-ip"].arn
  }
}

check "entry_shop_certificate" {
  assert {
    condition     = var.entry_shop_certificate_arn != null
    error_message = "entry speaks TLS and the model gives no domain: set entry_shop_certificate_arn before you apply."
  }
}

# shop: backend, 2 to 4 tasks on Fargate over eu-west-1a and eu-west-1b.
module "shop_shop" {
  providers = { aws = aws.shop }

  source = "./modules/ecs-service"

  name               = "shared-services-shop"
  role_name          = "shared-services-shop-eu-west-1"
  start_role_name    = "shared-services-shop-start-eu-west-1"
  tags               = { Name = "shared-services-shop", Component = "shop" }
  cluster            = aws_ecs_cluster.main_shop
  cpu                = 256
  memory             = 512
  capacity           = var.shop_capacity
  subnet_ids         = [for subnet in aws_subnet.shop_app_shop : subnet.id]
  security_group_ids = [aws_security_group.shop_shop["shop"].id]
  target_groups      = [{ arn = aws_lb_target_group.shop_shop["entry-shop-8080-ip"].arn, port = 8080 }]
  image              = var.shop_image
  ports              = [8080]
  log_group          = { name = "/shared-services/shop", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main_shop.arn }
  starts_after       = [aws_route_table_association.shop_app_shop, aws_route.shop_app_shop, local.connections_shop, aws_lb_listener.entry_shop_443]

  environment = [{ name = "SEARCH_LB_URL", value = "tcp://${aws_lb.search_lb_services.dns_name}:9200" }]
}
