# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers and compute.

# No service allows commands in its containers (enable_execute_command). If one does, they are encrypted and logged.
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
module "reports_eu_central_1" {
  source = "./modules/ecs-service"

  name               = "two-regions-reports"
  role_name          = "two-regions-reports-eu-central-1"
  start_role_name    = "two-regions-reports-start-eu-central-1"
  region             = "eu-central-1"
  tags               = { Name = "two-regions-reports", Component = "reports" }
  cluster            = aws_ecs_cluster.main_eu_central_1
  cpu                = 256
  memory             = 512
  capacity           = var.reports_capacity
  subnet_ids         = [for subnet in aws_subnet.frankfurt_app_eu_central_1 : subnet.id]
  security_group_ids = [aws_security_group.frankfurt_eu_central_1["reports"].id]
  image              = var.reports_image
  log_group          = { name = "/two-regions/reports", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main_eu_central_1.arn }
  starts_after       = [aws_route_table_association.frankfurt_app_eu_central_1, aws_route.frankfurt_app_eu_central_1, local.connections_eu_central_1]
}
