# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# The VPCs of eu-central-1 and their subnets, one per zone in each tier.
# Address blocks do not change when a zone or subnets are added.

resource "aws_vpc" "frankfurt_eu_central_1" {
  region               = "eu-central-1"
  cidr_block           = "10.1.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true

  assign_generated_ipv6_cidr_block = true
  tags                             = { Name = "two-regions-frankfurt" }
}

# The default group is not used: without rules it cannot be used by mistake.
resource "aws_default_security_group" "frankfurt_eu_central_1" {
  region = "eu-central-1"
  vpc_id = aws_vpc.frankfurt_eu_central_1.id
  tags   = { Name = "two-regions-frankfurt-default-unused" }
}

# frankfurt-edge: public, their default route is the internet gateway.
resource "aws_subnet" "frankfurt_edge_eu_central_1" {
  for_each          = { eu-central-1a = { block = "10.1.0.0/22", number = 0 }, eu-central-1b = { block = "10.1.4.0/22", number = 1 } }
  region            = "eu-central-1"
  vpc_id            = aws_vpc.frankfurt_eu_central_1.id
  availability_zone = each.key
  cidr_block        = each.value.block
  ipv6_cidr_block   = cidrsubnet(aws_vpc.frankfurt_eu_central_1.ipv6_cidr_block, 8, each.value.number)

  assign_ipv6_address_on_creation                = true
  enable_resource_name_dns_aaaa_record_on_launch = true
  tags                                           = { Name = "two-regions-frankfurt-edge-${each.key}", Row = "frankfurt-edge", Access = "public" }
}

resource "aws_route_table" "frankfurt_edge_eu_central_1" {
  region = "eu-central-1"
  vpc_id = aws_vpc.frankfurt_eu_central_1.id
  tags   = { Name = "two-regions-frankfurt-edge" }
}

resource "aws_route_table_association" "frankfurt_edge_eu_central_1" {
  for_each       = aws_subnet.frankfurt_edge_eu_central_1
  region         = "eu-central-1"
  subnet_id      = each.value.id
  route_table_id = aws_route_table.frankfurt_edge_eu_central_1.id
}

resource "aws_route" "frankfurt_edge_eu_central_1" {
  region                 = "eu-central-1"
  route_table_id         = aws_route_table.frankfurt_edge_eu_central_1.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.igw_eu_central_1.id
}

resource "aws_route" "frankfurt_edge_to_internet_ipv6_eu_central_1" {
  region                      = "eu-central-1"
  route_table_id              = aws_route_table.frankfurt_edge_eu_central_1.id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.igw_eu_central_1.id
}

# frankfurt-app: private, their default route is NAT, with no inbound access from the internet.
resource "aws_subnet" "frankfurt_app_eu_central_1" {
  for_each          = { eu-central-1a = { block = "10.1.32.0/22", number = 8 }, eu-central-1b = { block = "10.1.36.0/22", number = 9 } }
  region            = "eu-central-1"
  vpc_id            = aws_vpc.frankfurt_eu_central_1.id
  availability_zone = each.key
  cidr_block        = each.value.block
  ipv6_cidr_block   = cidrsubnet(aws_vpc.frankfurt_eu_central_1.ipv6_cidr_block, 8, each.value.number)

  assign_ipv6_address_on_creation                = true
  enable_resource_name_dns_aaaa_record_on_launch = true
  tags                                           = { Name = "two-regions-frankfurt-app-${each.key}", Row = "frankfurt-app", Access = "private" }
}

resource "aws_route_table" "frankfurt_app_eu_central_1" {
  for_each = aws_subnet.frankfurt_app_eu_central_1
  region   = "eu-central-1"
  vpc_id   = aws_vpc.frankfurt_eu_central_1.id
  tags     = { Name = "two-regions-frankfurt-app-${each.key}" }
}

resource "aws_route_table_association" "frankfurt_app_eu_central_1" {
  for_each       = aws_subnet.frankfurt_app_eu_central_1
  region         = "eu-central-1"
  subnet_id      = each.value.id
  route_table_id = aws_route_table.frankfurt_app_eu_central_1[each.key].id
}

resource "aws_route" "frankfurt_app_eu_central_1" {
  for_each               = aws_route_table.frankfurt_app_eu_central_1
  region                 = "eu-central-1"
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.frankfurt_nat_eu_central_1[each.key].id
}

resource "aws_route" "frankfurt_app_to_dublin_eu_central_1" {
  for_each               = aws_route_table.frankfurt_app_eu_central_1
  region                 = "eu-central-1"
  route_table_id         = each.value.id
  destination_cidr_block = "10.0.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.frankfurt_tgw_eu_central_1.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.frankfurt_tgw_eu_central_1_frankfurt]
}

resource "aws_route" "frankfurt_app_to_dublin_2_eu_central_1" {
  for_each                    = aws_route_table.frankfurt_app_eu_central_1
  region                      = "eu-central-1"
  route_table_id              = each.value.id
  destination_ipv6_cidr_block = aws_vpc.dublin.ipv6_cidr_block
  transit_gateway_id          = aws_ec2_transit_gateway.frankfurt_tgw_eu_central_1.id
  depends_on                  = [aws_ec2_transit_gateway_vpc_attachment.frankfurt_tgw_eu_central_1_frankfurt]
}

resource "aws_route" "frankfurt_app_to_datacenter_eu_central_1" {
  for_each               = aws_route_table.frankfurt_app_eu_central_1
  region                 = "eu-central-1"
  route_table_id         = each.value.id
  destination_cidr_block = "172.16.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.frankfurt_tgw_eu_central_1.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.frankfurt_tgw_eu_central_1_frankfurt]
}

resource "aws_route" "frankfurt_app_to_internet_ipv6_eu_central_1" {
  for_each                    = aws_route_table.frankfurt_app_eu_central_1
  region                      = "eu-central-1"
  route_table_id              = each.value.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.ipv6_egress_eu_central_1.id
}

# igw
resource "aws_internet_gateway" "igw_eu_central_1" {
  region = "eu-central-1"
  vpc_id = aws_vpc.frankfurt_eu_central_1.id
  tags   = { Name = "two-regions-igw", Component = "igw" }
}

# ipv6-egress: outbound IPv6 only.
resource "aws_egress_only_internet_gateway" "ipv6_egress_eu_central_1" {
  region = "eu-central-1"
  vpc_id = aws_vpc.frankfurt_eu_central_1.id
  tags   = { Name = "two-regions-ipv6-egress", Component = "ipv6-egress" }
}

# frankfurt-nat: one per zone, so that an AZ failure affects no other zone's egress.
resource "aws_eip" "frankfurt_nat_eu_central_1" {
  for_each = toset(["eu-central-1a", "eu-central-1b"])
  region   = "eu-central-1"
  domain   = "vpc"
  tags     = { Name = "two-regions-frankfurt-nat-${each.key}", Component = "frankfurt-nat" }
}

resource "aws_nat_gateway" "frankfurt_nat_eu_central_1" {
  for_each      = toset(["eu-central-1a", "eu-central-1b"])
  region        = "eu-central-1"
  allocation_id = aws_eip.frankfurt_nat_eu_central_1[each.key].id
  subnet_id     = aws_subnet.frankfurt_edge_eu_central_1[each.key].id
  tags          = { Name = "two-regions-frankfurt-nat-${each.key}", Component = "frankfurt-nat" }
  depends_on    = [aws_internet_gateway.igw_eu_central_1]
}

# frankfurt-tgw: connects the VPCs of eu-central-1. Each attachment has its own route table.
resource "aws_ec2_transit_gateway" "frankfurt_tgw_eu_central_1" {
  region                          = "eu-central-1"
  description                     = "two-regions-frankfurt-tgw"
  auto_accept_shared_attachments  = "disable"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  dns_support                     = "enable"
  vpn_ecmp_support                = "enable"
  tags                            = { Name = "two-regions-frankfurt-tgw", Component = "frankfurt-tgw" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "frankfurt_tgw_eu_central_1_frankfurt" {
  region                 = "eu-central-1"
  transit_gateway_id     = aws_ec2_transit_gateway.frankfurt_tgw_eu_central_1.id
  vpc_id                 = aws_vpc.frankfurt_eu_central_1.id
  subnet_ids             = [for subnet in aws_subnet.frankfurt_app_eu_central_1 : subnet.id]
  appliance_mode_support = "disable"
  ipv6_support           = "enable"

  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "two-regions-frankfurt-tgw-frankfurt", Component = "frankfurt-tgw" }
}

# Routes of traffic from frankfurt.
resource "aws_ec2_transit_gateway_route_table" "frankfurt_tgw_eu_central_1_frankfurt" {
  region             = "eu-central-1"
  transit_gateway_id = aws_ec2_transit_gateway.frankfurt_tgw_eu_central_1.id
  tags               = { Name = "two-regions-frankfurt_tgw_eu_central_1_frankfurt", Component = "frankfurt-tgw" }
}

resource "aws_ec2_transit_gateway_route_table_association" "frankfurt_tgw_eu_central_1_frankfurt" {
  region                         = "eu-central-1"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.frankfurt_tgw_eu_central_1_frankfurt.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.frankfurt_tgw_eu_central_1_frankfurt.id
}

resource "aws_ec2_transit_gateway_route" "frankfurt_tgw_eu_central_1_frankfurt_to_dublin_tgw" {
  region                         = "eu-central-1"
  destination_cidr_block         = "10.0.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.dublin_tgw_frankfurt_tgw_eu_central_1.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.frankfurt_tgw_eu_central_1_frankfurt.id
}

resource "aws_ec2_transit_gateway_route" "frankfurt_tgw_eu_central_1_frankfurt_to_dublin_tgw_2" {
  region                         = "eu-central-1"
  destination_cidr_block         = aws_vpc.dublin.ipv6_cidr_block
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.dublin_tgw_frankfurt_tgw_eu_central_1.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.frankfurt_tgw_eu_central_1_frankfurt.id
}

resource "aws_ec2_transit_gateway_route" "frankfurt_tgw_eu_central_1_frankfurt_to_dublin_tgw_3" {
  region                         = "eu-central-1"
  destination_cidr_block         = "172.16.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.dublin_tgw_frankfurt_tgw_eu_central_1.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.frankfurt_tgw_eu_central_1_frankfurt.id
}

# Routes of traffic from dublin-tgw@eu-west-1.
resource "aws_ec2_transit_gateway_route_table" "frankfurt_tgw_eu_central_1_dublin_tgw" {
  region             = "eu-central-1"
  transit_gateway_id = aws_ec2_transit_gateway.frankfurt_tgw_eu_central_1.id
  tags               = { Name = "two-regions-frankfurt_tgw_eu_central_1_dublin_tgw", Component = "frankfurt-tgw" }
}

resource "aws_ec2_transit_gateway_route_table_association" "frankfurt_tgw_eu_central_1_dublin_tgw" {
  region                         = "eu-central-1"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.dublin_tgw_frankfurt_tgw_eu_central_1.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.frankfurt_tgw_eu_central_1_dublin_tgw.id
}

resource "aws_ec2_transit_gateway_route" "frankfurt_tgw_eu_central_1_dublin_tgw_to_frankfurt" {
  region                         = "eu-central-1"
  destination_cidr_block         = "10.1.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.frankfurt_tgw_eu_central_1_frankfurt.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.frankfurt_tgw_eu_central_1_dublin_tgw.id
}

resource "aws_ec2_transit_gateway_route" "frankfurt_tgw_eu_central_1_dublin_tgw_to_frankfurt_2" {
  region                         = "eu-central-1"
  destination_cidr_block         = aws_vpc.frankfurt_eu_central_1.ipv6_cidr_block
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.frankfurt_tgw_eu_central_1_frankfurt.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.frankfurt_tgw_eu_central_1_dublin_tgw.id
}
