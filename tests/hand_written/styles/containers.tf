# Containers behind a distribution: main route table, keyed services, dynamic rules, endpoints.

provider "aws" { region = "us-east-1" }
data "aws_availability_zones" "available" { state = "available" }
data "aws_caller_identity" "current" {}
data "aws_region" "current" {}
locals {
  azs  = slice(data.aws_availability_zones.available.names, 0, 3)
  name = "ledger"
}
resource "aws_vpc" "this" { cidr_block = "172.16.0.0/16" }
resource "aws_default_security_group" "this" { vpc_id = aws_vpc.this.id }
resource "aws_default_route_table" "this" {
  default_route_table_id = aws_vpc.this.default_route_table_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this.id
  }
}
resource "aws_internet_gateway" "this" { vpc_id = aws_vpc.this.id }
resource "aws_subnet" "public" {
  for_each          = { for i, az in local.azs : az => i }
  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet("172.16.0.0/16", 4, each.value)
}
resource "aws_subnet" "app" {
  for_each          = { for i, az in local.azs : az => i }
  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet("172.16.0.0/16", 4, each.value + 4)
}
resource "aws_eip" "nat" { domain = "vpc" }
resource "aws_nat_gateway" "this" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public[local.azs[0]].id
}
resource "aws_route_table" "app" {
  vpc_id = aws_vpc.this.id
}
resource "aws_route" "app" {
  route_table_id         = aws_route_table.app.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this.id
}
resource "aws_route_table_association" "app" {
  for_each       = aws_subnet.app
  subnet_id      = each.value.id
  route_table_id = aws_route_table.app.id
}
resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.this.id
  service_name    = "com.amazonaws.${data.aws_region.current.region}.s3"
  route_table_ids = [aws_route_table.app.id]
}
resource "aws_vpc_endpoint" "sm" {
  vpc_id             = aws_vpc.this.id
  service_name       = "com.amazonaws.${data.aws_region.current.region}.secretsmanager"
  vpc_endpoint_type  = "Interface"
  subnet_ids         = [for s in aws_subnet.app : s.id]
  security_group_ids = [aws_security_group.endpoints.id]
}
resource "aws_security_group" "endpoints" {
  vpc_id = aws_vpc.this.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.this.cidr_block]
  }
}
data "aws_ec2_managed_prefix_list" "cloudfront" { name = "com.amazonaws.global.cloudfront.origin-facing" }
resource "aws_security_group" "alb" { vpc_id = aws_vpc.this.id }
resource "aws_vpc_security_group_ingress_rule" "alb" {
  security_group_id = aws_security_group.alb.id
  prefix_list_id    = data.aws_ec2_managed_prefix_list.cloudfront.id
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}
resource "aws_vpc_security_group_egress_rule" "alb" {
  security_group_id            = aws_security_group.alb.id
  referenced_security_group_id = aws_security_group.svc["api"].id
  ip_protocol                  = "-1"
}
locals { services = {
  api    = { port = 8000, cpu = 512 }
  worker = { port = 9000, cpu = 256 }
} }
resource "aws_security_group" "svc" {
  for_each = local.services
  name     = "${local.name}-${each.key}"
  vpc_id   = aws_vpc.this.id
}
resource "aws_security_group_rule" "svc_out" {
  for_each          = local.services
  type              = "egress"
  security_group_id = aws_security_group.svc[each.key].id
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  cidr_blocks       = ["0.0.0.0/0"]
}
resource "aws_security_group_rule" "api_in" {
  type                     = "ingress"
  security_group_id        = aws_security_group.svc["api"].id
  source_security_group_id = aws_security_group.alb.id
  from_port                = 8000
  to_port                  = 8000
  protocol                 = "tcp"
}
resource "aws_lb" "public" {
  name            = local.name
  security_groups = [aws_security_group.alb.id]
  subnets         = [for s in aws_subnet.public : s.id]
  access_logs {
    bucket  = aws_s3_bucket.logs.id
    enabled = true
  }
}
resource "aws_s3_bucket" "logs" { bucket = "${local.name}-logs-${data.aws_caller_identity.current.account_id}" }
resource "aws_s3_bucket" "documents" { bucket = "${local.name}-documents" }
resource "aws_lb_target_group" "api" {
  port        = 8000
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = aws_vpc.this.id
}
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.public.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "403"
    }
  }
}
resource "aws_lb_listener_rule" "api" {
  listener_arn = aws_lb_listener.https.arn
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }
  condition {
    http_header {
      http_header_name = "X-Origin"
      values           = ["secret"]
    }
  }
}
resource "aws_ecs_cluster" "this" { name = local.name }
resource "aws_ecr_repository" "svc" {
  for_each = local.services
  name     = "${local.name}/${each.key}"
}
resource "aws_iam_role" "task" {
  for_each           = local.services
  name               = "${local.name}-${each.key}-task"
  assume_role_policy = "{}"
}
resource "aws_iam_role" "exec" {
  name               = "${local.name}-exec"
  assume_role_policy = "{}"
}
resource "aws_iam_role_policy" "exec" {
  role   = aws_iam_role.exec.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.db.arn }] })
}
resource "aws_iam_role_policy" "api" {
  role = aws_iam_role.task["api"].id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "${aws_s3_bucket.documents.arn}/*" },
  { Effect = "Allow", Action = ["sqs:SendMessage"], Resource = aws_sqs_queue.tasks.arn }] })
}
resource "aws_iam_role_policy" "worker" {
  role   = aws_iam_role.task["worker"].id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["sqs:*"], Resource = aws_sqs_queue.tasks.arn }] })
}
resource "aws_sqs_queue" "tasks" { name = "tasks" }
resource "aws_secretsmanager_secret" "db" { name = "${local.name}/db" }
resource "aws_ecs_task_definition" "svc" {
  for_each                 = local.services
  family                   = "${local.name}-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = each.value.cpu
  memory                   = each.value.cpu * 2
  task_role_arn            = aws_iam_role.task[each.key].arn
  execution_role_arn       = aws_iam_role.exec.arn
  container_definitions = jsonencode([{
    name         = each.key
    image        = "${aws_ecr_repository.svc[each.key].repository_url}:latest"
    portMappings = [{ containerPort = each.value.port }]
    environment  = [{ name = "DB_HOST", value = aws_rds_cluster.db.endpoint }]
    secrets      = [{ name = "DB_PASSWORD", valueFrom = aws_secretsmanager_secret.db.arn }]
  }])
}
resource "aws_ecs_service" "svc" {
  for_each        = local.services
  name            = each.key
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.svc[each.key].arn
  desired_count   = 3
  launch_type     = "FARGATE"
  network_configuration {
    subnets         = [for s in aws_subnet.app : s.id]
    security_groups = [aws_security_group.svc[each.key].id]
  }
  dynamic "load_balancer" {
    for_each = each.key == "api" ? [1] : []
    content {
      target_group_arn = aws_lb_target_group.api.arn
      container_name   = "api"
      container_port   = 8000
    }
  }
}
resource "aws_db_subnet_group" "db" { subnet_ids = [for s in aws_subnet.app : s.id] }
resource "aws_security_group" "db" {
  vpc_id = aws_vpc.this.id
  dynamic "ingress" {
    for_each = local.services
    content {
      from_port       = 5432
      to_port         = 5432
      protocol        = "tcp"
      security_groups = [aws_security_group.svc[ingress.key].id]
    }
  }
}
resource "aws_rds_cluster" "db" {
  cluster_identifier          = local.name
  engine                      = "aurora-postgresql"
  master_username             = "root"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.db.name
  vpc_security_group_ids      = [aws_security_group.db.id]
  storage_encrypted           = true
}
resource "aws_rds_cluster_instance" "db" {
  count              = 2
  cluster_identifier = aws_rds_cluster.db.id
  instance_class     = "db.r7g.large"
  engine             = aws_rds_cluster.db.engine
}
resource "aws_cloudfront_distribution" "this" {
  enabled = true
  aliases = ["ledger.example.com"]
  origin {
    domain_name = aws_lb.public.dns_name
    origin_id   = "alb"
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
  default_cache_behavior {
    target_origin_id       = "alb"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction { restriction_type = "none" }
  }
  viewer_certificate { cloudfront_default_certificate = true }
}
