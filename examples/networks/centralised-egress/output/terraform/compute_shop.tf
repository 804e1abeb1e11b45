# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers, and what runs the code.

# No service lets people run commands in its containers (enable_execute_command). Where one comes to, what they do
# is encrypted and logged.
resource "aws_cloudwatch_log_group" "commands_shop" {
  provider = aws.shop

  name              = "/centralised-egress/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_shop.arn
}

resource "aws_ecs_cluster" "main_shop" {
  provider = aws.shop

  name = "centralised-egress"
  tags = { Name = "centralised-egress" }

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

# orders: backend, 2 to 4 tasks on Fargate over us-east-1a and us-east-1b.
resource "aws_ecs_task_definition" "orders_shop" {
  provider = aws.shop

  # checkov:skip=CKV_AWS_336: whether the image can live without writing to its own disk is not known
  family                   = "centralised-egress-orders"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.orders_shop_start.arn
  task_role_arn            = aws_iam_role.orders_shop.arn

  container_definitions = jsonencode([{
    name      = "orders"
    essential = true
    image     = var.orders_image

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
        awslogs-group         = aws_cloudwatch_log_group.orders_shop.name
        awslogs-region        = "us-east-1"
        awslogs-stream-prefix = "orders"
      }
    }
  }])
  tags = { Name = "centralised-egress-orders", Component = "orders" }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "orders_shop" {
  provider = aws.shop

  name                               = "centralised-egress-orders"
  cluster                            = aws_ecs_cluster.main_shop.arn
  task_definition                    = aws_ecs_task_definition.orders_shop.arn
  launch_type                        = "FARGATE"
  desired_count                      = 2
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  propagate_tags                     = "SERVICE"
  tags                               = { Name = "centralised-egress-orders", Component = "orders" }

  network_configuration {
    subnets          = [for subnet in aws_subnet.shop_app_shop : subnet.id]
    security_groups  = [aws_security_group.shop_shop["orders"].id]
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
    aws_iam_role_policy.orders_shop_start,
    aws_route_table_association.shop_app_shop,
    aws_vpc_security_group_ingress_rule.shop_shop,
    aws_vpc_security_group_egress_rule.shop_shop,
  ]
}

resource "aws_appautoscaling_target" "orders_shop" {
  provider = aws.shop

  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.main_shop.name}/${aws_ecs_service.orders_shop.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 4
  tags               = { Name = "centralised-egress-orders", Component = "orders" }
}

resource "aws_appautoscaling_policy" "orders_shop" {
  provider = aws.shop

  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.orders_shop.service_namespace
  resource_id        = aws_appautoscaling_target.orders_shop.resource_id
  scalable_dimension = aws_appautoscaling_target.orders_shop.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
  }
}

# What starts the tasks: it pulls the image, reads the secrets and opens the logs.
resource "aws_iam_role" "orders_shop_start" {
  provider = aws.shop

  name = "centralised-egress-orders-start-us-east-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop } }
    }]
  })
  tags = { Name = "centralised-egress-orders", Component = "orders" }
}

resource "aws_iam_role_policy" "orders_shop_start" {
  provider = aws.shop

  name = "connections"
  role = aws_iam_role.orders_shop_start.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.orders_shop.arn}:*"
      },
    ]
  })
}

# What the tasks themselves may do.
resource "aws_iam_role" "orders_shop" {
  provider = aws.shop

  name = "centralised-egress-orders-us-east-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop } }
    }]
  })
  tags = { Name = "centralised-egress-orders", Component = "orders" }
}

# jobs: backend, 2 to 4 tasks on Fargate over us-east-1a and us-east-1b.
resource "aws_ecs_task_definition" "jobs_shop" {
  provider = aws.shop

  # checkov:skip=CKV_AWS_336: whether the image can live without writing to its own disk is not known
  family                   = "centralised-egress-jobs"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.jobs_shop_start.arn
  task_role_arn            = aws_iam_role.jobs_shop.arn

  container_definitions = jsonencode([{
    name      = "jobs"
    essential = true
    image     = var.jobs_image

    environment = [
    ]

    secrets = [
    ]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.jobs_shop.name
        awslogs-region        = "us-east-1"
        awslogs-stream-prefix = "jobs"
      }
    }
  }])
  tags = { Name = "centralised-egress-jobs", Component = "jobs" }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "jobs_shop" {
  provider = aws.shop

  name                               = "centralised-egress-jobs"
  cluster                            = aws_ecs_cluster.main_shop.arn
  task_definition                    = aws_ecs_task_definition.jobs_shop.arn
  launch_type                        = "FARGATE"
  desired_count                      = 2
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  propagate_tags                     = "SERVICE"
  tags                               = { Name = "centralised-egress-jobs", Component = "jobs" }

  network_configuration {
    subnets          = [for subnet in aws_subnet.shop_jobs_shop : subnet.id]
    security_groups  = [aws_security_group.shop_shop["jobs"].id]
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
    aws_iam_role_policy.jobs_shop_start,
    aws_route_table_association.shop_jobs_shop,
    aws_vpc_security_group_egress_rule.shop_shop,
  ]
}

resource "aws_appautoscaling_target" "jobs_shop" {
  provider = aws.shop

  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.main_shop.name}/${aws_ecs_service.jobs_shop.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 4
  tags               = { Name = "centralised-egress-jobs", Component = "jobs" }
}

resource "aws_appautoscaling_policy" "jobs_shop" {
  provider = aws.shop

  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.jobs_shop.service_namespace
  resource_id        = aws_appautoscaling_target.jobs_shop.resource_id
  scalable_dimension = aws_appautoscaling_target.jobs_shop.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
  }
}

# What starts the tasks: it pulls the image, reads the secrets and opens the logs.
resource "aws_iam_role" "jobs_shop_start" {
  provider = aws.shop

  name = "centralised-egress-jobs-start-us-east-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop } }
    }]
  })
  tags = { Name = "centralised-egress-jobs", Component = "jobs" }
}

resource "aws_iam_role_policy" "jobs_shop_start" {
  provider = aws.shop

  name = "connections"
  role = aws_iam_role.jobs_shop_start.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.jobs_shop.arn}:*"
      },
    ]
  })
}

# What the tasks themselves may do.
resource "aws_iam_role" "jobs_shop" {
  provider = aws.shop

  name = "centralised-egress-jobs-us-east-1"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_shop } }
    }]
  })
  tags = { Name = "centralised-egress-jobs", Component = "jobs" }
}
