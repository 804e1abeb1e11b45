# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers, and what runs the code.

# No service lets people run commands in its containers (enable_execute_command). Where one comes to, what they do
# is encrypted and logged.
resource "aws_cloudwatch_log_group" "commands_network" {
  provider = aws.network

  name              = "/isolated-spokes/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_network.arn
}

resource "aws_ecs_cluster" "main_network" {
  provider = aws.network

  name = "isolated-spokes"
  tags = { Name = "isolated-spokes" }

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  configuration {
    execute_command_configuration {
      kms_key_id = aws_kms_key.main_network.arn
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.commands_network.name
      }
    }
  }
}

# builds: backend, 2 to 4 tasks on Fargate over us-east-1a and us-east-1b.
resource "aws_ecs_task_definition" "builds_network" {
  provider = aws.network

  # checkov:skip=CKV_AWS_336: whether the image can live without writing to its own disk is not known
  family                   = "isolated-spokes-builds"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.builds_network_start.arn
  task_role_arn            = aws_iam_role.builds_network.arn

  container_definitions = jsonencode([{
    name      = "builds"
    essential = true
    image     = var.builds_image

    environment = [
      { name = "ORDERS_HOST", value = aws_db_instance.orders_shop.address },
      { name = "ORDERS_READER_HOSTS", value = join(",", [for replica in aws_db_instance.orders_shop_replica : replica.address]) },
      { name = "ORDERS_PORT", value = "5432" },
      { name = "ORDERS_USER", value = "dbadmin" },
      { name = "ORDERS_DATABASE", value = "orders" },
      { name = "INVOICES_HOST", value = aws_db_instance.invoices_billing.address },
      { name = "INVOICES_READER_HOSTS", value = join(",", [for replica in aws_db_instance.invoices_billing_replica : replica.address]) },
      { name = "INVOICES_PORT", value = "5432" },
      { name = "INVOICES_USER", value = "dbadmin" },
      { name = "INVOICES_DATABASE", value = "invoices" },
    ]

    secrets = [
      { name = "ORDERS_PASSWORD", valueFrom = aws_ssm_parameter.orders_shop_password.arn },
      { name = "INVOICES_PASSWORD", valueFrom = aws_ssm_parameter.invoices_billing_password.arn },
    ]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.builds_network.name
        awslogs-region        = "us-east-1"
        awslogs-stream-prefix = "builds"
      }
    }
  }])
  tags = { Name = "isolated-spokes-builds", Component = "builds" }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "builds_network" {
  provider = aws.network

  name                               = "isolated-spokes-builds"
  cluster                            = aws_ecs_cluster.main_network.arn
  task_definition                    = aws_ecs_task_definition.builds_network.arn
  launch_type                        = "FARGATE"
  desired_count                      = 2
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  propagate_tags                     = "SERVICE"
  tags                               = { Name = "isolated-spokes-builds", Component = "builds" }

  network_configuration {
    subnets          = [for subnet in aws_subnet.tools_network : subnet.id]
    security_groups  = [aws_security_group.hub_network["builds"].id]
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
    aws_iam_role_policy.builds_network_start,
    aws_route_table_association.tools_network,
    aws_route.tools_network,
    aws_vpc_security_group_egress_rule.hub_network,
  ]
}

resource "aws_appautoscaling_target" "builds_network" {
  provider = aws.network

  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.main_network.name}/${aws_ecs_service.builds_network.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 4
  tags               = { Name = "isolated-spokes-builds", Component = "builds" }
}

resource "aws_appautoscaling_policy" "builds_network" {
  provider = aws.network

  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.builds_network.service_namespace
  resource_id        = aws_appautoscaling_target.builds_network.resource_id
  scalable_dimension = aws_appautoscaling_target.builds_network.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
  }
}

# What starts the tasks: it pulls the image, reads the secrets and opens the logs.
resource "aws_iam_role" "builds_network_start" {
  provider = aws.network

  name = "isolated-spokes-builds-start-us-east-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_network } }
    }]
  })
  tags = { Name = "isolated-spokes-builds", Component = "builds" }
}

resource "aws_iam_role_policy" "builds_network_start" {
  provider = aws.network

  name = "connections"
  role = aws_iam_role.builds_network_start.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.builds_network.arn}:*"
      },
      {
        Sid    = "Parameters"
        Effect = "Allow"
        Action = ["ssm:GetParameter", "ssm:GetParameters"]
        Resource = [
          aws_ssm_parameter.orders_shop_password.arn,
          aws_ssm_parameter.invoices_billing_password.arn,
        ]
      },
      {
        Sid    = "Keys"
        Effect = "Allow"
        Action = ["kms:Decrypt"]
        Resource = [
          aws_kms_key.main_billing.arn,
          aws_kms_key.main_network.arn,
          aws_kms_key.main_shop.arn,
        ]
      },
    ]
  })
}

# What the tasks themselves may do.
resource "aws_iam_role" "builds_network" {
  provider = aws.network

  name = "isolated-spokes-builds-us-east-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_network } }
    }]
  })
  tags = { Name = "isolated-spokes-builds", Component = "builds" }
}
