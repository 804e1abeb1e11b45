# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# The VPCs of eu-west-1 and their subnets, one per zone in each tier.
# Address blocks do not change when a zone or subnets are added.

resource "aws_vpc" "billing_billing" {
  provider             = aws.billing
  cidr_block           = "10.2.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags                 = { Name = "shared-services-billing" }
}

# The default group is not used: without rules it cannot be used by mistake.
resource "aws_default_security_group" "billing_billing" {
  provider = aws.billing
  vpc_id   = aws_vpc.billing_billing.id
  tags     = { Name = "shared-services-billing-default-unused" }
}

# billing-edge: public, their default route is the internet gateway.
resource "aws_subnet" "billing_edge_billing" {
  provider          = aws.billing
  for_each          = { eu-west-1a = "10.2.0.0/22", eu-west-1b = "10.2.4.0/22" }
  vpc_id            = aws_vpc.billing_billing.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "shared-services-billing-edge-${each.key}", Row = "billing-edge", Access = "public" }
}

resource "aws_route_table" "billing_edge_billing" {
  provider = aws.billing
  vpc_id   = aws_vpc.billing_billing.id
  tags     = { Name = "shared-services-billing-edge" }
}

resource "aws_route_table_association" "billing_edge_billing" {
  provider       = aws.billing
  for_each       = aws_subnet.billing_edge_billing
  subnet_id      = each.value.id
  route_table_id = aws_route_table.billing_edge_billing.id
}

resource "aws_route" "billing_edge_billing" {
  provider               = aws.billing
  route_table_id         = aws_route_table.billing_edge_billing.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.igw_billing_billing.id
}

# billing-app: private, their default route is NAT, with no inbound access from the internet.
resource "aws_subnet" "billing_app_billing" {
  provider          = aws.billing
  for_each          = { eu-west-1a = "10.2.32.0/22", eu-west-1b = "10.2.36.0/22" }
  vpc_id            = aws_vpc.billing_billing.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "shared-services-billing-app-${each.key}", Row = "billing-app", Access = "private" }
}

resource "aws_route_table" "billing_app_billing" {
  provider = aws.billing
  for_each = aws_subnet.billing_app_billing
  vpc_id   = aws_vpc.billing_billing.id
  tags     = { Name = "shared-services-billing-app-${each.key}" }
}

resource "aws_route_table_association" "billing_app_billing" {
  provider       = aws.billing
  for_each       = aws_subnet.billing_app_billing
  subnet_id      = each.value.id
  route_table_id = aws_route_table.billing_app_billing[each.key].id
}

resource "aws_route" "billing_app_billing" {
  provider               = aws.billing
  for_each               = aws_route_table.billing_app_billing
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.billing_nat_billing[each.key].id
}

resource "aws_route" "billing_app_to_services_billing" {
  provider               = aws.billing
  for_each               = aws_route_table.billing_app_billing
  route_table_id         = each.value.id
  destination_cidr_block = "10.0.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_services.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.tgw_services_billing]
}

# igw
resource "aws_internet_gateway" "igw_billing_billing" {
  provider = aws.billing
  vpc_id   = aws_vpc.billing_billing.id
  tags     = { Name = "shared-services-igw", Component = "igw" }
}

# billing-nat: one per zone, so that an AZ failure affects no other zone's egress.
resource "aws_eip" "billing_nat_billing" {
  provider = aws.billing
  for_each = toset(["eu-west-1a", "eu-west-1b"])
  domain   = "vpc"
  tags     = { Name = "shared-services-billing-nat-${each.key}", Component = "billing-nat" }
}

resource "aws_nat_gateway" "billing_nat_billing" {
  provider      = aws.billing
  for_each      = toset(["eu-west-1a", "eu-west-1b"])
  allocation_id = aws_eip.billing_nat_billing[each.key].id
  subnet_id     = aws_subnet.billing_edge_billing[each.key].id
  tags          = { Name = "shared-services-billing-nat-${each.key}", Component = "billing-nat" }
  depends_on    = [aws_internet_gateway.igw_billing_billing]
}
