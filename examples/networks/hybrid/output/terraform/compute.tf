# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers, and what runs the code.

# No service lets people run commands in its containers (enable_execute_command). Where one comes to, what they do
# is encrypted and logged.
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

# What load balancers forward requests to.
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

# entry: open to the internet, a node in each of its zones.
resource "aws_lb" "entry" {
  # checkov:skip=CKV2_AWS_28: the model has no web ACL; a component of kind waf adds one
  name                       = "hybrid-entry"
  load_balancer_type         = "application"
  internal                   = false
  subnets                    = [for subnet in aws_subnet.web : subnet.id]
  security_groups            = [aws_security_group.main["entry"].id]
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
  tags                       = { Name = "hybrid-entry", Component = "entry" }

  access_logs {
    bucket  = module.access_logs.id
    prefix  = "entry"
    enabled = true
  }

  depends_on = [module.access_logs]
}

resource "aws_lb_listener" "entry_443" {
  load_balancer_arn = aws_lb.entry.arn
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
resource "aws_ecs_task_definition" "portal" {
  # checkov:skip=CKV_AWS_336: whether the image can live without writing to its own disk is not known
  family                   = "hybrid-portal"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.portal_start.arn
  task_role_arn            = aws_iam_role.portal.arn

  container_definitions = jsonencode([{
    name      = "portal"
    essential = true
    image     = var.portal_image

    portMappings = [
      { containerPort = 3000, protocol = "tcp" },
    ]

    environment = [
      { name = "APP_LB_URL", value = "https://${aws_lb.app_lb.dns_name}" },
    ]

    secrets = [
    ]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.portal.name
        awslogs-region        = "us-east-1"
        awslogs-stream-prefix = "portal"
      }
    }
  }])
  tags = { Name = "hybrid-portal", Component = "portal" }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "portal" {
  name                               = "hybrid-portal"
  cluster                            = aws_ecs_cluster.main.arn
  task_definition                    = aws_ecs_task_definition.portal.arn
  launch_type                        = "FARGATE"
  desired_count                      = 2
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  propagate_tags                     = "SERVICE"
  health_check_grace_period_seconds  = 120
  tags                               = { Name = "hybrid-portal", Component = "portal" }

  network_configuration {
    subnets          = [for subnet in aws_subnet.app : subnet.id]
    security_groups  = [aws_security_group.main["portal"].id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.main["entry-portal-3000-ip"].arn
    container_name   = "portal"
    container_port   = 3000
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
    aws_iam_role_policy.portal_start,
    aws_route_table_association.app,
    aws_route.app,
    aws_vpc_security_group_ingress_rule.main,
    aws_vpc_security_group_egress_rule.main,
    aws_lb_listener.entry_443,
  ]
}

resource "aws_appautoscaling_target" "portal" {
  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.portal.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 4
  tags               = { Name = "hybrid-portal", Component = "portal" }
}

resource "aws_appautoscaling_policy" "portal" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.portal.service_namespace
  resource_id        = aws_appautoscaling_target.portal.resource_id
  scalable_dimension = aws_appautoscaling_target.portal.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
  }
}

# What starts the tasks: it pulls the image, reads the secrets and opens the logs.
resource "aws_iam_role" "portal_start" {
  name = "hybrid-portal-start"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
  tags = { Name = "hybrid-portal", Component = "portal" }
}

resource "aws_iam_role_policy" "portal_start" {
  name = "connections"
  role = aws_iam_role.portal_start.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.portal.arn}:*"
      },
    ]
  })
}

# What the tasks themselves may do.
resource "aws_iam_role" "portal" {
  name = "hybrid-portal"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
  tags = { Name = "hybrid-portal", Component = "portal" }
}

# app-lb: inside the VPC, a node in each of its zones.
resource "aws_lb" "app_lb" {
  name                       = "hybrid-app-lb"
  load_balancer_type         = "application"
  internal                   = true
  subnets                    = [for subnet in aws_subnet.app : subnet.id]
  security_groups            = [aws_security_group.main["app-lb"].id]
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
  tags                       = { Name = "hybrid-app-lb", Component = "app-lb" }

  access_logs {
    bucket  = module.access_logs.id
    prefix  = "app-lb"
    enabled = true
  }

  depends_on = [module.access_logs]
}

resource "aws_lb_listener" "app_lb_443" {
  load_balancer_arn = aws_lb.app_lb.arn
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
resource "aws_ecs_task_definition" "backoffice" {
  # checkov:skip=CKV_AWS_336: whether the image can live without writing to its own disk is not known
  family                   = "hybrid-backoffice"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.backoffice_start.arn
  task_role_arn            = aws_iam_role.backoffice.arn

  container_definitions = jsonencode([{
    name      = "backoffice"
    essential = true
    image     = var.backoffice_image

    portMappings = [
      { containerPort = 8080, protocol = "tcp" },
    ]

    environment = [
    ]

    secrets = [
    ]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.backoffice.name
        awslogs-region        = "us-east-1"
        awslogs-stream-prefix = "backoffice"
      }
    }
  }])
  tags = { Name = "hybrid-backoffice", Component = "backoffice" }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "backoffice" {
  name                               = "hybrid-backoffice"
  cluster                            = aws_ecs_cluster.main.arn
  task_definition                    = aws_ecs_task_definition.backoffice.arn
  launch_type                        = "FARGATE"
  desired_count                      = 2
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  propagate_tags                     = "SERVICE"
  health_check_grace_period_seconds  = 120
  tags                               = { Name = "hybrid-backoffice", Component = "backoffice" }

  network_configuration {
    subnets          = [for subnet in aws_subnet.app : subnet.id]
    security_groups  = [aws_security_group.main["backoffice"].id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.main["app-lb-backoffice-8080-ip"].arn
    container_name   = "backoffice"
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
    aws_iam_role_policy.backoffice_start,
    aws_route_table_association.app,
    aws_route.app,
    aws_vpc_security_group_ingress_rule.main,
    aws_vpc_security_group_egress_rule.main,
    aws_lb_listener.app_lb_443,
  ]
}

resource "aws_appautoscaling_target" "backoffice" {
  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.backoffice.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 4
  tags               = { Name = "hybrid-backoffice", Component = "backoffice" }
}

resource "aws_appautoscaling_policy" "backoffice" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.backoffice.service_namespace
  resource_id        = aws_appautoscaling_target.backoffice.resource_id
  scalable_dimension = aws_appautoscaling_target.backoffice.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
  }
}

# What starts the tasks: it pulls the image, reads the secrets and opens the logs.
resource "aws_iam_role" "backoffice_start" {
  name = "hybrid-backoffice-start"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
  tags = { Name = "hybrid-backoffice", Component = "backoffice" }
}

resource "aws_iam_role_policy" "backoffice_start" {
  name = "connections"
  role = aws_iam_role.backoffice_start.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.backoffice.arn}:*"
      },
    ]
  })
}

# What the tasks themselves may do.
resource "aws_iam_role" "backoffice" {
  name = "hybrid-backoffice"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
  tags = { Name = "hybrid-backoffice", Component = "backoffice" }
}
