# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers and compute.

# No service allows commands in its containers (enable_execute_command). If one does, they are encrypted and logged.
resource "aws_cloudwatch_log_group" "commands_shop" {
  provider          = aws.shop
  name              = "/centralised-egress/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_shop.arn
}

resource "aws_ecs_cluster" "main_shop" {
  provider = aws.shop
  name     = "centralised-egress"
  tags     = { Name = "centralised-egress" }

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
module "orders_shop" {
  providers = { aws = aws.shop }

  source = "./modules/ecs-service"

  name               = "centralised-egress-orders"
  role_name          = "centralised-egress-orders-us-east-1"
  start_role_name    = "centralised-egress-orders-start-us-east-1"
  tags               = { Name = "centralised-egress-orders", Component = "orders" }
  cluster            = aws_ecs_cluster.main_shop
  cpu                = 256
  memory             = 512
  capacity           = var.orders_capacity
  subnet_ids         = [for subnet in aws_subnet.shop_app_shop : subnet.id]
  security_group_ids = [aws_security_group.shop_shop["orders"].id]
  image              = var.orders_image
  ports              = [8080]
  log_group          = { name = "/centralised-egress/orders", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main_shop.arn }
  starts_after       = [aws_route_table_association.shop_app_shop, local.connections_shop]
}

# jobs: backend, 2 to 4 tasks on Fargate over us-east-1a and us-east-1b.
module "jobs_shop" {
  providers = { aws = aws.shop }

  source = "./modules/ecs-service"

  name               = "centralised-egress-jobs"
  role_name          = "centralised-egress-jobs-us-east-1"
  start_role_name    = "centralised-egress-jobs-start-us-east-1"
  tags               = { Name = "centralised-egress-jobs", Component = "jobs" }
  cluster            = aws_ecs_cluster.main_shop
  cpu                = 256
  memory             = 512
  capacity           = var.jobs_capacity
  subnet_ids         = [for subnet in aws_subnet.shop_jobs_shop : subnet.id]
  security_group_ids = [aws_security_group.shop_shop["jobs"].id]
  image              = var.jobs_image
  log_group          = { name = "/centralised-egress/jobs", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main_shop.arn }
  starts_after       = [aws_route_table_association.shop_jobs_shop, local.connections_shop]
}
