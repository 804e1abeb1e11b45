# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# A service on Amazon ECS: tasks over several zones, replaced when they fail, scaled by CPU.

locals {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

data "aws_caller_identity" "current" {}
data "aws_region" "current" { region = var.region }

resource "aws_ecs_task_definition" "main" {
  # checkov:skip=CKV_AWS_336: whether the image can run without writing to its own disk is not known
  region                   = var.region
  family                   = var.name
  requires_compatibilities = [var.capacity_provider == null ? "FARGATE" : "EC2"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory
  execution_role_arn       = aws_iam_role.start.arn
  task_role_arn            = aws_iam_role.main.arn
  container_definitions = jsonencode([merge(
    {
      name        = var.tags.Component
      essential   = true
      image       = var.image
      environment = var.environment
      secrets     = var.secrets
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.main.name
          awslogs-region        = data.aws_region.current.region
          awslogs-stream-prefix = var.tags.Component
        }
      }
    },
    length(var.ports) == 0 ? {} : { portMappings = [for port in var.ports : { containerPort = port, protocol = "tcp" }] },
    length(var.volumes) == 0 ? {} : { mountPoints = [for volume in var.volumes : { sourceVolume = volume.name, containerPath = volume.path }] },
    var.command == null ? {} : { command = var.command },
  )])
  tags = var.tags

  dynamic "volume" {
    for_each = var.volumes

    content {
      name = volume.value.name

      efs_volume_configuration {
        file_system_id     = volume.value.file_system
        transit_encryption = "ENABLED"

        authorization_config {
          access_point_id = volume.value.access_point
          iam             = "ENABLED"
        }
      }
    }
  }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }
}

resource "aws_ecs_service" "main" {
  # checkov:skip=CKV_AWS_333: public addresses only where the model has no other egress; only load balancers may connect
  region                             = var.region
  name                               = var.name
  cluster                            = var.cluster.arn
  task_definition                    = aws_ecs_task_definition.main.arn
  launch_type                        = var.capacity_provider == null ? "FARGATE" : null
  desired_count                      = coalesce(var.capacity.desired, var.capacity.min)
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  propagate_tags                     = "SERVICE"
  health_check_grace_period_seconds  = length(var.target_groups) == 0 ? null : 120
  tags                               = var.tags

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = var.security_group_ids
    assign_public_ip = var.capacity_provider == null ? var.public_addresses : null
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.capacity_provider[*]

    content {
      capacity_provider = capacity_provider_strategy.value
      weight            = 100
    }
  }

  dynamic "ordered_placement_strategy" {
    for_each = var.capacity_provider == null ? [] : [["spread", "attribute:ecs.availability-zone"], ["binpack", "memory"]]

    content {
      type  = ordered_placement_strategy.value[0]
      field = ordered_placement_strategy.value[1]
    }
  }

  dynamic "load_balancer" {
    for_each = var.target_groups

    content {
      target_group_arn = load_balancer.value.arn
      container_name   = var.tags.Component
      container_port   = load_balancer.value.port
    }
  }

  # A deployment that does not become healthy is rolled back.
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  # Auto scaling sets the number once the service exists.
  lifecycle { ignore_changes = [desired_count] }
  depends_on = [aws_iam_role_policy.main, aws_iam_role_policy.start, var.starts_after]
}

resource "aws_appautoscaling_target" "main" {
  region             = var.region
  service_namespace  = "ecs"
  resource_id        = "service/${var.cluster.name}/${aws_ecs_service.main.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = var.capacity.min
  max_capacity       = var.capacity.max
  tags               = var.tags
}

resource "aws_appautoscaling_policy" "main" {
  region             = var.region
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.main.service_namespace
  resource_id        = aws_appautoscaling_target.main.resource_id
  scalable_dimension = aws_appautoscaling_target.main.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 60
    predefined_metric_specification { predefined_metric_type = "ECSServiceAverageCPUUtilization" }
  }
}

# Permissions of ECS to start the tasks: pull the image, read the secrets, write the logs.
resource "aws_iam_role" "start" {
  name               = coalesce(var.start_role_name, "${var.name}-start")
  assume_role_policy = local.assume_role_policy
  tags               = var.tags
}

resource "aws_iam_role_policy" "start" {
  name = "connections"
  role = aws_iam_role.start.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([{
      Sid      = "Logs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.main.arn}:*"
    }], [for statement in var.start_statements : merge({ Effect = "Allow" }, statement)])
  })
}

# Permissions of the tasks.
resource "aws_iam_role" "main" {
  name               = coalesce(var.role_name, var.name)
  assume_role_policy = local.assume_role_policy
  tags               = var.tags
}

resource "aws_iam_role_policy" "main" {
  count = length(var.statements) > 0 ? 1 : 0
  name  = "connections"
  role  = aws_iam_role.main.id

  policy = jsonencode({ Version = "2012-10-17", Statement = [for statement in var.statements : merge({ Effect = "Allow" }, statement)] })
}

resource "aws_cloudwatch_log_group" "main" {
  region            = var.region
  name              = var.log_group.name
  retention_in_days = var.log_group.retention_in_days
  kms_key_id        = var.log_group.kms_key_arn
  tags              = var.tags
}
