variable "subnets" {}
variable "layers" {}
variable "vpc" {}

locals {
  app_numbers = [for number, layer in var.layers : number if startswith(layer.name, "app")]
  db_numbers  = { for number, layer in var.layers : number => layer.name if startswith(layer.name, "db") }
  app_first   = local.app_numbers[0]
  app_subnets = [for number in local.app_numbers : var.subnets[number].id]
}

resource "aws_security_group" "app" { vpc_id = var.vpc }

resource "aws_instance" "worker" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  subnet_id              = var.subnets[local.app_first].id
  vpc_security_group_ids = [aws_security_group.app.id]
}

resource "aws_lb" "inner" {
  internal           = true
  load_balancer_type = "application"
  subnets            = local.app_subnets
}

resource "aws_db_subnet_group" "orders" {
  subnet_ids = [for number, name in local.db_numbers : var.subnets[number].id]
}

resource "aws_db_instance" "orders" {
  engine                      = "postgres"
  instance_class              = "db.t3.medium"
  allocated_storage           = 20
  username                    = "orders"
  manage_master_user_password = true
  multi_az                    = true
  storage_encrypted           = true
  deletion_protection         = true
  backup_retention_period     = 7
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.orders.name
}
