# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers, and what runs the code.

# No service lets people run commands in its containers (enable_execute_command). Where one comes to, what they do
# is encrypted and logged.
resource "aws_cloudwatch_log_group" "commands_services" {
  provider = aws.services

  name              = "/shared-services/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_services.arn
}

resource "aws_ecs_cluster" "main_services" {
  provider = aws.services

  name = "shared-services"
  tags = { Name = "shared-services" }

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  configuration {
    execute_command_configuration {
      kms_key_id = aws_kms_key.main_services.arn
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.commands_services.name
      }
    }
  }
}

# directory: backend, 2 to 4 tasks on Fargate over eu-west-1a and eu-west-1b.
resource "aws_ecs_task_definition" "directory_services" {
  provider = aws.services

  # checkov:skip=CKV_AWS_336: whether the image can live without writing to its own disk is not known
  family                   = "shared-services-directory"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.directory_services_start.arn
  task_role_arn            = aws_iam_role.directory_services.arn

  container_definitions = jsonencode([{
    name      = "directory"
    essential = true
    image     = var.directory_image

    portMappings = [
      { containerPort = 389, protocol = "tcp" },
    ]

    environment = [
    ]

    secrets = [
    ]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.directory_services.name
        awslogs-region        = "eu-west-1"
        awslogs-stream-prefix = "directory"
      }
    }
  }])
  tags = { Name = "shared-services-directory", Component = "directory" }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "directory_services" {
  provider = aws.services

  name                               = "shared-services-directory"
  cluster                            = aws_ecs_cluster.main_services.arn
  task_definition                    = aws_ecs_task_definition.directory_services.arn
  launch_type                        = "FARGATE"
  desired_count                      = 2
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  propagate_tags                     = "SERVICE"
  tags                               = { Name = "shared-services-directory", Component = "directory" }

  network_configuration {
    subnets          = [for subnet in aws_subnet.shared_services : subnet.id]
    security_groups  = [aws_security_group.services_services["directory"].id]
    assign_public_ip = false
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
    aws_iam_role_policy.directory_services_start,
    aws_route_table_association.shared_services,
    aws_route.shared_services,
    aws_vpc_security_group_ingress_rule.services_services,
    aws_vpc_security_group_egress_rule.services_services,
  ]
}

resource "aws_appautoscaling_target" "directory_services" {
  provider = aws.services

  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.main_services.name}/${aws_ecs_service.directory_services.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 4
  tags               = { Name = "shared-services-directory", Component = "directory" }
}

resource "aws_appautoscaling_policy" "directory_services" {
  provider = aws.services

  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.directory_services.service_namespace
  resource_id        = aws_appautoscaling_target.directory_services.resource_id
  scalable_dimension = aws_appautoscaling_target.directory_services.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
  }
}

# What starts the tasks: it pulls the image, reads the secrets and opens the logs.
resource "aws_iam_role" "directory_services_start" {
  provider = aws.services

  name = "shared-services-directory-start-eu-west-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_services } }
    }]
  })
  tags = { Name = "shared-services-directory", Component = "directory" }
}

resource "aws_iam_role_policy" "directory_services_start" {
  provider = aws.services

  name = "connections"
  role = aws_iam_role.directory_services_start.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.directory_services.arn}:*"
      },
    ]
  })
}

# What the tasks themselves may do.
resource "aws_iam_role" "directory_services" {
  provider = aws.services

  name = "shared-services-directory-eu-west-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_services } }
    }]
  })
  tags = { Name = "shared-services-directory", Component = "directory" }
}

# search-lb: inside the VPC, an address in each of its zones.
resource "aws_lb" "search_lb_services" {
  provider = aws.services

  name                             = "shared-services-search-lb"
  load_balancer_type               = "network"
  internal                         = true
  subnets                          = [for subnet in aws_subnet.shared_services : subnet.id]
  security_groups                  = [aws_security_group.services_services["search-lb"].id]
  enable_cross_zone_load_balancing = true
  enable_deletion_protection       = var.deletion_protection

  # Consumers of the endpoint service are let in by their own groups: their addresses may be anything.
  enforce_security_group_inbound_rules_on_private_link_traffic = "off"
  tags                                                         = { Name = "shared-services-search-lb", Component = "search-lb" }

  access_logs {
    bucket  = module.access_logs_services.id
    prefix  = "search-lb"
    enabled = true
  }

  depends_on = [module.access_logs_services]
}

# search-lb -> search: 9200
resource "aws_lb_target_group" "search_lb_services_to_search_services_9200" {
  provider = aws.services

  name                 = "shared-services-search-lb-597fa7"
  target_type          = "ip"
  port                 = 9200
  protocol             = "TCP"
  vpc_id               = aws_vpc.services_services.id
  deregistration_delay = 60
  tags                 = { Name = "shared-services-search-lb-597fa7", Component = "search" }

  health_check {
    protocol            = "TCP"
    interval            = 10
    healthy_threshold   = 2
    unhealthy_threshold = 2
  }

  lifecycle { create_before_destroy = true }
}

resource "aws_lb_listener" "search_lb_services_9200" {
  provider = aws.services

  load_balancer_arn = aws_lb.search_lb_services.arn
  port              = 9200
  protocol          = "TCP"
  tags              = { Name = "shared-services-search-lb", Component = "search-lb" }

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.search_lb_services_to_search_services_9200.arn
  }
}

# search: backend, 2 to 4 tasks on Fargate over eu-west-1a and eu-west-1b.
resource "aws_ecs_task_definition" "search_services" {
  provider = aws.services

  # checkov:skip=CKV_AWS_336: whether the image can live without writing to its own disk is not known
  family                   = "shared-services-search"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.search_services_start.arn
  task_role_arn            = aws_iam_role.search_services.arn

  container_definitions = jsonencode([{
    name      = "search"
    essential = true
    image     = var.search_image

    portMappings = [
      { containerPort = 9200, protocol = "tcp" },
    ]

    environment = [
    ]

    secrets = [
    ]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.search_services.name
        awslogs-region        = "eu-west-1"
        awslogs-stream-prefix = "search"
      }
    }
  }])
  tags = { Name = "shared-services-search", Component = "search" }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "search_services" {
  provider = aws.services

  name                               = "shared-services-search"
  cluster                            = aws_ecs_cluster.main_services.arn
  task_definition                    = aws_ecs_task_definition.search_services.arn
  launch_type                        = "FARGATE"
  desired_count                      = 2
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  propagate_tags                     = "SERVICE"
  health_check_grace_period_seconds  = 120
  tags                               = { Name = "shared-services-search", Component = "search" }

  network_configuration {
    subnets          = [for subnet in aws_subnet.shared_services : subnet.id]
    security_groups  = [aws_security_group.services_services["search"].id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.search_lb_services_to_search_services_9200.arn
    container_name   = "search"
    container_port   = 9200
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
    aws_iam_role_policy.search_services_start,
    aws_route_table_association.shared_services,
    aws_route.shared_services,
    aws_vpc_security_group_ingress_rule.services_services,
    aws_vpc_security_group_egress_rule.services_services,
    aws_lb_listener.search_lb_services_9200,
  ]
}

resource "aws_appautoscaling_target" "search_services" {
  provider = aws.services

  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.main_services.name}/${aws_ecs_service.search_services.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 4
  tags               = { Name = "shared-services-search", Component = "search" }
}

resource "aws_appautoscaling_policy" "search_services" {
  provider = aws.services

  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.search_services.service_namespace
  resource_id        = aws_appautoscaling_target.search_services.resource_id
  scalable_dimension = aws_appautoscaling_target.search_services.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
  }
}

# What starts the tasks: it pulls the image, reads the secrets and opens the logs.
resource "aws_iam_role" "search_services_start" {
  provider = aws.services

  name = "shared-services-search-start-eu-west-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_services } }
    }]
  })
  tags = { Name = "shared-services-search", Component = "search" }
}

resource "aws_iam_role_policy" "search_services_start" {
  provider = aws.services

  name = "connections"
  role = aws_iam_role.search_services_start.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.search_services.arn}:*"
      },
    ]
  })
}

# What the tasks themselves may do.
resource "aws_iam_role" "search_services" {
  provider = aws.services

  name = "shared-services-search-eu-west-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_services } }
    }]
  })
  tags = { Name = "shared-services-search", Component = "search" }
}
