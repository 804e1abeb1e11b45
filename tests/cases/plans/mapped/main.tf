# What maps and dynamic blocks give: attachments of a transit gateway, origins, endpoints, an access point, one port for two groups.
provider "aws" { region = "us-east-1" }

locals {
  attached = {
    left  = { vpc = aws_vpc.orders.id, subnets = aws_subnet.orders[*].id }
    right = { vpc = aws_vpc.tools.id, subnets = aws_subnet.tools[*].id }
  }
  origins = {
    pages = { host = aws_s3_bucket.pages.bucket_regional_domain_name }
    api   = { host = aws_lb.api.dns_name, tls = true }
  }
}

resource "aws_vpc" "orders" { cidr_block = "10.0.0.0/16" }
resource "aws_vpc" "tools" { cidr_block = "10.1.0.0/16" }
resource "aws_internet_gateway" "orders" { vpc_id = aws_vpc.orders.id }
resource "aws_subnet" "edge" {
  count             = 2
  vpc_id            = aws_vpc.orders.id
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, count.index)
  availability_zone = "us-east-1${["a", "b"][count.index]}"
}
resource "aws_subnet" "orders" {
  count             = 2
  vpc_id            = aws_vpc.orders.id
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, 10 + count.index)
  availability_zone = "us-east-1${["a", "b"][count.index]}"
}
resource "aws_subnet" "tools" {
  count             = 2
  vpc_id            = aws_vpc.tools.id
  cidr_block        = cidrsubnet("10.1.0.0/16", 8, count.index)
  availability_zone = "us-east-1${["a", "b"][count.index]}"
}
resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.orders.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.orders.id
  }
}
resource "aws_route_table_association" "edge" {
  count          = 2
  subnet_id      = aws_subnet.edge[count.index].id
  route_table_id = aws_route_table.edge.id
}
resource "aws_route_table" "inner" {
  for_each = { orders = aws_vpc.orders.id, tools = aws_vpc.tools.id }
  vpc_id   = each.value
}
resource "aws_route_table_association" "orders" {
  count          = 2
  subnet_id      = aws_subnet.orders[count.index].id
  route_table_id = aws_route_table.inner["orders"].id
}
resource "aws_route_table_association" "tools" {
  count          = 2
  subnet_id      = aws_subnet.tools[count.index].id
  route_table_id = aws_route_table.inner["tools"].id
}

resource "aws_ec2_transit_gateway" "mesh" {}
resource "aws_ec2_transit_gateway_vpc_attachment" "each" {
  for_each           = local.attached
  transit_gateway_id = aws_ec2_transit_gateway.mesh.id
  vpc_id             = each.value.vpc
  subnet_ids         = each.value.subnets
}
resource "aws_route" "to_tools" {
  route_table_id         = aws_route_table.inner["orders"].id
  destination_cidr_block = "10.1.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.mesh.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.each]
}
resource "aws_route" "to_orders" {
  route_table_id         = aws_route_table.inner["tools"].id
  destination_cidr_block = "10.0.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.mesh.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.each]
}

resource "aws_s3_bucket" "pages" {}
resource "aws_cloudfront_distribution" "shop" {
  enabled = true
  dynamic "origin" {
    for_each = local.origins
    content {
      origin_id   = origin.key
      domain_name = origin.value.host
      dynamic "custom_origin_config" {
        for_each = try(origin.value.tls, false) ? [1] : []
        content {
          http_port              = 80
          https_port             = 443
          origin_protocol_policy = "https-only"
          origin_ssl_protocols   = ["TLSv1.2"]
        }
      }
    }
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "pages"
    viewer_protocol_policy = "redirect-to-https"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction { restriction_type = "none" }
  }
  viewer_certificate { cloudfront_default_certificate = true }
}

resource "aws_security_group" "api" {
  name   = "api"
  vpc_id = aws_vpc.orders.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_lb" "api" {
  subnets         = aws_subnet.edge[*].id
  security_groups = [aws_security_group.api.id]
}
resource "aws_lb" "live" {
  subnets         = aws_subnet.edge[*].id
  security_groups = [aws_security_group.api.id]
}
module "entry" {
  source = "./entry"
  listeners = {
    web = { port = 443, endpoints = { a = { id = aws_lb.api.arn, weight = 100 }, b = { id = aws_lb.live.arn, weight = 50 } } }
  }
}

resource "aws_iam_role" "report" {
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}
resource "aws_efs_file_system" "archive" { encrypted = true }
resource "aws_efs_mount_target" "archive" {
  count           = 2
  file_system_id  = aws_efs_file_system.archive.id
  subnet_id       = aws_subnet.orders[count.index].id
  security_groups = [aws_security_group.archive.id]
}
resource "aws_efs_access_point" "archive" { file_system_id = aws_efs_file_system.archive.id }
resource "aws_security_group" "report" {
  name   = "report"
  vpc_id = aws_vpc.orders.id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "jobs" {
  name   = "jobs"
  vpc_id = aws_vpc.orders.id
}
resource "aws_security_group" "archive" {
  name   = "archive"
  vpc_id = aws_vpc.orders.id
}
resource "aws_lambda_function" "report" {
  function_name = "report"
  role          = aws_iam_role.report.arn
  image_uri     = "111122223333.dkr.ecr.us-east-1.amazonaws.com/report:1"
  package_type  = "Image"
  vpc_config {
    subnet_ids         = aws_subnet.orders[*].id
    security_group_ids = [aws_security_group.report.id]
  }
  file_system_config {
    arn              = aws_efs_access_point.archive.arn
    local_mount_path = "/mnt/archive"
  }
}
resource "aws_instance" "jobs" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.small"
  subnet_id              = aws_subnet.orders[0].id
  vpc_security_group_ids = [aws_security_group.jobs.id]
}
resource "aws_instance" "report" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.small"
  subnet_id              = aws_subnet.orders[1].id
  vpc_security_group_ids = [aws_security_group.reader.id]
}
resource "aws_security_group" "reader" {
  name   = "reader"
  vpc_id = aws_vpc.orders.id
}
resource "aws_security_group" "ledger" {
  name   = "ledger"
  vpc_id = aws_vpc.orders.id
  ingress {
    description     = "jobs"
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.jobs.id]
  }
  ingress {
    description     = "readers"
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.reader.id]
  }
}
resource "aws_db_subnet_group" "ledger" { subnet_ids = aws_subnet.orders[*].id }
resource "aws_db_instance" "ledger" {
  identifier              = "ledger"
  engine                  = "postgres"
  instance_class          = "db.t4g.micro"
  allocated_storage       = 20
  username                = "root"
  password                = "not-a-secret"
  multi_az                = true
  storage_encrypted       = true
  deletion_protection     = true
  backup_retention_period = 7
  db_subnet_group_name    = aws_db_subnet_group.ledger.name
  vpc_security_group_ids  = [aws_security_group.ledger.id]
}
resource "aws_lb_listener" "answer" {
  for_each          = { api = aws_lb.api.arn, live = aws_lb.live.arn }
  load_balancer_arn = each.value
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}
