# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers and compute.

# No service allows commands in its containers (enable_execute_command). If one does, they are encrypted and logged.
resource "aws_cloudwatch_log_group" "commands" {
  name              = "/two-regions/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_ecs_cluster" "main" {
  name = "two-regions"
  tags = { Name = "two-regions" }

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

# orders: backend, 2 to 4 tasks on Fargate over eu-west-1a and eu-west-1b.
module "orders" {
  source = "./modules/ecs-service"

  name               = "two-regions-orders"
  tags               = { Name = "two-regions-orders", Component = "orders" }
  cluster            = aws_ecs_cluster.main
  cpu                = 256
  memory             = 512
  capacity           = var.orders_capacity
  subnet_ids         = [for subnet in aws_subnet.dublin_app : subnet.id]
  security_group_ids = [aws_security_group.dublin["orders"].id]
  image              = var.orders_image
  ports              = [8080]
  log_group          = { name = "/two-regions/orders", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main.arn }
  starts_after       = [aws_route_table_association.dublin_app, aws_route.dublin_app, local.connections]
}
