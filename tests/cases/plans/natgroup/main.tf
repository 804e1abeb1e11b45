# A NAT instance that an Auto Scaling group keeps: it attaches the interface that routes lead to.
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
resource "aws_subnet" "private" {
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
resource "aws_route_table" "private" { vpc_id = aws_vpc.shop.id }
resource "aws_route_table_association" "private" {
  count          = 2
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private.id
}
resource "aws_route" "private" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  network_interface_id   = module.nat.interface
}
module "nat" {
  source = "./nat"
  vpc    = aws_vpc.shop.id
  subnet = aws_subnet.public[0].id
}
