# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# The VPCs of eu-west-1 and their subnets, one per zone in each tier.
# Address blocks do not change when a zone or subnets are added.

resource "aws_vpc" "dublin" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true

  assign_generated_ipv6_cidr_block = true
  tags                             = { Name = "two-regions-dublin" }
}

# The default group is not used: without rules it cannot be used by mistake.
resource "aws_default_security_group" "dublin" {
  vpc_id = aws_vpc.dublin.id
  tags   = { Name = "two-regions-dublin-default-unused" }
}

# dublin-edge: public, their default route is the internet gateway.
resource "aws_subnet" "dublin_edge" {
  for_each          = { eu-west-1a = { block = "10.0.0.0/22", number = 0 }, eu-west-1b = { block = "10.0.4.0/22", number = 1 } }
  vpc_id            = aws_vpc.dublin.id
  availability_zone = each.key
  cidr_block        = each.value.block
  ipv6_cidr_block   = cidrsubnet(aws_vpc.dublin.ipv6_cidr_block, 8, each.value.number)

  assign_ipv6_address_on_creation                = true
  enable_resource_name_dns_aaaa_record_on_launch = true
  tags                                           = { Name = "two-regions-dublin-edge-${each.key}", Row = "dublin-edge", Access = "public" }
}

resource "aws_route_table" "dublin_edge" {
  vpc_id = aws_vpc.dublin.id
  tags   = { Name = "two-regions-dublin-edge" }
}

resource "aws_route_table_association" "dublin_edge" {
  for_each       = aws_subnet.dublin_edge
  subnet_id      = each.value.id
  route_table_id = aws_route_table.dublin_edge.id
}

resource "aws_route" "dublin_edge" {
  route_table_id         = aws_route_table.dublin_edge.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.igw.id
}

resource "aws_route" "dublin_edge_to_internet_ipv6" {
  route_table_id              = aws_route_table.dublin_edge.id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.igw.id
}

# dublin-app: private, their default route is NAT, with no inbound access from the internet.
resource "aws_subnet" "dublin_app" {
  for_each          = { eu-west-1a = { block = "10.0.32.0/22", number = 8 }, eu-west-1b = { block = "10.0.36.0/22", number = 9 } }
  vpc_id            = aws_vpc.dublin.id
  availability_zone = each.key
  cidr_block        = each.value.block
  ipv6_cidr_block   = cidrsubnet(aws_vpc.dublin.ipv6_cidr_block, 8, each.value.number)

  assign_ipv6_address_on_creation                = true
  enable_resource_name_dns_aaaa_record_on_launch = true
  tags                                           = { Name = "two-regions-dublin-app-${each.key}", Row = "dublin-app", Access = "private" }
}

resource "aws_route_table" "dublin_app" {
  for_each = aws_subnet.dublin_app
  vpc_id   = aws_vpc.dublin.id
  tags     = { Name = "two-regions-dublin-app-${each.key}" }
}

resource "aws_route_table_association" "dublin_app" {
  for_each       = aws_subnet.dublin_app
  subnet_id      = each.value.id
  route_table_id = aws_route_table.dublin_app[each.key].id
}

resource "aws_route" "dublin_app" {
  for_each               = aws_route_table.dublin_app
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.dublin_nat[each.key].id
}

resource "aws_route" "dublin_app_to_frankfurt" {
  for_each               = aws_route_table.dublin_app
  route_table_id         = each.value.id
  destination_cidr_block = "10.1.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.dublin_tgw.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.dublin_tgw_dublin]
}

resource "aws_route" "dublin_app_to_frankfurt_2" {
  for_each                    = aws_route_table.dublin_app
  route_table_id              = each.value.id
  destination_ipv6_cidr_block = aws_vpc.frankfurt_eu_central_1.ipv6_cidr_block
  transit_gateway_id          = aws_ec2_transit_gateway.dublin_tgw.id
  depends_on                  = [aws_ec2_transit_gateway_vpc_attachment.dublin_tgw_dublin]
}

resource "aws_route" "dublin_app_to_datacenter" {
  for_each               = aws_route_table.dublin_app
  route_table_id         = each.value.id
  destination_cidr_block = "172.16.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.dublin_tgw.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.dublin_tgw_dublin]
}

resource "aws_route" "dublin_app_to_internet_ipv6" {
  for_each                    = aws_route_table.dublin_app
  route_table_id              = each.value.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.ipv6_egress.id
}

# igw
resource "aws_internet_gateway" "igw" {
  vpc_id = aws_vpc.dublin.id
  tags   = { Name = "two-regions-igw", Component = "igw" }
}

# ipv6-egress: outbound IPv6 only.
resource "aws_egress_only_internet_gateway" "ipv6_egress" {
  vpc_id = aws_vpc.dublin.id
  tags   = { Name = "two-regions-ipv6-egress", Component = "ipv6-egress" }
}

# dublin-nat: one per zone, so that an AZ failure affects no other zone's egress.
resource "aws_eip" "dublin_nat" {
  for_each = toset(["eu-west-1a", "eu-west-1b"])
  domain   = "vpc"
  tags     = { Name = "two-regions-dublin-nat-${each.key}", Component = "dublin-nat" }
}

resource "aws_nat_gateway" "dublin_nat" {
  for_each      = toset(["eu-west-1a", "eu-west-1b"])
  allocation_id = aws_eip.dublin_nat[each.key].id
  subnet_id     = aws_subnet.dublin_edge[each.key].id
  tags          = { Name = "two-regions-dublin-nat-${each.key}", Component = "dublin-nat" }
  depends_on    = [aws_internet_gateway.igw]
}

# dublin-tgw: connects the VPCs of eu-west-1. Each attachment has its own route table.
resource "aws_ec2_transit_gateway" "dublin_tgw" {
  description                     = "two-regions-dublin-tgw"
  auto_accept_shared_attachments  = "disable"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  dns_support                     = "enable"
  vpn_ecmp_support                = "enable"
  tags                            = { Name = "two-regions-dublin-tgw", Component = "dublin-tgw" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "dublin_tgw_dublin" {
  transit_gateway_id     = aws_ec2_transit_gateway.dublin_tgw.id
  vpc_id                 = aws_vpc.dublin.id
  subnet_ids             = [for subnet in aws_subnet.dublin_app : subnet.id]
  appliance_mode_support = "disable"
  ipv6_support           = "enable"

  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "two-regions-dublin-tgw-dublin", Component = "dublin-tgw" }
}

resource "aws_ec2_transit_gateway_peering_attachment" "dublin_tgw_frankfurt_tgw_eu_central_1" {
  transit_gateway_id      = aws_ec2_transit_gateway.dublin_tgw.id
  peer_transit_gateway_id = aws_ec2_transit_gateway.frankfurt_tgw_eu_central_1.id
  peer_region             = "eu-central-1"
  peer_account_id         = local.account
  tags                    = { Name = "two-regions-dublin-tgw", Component = "dublin-tgw" }
}

resource "aws_ec2_transit_gateway_peering_attachment_accepter" "dublin_tgw_frankfurt_tgw_eu_central_1" {
  region                        = "eu-central-1"
  transit_gateway_attachment_id = aws_ec2_transit_gateway_peering_attachment.dublin_tgw_frankfurt_tgw_eu_central_1.id
  tags                          = { Name = "two-regions-dublin-tgw", Component = "dublin-tgw" }
}

# Routes of traffic from dublin.
resource "aws_ec2_transit_gateway_route_table" "dublin_tgw_dublin" {
  transit_gateway_id = aws_ec2_transit_gateway.dublin_tgw.id
  tags               = { Name = "two-regions-dublin_tgw_dublin", Component = "dublin-tgw" }
}

resource "aws_ec2_transit_gateway_route_table_association" "dublin_tgw_dublin" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.dublin_tgw_dublin.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_dublin.id
}

resource "aws_ec2_transit_gateway_route" "dublin_tgw_dublin_to_frankfurt_tgw" {
  destination_cidr_block         = "10.1.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment.dublin_tgw_frankfurt_tgw_eu_central_1.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_dublin.id
}

resource "aws_ec2_transit_gateway_route" "dublin_tgw_dublin_to_frankfurt_tgw_2" {
  destination_cidr_block         = aws_vpc.frankfurt_eu_central_1.ipv6_cidr_block
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment.dublin_tgw_frankfurt_tgw_eu_central_1.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_dublin.id
}

# Routes to a private network are learned over BGP, so that one connection takes over from another.
resource "aws_ec2_transit_gateway_route_table_propagation" "dublin_tgw_dublin_from_line" {
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.line.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_dublin.id
}

# Routes to a private network are learned over BGP, so that one connection takes over from another.
resource "aws_ec2_transit_gateway_route_table_propagation" "dublin_tgw_dublin_from_tunnel" {
  transit_gateway_attachment_id  = aws_vpn_connection.tunnel.transit_gateway_attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_dublin.id
}

# Routes of traffic from line@eu-west-1.
resource "aws_ec2_transit_gateway_route_table" "dublin_tgw_line" {
  transit_gateway_id = aws_ec2_transit_gateway.dublin_tgw.id
  tags               = { Name = "two-regions-dublin_tgw_line", Component = "dublin-tgw" }
}

resource "aws_ec2_transit_gateway_route_table_association" "dublin_tgw_line" {
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.line.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_line.id
}

resource "aws_ec2_transit_gateway_route" "dublin_tgw_line_to_dublin" {
  destination_cidr_block         = "10.0.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.dublin_tgw_dublin.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_line.id
}

resource "aws_ec2_transit_gateway_route" "dublin_tgw_line_to_dublin_2" {
  destination_cidr_block         = aws_vpc.dublin.ipv6_cidr_block
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.dublin_tgw_dublin.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_line.id
}

resource "aws_ec2_transit_gateway_route" "dublin_tgw_line_to_frankfurt_tgw" {
  destination_cidr_block         = "10.1.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment.dublin_tgw_frankfurt_tgw_eu_central_1.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_line.id
}

resource "aws_ec2_transit_gateway_route" "dublin_tgw_line_to_frankfurt_tgw_2" {
  destination_cidr_block         = aws_vpc.frankfurt_eu_central_1.ipv6_cidr_block
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment.dublin_tgw_frankfurt_tgw_eu_central_1.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_line.id
}

# Routes to a private network are learned over BGP, so that one connection takes over from another.
resource "aws_ec2_transit_gateway_route_table_propagation" "dublin_tgw_line_from_tunnel" {
  transit_gateway_attachment_id  = aws_vpn_connection.tunnel.transit_gateway_attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_line.id
}

# Routes of traffic from tunnel@eu-west-1.
resource "aws_ec2_transit_gateway_route_table" "dublin_tgw_tunnel" {
  transit_gateway_id = aws_ec2_transit_gateway.dublin_tgw.id
  tags               = { Name = "two-regions-dublin_tgw_tunnel", Component = "dublin-tgw" }
}

resource "aws_ec2_transit_gateway_route_table_association" "dublin_tgw_tunnel" {
  transit_gateway_attachment_id  = aws_vpn_connection.tunnel.transit_gateway_attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_tunnel.id
}

resource "aws_ec2_transit_gateway_route" "dublin_tgw_tunnel_to_dublin" {
  destination_cidr_block         = "10.0.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.dublin_tgw_dublin.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_tunnel.id
}

resource "aws_ec2_transit_gateway_route" "dublin_tgw_tunnel_to_dublin_2" {
  destination_cidr_block         = aws_vpc.dublin.ipv6_cidr_block
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.dublin_tgw_dublin.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_tunnel.id
}

resource "aws_ec2_transit_gateway_route" "dublin_tgw_tunnel_to_frankfurt_tgw" {
  destination_cidr_block         = "10.1.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment.dublin_tgw_frankfurt_tgw_eu_central_1.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_tunnel.id
}

resource "aws_ec2_transit_gateway_route" "dublin_tgw_tunnel_to_frankfurt_tgw_2" {
  destination_cidr_block         = aws_vpc.frankfurt_eu_central_1.ipv6_cidr_block
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment.dublin_tgw_frankfurt_tgw_eu_central_1.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_tunnel.id
}

# Routes to a private network are learned over BGP, so that one connection takes over from another.
resource "aws_ec2_transit_gateway_route_table_propagation" "dublin_tgw_tunnel_from_line" {
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.line.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_tunnel.id
}

# Routes of traffic from frankfurt-tgw@eu-central-1.
resource "aws_ec2_transit_gateway_route_table" "dublin_tgw_frankfurt_tgw" {
  transit_gateway_id = aws_ec2_transit_gateway.dublin_tgw.id
  tags               = { Name = "two-regions-dublin_tgw_frankfurt_tgw", Component = "dublin-tgw" }
}

resource "aws_ec2_transit_gateway_route_table_association" "dublin_tgw_frankfurt_tgw" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment.dublin_tgw_frankfurt_tgw_eu_central_1.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_frankfurt_tgw.id
}

resource "aws_ec2_transit_gateway_route" "dublin_tgw_frankfurt_tgw_to_dublin" {
  destination_cidr_block         = "10.0.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.dublin_tgw_dublin.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_frankfurt_tgw.id
}

resource "aws_ec2_transit_gateway_route" "dublin_tgw_frankfurt_tgw_to_dublin_2" {
  destination_cidr_block         = aws_vpc.dublin.ipv6_cidr_block
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.dublin_tgw_dublin.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_frankfurt_tgw.id
}

# Routes to a private network are learned over BGP, so that one connection takes over from another.
resource "aws_ec2_transit_gateway_route_table_propagation" "dublin_tgw_frankfurt_tgw_from_line" {
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.line.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_frankfurt_tgw.id
}

# Routes to a private network are learned over BGP, so that one connection takes over from another.
resource "aws_ec2_transit_gateway_route_table_propagation" "dublin_tgw_frankfurt_tgw_from_tunnel" {
  transit_gateway_attachment_id  = aws_vpn_connection.tunnel.transit_gateway_attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.dublin_tgw_frankfurt_tgw.id
}

# line: a connection to datacenter. Order it from AWS and set its id as a variable.
resource "aws_dx_gateway" "line" {
  name            = "two-regions-line"
  amazon_side_asn = "64512"
}

resource "aws_dx_gateway_association" "line" {
  dx_gateway_id         = aws_dx_gateway.line.id
  associated_gateway_id = aws_ec2_transit_gateway.dublin_tgw.id
  allowed_prefixes      = ["10.0.0.0/16"]
}

resource "aws_dx_transit_virtual_interface" "line" {
  name           = "two-regions-line"
  connection_id  = var.line_connection_id
  dx_gateway_id  = aws_dx_gateway.line.id
  vlan           = var.line_vlan
  bgp_asn        = var.line_bgp_asn
  address_family = "ipv4"
  tags           = { Name = "two-regions-line", Component = "line" }
}

data "aws_ec2_transit_gateway_dx_gateway_attachment" "line" {
  transit_gateway_id = aws_ec2_transit_gateway.dublin_tgw.id
  dx_gateway_id      = aws_dx_gateway.line.id
  depends_on         = [aws_dx_gateway_association.line]
}

# tunnel: two tunnels to datacenter.
resource "aws_customer_gateway" "tunnel" {
  ip_address = var.tunnel_address
  bgp_asn    = var.tunnel_bgp_asn
  type       = "ipsec.1"
  tags       = { Name = "two-regions-tunnel", Component = "tunnel" }
}

resource "aws_vpn_connection" "tunnel" {
  customer_gateway_id = aws_customer_gateway.tunnel.id
  transit_gateway_id  = aws_ec2_transit_gateway.dublin_tgw.id
  type                = "ipsec.1"

  tunnel1_ike_versions = ["ikev2"]
  tunnel2_ike_versions = ["ikev2"]
  tags                 = { Name = "two-regions-tunnel", Component = "tunnel" }

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled   = true
      log_group_arn = aws_cloudwatch_log_group.tunnel.arn
    }
  }

  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled   = true
      log_group_arn = aws_cloudwatch_log_group.tunnel.arn
    }
  }
}
