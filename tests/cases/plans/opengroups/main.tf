# Security groups that are wider than the routes: open to everybody in private and isolated subnets, shared by
# two services on two ports, and with ping.
provider "aws" { region = "us-east-1" }

locals { zones = ["us-east-1a", "us-east-1b"] }

resource "aws_vpc" "shop" { cidr_block = "10.8.0.0/16" }
resource "aws_internet_gateway" "shop" { vpc_id = aws_vpc.shop.id }

resource "aws_subnet" "public" {
  count             = 2
  vpc_id            = aws_vpc.shop.id
  cidr_block        = "10.8.${count.index}.0/24"
  availability_zone = local.zones[count.index]
}
resource "aws_subnet" "inner" {
  count             = 2
  vpc_id            = aws_vpc.shop.id
  cidr_block        = "10.8.${count.index + 10}.0/24"
  availability_zone = local.zones[count.index]
}
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.shop.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.shop.id
  }
}
resource "aws_route_table_association" "public" {
  count          = 2
  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public.id
}
resource "aws_route_table" "inner" { vpc_id = aws_vpc.shop.id }
resource "aws_route_table_association" "inner" {
  count          = 2
  subnet_id      = aws_subnet.inner[count.index].id
  route_table_id = aws_route_table.inner.id
}

resource "aws_security_group" "lb" { vpc_id = aws_vpc.shop.id }
resource "aws_vpc_security_group_ingress_rule" "lb" {
  security_group_id = aws_security_group.lb.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
resource "aws_security_group" "tasks" { vpc_id = aws_vpc.shop.id }
resource "aws_vpc_security_group_ingress_rule" "tasks" {
  for_each                     = { web = 80, api = 3000 }
  security_group_id            = aws_security_group.tasks.id
  referenced_security_group_id = aws_security_group.lb.id
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
}
resource "aws_vpc_security_group_egress_rule" "tasks" {
  security_group_id = aws_security_group.tasks.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_lb" "front" {
  load_balancer_type = "application"
  subnets            = aws_subnet.public[*].id
  security_groups    = [aws_security_group.lb.id]
}
resource "aws_lb_target_group" "part" {
  for_each    = { web = 80, api = 3000 }
  port        = each.value
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = aws_vpc.shop.id
}
resource "aws_lb_listener" "front" {
  load_balancer_arn = aws_lb.front.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/0f3b6b2a-1111-2222-3333-444455556666"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.part["web"].arn
  }
}
resource "aws_lb_listener_rule" "api" {
  listener_arn = aws_lb_listener.front.arn
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.part["api"].arn
  }
  condition {
    path_pattern { values = ["/api/*"] }
  }
}
resource "aws_ecs_cluster" "shop" { name = "shop" }
resource "aws_ecs_task_definition" "part" {
  for_each                 = { web = 80, api = 3000 }
  family                   = each.key
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions = jsonencode([{
    name = each.key, image = "public.ecr.aws/docker/library/nginx:1.27", portMappings = [{ containerPort = each.value }]
  }])
}
resource "aws_ecs_service" "part" {
  for_each        = { web = 80, api = 3000 }
  name            = each.key
  cluster         = aws_ecs_cluster.shop.id
  task_definition = aws_ecs_task_definition.part[each.key].arn
  launch_type     = "FARGATE"
  desired_count   = 4
  network_configuration {
    subnets          = aws_subnet.public[*].id
    security_groups  = [aws_security_group.tasks.id]
    assign_public_ip = true
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.part[each.key].arn
    container_name   = each.key
    container_port   = each.value
  }
}

resource "aws_security_group" "wide" {
  vpc_id = aws_vpc.shop.id
  ingress {
    cidr_blocks = ["0.0.0.0/0"]
    protocol    = "tcp"
    from_port   = 8080
    to_port     = 8080
  }
  ingress {
    cidr_blocks = ["0.0.0.0/0"]
    protocol    = "icmp"
    from_port   = -1
    to_port     = -1
  }
  ingress {
    cidr_blocks = ["198.51.100.7/32"]
    protocol    = "tcp"
    from_port   = 8443
    to_port     = 8443
  }
  egress {
    cidr_blocks = ["0.0.0.0/0"]
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
  }
}
resource "aws_instance" "report" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.inner[0].id
  vpc_security_group_ids = [aws_security_group.wide.id]
}
