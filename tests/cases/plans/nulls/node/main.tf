variable "subnets" { type = list(string) }
variable "sharded" { default = false }
variable "nodes" {
  type    = number
  default = null
}
variable "name" { default = "node" }
variable "profile" { default = null }
variable "make_profile" { default = false }

resource "aws_elasticache_subnet_group" "this" {
  name       = "node"
  subnet_ids = var.subnets
}
resource "aws_elasticache_replication_group" "this" {
  replication_group_id = var.name
  description          = "sessions"
  engine               = "valkey"
  node_type            = "cache.t4g.micro"
  num_cache_clusters   = var.sharded ? null : var.nodes
  subnet_group_name    = aws_elasticache_subnet_group.this.name
  tags                 = { Name = var.name }
}
resource "aws_iam_instance_profile" "this" {
  count = var.make_profile ? 1 : 0
  role  = "worker"
}
resource "aws_instance" "this" {
  count                = 2
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.small"
  subnet_id            = var.subnets[count.index]
  iam_instance_profile = var.make_profile ? aws_iam_instance_profile.this[0].name : var.profile
  tags                 = { Name = "${var.name}-${count.index}" }
}
