# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers, and what runs the code.

# No service lets people run commands in its containers (enable_execute_command). Where one comes to, what they do
# is encrypted and logged.
resource "aws_cloudwatch_log_group" "commands_billing" {
  provider = aws.billing

  name              = "/centralised-egress/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_billing.arn
}

resource "aws_ecs_cluster" "main_billing" {
  provider = aws.billing

  name = "centralised-egress"
  tags = { Name = "centralised-egress" }

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  configuration {
    execute_command_configuration {
      kms_key_id = aws_kms_key.main_billing.arn
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.commands_billing.name
      }
    }
  }
}

# invoices: backend, 2 to 4 tasks on Fargate over us-east-1a and us-east-1b.
resource "aws_ecs_task_definition" "invoices_billing" {
  provider = aws.billing

  # checkov:skip=CKV_AWS_336: whether the image can live without writing to its own disk is not known
  family                   = "centralised-egress-invoices"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.invoices_billing_start.arn
  task_role_arn            = aws_iam_role.invoices_billing.arn

  container_definitions = jsonencode([{
    name      = "invoices"
    essential = true
    image     = var.invoices_image

    environment = [
    ]

    secrets = [
    ]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.invoices_billing.name
        awslogs-region        = "us-east-1"
        awslogs-stream-prefix = "invoices"
      }
    }
  }])
  tags = { Name = "centralised-egress-invoices", Component = "invoices" }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "invoices_billing" {
  provider = aws.billing

  name                               = "centralised-egress-invoices"
  cluster                            = aws_ecs_cluster.main_billing.arn
  task_definition                    = aws_ecs_task_definition.invoices_billing.arn
  launch_type                        = "FARGATE"
  desired_count                      = 2
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  propagate_tags                     = "SERVICE"
  tags                               = { Name = "centralised-egress-invoices", Component = "invoices" }

  network_configuration {
    subnets          = [for subnet in aws_subnet.billing_app_billing : subnet.id]
    security_groups  = [aws_security_group.billing_billing["invoices"].id]
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
    aws_iam_role_policy.invoices_billing_start,
    aws_route_table_association.billing_app_billing,
    aws_vpc_security_group_egress_rule.billing_billing,
  ]
}

resource "aws_appautoscaling_target" "invoices_billing" {
  provider = aws.billing

  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.main_billing.name}/${aws_ecs_service.invoices_billing.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 4
  tags               = { Name = "centralised-egress-invoices", Component = "invoices" }
}

resource "aws_appautoscaling_policy" "invoices_billing" {
  provider = aws.billing

  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.invoices_billing.service_namespace
  resource_id        = aws_appautoscaling_target.invoices_billing.resource_id
  scalable_dimension = aws_appautoscaling_target.invoices_billing.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
  }
}

# What starts the tasks: it pulls the image, reads the secrets and opens the logs.
resource "aws_iam_role" "invoices_billing_start" {
  provider = aws.billing

  name = "centralised-egress-invoices-start-us-east-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_billing } }
    }]
  })
  tags = { Name = "centralised-egress-invoices", Component = "invoices" }
}

resource "aws_iam_role_policy" "invoices_billing_start" {
  provider = aws.billing

  name = "connections"
  role = aws_iam_role.invoices_billing_start.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.invoices_billing.arn}:*"
      },
    ]
  })
}

# What the tasks themselves may do.
resource "aws_iam_role" "invoices_billing" {
  provider = aws.billing

  name = "centralised-egress-invoices-us-east-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_billing } }
    }]
  })
  tags = { Name = "centralised-egress-invoices", Component = "invoices" }
}
