variable "subnets" { type = list(string) }
variable "vpc" {}
variable "group" {}
variable "hosts" { type = map(string) }
locals { targets = { for name, host in var.hosts : name => { id = host, port = 8080 } } }
resource "aws_lb" "this" {
  subnets         = var.subnets
  security_groups = [var.group]
}
resource "aws_lb_target_group" "this" {
  vpc_id      = var.vpc
  target_type = "ip"
  port        = 8080
  protocol    = "HTTP"
}
resource "aws_lb_target_group_attachment" "this" {
  for_each         = local.targets
  target_group_arn = aws_lb_target_group.this.arn
  target_id        = each.value.id
  port             = each.value.port
}
resource "aws_lb_listener" "this" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
}
