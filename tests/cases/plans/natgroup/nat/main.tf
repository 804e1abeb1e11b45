variable "vpc" {}
variable "subnet" {}
output "interface" { value = aws_network_interface.nat.id }
resource "aws_security_group" "nat" { vpc_id = var.vpc }
resource "aws_network_interface" "nat" {
  subnet_id         = var.subnet
  security_groups   = [aws_security_group.nat.id]
  source_dest_check = false
}
resource "aws_launch_template" "nat" {
  image_id      = "ami-0123456789abcdef0"
  instance_type = "t4g.nano"
  user_data     = base64encode("attach ${aws_network_interface.nat.id}")
  network_interfaces {
    associate_public_ip_address = true
    security_groups             = [aws_security_group.nat.id]
  }
}
resource "aws_autoscaling_group" "nat" {
  min_size            = 1
  max_size            = 1
  vpc_zone_identifier = [var.subnet]
  launch_template { id = aws_launch_template.nat.id }
}
