# Conditions and functions as people write them: comparisons, one(), lookup, zipmap, merge, slice, index, toset.
variable "env" { default = "prod" }
variable "internal" { default = false }
variable "zones" { default = ["us-east-1a", "us-east-1b"] }
variable "replica_zone" { default = "" }
provider "aws" { region = "us-east-1" }
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "public" {
  count             = length(var.zones)
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  availability_zone = element(var.zones, count.index)
}
resource "aws_subnet" "private" {
  for_each          = { for i, z in var.zones : z => i }
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, 10 + each.value)
  availability_zone = each.key
}
resource "aws_subnet" "data" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, 20 + count.index)
  availability_zone = var.zones[count.index]
}
locals {
  private_ids = zipmap(keys(aws_subnet.private), values(aws_subnet.private)[*].id)
  all         = merge({ for k, s in aws_subnet.private : "private-${k}" => s.id }, { for i, s in aws_subnet.data : "data-${i}" => s.id })
  first_two   = slice(aws_subnet.data[*].id, 0, 2)
}
resource "aws_eip" "nat" {
  count  = var.env == "prod" ? length(var.zones) : 1
  domain = "vpc"
}
resource "aws_nat_gateway" "nat" {
  count         = var.env == "prod" ? length(var.zones) : 1
  allocation_id = aws_eip.nat[count.index].id
  subnet_id     = element(aws_subnet.public[*].id, count.index)
}
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
resource "aws_route_table_association" "public" {
  count          = length(aws_subnet.public)
  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public.id
}
resource "aws_route_table" "private" {
  for_each = aws_subnet.private
  vpc_id   = aws_vpc.main.id
}
resource "aws_route" "private" {
  for_each               = aws_route_table.private
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = var.env == "prod" ? aws_nat_gateway.nat[index(var.zones, each.key)].id : aws_nat_gateway.nat[0].id
}
resource "aws_route_table_association" "private" {
  for_each       = toset(var.zones)
  subnet_id      = lookup(local.private_ids, each.value, null)
  route_table_id = aws_route_table.private[each.value].id
}
resource "aws_route_table" "data" { vpc_id = aws_vpc.main.id }
resource "aws_route_table_association" "data" {
  count          = 2
  subnet_id      = local.first_two[count.index]
  route_table_id = coalesce(try(aws_route_table.data.id, null), "")
}
resource "aws_security_group" "lb" {
  vpc_id = aws_vpc.main.id
  dynamic "ingress" {
    for_each = var.internal ? [] : toset(["443"])
    content {
      from_port   = tonumber(ingress.value)
      to_port     = tonumber(ingress.value)
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "app" { vpc_id = aws_vpc.main.id }
resource "aws_security_group" "admin" { vpc_id = aws_vpc.main.id }
resource "aws_security_group" "db" { vpc_id = aws_vpc.main.id }
resource "aws_vpc_security_group_ingress_rule" "app" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = !var.internal && var.env != "dev" ? aws_security_group.lb.id : aws_security_group.admin.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}
resource "aws_vpc_security_group_ingress_rule" "db" {
  for_each                     = { app = aws_security_group.app.id, admin = aws_security_group.admin.id }
  security_group_id            = aws_security_group.db.id
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
resource "aws_vpc_security_group_egress_rule" "app" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_lb" "public" {
  count           = var.env == "prod" && !var.internal ? 1 : 0
  name            = format("%s-%s", "shop", var.env)
  internal        = var.internal
  subnets         = var.internal ? values(aws_subnet.private)[*].id : aws_subnet.public[*].id
  security_groups = compact([aws_security_group.lb.id, ""])
}
resource "aws_lb" "internal" {
  count           = var.env == "prod" ? 1 : 0
  internal        = true
  subnets         = [for s in aws_subnet.private : s.id]
  security_groups = [aws_security_group.admin.id]
}
resource "aws_lb_listener" "https" {
  load_balancer_arn = var.env == "prod" ? one(aws_lb.public[*].arn) : one(aws_lb.internal[*].arn)
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/0f3b6b2a-1111-2222-3333-444455556666"
  default_action {
    type             = "forward"
    target_group_arn = contains(["prod", "stage"], var.env) ? aws_lb_target_group.blue.arn : aws_lb_target_group.green.arn
  }
}
resource "aws_lb_target_group" "blue" {
  port     = 8080
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}
resource "aws_lb_target_group" "green" {
  port     = 8080
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}
resource "aws_launch_template" "app" {
  image_id               = "ami-0123456789abcdef0"
  instance_type          = lookup({ prod = "m7g.large" }, var.env, "t3.micro")
  vpc_security_group_ids = distinct(concat([aws_security_group.app.id], [aws_security_group.app.id]))
}
resource "aws_launch_template" "worker" {
  image_id               = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.admin.id]
}
resource "aws_autoscaling_group" "app" {
  min_size            = 2
  max_size            = 4
  vpc_zone_identifier = split(",", join(",", values(local.private_ids)))
  target_group_arns   = [aws_lb_target_group.blue.arn]
  launch_template { id = aws_launch_template.app.id }
}
resource "aws_autoscaling_group" "worker" {
  min_size            = 2
  max_size            = 4
  vpc_zone_identifier = [for k, id in local.all : id if startswith(k, "private-")]
  launch_template { id = aws_launch_template.worker.id }
}
resource "aws_db_subnet_group" "db" { subnet_ids = slice(aws_subnet.data[*].id, 0, 2) }
resource "aws_db_instance" "orders" {
  engine                      = "postgres"
  instance_class              = "db.m7g.large"
  allocated_storage           = 100
  username                    = "orders"
  manage_master_user_password = true
  multi_az                    = var.env == "prod"
  storage_encrypted           = true
  deletion_protection         = true
  backup_retention_period     = 7
  db_subnet_group_name        = try(aws_db_subnet_group.db.name, null)
  vpc_security_group_ids      = toset([aws_security_group.db.id])
}
