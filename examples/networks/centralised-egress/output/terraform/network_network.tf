# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# The VPCs of us-east-1 and their subnets, one per zone in each tier.
# Address blocks do not change when a zone or subnets are added.

resource "aws_vpc" "egress_network" {
  provider             = aws.network
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags                 = { Name = "centralised-egress-egress" }
}

# The default group is not used: without rules it cannot be used by mistake.
resource "aws_default_security_group" "egress_network" {
  provider = aws.network
  vpc_id   = aws_vpc.egress_network.id
  tags     = { Name = "centralised-egress-egress-default-unused" }
}

# edge: public, their default route is the internet gateway.
resource "aws_subnet" "edge_network" {
  provider          = aws.network
  for_each          = { us-east-1a = "10.0.0.0/22", us-east-1b = "10.0.4.0/22" }
  vpc_id            = aws_vpc.egress_network.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "centralised-egress-edge-${each.key}", Row = "edge", Access = "public" }
}

resource "aws_route_table" "edge_network" {
  provider = aws.network
  vpc_id   = aws_vpc.egress_network.id
  tags     = { Name = "centralised-egress-edge" }
}

resource "aws_route_table_association" "edge_network" {
  provider       = aws.network
  for_each       = aws_subnet.edge_network
  subnet_id      = each.value.id
  route_table_id = aws_route_table.edge_network.id
}

resource "aws_route" "edge_network" {
  provider               = aws.network
  route_table_id         = aws_route_table.edge_network.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.igw_egress_network.id
}

resource "aws_route" "edge_to_shop_network" {
  provider               = aws.network
  route_table_id         = aws_route_table.edge_network.id
  destination_cidr_block = "10.1.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_network.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.tgw_network_egress]
}

resource "aws_route" "edge_to_shop_2_network" {
  provider               = aws.network
  route_table_id         = aws_route_table.edge_network.id
  destination_cidr_block = "100.64.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_network.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.tgw_network_egress]
}

resource "aws_route" "edge_to_billing_network" {
  provider               = aws.network
  route_table_id         = aws_route_table.edge_network.id
  destination_cidr_block = "10.2.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_network.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.tgw_network_egress]
}

# transit: private, their default route is NAT, with no inbound access from the internet.
resource "aws_subnet" "transit_network" {
  provider          = aws.network
  for_each          = { us-east-1a = "10.0.32.0/22", us-east-1b = "10.0.36.0/22" }
  vpc_id            = aws_vpc.egress_network.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "centralised-egress-transit-${each.key}", Row = "transit", Access = "private" }
}

resource "aws_route_table" "transit_network" {
  provider = aws.network
  for_each = aws_subnet.transit_network
  vpc_id   = aws_vpc.egress_network.id
  tags     = { Name = "centralised-egress-transit-${each.key}" }
}

resource "aws_route_table_association" "transit_network" {
  provider       = aws.network
  for_each       = aws_subnet.transit_network
  subnet_id      = each.value.id
  route_table_id = aws_route_table.transit_network[each.key].id
}

resource "aws_route" "transit_network" {
  provider               = aws.network
  for_each               = aws_route_table.transit_network
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_network[each.key].id
}

# igw
resource "aws_internet_gateway" "igw_egress_network" {
  provider = aws.network
  vpc_id   = aws_vpc.egress_network.id
  tags     = { Name = "centralised-egress-igw", Component = "igw" }
}

# nat: one per zone, so that an AZ failure affects no other zone's egress.
resource "aws_eip" "nat_network" {
  provider = aws.network
  for_each = toset(["us-east-1a", "us-east-1b"])
  domain   = "vpc"
  tags     = { Name = "centralised-egress-nat-${each.key}", Component = "nat" }
}

resource "aws_nat_gateway" "nat_network" {
  provider      = aws.network
  for_each      = toset(["us-east-1a", "us-east-1b"])
  allocation_id = aws_eip.nat_network[each.key].id
  subnet_id     = aws_subnet.edge_network[each.key].id
  tags          = { Name = "centralised-egress-nat-${each.key}", Component = "nat" }
  depends_on    = [aws_internet_gateway.igw_egress_network]
}

# tgw: connects the VPCs of us-east-1. Each attachment has its own route table.
resource "aws_ec2_transit_gateway" "tgw_network" {
  provider                        = aws.network
  description                     = "centralised-egress-tgw"
  auto_accept_shared_attachments  = "disable"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  dns_support                     = "enable"
  vpn_ecmp_support                = "enable"
  tags                            = { Name = "centralised-egress-tgw", Component = "tgw" }
}

# The gateway is shared with the accounts of the other VPCs.
resource "aws_ram_resource_share" "tgw_network" {
  provider                  = aws.network
  name                      = "centralised-egress-tgw"
  allow_external_principals = true
  tags                      = { Name = "centralised-egress-tgw", Component = "tgw" }
}

resource "aws_ram_resource_association" "tgw_network" {
  provider           = aws.network
  resource_arn       = aws_ec2_transit_gateway.tgw_network.arn
  resource_share_arn = aws_ram_resource_share.tgw_network.arn
}

resource "aws_ram_principal_association" "tgw_network_shop" {
  provider           = aws.network
  principal          = local.account_shop
  resource_share_arn = aws_ram_resource_share.tgw_network.arn
}

resource "aws_ram_resource_share_accepter" "tgw_network_shop" {
  provider = aws.shop

  # Where sharing is enabled in the AWS organization there are no invitations to accept.
  count     = var.tgw_network_accept_invitations ? 1 : 0
  share_arn = aws_ram_principal_association.tgw_network_shop.resource_share_arn
}

resource "aws_ram_principal_association" "tgw_network_billing" {
  provider           = aws.network
  principal          = local.account_billing
  resource_share_arn = aws_ram_resource_share.tgw_network.arn
}

resource "aws_ram_resource_share_accepter" "tgw_network_billing" {
  provider = aws.billing

  # Where sharing is enabled in the AWS organization there are no invitations to accept.
  count     = var.tgw_network_accept_invitations ? 1 : 0
  share_arn = aws_ram_principal_association.tgw_network_billing.resource_share_arn
}

resource "aws_ec2_transit_gateway_vpc_attachment" "tgw_network_egress" {
  provider               = aws.network
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_network.id
  vpc_id                 = aws_vpc.egress_network.id
  subnet_ids             = [for subnet in aws_subnet.transit_network : subnet.id]
  appliance_mode_support = "disable"
  ipv6_support           = "disable"

  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "centralised-egress-tgw-egress", Component = "tgw" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "tgw_network_shop" {
  provider               = aws.shop
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_network.id
  vpc_id                 = aws_vpc.shop_shop.id
  subnet_ids             = [for subnet in aws_subnet.shop_app_shop : subnet.id]
  appliance_mode_support = "disable"
  ipv6_support           = "disable"
  tags                   = { Name = "centralised-egress-tgw-shop", Component = "tgw" }
  depends_on             = [aws_ram_resource_association.tgw_network, aws_ram_resource_share_accepter.tgw_network_shop]
}

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "tgw_network_shop" {
  provider                                        = aws.network
  transit_gateway_attachment_id                   = aws_ec2_transit_gateway_vpc_attachment.tgw_network_shop.id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "centralised-egress-tgw-shop", Component = "tgw" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "tgw_network_billing" {
  provider               = aws.billing
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_network.id
  vpc_id                 = aws_vpc.billing_billing.id
  subnet_ids             = [for subnet in aws_subnet.billing_app_billing : subnet.id]
  appliance_mode_support = "disable"
  ipv6_support           = "disable"
  tags                   = { Name = "centralised-egress-tgw-billing", Component = "tgw" }
  depends_on             = [aws_ram_resource_association.tgw_network, aws_ram_resource_share_accepter.tgw_network_billing]
}

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "tgw_network_billing" {
  provider                                        = aws.network
  transit_gateway_attachment_id                   = aws_ec2_transit_gateway_vpc_attachment.tgw_network_billing.id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "centralised-egress-tgw-billing", Component = "tgw" }
}

# Routes of traffic from egress.
resource "aws_ec2_transit_gateway_route_table" "tgw_network_egress" {
  provider           = aws.network
  transit_gateway_id = aws_ec2_transit_gateway.tgw_network.id
  tags               = { Name = "centralised-egress-tgw_network_egress", Component = "tgw" }
}

resource "aws_ec2_transit_gateway_route_table_association" "tgw_network_egress" {
  provider                       = aws.network
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_network_egress.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_network_egress.id
}

resource "aws_ec2_transit_gateway_route" "tgw_network_egress_to_shop" {
  provider                       = aws.network
  destination_cidr_block         = "10.1.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_network_shop.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_network_egress.id
}

resource "aws_ec2_transit_gateway_route" "tgw_network_egress_to_shop_2" {
  provider                       = aws.network
  destination_cidr_block         = "100.64.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_network_shop.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_network_egress.id
}

resource "aws_ec2_transit_gateway_route" "tgw_network_egress_to_billing" {
  provider                       = aws.network
  destination_cidr_block         = "10.2.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_network_billing.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_network_egress.id
}

# Routes of traffic from shop.
resource "aws_ec2_transit_gateway_route_table" "tgw_network_shop" {
  provider           = aws.network
  transit_gateway_id = aws_ec2_transit_gateway.tgw_network.id
  tags               = { Name = "centralised-egress-tgw_network_shop", Component = "tgw" }
}

resource "aws_ec2_transit_gateway_route_table_association" "tgw_network_shop" {
  provider                       = aws.network
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_network_shop.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_network_shop.id
  depends_on                     = [aws_ec2_transit_gateway_vpc_attachment_accepter.tgw_network_shop]
}

resource "aws_ec2_transit_gateway_route" "tgw_network_shop_to_egress" {
  provider                       = aws.network
  destination_cidr_block         = "10.0.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_network_egress.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_network_shop.id
}

resource "aws_ec2_transit_gateway_route" "tgw_network_shop_to_egress_2" {
  provider                       = aws.network
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_network_egress.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_network_shop.id
}

resource "aws_ec2_transit_gateway_route" "tgw_network_shop_to_nowhere" {
  provider                       = aws.network
  destination_cidr_block         = "10.2.0.0/16"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_network_shop.id
}

# Routes of traffic from billing.
resource "aws_ec2_transit_gateway_route_table" "tgw_network_billing" {
  provider           = aws.network
  transit_gateway_id = aws_ec2_transit_gateway.tgw_network.id
  tags               = { Name = "centralised-egress-tgw_network_billing", Component = "tgw" }
}

resource "aws_ec2_transit_gateway_route_table_association" "tgw_network_billing" {
  provider                       = aws.network
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_network_billing.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_network_billing.id
  depends_on                     = [aws_ec2_transit_gateway_vpc_attachment_accepter.tgw_network_billing]
}

resource "aws_ec2_transit_gateway_route" "tgw_network_billing_to_egress" {
  provider                       = aws.network
  destination_cidr_block         = "10.0.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_network_egress.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_network_billing.id
}

resource "aws_ec2_transit_gateway_route" "tgw_network_billing_to_egress_2" {
  provider                       = aws.network
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_network_egress.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_network_billing.id
}

resource "aws_ec2_transit_gateway_route" "tgw_network_billing_to_nowhere" {
  provider                       = aws.network
  destination_cidr_block         = "10.1.0.0/16"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_network_billing.id
}

resource "aws_ec2_transit_gateway_route" "tgw_network_billing_to_nowhere_2" {
  provider                       = aws.network
  destination_cidr_block         = "100.64.0.0/16"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_network_billing.id
}
