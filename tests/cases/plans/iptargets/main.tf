# Targets that are given as addresses: of an instance, of a network interface, and of nothing that is known.
provider "aws" { region = "us-east-1" }
locals { zones = ["us-east-1a", "us-east-1b"] }

resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "public" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.${count.index}.0/24"
  availability_zone = local.zones[count.index]
}
resource "aws_subnet" "app" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1${count.index}.0/24"
  availability_zone = local.zones[count.index]
}
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
resource "aws_route_table_association" "public" {
  count          = 2
  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public.id
}
resource "aws_route_table" "app" { vpc_id = aws_vpc.main.id }
resource "aws_route_table_association" "app" {
  count          = 2
  subnet_id      = aws_subnet.app[count.index].id
  route_table_id = aws_route_table.app.id
}

resource "aws_security_group" "lb" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["10.0.0.0/16"]
  }
}
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port       = 8080
    to_port         = 8080
    protocol        = "tcp"
    security_groups = [aws_security_group.lb.id]
  }
}

resource "aws_instance" "one" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "m7g.large"
  subnet_id              = aws_subnet.app[0].id
  private_ip             = "10.0.10.5"
  vpc_security_group_ids = [aws_security_group.app.id]
}
resource "aws_network_interface" "two" {
  subnet_id       = aws_subnet.app[1].id
  private_ips     = ["10.0.11.5"]
  security_groups = [aws_security_group.app.id]
}
resource "aws_instance" "two" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "m7g.large"
  network_interface {
    device_index         = 0
    network_interface_id = aws_network_interface.two.id
  }
}

resource "aws_lb" "main" {
  subnets         = aws_subnet.public[*].id
  security_groups = [aws_security_group.lb.id]
}
resource "aws_lb_target_group" "open" {
  port        = 8080
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = aws_vpc.main.id
}
resource "aws_lb_target_group" "closed" {
  port        = 9000
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = aws_vpc.main.id
}
resource "aws_lb_target_group_attachment" "open" {
  for_each         = toset(["10.0.10.5", "10.0.11.5", "10.0.10.77"])
  target_group_arn = aws_lb_target_group.open.arn
  target_id        = each.value
}
resource "aws_lb_target_group_attachment" "closed" {
  for_each         = toset(["10.0.10.5", "10.0.11.5", "10.0.10.77"])
  target_group_arn = aws_lb_target_group.closed.arn
  target_id        = each.value
}
resource "aws_lb_listener" "main" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/0f3b6b2a-1111-2222-3333-444455556666"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.open.arn
  }
}
resource "aws_lb_listener_rule" "closed" {
  listener_arn = aws_lb_listener.main.arn
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.closed.arn
  }
  condition {
    path_pattern { values = ["/admin/*"] }
  }
}
