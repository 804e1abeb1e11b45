# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# The VPCs of eu-west-1 and their subnets, one per zone in each tier.
# Address blocks do not change when a zone or subnets are added.

resource "aws_vpc" "shop_shop" {
  provider             = aws.shop
  cidr_block           = "10.1.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags                 = { Name = "shared-services-shop" }
}

# The default group is not used: without rules it cannot be used by mistake.
resource "aws_default_security_group" "shop_shop" {
  provider = aws.shop
  vpc_id   = aws_vpc.shop_shop.id
  tags     = { Name = "shared-services-shop-default-unused" }
}

# shop-edge: public, their default route is the internet gateway.
resource "aws_subnet" "shop_edge_shop" {
  provider          = aws.shop
  for_each          = { eu-west-1a = "10.1.0.0/22", eu-west-1b = "10.1.4.0/22" }
  vpc_id            = aws_vpc.shop_shop.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "shared-services-shop-edge-${each.key}", Row = "shop-edge", Access = "public" }
}

resource "aws_route_table" "shop_edge_shop" {
  provider = aws.shop
  vpc_id   = aws_vpc.shop_shop.id
  tags     = { Name = "shared-services-shop-edge" }
}

resource "aws_route_table_association" "shop_edge_shop" {
  provider       = aws.shop
  for_each       = aws_subnet.shop_edge_shop
  subnet_id      = each.value.id
  route_table_id = aws_route_table.shop_edge_shop.id
}

resource "aws_route" "shop_edge_shop" {
  provider               = aws.shop
  route_table_id         = aws_route_table.shop_edge_shop.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.igw_shop_shop.id
}

# shop-app: private, their default route is NAT, with no inbound access from the internet.
resource "aws_subnet" "shop_app_shop" {
  provider          = aws.shop
  for_each          = { eu-west-1a = "10.1.32.0/22", eu-west-1b = "10.1.36.0/22" }
  vpc_id            = aws_vpc.shop_shop.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "shared-services-shop-app-${each.key}", Row = "shop-app", Access = "private" }
}

resource "aws_route_table" "shop_app_shop" {
  provider = aws.shop
  for_each = aws_subnet.shop_app_shop
  vpc_id   = aws_vpc.shop_shop.id
  tags     = { Name = "shared-services-shop-app-${each.key}" }
}

resource "aws_route_table_association" "shop_app_shop" {
  provider       = aws.shop
  for_each       = aws_subnet.shop_app_shop
  subnet_id      = each.value.id
  route_table_id = aws_route_table.shop_app_shop[each.key].id
}

resource "aws_route" "shop_app_shop" {
  provider               = aws.shop
  for_each               = aws_route_table.shop_app_shop
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.shop_nat_shop[each.key].id
}

resource "aws_route" "shop_app_to_services_shop" {
  provider               = aws.shop
  for_each               = aws_route_table.shop_app_shop
  route_table_id         = each.value.id
  destination_cidr_block = "10.0.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_services.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.tgw_services_shop]
}

# igw
resource "aws_internet_gateway" "igw_shop_shop" {
  provider = aws.shop
  vpc_id   = aws_vpc.shop_shop.id
  tags     = { Name = "shared-services-igw", Component = "igw" }
}

# shop-nat: one per zone, so that an AZ failure affects no other zone's egress.
resource "aws_eip" "shop_nat_shop" {
  provider = aws.shop
  for_each = toset(["eu-west-1a", "eu-west-1b"])
  domain   = "vpc"
  tags     = { Name = "shared-services-shop-nat-${each.key}", Component = "shop-nat" }
}

resource "aws_nat_gateway" "shop_nat_shop" {
  provider      = aws.shop
  for_each      = toset(["eu-west-1a", "eu-west-1b"])
  allocation_id = aws_eip.shop_nat_shop[each.key].id
  subnet_id     = aws_subnet.shop_edge_shop[each.key].id
  tags          = { Name = "shared-services-shop-nat-${each.key}", Component = "shop-nat" }
  depends_on    = [aws_internet_gateway.igw_shop_shop]
}

# The endpoint service of search-lb: other VPCs connect to it, never the other way round.
resource "aws_vpc_endpoint_service" "search_lb_services" {
  provider = aws.services

  # checkov:skip=CKV_AWS_123: only principals of the accounts below may connect
  acceptance_required        = false
  network_load_balancer_arns = [aws_lb.search_lb_services.arn]
  allowed_principals         = ["arn:${local.partition}:iam::${local.account_shop}:root"]
  tags                       = { Name = "shared-services-search-lb", Component = "search-lb" }
}

# search-endpoint: an interface in each zone, to search-lb in another VPC.
resource "aws_vpc_endpoint" "search_endpoint_shop" {
  provider           = aws.shop
  vpc_id             = aws_vpc.shop_shop.id
  service_name       = aws_vpc_endpoint_service.search_lb_services.service_name
  vpc_endpoint_type  = "Interface"
  subnet_ids         = [for subnet in aws_subnet.shop_app_shop : subnet.id]
  security_group_ids = [aws_security_group.shop_shop["search-endpoint"].id]
  tags               = { Name = "shared-services-search-endpoint", Component = "search-endpoint" }
}
