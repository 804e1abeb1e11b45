variable "name" {}
variable "settings" {}
variable "vpc_id" {}
variable "subnet_ids" { default = [] }
variable "callers" { default = [] }
variable "network" {}
resource "aws_security_group" "this" { vpc_id = var.vpc_id }
resource "aws_vpc_security_group_ingress_rule" "caller" {
  count                        = length(var.callers)
  security_group_id            = aws_security_group.this.id
  referenced_security_group_id = var.callers[count.index]
  ip_protocol                  = "tcp"
  from_port                    = var.settings.port
  to_port                      = var.settings.port
}
resource "aws_vpc_security_group_ingress_rule" "public" {
  count             = var.settings.public ? 1 : 0
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = var.settings.port
  to_port           = var.settings.port
}
resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
resource "aws_launch_template" "this" {
  image_id      = "ami-0123456789abcdef0"
  instance_type = "m7g.large"
  network_interfaces { security_groups = concat([aws_security_group.this.id], []) }
}
resource "aws_autoscaling_group" "this" {
  min_size            = 2
  max_size            = 4
  vpc_zone_identifier = var.subnet_ids
  launch_template { id = one(aws_launch_template.this[*].id) }
}
output "security_group_id" { value = aws_security_group.this.id }
