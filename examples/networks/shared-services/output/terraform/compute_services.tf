# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers and compute.

# No service allows commands in its containers (enable_execute_command). If one does, they are encrypted and logged.
resource "aws_cloudwatch_log_group" "commands_services" {
  provider          = aws.services
  name              = "/shared-services/ecs-commands"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.main_services.arn
}

resource "aws_ecs_cluster" "main_services" {
  provider = aws.services
  name     = "shared-services"
  tags     = { Name = "shared-services" }

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  configuration {
    execute_command_configuration {
      kms_key_id = aws_kms_key.main_services.arn
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.commands_services.name
      }
    }
  }
}

# directory: backend, 2 to 4 tasks on Fargate over eu-west-1a and eu-west-1b.
module "directory_services" {
  providers = { aws = aws.services }

  source = "./modules/ecs-service"

  name               = "shared-services-directory"
  role_name          = "shared-services-directory-eu-west-1"
  start_role_name    = "shared-services-directory-start-eu-west-1"
  tags               = { Name = "shared-services-directory", Component = "directory" }
  cluster            = aws_ecs_cluster.main_services
  cpu                = 256
  memory             = 512
  capacity           = var.directory_capacity
  subnet_ids         = [for subnet in aws_subnet.shared_services : subnet.id]
  security_group_ids = [aws_security_group.services_services["directory"].id]
  image              = var.directory_image
  ports              = [389]
  log_group          = { name = "/shared-services/directory", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main_services.arn }
  starts_after       = [aws_route_table_association.shared_services, aws_route.shared_services, local.connections_services]
}

# search-lb: inside the VPC, an address in each of its zones.
resource "aws_lb" "search_lb_services" {
  provider                         = aws.services
  name                             = "shared-services-search-lb"
  load_balancer_type               = "network"
  internal                         = true
  subnets                          = [for subnet in aws_subnet.shared_services : subnet.id]
  security_groups                  = [aws_security_group.services_services["search-lb"].id]
  enable_cross_zone_load_balancing = true
  enable_deletion_protection       = var.deletion_protection

  # Consumers of the endpoint service may have any address: their own security groups decide.
  enforce_security_group_inbound_rules_on_private_link_traffic = "off"
  tags                                                         = { Name = "shared-services-search-lb", Component = "search-lb" }

  access_logs {
    bucket  = module.access_logs_services.id
    prefix  = "search-lb"
    enabled = true
  }

  depends_on = [module.access_logs_services]
}

# search-lb -> search: 9200
resource "aws_lb_target_group" "search_lb_services_to_search_services_9200" {
  provider             = aws.services
  name                 = "shared-services-search-lb-597fa7"
  target_type          = "ip"
  port                 = 9200
  protocol             = "TCP"
  vpc_id               = aws_vpc.services_services.id
  deregistration_delay = 60
  tags                 = { Name = "shared-services-search-lb-597fa7", Component = "search" }

  health_check {
    protocol            = "TCP"
    interval            = 10
    healthy_threshold   = 2
    unhealthy_threshold = 2
  }

  lifecycle { create_before_destroy = true }
}

resource "aws_lb_listener" "search_lb_services_9200" {
  provider          = aws.services
  load_balancer_arn = aws_lb.search_lb_services.arn
  port              = 9200
  protocol          = "TCP"
  tags              = { Name = "shared-services-search-lb", Component = "search-lb" }

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.search_lb_services_to_search_services_9200.arn
  }
}

# search: backend, 2 to 4 tasks on Fargate over eu-west-1a and eu-west-1b.
module "search_services" {
  providers = { aws = aws.services }

  source = "./modules/ecs-service"

  name               = "shared-services-search"
  role_name          = "shared-services-search-eu-west-1"
  start_role_name    = "shared-services-search-start-eu-west-1"
  tags               = { Name = "shared-services-search", Component = "search" }
  cluster            = aws_ecs_cluster.main_services
  cpu                = 256
  memory             = 512
  capacity           = var.search_capacity
  subnet_ids         = [for subnet in aws_subnet.shared_services : subnet.id]
  security_group_ids = [aws_security_group.services_services["search"].id]
  target_groups      = [{ arn = aws_lb_target_group.search_lb_services_to_search_services_9200.arn, port = 9200 }]
  image              = var.search_image
  ports              = [9200]
  log_group          = { name = "/shared-services/search", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main_services.arn }
  starts_after       = [aws_route_table_association.shared_services, aws_route.shared_services, local.connections_services, aws_lb_listener.search_lb_services_9200]
}
