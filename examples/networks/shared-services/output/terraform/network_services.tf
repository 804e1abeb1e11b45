# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# The VPCs of eu-west-1 and their subnets, one per zone in each tier.
# Address blocks do not change when a zone or subnets are added.

resource "aws_vpc" "services_services" {
  provider             = aws.services
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags                 = { Name = "shared-services-services" }
}

# The default group is not used: without rules it cannot be used by mistake.
resource "aws_default_security_group" "services_services" {
  provider = aws.services
  vpc_id   = aws_vpc.services_services.id
  tags     = { Name = "shared-services-services-default-unused" }
}

# edge: public, their default route is the internet gateway.
resource "aws_subnet" "edge_services" {
  provider          = aws.services
  for_each          = { eu-west-1a = "10.0.0.0/22", eu-west-1b = "10.0.4.0/22" }
  vpc_id            = aws_vpc.services_services.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "shared-services-edge-${each.key}", Row = "edge", Access = "public" }
}

resource "aws_route_table" "edge_services" {
  provider = aws.services
  vpc_id   = aws_vpc.services_services.id
  tags     = { Name = "shared-services-edge" }
}

resource "aws_route_table_association" "edge_services" {
  provider       = aws.services
  for_each       = aws_subnet.edge_services
  subnet_id      = each.value.id
  route_table_id = aws_route_table.edge_services.id
}

resource "aws_route" "edge_services" {
  provider               = aws.services
  route_table_id         = aws_route_table.edge_services.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.igw_services_services.id
}

# shared: private, their default route is NAT, with no inbound access from the internet.
resource "aws_subnet" "shared_services" {
  provider          = aws.services
  for_each          = { eu-west-1a = "10.0.32.0/22", eu-west-1b = "10.0.36.0/22" }
  vpc_id            = aws_vpc.services_services.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "shared-services-shared-${each.key}", Row = "shared", Access = "private" }
}

resource "aws_route_table" "shared_services" {
  provider = aws.services
  for_each = aws_subnet.shared_services
  vpc_id   = aws_vpc.services_services.id
  tags     = { Name = "shared-services-shared-${each.key}" }
}

resource "aws_route_table_association" "shared_services" {
  provider       = aws.services
  for_each       = aws_subnet.shared_services
  subnet_id      = each.value.id
  route_table_id = aws_route_table.shared_services[each.key].id
}

resource "aws_route" "shared_services" {
  provider               = aws.services
  for_each               = aws_route_table.shared_services
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat_services[each.key].id
}

resource "aws_route" "shared_to_shop_services" {
  provider               = aws.services
  for_each               = aws_route_table.shared_services
  route_table_id         = each.value.id
  destination_cidr_block = "10.1.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_services.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.tgw_services_services]
}

resource "aws_route" "shared_to_billing_services" {
  provider               = aws.services
  for_each               = aws_route_table.shared_services
  route_table_id         = each.value.id
  destination_cidr_block = "10.2.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_services.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.tgw_services_services]
}

# igw
resource "aws_internet_gateway" "igw_services_services" {
  provider = aws.services
  vpc_id   = aws_vpc.services_services.id
  tags     = { Name = "shared-services-igw", Component = "igw" }
}

# nat: one per zone, so that an AZ failure affects no other zone's egress.
resource "aws_eip" "nat_services" {
  provider = aws.services
  for_each = toset(["eu-west-1a", "eu-west-1b"])
  domain   = "vpc"
  tags     = { Name = "shared-services-nat-${each.key}", Component = "nat" }
}

resource "aws_nat_gateway" "nat_services" {
  provider      = aws.services
  for_each      = toset(["eu-west-1a", "eu-west-1b"])
  allocation_id = aws_eip.nat_services[each.key].id
  subnet_id     = aws_subnet.edge_services[each.key].id
  tags          = { Name = "shared-services-nat-${each.key}", Component = "nat" }
  depends_on    = [aws_internet_gateway.igw_services_services]
}

# tgw: connects the VPCs of eu-west-1. Each attachment has its own route table.
resource "aws_ec2_transit_gateway" "tgw_services" {
  provider                        = aws.services
  description                     = "shared-services-tgw"
  auto_accept_shared_attachments  = "disable"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  dns_support                     = "enable"
  vpn_ecmp_support                = "enable"
  tags                            = { Name = "shared-services-tgw", Component = "tgw" }
}

# The gateway is shared with the accounts of the other VPCs.
resource "aws_ram_resource_share" "tgw_services" {
  provider                  = aws.services
  name                      = "shared-services-tgw"
  allow_external_principals = true
  tags                      = { Name = "shared-services-tgw", Component = "tgw" }
}

resource "aws_ram_resource_association" "tgw_services" {
  provider           = aws.services
  resource_arn       = aws_ec2_transit_gateway.tgw_services.arn
  resource_share_arn = aws_ram_resource_share.tgw_services.arn
}

resource "aws_ram_principal_association" "tgw_services_shop" {
  provider           = aws.services
  principal          = local.account_shop
  resource_share_arn = aws_ram_resource_share.tgw_services.arn
}

resource "aws_ram_resource_share_accepter" "tgw_services_shop" {
  provider = aws.shop

  # Where sharing is enabled in the AWS organization there are no invitations to accept.
  count     = var.tgw_services_accept_invitations ? 1 : 0
  share_arn = aws_ram_principal_association.tgw_services_shop.resource_share_arn
}

resource "aws_ram_principal_association" "tgw_services_billing" {
  provider           = aws.services
  principal          = local.account_billing
  resource_share_arn = aws_ram_resource_share.tgw_services.arn
}

resource "aws_ram_resource_share_accepter" "tgw_services_billing" {
  provider = aws.billing

  # Where sharing is enabled in the AWS organization there are no invitations to accept.
  count     = var.tgw_services_accept_invitations ? 1 : 0
  share_arn = aws_ram_principal_association.tgw_services_billing.resource_share_arn
}

resource "aws_ec2_transit_gateway_vpc_attachment" "tgw_services_services" {
  provider               = aws.services
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_services.id
  vpc_id                 = aws_vpc.services_services.id
  subnet_ids             = [for subnet in aws_subnet.shared_services : subnet.id]
  appliance_mode_support = "disable"
  ipv6_support           = "disable"

  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "shared-services-tgw-services", Component = "tgw" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "tgw_services_shop" {
  provider               = aws.shop
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_services.id
  vpc_id                 = aws_vpc.shop_shop.id
  subnet_ids             = [for subnet in aws_subnet.shop_app_shop : subnet.id]
  appliance_mode_support = "disable"
  ipv6_support           = "disable"
  tags                   = { Name = "shared-services-tgw-shop", Component = "tgw" }
  depends_on             = [aws_ram_resource_association.tgw_services, aws_ram_resource_share_accepter.tgw_services_shop]
}

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "tgw_services_shop" {
  provider                                        = aws.services
  transit_gateway_attachment_id                   = aws_ec2_transit_gateway_vpc_attachment.tgw_services_shop.id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "shared-services-tgw-shop", Component = "tgw" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "tgw_services_billing" {
  provider               = aws.billing
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_services.id
  vpc_id                 = aws_vpc.billing_billing.id
  subnet_ids             = [for subnet in aws_subnet.billing_app_billing : subnet.id]
  appliance_mode_support = "disable"
  ipv6_support           = "disable"
  tags                   = { Name = "shared-services-tgw-billing", Component = "tgw" }
  depends_on             = [aws_ram_resource_association.tgw_services, aws_ram_resource_share_accepter.tgw_services_billing]
}

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "tgw_services_billing" {
  provider                                        = aws.services
  transit_gateway_attachment_id                   = aws_ec2_transit_gateway_vpc_attachment.tgw_services_billing.id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "shared-services-tgw-billing", Component = "tgw" }
}

# Routes of traffic from services.
resource "aws_ec2_transit_gateway_route_table" "tgw_services_services" {
  provider           = aws.services
  transit_gateway_id = aws_ec2_transit_gateway.tgw_services.id
  tags               = { Name = "shared-services-tgw_services_services", Component = "tgw" }
}

resource "aws_ec2_transit_gateway_route_table_association" "tgw_services_services" {
  provider                       = aws.services
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_services_services.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_services_services.id
}

resource "aws_ec2_transit_gateway_route" "tgw_services_services_to_shop" {
  provider                       = aws.services
  destination_cidr_block         = "10.1.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_services_shop.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_services_services.id
}

resource "aws_ec2_transit_gateway_route" "tgw_services_services_to_billing" {
  provider                       = aws.services
  destination_cidr_block         = "10.2.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_services_billing.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_services_services.id
}

# Routes of traffic from shop.
resource "aws_ec2_transit_gateway_route_table" "tgw_services_shop" {
  provider           = aws.services
  transit_gateway_id = aws_ec2_transit_gateway.tgw_services.id
  tags               = { Name = "shared-services-tgw_services_shop", Component = "tgw" }
}

resource "aws_ec2_transit_gateway_route_table_association" "tgw_services_shop" {
  provider                       = aws.services
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_services_shop.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_services_shop.id
  depends_on                     = [aws_ec2_transit_gateway_vpc_attachment_accepter.tgw_services_shop]
}

resource "aws_ec2_transit_gateway_route" "tgw_services_shop_to_services" {
  provider                       = aws.services
  destination_cidr_block         = "10.0.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_services_services.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_services_shop.id
}

# Routes of traffic from billing.
resource "aws_ec2_transit_gateway_route_table" "tgw_services_billing" {
  provider           = aws.services
  transit_gateway_id = aws_ec2_transit_gateway.tgw_services.id
  tags               = { Name = "shared-services-tgw_services_billing", Component = "tgw" }
}

resource "aws_ec2_transit_gateway_route_table_association" "tgw_services_billing" {
  provider                       = aws.services
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_services_billing.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_services_billing.id
  depends_on                     = [aws_ec2_transit_gateway_vpc_attachment_accepter.tgw_services_billing]
}

resource "aws_ec2_transit_gateway_route" "tgw_services_billing_to_services" {
  provider                       = aws.services
  destination_cidr_block         = "10.0.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tgw_services_services.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.tgw_services_billing.id
}
