# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers, and what runs the code.

# No service lets people run commands in its containers (enable_execute_command). Where one comes to, what they do
# is encrypted and logged.
resource "aws_cloudwatch_log_group" "commands_shop" {
  provider = aws.shop

  name              = "/shared-services/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_shop.arn
}

resource "aws_ecs_cluster" "main_shop" {
  provider = aws.shop

  name = "shared-services"
  tags = { Name = "shared-services" }

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

# What load balancers forward requests to.
resource "aws_lb_target_group" "shop_shop" {
  provider = aws.shop

  for_each = toset(["entry-shop-8080-ip"])

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
  provider = aws.shop

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
resource "aws_ecs_task_definition" "shop_shop" {
  provider = aws.shop

  # checkov:skip=CKV_AWS_336: whether the image can live without writing to its own disk is not known
  family                   = "shared-services-shop"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.shop_shop_start.arn
  task_role_arn            = aws_iam_role.shop_shop.arn

  container_definitions = jsonencode([{
    name      = "shop"
    essential = true
    image     = var.shop_image

    portMappings = [
      { containerPort = 8080, protocol = "tcp" },
    ]

    environment = [
      { name = "SEARCH_LB_URL", value = "tcp://${aws_lb.search_lb_services.dns_name}:9200" },
    ]

    secrets = [
    ]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.shop_shop.name
        awslogs-region        = "eu-west-1"
        awslogs-stream-prefix = "shop"
      }
    }
  }])
  tags = { Name = "shared-services-shop", Component = "shop" }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "shop_shop" {
  provider = aws.shop

  name                               = "shared-services-shop"
  cluster                            = aws_ecs_cluster.main_shop.arn
  task_definition                    = aws_ecs_task_definition.shop_shop.arn
  launch_type                        = "FARGATE"
  desired_count                      = 2
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  propagate_tags                     = "SERVICE"
  health_check_grace_period_seconds  = 120
  tags                               = { Name = "shared-services-shop", Component = "shop" }

  network_configuration {
    subnets          = [for subnet in aws_subnet.shop_app_shop : subnet.id]
    security_groups  = [aws_security_group.shop_shop["shop"].id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.shop_shop["entry-shop-8080-ip"].arn
    container_name   = "shop"
    container_port   = 8080
  }

  # What does not become healthy is taken back.
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  lifecycle {
    # Scaling decides this one once the service runs.
    ignore_changes = [desired_count]
  }

  depends_on = [
    aws_iam_role_policy.shop_shop_start,
    aws_route_table_association.shop_app_shop,
    aws_route.shop_app_shop,
    aws_vpc_security_group_ingress_rule.shop_shop,
    aws_vpc_security_group_egress_rule.shop_shop,
    aws_lb_listener.entry_shop_443,
  ]
}

resource "aws_appautoscaling_target" "shop_shop" {
  provider = aws.shop

  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.main_shop.name}/${aws_ecs_service.shop_shop.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 4
  tags               = { Name = "shared-services-shop", Component = "shop" }
}

resource "aws_appautoscaling_policy" "shop_shop" {
  provider = aws.shop

  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.shop_shop.service_namespace
  resource_id        = aws_appautoscaling_target.shop_shop.resource_id
  scalable_dimension = aws_appautoscaling_target.shop_shop.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
  }
}

# What starts the tasks: it pulls the image, reads the secrets and opens the logs.
resource "aws_iam_role" "shop_shop_start" {
  provider = aws.shop

  name = "shared-services-shop-start-eu-west-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop } }
    }]
  })
  tags = { Name = "shared-services-shop", Component = "shop" }
}

resource "aws_iam_role_policy" "shop_shop_start" {
  provider = aws.shop

  name = "connections"
  role = aws_iam_role.shop_shop_start.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.shop_shop.arn}:*"
      },
    ]
  })
}

# What the tasks themselves may do.
resource "aws_iam_role" "shop_shop" {
  provider = aws.shop

  name = "shared-services-shop-eu-west-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop } }
    }]
  })
  tags = { Name = "shared-services-shop", Component = "shop" }
}
