# Targets that a module makes of its input by a local: they are not the load balancer that is in the module too.
provider "aws" { region = "us-east-1" }
resource "aws_vpc" "shop" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "shop" { vpc_id = aws_vpc.shop.id }
resource "aws_subnet" "edge" {
  count             = 2
  vpc_id            = aws_vpc.shop.id
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, count.index)
  availability_zone = "us-east-1${["a", "b"][count.index]}"
}
resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.shop.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.shop.id
  }
}
resource "aws_route_table_association" "edge" {
  count          = 2
  subnet_id      = aws_subnet.edge[count.index].id
  route_table_id = aws_route_table.edge.id
}
resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = aws_vpc.shop.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 8080
    to_port     = 8080
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}
resource "terraform_data" "host" { input = "10.0.1.9" }
module "balancer" {
  source  = "./balancer"
  subnets = aws_subnet.edge[*].id
  vpc     = aws_vpc.shop.id
  group   = aws_security_group.web.id
  hosts   = { old = terraform_data.host.output }
}
