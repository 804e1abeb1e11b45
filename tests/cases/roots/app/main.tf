provider "aws" { region = "us-east-1" }
variable "client_security_group_id" { type = string }
data "aws_ssm_parameter" "vpc" { name = "/net/vpc_id" }
data "aws_ssm_parameter" "subnets" { name = "/net/private_subnets" }
variable "public_subnet_ids" { type = list(string) }
resource "aws_security_group" "lb" {
  vpc_id = data.aws_ssm_parameter.vpc.value
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "app" { vpc_id = data.aws_ssm_parameter.vpc.value }
resource "aws_vpc_security_group_ingress_rule" "app" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.lb.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}
resource "aws_lb" "web" {
  subnets         = var.public_subnet_ids
  security_groups = [aws_security_group.lb.id]
}
resource "aws_lb_target_group" "app" {
  port     = 8080
  protocol = "HTTP"
  vpc_id   = data.aws_ssm_parameter.vpc.value
}
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.web.arn
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
  instance_type          = "m7g.large"
  vpc_security_group_ids = [aws_security_group.app.id, var.client_security_group_id]
}
resource "aws_autoscaling_group" "app" {
  min_size            = 2
  max_size            = 4
  vpc_zone_identifier = split(",", data.aws_ssm_parameter.subnets.value)
  target_group_arns   = [aws_lb_target_group.app.arn]
  launch_template { id = aws_launch_template.app.id }
}
