# The default VPC as Terraform adopts it, with two of its subnets; its blocks are AWS's own.
provider "aws" { region = "us-east-1" }

resource "aws_default_vpc" "this" {}
resource "aws_default_subnet" "one" { availability_zone = "us-east-1a" }
resource "aws_default_subnet" "two" { availability_zone = "us-east-1b" }

resource "aws_security_group" "site" {
  name   = "site"
  vpc_id = aws_default_vpc.this.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_lb" "site" {
  subnets         = [aws_default_subnet.one.id, aws_default_subnet.two.id]
  security_groups = [aws_security_group.site.id]
}
resource "aws_lb_listener" "site" {
  load_balancer_arn = aws_lb.site.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}
resource "aws_db_instance" "orders" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.t4g.micro"
  allocated_storage   = 20
  username            = "root"
  password            = "not-a-secret"
  skip_final_snapshot     = true
  storage_encrypted       = true
  backup_retention_period = 7
  deletion_protection     = true
}
resource "aws_instance" "alone" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.small"
}
