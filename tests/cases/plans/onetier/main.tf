# Subnets of lists that a plan does not take apart: of one tier, so that the tier is known and the zone is not; of two, so that nothing is.
provider "aws" { region = "us-east-1" }
variable "pick" { default = 3 }
module "net" { source = "./net" }

resource "aws_instance" "first" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.small"
  subnet_id              = element(module.net.private, 0)
  vpc_security_group_ids = [aws_security_group.first.id]
}
resource "aws_instance" "second" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.small"
  subnet_id              = element(module.net.private, 1)
  vpc_security_group_ids = [aws_security_group.second.id]
}
resource "aws_instance" "either" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.small"
  subnet_id     = element(concat(module.net.public, module.net.private), var.pick)
}
resource "aws_autoscaling_group" "jobs" {
  min_size            = 2
  max_size            = 4
  vpc_zone_identifier = slice(module.net.private, 0, 2)
  launch_template { id = aws_launch_template.jobs.id }
}
resource "aws_launch_template" "jobs" {
  image_id               = "ami-0123456789abcdef0"
  instance_type          = "t3.small"
  vpc_security_group_ids = [aws_security_group.first.id]
}
resource "aws_security_group" "first" {
  name   = "first"
  vpc_id = module.net.vpc
}
resource "aws_security_group" "second" {
  name   = "second"
  vpc_id = module.net.vpc
  ingress {
    from_port       = 8080
    to_port         = 8080
    protocol        = "tcp"
    security_groups = [aws_security_group.first.id]
  }
}
