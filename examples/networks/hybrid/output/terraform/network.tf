# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# The VPC of us-east-1 and its subnets, one per zone in each tier.
# Address blocks do not change when a zone or subnets are added.

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags                 = { Name = "hybrid" }
}

# The gateway that VPN and Direct Connect attach to.
resource "aws_vpn_gateway" "main" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "hybrid" }
}

# The default group is not used: without rules it cannot be used by mistake.
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "hybrid-default-unused" }
}

# web: public, their default route is the internet gateway.
resource "aws_subnet" "web" {
  for_each          = { us-east-1a = "10.0.0.0/22", us-east-1b = "10.0.4.0/22" }
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "hybrid-web-${each.key}", Row = "web", Access = "public" }
}

resource "aws_route_table" "web" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "hybrid-web" }
}

resource "aws_route_table_association" "web" {
  for_each       = aws_subnet.web
  subnet_id      = each.value.id
  route_table_id = aws_route_table.web.id
}

resource "aws_route" "web" {
  route_table_id         = aws_route_table.web.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.igw.id
}

# app: private, their default route is NAT, with no inbound access from the internet.
resource "aws_subnet" "app" {
  for_each          = { us-east-1a = "10.0.32.0/22", us-east-1b = "10.0.36.0/22" }
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "hybrid-app-${each.key}", Row = "app", Access = "private" }
}

resource "aws_route_table" "app" {
  for_each = aws_subnet.app
  vpc_id   = aws_vpc.main.id
  tags     = { Name = "hybrid-app-${each.key}" }
}

resource "aws_route_table_association" "app" {
  for_each       = aws_subnet.app
  subnet_id      = each.value.id
  route_table_id = aws_route_table.app[each.key].id
}

resource "aws_route" "app" {
  for_each               = aws_route_table.app
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat[each.key].id
}

resource "aws_route" "app_to_datacenter" {
  for_each               = aws_route_table.app
  route_table_id         = each.value.id
  destination_cidr_block = "172.16.0.0/16"
  gateway_id             = aws_vpn_gateway.main.id
}

resource "aws_route" "app_to_office" {
  for_each               = aws_route_table.app
  route_table_id         = each.value.id
  destination_cidr_block = "192.168.0.0/16"
  gateway_id             = aws_vpn_gateway.main.id
}

# igw
resource "aws_internet_gateway" "igw" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "hybrid-igw", Component = "igw" }
}

# nat: one per zone, so that an AZ failure affects no other zone's egress.
resource "aws_eip" "nat" {
  for_each = toset(["us-east-1a", "us-east-1b"])
  domain   = "vpc"
  tags     = { Name = "hybrid-nat-${each.key}", Component = "nat" }
}

resource "aws_nat_gateway" "nat" {
  for_each      = toset(["us-east-1a", "us-east-1b"])
  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.web[each.key].id
  tags          = { Name = "hybrid-nat-${each.key}", Component = "nat" }
  depends_on    = [aws_internet_gateway.igw]
}

# datacenter-vpn: two tunnels to datacenter.
resource "aws_customer_gateway" "datacenter_vpn" {
  ip_address = var.datacenter_vpn_address
  bgp_asn    = var.datacenter_vpn_bgp_asn
  type       = "ipsec.1"
  tags       = { Name = "hybrid-datacenter-vpn", Component = "datacenter-vpn" }
}

resource "aws_vpn_connection" "datacenter_vpn" {
  customer_gateway_id = aws_customer_gateway.datacenter_vpn.id
  vpn_gateway_id      = aws_vpn_gateway.main.id
  type                = "ipsec.1"

  tunnel1_ike_versions = ["ikev2"]
  tunnel2_ike_versions = ["ikev2"]
  tags                 = { Name = "hybrid-datacenter-vpn", Component = "datacenter-vpn" }

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled   = true
      log_group_arn = aws_cloudwatch_log_group.datacenter_vpn.arn
    }
  }

  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled   = true
      log_group_arn = aws_cloudwatch_log_group.datacenter_vpn.arn
    }
  }
}

# datacenter-vpn-2: two tunnels to datacenter.
resource "aws_customer_gateway" "datacenter_vpn_2" {
  ip_address = var.datacenter_vpn_2_address
  bgp_asn    = var.datacenter_vpn_2_bgp_asn
  type       = "ipsec.1"
  tags       = { Name = "hybrid-datacenter-vpn-2", Component = "datacenter-vpn-2" }
}

resource "aws_vpn_connection" "datacenter_vpn_2" {
  customer_gateway_id = aws_customer_gateway.datacenter_vpn_2.id
  vpn_gateway_id      = aws_vpn_gateway.main.id
  type                = "ipsec.1"

  tunnel1_ike_versions = ["ikev2"]
  tunnel2_ike_versions = ["ikev2"]
  tags                 = { Name = "hybrid-datacenter-vpn-2", Component = "datacenter-vpn-2" }

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled   = true
      log_group_arn = aws_cloudwatch_log_group.datacenter_vpn_2.arn
    }
  }

  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled   = true
      log_group_arn = aws_cloudwatch_log_group.datacenter_vpn_2.arn
    }
  }
}

# office-line: a connection to office. Order it from AWS and set its id as a variable.
resource "aws_dx_gateway" "office_line" {
  name            = "hybrid-office-line"
  amazon_side_asn = "64512"
}

resource "aws_dx_gateway_association" "office_line" {
  dx_gateway_id         = aws_dx_gateway.office_line.id
  associated_gateway_id = aws_vpn_gateway.main.id
  allowed_prefixes      = ["10.0.0.0/16"]
}

resource "aws_dx_private_virtual_interface" "office_line" {
  name           = "hybrid-office-line"
  connection_id  = var.office_line_connection_id
  dx_gateway_id  = aws_dx_gateway.office_line.id
  vlan           = var.office_line_vlan
  bgp_asn        = var.office_line_bgp_asn
  address_family = "ipv4"
  tags           = { Name = "hybrid-office-line", Component = "office-line" }
}

# office-vpn: two tunnels to office.
resource "aws_customer_gateway" "office_vpn" {
  ip_address = var.office_vpn_address
  bgp_asn    = var.office_vpn_bgp_asn
  type       = "ipsec.1"
  tags       = { Name = "hybrid-office-vpn", Component = "office-vpn" }
}

resource "aws_vpn_connection" "office_vpn" {
  customer_gateway_id = aws_customer_gateway.office_vpn.id
  vpn_gateway_id      = aws_vpn_gateway.main.id
  type                = "ipsec.1"

  tunnel1_ike_versions = ["ikev2"]
  tunnel2_ike_versions = ["ikev2"]
  tags                 = { Name = "hybrid-office-vpn", Component = "office-vpn" }

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled   = true
      log_group_arn = aws_cloudwatch_log_group.office_vpn.arn
    }
  }

  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled   = true
      log_group_arn = aws_cloudwatch_log_group.office_vpn.arn
    }
  }
}
