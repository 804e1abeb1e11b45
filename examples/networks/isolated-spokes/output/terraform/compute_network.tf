# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers and compute.

# No service allows commands in its containers (enable_execute_command). If one does, they are encrypted and logged.
resource "aws_cloudwatch_log_group" "commands_network" {
  provider          = aws.network
  name              = "/isolated-spokes/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_network.arn
}

resource "aws_ecs_cluster" "main_network" {
  provider = aws.network
  name     = "isolated-spokes"
  tags     = { Name = "isolated-spokes" }

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
module "builds_network" {
  providers = { aws = aws.network }

  source = "./modules/ecs-service"

  name               = "isolated-spokes-builds"
  role_name          = "isolated-spokes-builds-us-east-1"
  start_role_name    = "isolated-spokes-builds-start-us-east-1"
  tags               = { Name = "isolated-spokes-builds", Component = "builds" }
  cluster            = aws_ecs_cluster.main_network
  cpu                = 256
  memory             = 512
  capacity           = var.builds_capacity
  subnet_ids         = [for subnet in aws_subnet.tools_network : subnet.id]
  security_group_ids = [aws_security_group.hub_network["builds"].id]
  image              = var.builds_image
  log_group          = { name = "/isolated-spokes/builds", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main_network.arn }
  starts_after       = [aws_route_table_association.tools_network, aws_route.tools_network, local.connections_network]
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
  start_statements = [
    {
      Sid      = "Parameters"
      Action   = ["ssm:GetParameter", "ssm:GetParameters"]
      Resource = [aws_ssm_parameter.orders_shop_password.arn, aws_ssm_parameter.invoices_billing_password.arn]
    },
    { Sid = "Keys", Action = ["kms:Decrypt"], Resource = [aws_kms_key.main_billing.arn, aws_kms_key.main_network.arn, aws_kms_key.main_shop.arn] },
  ]
}
