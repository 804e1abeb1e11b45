variable "zones" {}
locals {
  tiers   = { public = 0, private = 10, data = 20 }
  subnets = { for p in setproduct(keys(local.tiers), var.zones) : "${p[0]}/${p[1]}" => { tier = p[0], zone = p[1], n = local.tiers[p[0]] + index(var.zones, p[1]) } }
}
resource "aws_vpc" "this" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "this" { vpc_id = aws_vpc.this.id }
resource "aws_subnet" "this" {
  for_each          = local.subnets
  vpc_id            = aws_vpc.this.id
  availability_zone = each.value.zone
  cidr_block        = cidrsubnet(aws_vpc.this.cidr_block, 8, each.value.n)
}
resource "aws_eip" "this" {
  for_each = toset(var.zones)
  domain   = "vpc"
}
resource "aws_nat_gateway" "this" {
  for_each      = aws_eip.this
  allocation_id = each.value.id
  subnet_id     = aws_subnet.this["public/${each.key}"].id
}
resource "aws_route_table" "public" { vpc_id = aws_vpc.this.id }
resource "aws_route" "public" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}
resource "aws_route_table" "private" {
  for_each = toset(var.zones)
  vpc_id   = aws_vpc.this.id
}
resource "aws_route" "private" {
  for_each               = aws_nat_gateway.this
  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = each.value.id
}
resource "aws_route_table_association" "public" {
  for_each       = { for k, s in local.subnets : k => s if s.tier == "public" }
  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.public.id
}
resource "aws_route_table_association" "private" {
  for_each       = { for k, s in local.subnets : k => s if s.tier == "private" }
  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.private[each.value.zone].id
}
output "vpc" { value = aws_vpc.this }
output "subnets" { value = { for t in keys(local.tiers) : t => [for k, s in aws_subnet.this : s.id if startswith(k, t)] } }
output "info" {
  value = {
    vpc_id          = aws_vpc.this.id
    data_subnet_ids = [for k, s in aws_subnet.this : s.id if startswith(k, "data")]
  }
}
