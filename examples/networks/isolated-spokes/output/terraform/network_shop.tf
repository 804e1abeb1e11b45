# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# The VPCs of us-east-1 and their subnets, one per zone in each tier.
# Address blocks do not change when a zone or subnets are added.

resource "aws_vpc" "shop_shop" {
  provider             = aws.shop
  cidr_block           = "10.1.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags                 = { Name = "isolated-spokes-shop" }
}

# The default group is not used: without rules it cannot be used by mistake.
resource "aws_default_security_group" "shop_shop" {
  provider = aws.shop
  vpc_id   = aws_vpc.shop_shop.id
  tags     = { Name = "isolated-spokes-shop-default-unused" }
}

# shop-app: isolated, without a default route.
resource "aws_subnet" "shop_app_shop" {
  provider          = aws.shop
  for_each          = { us-east-1a = "10.1.0.0/22", us-east-1b = "10.1.4.0/22" }
  vpc_id            = aws_vpc.shop_shop.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "isolated-spokes-shop-app-${each.key}", Row = "shop-app", Access = "isolated" }
}

resource "aws_route_table" "shop_app_shop" {
  provider = aws.shop
  vpc_id   = aws_vpc.shop_shop.id
  tags     = { Name = "isolated-spokes-shop-app" }
}

resource "aws_route_table_association" "shop_app_shop" {
  provider       = aws.shop
  for_each       = aws_subnet.shop_app_shop
  subnet_id      = each.value.id
  route_table_id = aws_route_table.shop_app_shop.id
}

resource "aws_route" "shop_app_to_hub_shop" {
  provider               = aws.shop
  route_table_id         = aws_route_table.shop_app_shop.id
  destination_cidr_block = "10.0.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_network.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.tgw_network_shop]
}
