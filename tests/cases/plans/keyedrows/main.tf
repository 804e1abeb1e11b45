# Subnets with numbers for keys, which only their names tell apart; modules that take all of them.
variable "layers" {
  default = [
    { name = "web-subnet-az1", zone = "us-east-1a" }, { name = "app-subnet-az1", zone = "us-east-1a" },
    { name = "db-subnet-az1", zone = "us-east-1a" }, { name = "web-subnet-az2", zone = "us-east-1b" },
    { name = "app-subnet-az2", zone = "us-east-1b" }, { name = "db-subnet-az2", zone = "us-east-1b" },
  ]
}

provider "aws" { region = "us-east-1" }

resource "aws_vpc" "shop" { cidr_block = "10.8.0.0/16" }
resource "aws_internet_gateway" "shop" { vpc_id = aws_vpc.shop.id }

resource "aws_subnet" "all" {
  for_each          = { for number, layer in var.layers : number => layer }
  vpc_id            = aws_vpc.shop.id
  cidr_block        = cidrsubnet(aws_vpc.shop.cidr_block, 8, each.key)
  availability_zone = each.value.zone
  tags              = { Name = each.value.name }
}

resource "aws_eip" "nat" { domain = "vpc" }
resource "aws_nat_gateway" "nat" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.all[0].id
}

resource "aws_route_table" "out" {
  vpc_id = aws_vpc.shop.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.shop.id
  }
}
resource "aws_route_table" "nat" {
  vpc_id = aws_vpc.shop.id
  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.nat.id
  }
}
resource "aws_route_table_association" "web_1" {
  subnet_id      = aws_subnet.all[0].id
  route_table_id = aws_route_table.out.id
}
resource "aws_route_table_association" "web_2" {
  subnet_id      = aws_subnet.all["3"].id
  route_table_id = aws_route_table.out.id
}
resource "aws_route_table_association" "app" {
  for_each       = toset(["1", "4"])
  subnet_id      = aws_subnet.all[each.key].id
  route_table_id = aws_route_table.nat.id
}

module "app" {
  source  = "./app"
  subnets = { for number, subnet in aws_subnet.all : number => subnet }
  layers  = var.layers
  vpc     = aws_vpc.shop.id
}
