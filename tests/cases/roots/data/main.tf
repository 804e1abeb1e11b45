provider "aws" { region = "us-east-1" }
variable "vpc_id" { type = string }
variable "private_subnet_ids" { type = list(string) }
resource "aws_security_group" "clients" { vpc_id = var.vpc_id }
resource "aws_security_group" "db" { vpc_id = var.vpc_id }
resource "aws_vpc_security_group_ingress_rule" "db" {
  security_group_id            = aws_security_group.db.id
  referenced_security_group_id = aws_security_group.clients.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
resource "aws_db_subnet_group" "db" { subnet_ids = var.private_subnet_ids }
resource "aws_db_instance" "orders" {
  engine                      = "postgres"
  instance_class              = "db.m7g.large"
  allocated_storage           = 100
  username                    = "orders"
  manage_master_user_password = true
  multi_az                    = true
  storage_encrypted           = true
  deletion_protection         = true
  backup_retention_period     = 7
  db_subnet_group_name        = aws_db_subnet_group.db.name
  vpc_security_group_ids      = [aws_security_group.db.id]
}
output "client_security_group_id" { value = aws_security_group.clients.id }
