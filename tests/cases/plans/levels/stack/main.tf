variable "services" {}
variable "zones" {}
module "net" {
  source = "../net"
  zones  = var.zones
}
module "app" {
  source     = "../app"
  for_each   = var.services
  name       = each.key
  settings   = each.value
  vpc_id     = module.net.vpc.id
  subnet_ids = each.value.public ? module.net.subnets["public"] : module.net.subnets["private"]
  callers    = each.key == "jobs" ? [module.app_sg.id] : []
  network    = module.net.info
}
module "app_sg" {
  source = "../sg"
  vpc_id = module.net.vpc.id
}
resource "aws_db_subnet_group" "db" { subnet_ids = module.net.info.data_subnet_ids }
resource "aws_security_group" "db" { vpc_id = module.net.vpc.id }
resource "aws_security_group_rule" "db" {
  for_each                 = module.app
  type                     = "ingress"
  security_group_id        = aws_security_group.db.id
  source_security_group_id = each.value.security_group_id
  protocol                 = "tcp"
  from_port                = 5432
  to_port                  = 5432
}
resource "aws_rds_cluster" "db" {
  engine                      = "aurora-postgresql"
  master_username             = "orders"
  manage_master_user_password = true
  storage_encrypted           = true
  deletion_protection         = true
  backup_retention_period     = 7
  db_subnet_group_name        = one(aws_db_subnet_group.db[*].name)
  vpc_security_group_ids      = [aws_security_group.db.id]
}
resource "aws_rds_cluster_instance" "db" {
  count              = 2
  cluster_identifier = aws_rds_cluster.db.id
  engine             = aws_rds_cluster.db.engine
  instance_class     = "db.r7g.large"
}
