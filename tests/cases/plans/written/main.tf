# Expressions as people write them: comparisons, try, coalesce, merge, lookup, setproduct, dynamic, optional().
variable "env" { default = "prod" }
variable "public_api" { default = false }
variable "zones" { default = ["us-east-1a", "us-east-1b"] }
variable "tiers" {
  type = map(object({ offset = number, public = optional(bool, false) }))
  default = {
    edge = { offset = 0, public = true }
    app  = { offset = 10 }
    data = { offset = 20 }
  }
}
variable "ports" {
  type    = map(object({ port = number, from = optional(string, "lb") }))
  default = { http = { port = 8080 }, metrics = { port = 9090, from = "app" } }
}

provider "aws" { region = "us-east-1" }

locals {
  pairs = { for pair in setproduct(keys(var.tiers), var.zones) : "${pair[0]}-${pair[1]}" => {
    tier = pair[0], zone = pair[1],
    cidr = cidrsubnet("10.9.0.0/16", 8, var.tiers[pair[0]].offset + index(var.zones, pair[1]))
  } }
  ids = { for tier in keys(var.tiers) : tier => [for key, subnet in aws_subnet.part : subnet.id if startswith(key, tier)] }
  common = merge({ Project = "shop" }, { Environment = var.env })
}

resource "aws_vpc" "shop" {
  cidr_block = "10.9.0.0/16"
  tags       = merge(local.common, { Name = "shop" })
}
resource "aws_internet_gateway" "shop" { vpc_id = aws_vpc.shop.id }

resource "aws_subnet" "part" {
  for_each                = local.pairs
  vpc_id                  = aws_vpc.shop.id
  cidr_block              = each.value.cidr
  availability_zone       = each.value.zone
  map_public_ip_on_launch = var.tiers[each.value.tier].public
  tags                    = merge(local.common, { Name = each.key })
}
resource "aws_eip" "nat" {
  for_each = toset(var.zones)
  domain   = "vpc"
}
resource "aws_nat_gateway" "nat" {
  for_each      = toset(var.zones)
  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.part["edge-${each.key}"].id
}
resource "aws_route_table" "edge" { vpc_id = aws_vpc.shop.id }
resource "aws_route" "edge" {
  route_table_id         = aws_route_table.edge.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = try(aws_internet_gateway.shop.id, null)
}
resource "aws_route_table" "app" {
  for_each = toset(var.zones)
  vpc_id   = aws_vpc.shop.id
  dynamic "route" {
    for_each = var.env == "prod" ? [1] : []
    content {
      cidr_block     = "0.0.0.0/0"
      nat_gateway_id = aws_nat_gateway.nat[each.key].id
    }
  }
}
resource "aws_route_table" "data" { vpc_id = aws_vpc.shop.id }
resource "aws_route_table_association" "part" {
  for_each  = local.pairs
  subnet_id = aws_subnet.part[each.key].id
  route_table_id = (
    each.value.tier == "edge" ? aws_route_table.edge.id :
    each.value.tier == "app" ? aws_route_table.app[each.value.zone].id : aws_route_table.data.id
  )
}

resource "aws_security_group" "lb" {
  vpc_id = aws_vpc.shop.id
  dynamic "ingress" {
    for_each = [443]
    content {
      cidr_blocks = ["0.0.0.0/0"]
      protocol    = "tcp"
      from_port   = ingress.value
      to_port     = ingress.value
    }
  }
}
resource "aws_security_group" "app" { vpc_id = aws_vpc.shop.id }
resource "aws_security_group_rule" "app" {
  for_each                 = var.ports
  type                     = "ingress"
  security_group_id        = aws_security_group.app.id
  source_security_group_id = each.value.from == "lb" ? aws_security_group.lb.id : aws_security_group.app.id
  protocol                 = "tcp"
  from_port                = each.value.port
  to_port                  = each.value.port
}
resource "aws_security_group" "data" { vpc_id = aws_vpc.shop.id }
resource "aws_security_group_rule" "data" {
  type                     = "ingress"
  security_group_id        = aws_security_group.data.id
  source_security_group_id = coalesce(null, aws_security_group.app.id)
  protocol                 = "tcp"
  from_port                = 5432
  to_port                  = 5432
}

resource "aws_lb" "api" {
  internal           = var.public_api ? false : true
  load_balancer_type = "application"
  subnets            = var.public_api ? local.ids["edge"] : local.ids["app"]
  security_groups    = [aws_security_group.lb.id]
}
resource "aws_lb" "front" {
  load_balancer_type = "application"
  subnets            = lookup(local.ids, "edge", [])
  security_groups    = [aws_security_group.lb.id]
}
resource "aws_lb_target_group" "app" {
  port     = 8080
  protocol = "HTTP"
  vpc_id   = aws_vpc.shop.id
}
resource "aws_lb_listener" "front" {
  load_balancer_arn = var.env == "prod" ? aws_lb.front.arn : aws_lb.api.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/0f3b6b2a-1111-2222-3333-444455556666"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}
resource "aws_launch_template" "app" {
  image_id               = "ami-0123456789abcdef0"
  instance_type          = var.env == "prod" ? "m7g.large" : "t3.micro"
  vpc_security_group_ids = [aws_security_group.app.id]
  iam_instance_profile { name = aws_iam_instance_profile.app.name }
}
resource "aws_autoscaling_group" "app" {
  min_size            = 2
  max_size            = 6
  vpc_zone_identifier = flatten([for zone in var.zones : aws_subnet.part["app-${zone}"].id])
  target_group_arns   = compact([aws_lb_target_group.app.arn, ""])
  launch_template { id = aws_launch_template.app.id }
}
resource "aws_iam_instance_profile" "app" { role = aws_iam_role.app.name }
resource "aws_iam_role" "app" {
  assume_role_policy = templatefile("${path.module}/trust.json.tftpl", { service = "ec2" })
}
resource "aws_iam_role_policy" "app" {
  role   = aws_iam_role.app.id
  policy = templatefile("${path.module}/policy.json.tftpl", { bucket = aws_s3_bucket.uploads.arn, queue = aws_sqs_queue.jobs.arn })
}
resource "aws_s3_bucket" "uploads" {}
resource "aws_sqs_queue" "jobs" {}
resource "aws_db_subnet_group" "data" { subnet_ids = [for key in keys(local.pairs) : aws_subnet.part[key].id if startswith(key, "data")] }
resource "aws_db_instance" "orders" {
  engine                      = "postgres"
  instance_class              = "db.m7g.large"
  allocated_storage           = 100
  username                    = "orders"
  manage_master_user_password = true
  multi_az                    = var.env == "prod"
  storage_encrypted           = true
  deletion_protection         = contains(["prod", "staging"], var.env)
  backup_retention_period     = var.env == "prod" ? 14 : 1
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.data.name
  vpc_security_group_ids      = [aws_security_group.data.id]
}
