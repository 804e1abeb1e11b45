# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers, and what runs the code.

# No service lets people run commands in its containers (enable_execute_command). Where one comes to, what they do
# is encrypted and logged.
resource "aws_cloudwatch_log_group" "commands_eu_central_1" {
  region            = "eu-central-1"
  name              = "/two-regions/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_eu_central_1.arn
}

resource "aws_ecs_cluster" "main_eu_central_1" {
  region = "eu-central-1"
  name   = "two-regions"
  tags   = { Name = "two-regions" }

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  configuration {
    execute_command_configuration {
      kms_key_id = aws_kms_key.main_eu_central_1.arn
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.commands_eu_central_1.name
      }
    }
  }
}

# reports: backend, 2 to 4 tasks on Fargate over eu-central-1a and eu-central-1b.
resource "aws_ecs_task_definition" "reports_eu_central_1" {
  region = "eu-central-1"
  # checkov:skip=CKV_AWS_336: whether the image can live without writing to its own disk is not known
  family                   = "two-regions-reports"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.reports_eu_central_1_start.arn
  task_role_arn            = aws_iam_role.reports_eu_central_1.arn

  container_definitions = jsonencode([{
    name      = "reports"
    essential = true
    image     = var.reports_image

    environment = [
    ]

    secrets = [
    ]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.reports_eu_central_1.name
        awslogs-region        = "eu-central-1"
        awslogs-stream-prefix = "reports"
      }
    }
  }])
  tags = { Name = "two-regions-reports", Component = "reports" }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "reports_eu_central_1" {
  region                             = "eu-central-1"
  name                               = "two-regions-reports"
  cluster                            = aws_ecs_cluster.main_eu_central_1.arn
  task_definition                    = aws_ecs_task_definition.reports_eu_central_1.arn
  launch_type                        = "FARGATE"
  desired_count                      = 2
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  propagate_tags                     = "SERVICE"
  tags                               = { Name = "two-regions-reports", Component = "reports" }

  network_configuration {
    subnets          = [for subnet in aws_subnet.frankfurt_app_eu_central_1 : subnet.id]
    security_groups  = [aws_security_group.frankfurt_eu_central_1["reports"].id]
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
    aws_iam_role_policy.reports_eu_central_1_start,
    aws_route_table_association.frankfurt_app_eu_central_1,
    aws_route.frankfurt_app_eu_central_1,
    aws_vpc_security_group_egress_rule.frankfurt_eu_central_1,
  ]
}

resource "aws_appautoscaling_target" "reports_eu_central_1" {
  region             = "eu-central-1"
  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.main_eu_central_1.name}/${aws_ecs_service.reports_eu_central_1.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 4
  tags               = { Name = "two-regions-reports", Component = "reports" }
}

resource "aws_appautoscaling_policy" "reports_eu_central_1" {
  region             = "eu-central-1"
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.reports_eu_central_1.service_namespace
  resource_id        = aws_appautoscaling_target.reports_eu_central_1.resource_id
  scalable_dimension = aws_appautoscaling_target.reports_eu_central_1.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
  }
}

# What starts the tasks: it pulls the image, reads the secrets and opens the logs.
resource "aws_iam_role" "reports_eu_central_1_start" {
  name = "two-regions-reports-start-eu-central-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
  tags = { Name = "two-regions-reports", Component = "reports" }
}

resource "aws_iam_role_policy" "reports_eu_central_1_start" {
  name = "connections"
  role = aws_iam_role.reports_eu_central_1_start.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.reports_eu_central_1.arn}:*"
      },
    ]
  })
}

# What the tasks themselves may do.
resource "aws_iam_role" "reports_eu_central_1" {
  name = "two-regions-reports-eu-central-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
  tags = { Name = "two-regions-reports", Component = "reports" }
}
