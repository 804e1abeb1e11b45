# A network whose gateways are for the subnets of another root: they are outputs.
provider "aws" { region = "us-east-1" }
locals { zones = ["us-east-1a", "us-east-1b", "us-east-1c"] }
variable "single" { default = true }
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "public" {
  count             = 3
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  availability_zone = local.zones[count.index]
}
resource "aws_eip" "nat" {
  count  = var.single ? 1 : 3
  domain = "vpc"
}
resource "aws_nat_gateway" "nat" {
  count         = var.single ? 1 : 3
  allocation_id = element(aws_eip.nat[*].id, count.index)
  subnet_id     = element(aws_subnet.public[*].id, count.index)
}
resource "aws_route_table" "public" { vpc_id = aws_vpc.main.id }
resource "aws_route" "public" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}
resource "aws_route_table_association" "public" {
  count          = 3
  subnet_id      = element(aws_subnet.public[*].id, count.index)
  route_table_id = aws_route_table.public.id
}
output "nat_ids" { value = aws_nat_gateway.nat[*].id }
