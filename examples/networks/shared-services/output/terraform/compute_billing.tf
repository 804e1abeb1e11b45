# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers and compute.

# No service allows commands in its containers (enable_execute_command). If one does, they are encrypted and logged.
resource "aws_cloudwatch_log_group" "commands_billing" {
  provider          = aws.billing
  name              = "/shared-services/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_billing.arn
}

resource "aws_ecs_cluster" "main_billing" {
  provider = aws.billing
  name     = "shared-services"
  tags     = { Name = "shared-services" }

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

# billing: backend, 2 to 4 tasks on Fargate over eu-west-1a and eu-west-1b.
module "billing_billing" {
  providers = { aws = aws.billing }

  source = "./modules/ecs-service"

  name               = "shared-services-billing"
  role_name          = "shared-services-billing-eu-west-1"
  start_role_name    = "shared-services-billing-start-eu-west-1"
  tags               = { Name = "shared-services-billing", Component = "billing" }
  cluster            = aws_ecs_cluster.main_billing
  cpu                = 256
  memory             = 512
  capacity           = var.billing_capacity
  subnet_ids         = [for subnet in aws_subnet.billing_app_billing : subnet.id]
  security_group_ids = [aws_security_group.billing_billing["billing"].id]
  image              = var.billing_image
  log_group          = { name = "/shared-services/billing", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main_billing.arn }
  starts_after       = [aws_route_table_association.billing_app_billing, aws_route.billing_app_billing, local.connections_billing]
}
