# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers and compute.

# No service allows commands in its containers (enable_execute_command). If one does, they are encrypted and logged.
resource "aws_cloudwatch_log_group" "commands_billing" {
  provider          = aws.billing
  name              = "/centralised-egress/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_billing.arn
}

resource "aws_ecs_cluster" "main_billing" {
  provider = aws.billing
  name     = "centralised-egress"
  tags     = { Name = "centralised-egress" }

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
module "invoices_billing" {
  providers = { aws = aws.billing }

  source = "./modules/ecs-service"

  name               = "centralised-egress-invoices"
  role_name          = "centralised-egress-invoices-us-east-1"
  start_role_name    = "centralised-egress-invoices-start-us-east-1"
  tags               = { Name = "centralised-egress-invoices", Component = "invoices" }
  cluster            = aws_ecs_cluster.main_billing
  cpu                = 256
  memory             = 512
  capacity           = var.invoices_capacity
  subnet_ids         = [for subnet in aws_subnet.billing_app_billing : subnet.id]
  security_group_ids = [aws_security_group.billing_billing["invoices"].id]
  image              = var.invoices_image
  log_group          = { name = "/centralised-egress/invoices", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main_billing.arn }
  starts_after       = [aws_route_table_association.billing_app_billing, local.connections_billing]
}
