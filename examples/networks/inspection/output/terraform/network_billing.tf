# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# The VPCs of us-east-1 and their subnets, one per zone in each tier.
# Address blocks do not change when a zone or subnets are added.

resource "aws_vpc" "billing_billing" {
  provider             = aws.billing
  cidr_block           = "10.2.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags                 = { Name = "inspection-billing" }
}

# The default group is not used: without rules it cannot be used by mistake.
resource "aws_default_security_group" "billing_billing" {
  provider = aws.billing
  vpc_id   = aws_vpc.billing_billing.id
  tags     = { Name = "inspection-billing-default-unused" }
}

# billing-app: private, their default route is tgw.
resource "aws_subnet" "billing_app_billing" {
  provider          = aws.billing
  for_each          = { us-east-1a = "10.2.0.0/22", us-east-1b = "10.2.4.0/22" }
  vpc_id            = aws_vpc.billing_billing.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "inspection-billing-app-${each.key}", Row = "billing-app", Access = "private" }
}

resource "aws_route_table" "billing_app_billing" {
  provider = aws.billing
  for_each = aws_subnet.billing_app_billing
  vpc_id   = aws_vpc.billing_billing.id
  tags     = { Name = "inspection-billing-app-${each.key}" }
}

resource "aws_route_table_association" "billing_app_billing" {
  provider       = aws.billing
  for_each       = aws_subnet.billing_app_billing
  subnet_id      = each.value.id
  route_table_id = aws_route_table.billing_app_billing[each.key].id
}

resource "aws_route" "billing_app_to_internet_billing" {
  provider               = aws.billing
  for_each               = aws_route_table.billing_app_billing
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.tgw_network.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.tgw_network_billing]
}
