# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# The VPC of us-east-1 and its subnets, one per zone in each tier.
# Address blocks do not change when a zone or subnets are added.

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags                 = { Name = "three-tier-web" }
}

# The default group is not used: without rules it cannot be used by mistake.
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "three-tier-web-default-unused" }
}

# web: public, their default route is the internet gateway.
resource "aws_subnet" "web" {
  for_each          = { us-east-1a = "10.0.0.0/22", us-east-1b = "10.0.4.0/22" }
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "three-tier-web-web-${each.key}", Row = "web", Access = "public" }
}

resource "aws_route_table" "web" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "three-tier-web-web" }
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
  tags              = { Name = "three-tier-web-app-${each.key}", Row = "app", Access = "private" }
}

resource "aws_route_table" "app" {
  for_each = aws_subnet.app
  vpc_id   = aws_vpc.main.id
  tags     = { Name = "three-tier-web-app-${each.key}" }
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

# db: isolated, without a default route.
resource "aws_subnet" "db" {
  for_each          = { us-east-1a = "10.0.64.0/22", us-east-1b = "10.0.68.0/22" }
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "three-tier-web-db-${each.key}", Row = "db", Access = "isolated" }
}

resource "aws_route_table" "db" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "three-tier-web-db" }
}

resource "aws_route_table_association" "db" {
  for_each       = aws_subnet.db
  subnet_id      = each.value.id
  route_table_id = aws_route_table.db.id
}

# igw
resource "aws_internet_gateway" "igw" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "three-tier-web-igw", Component = "igw" }
}

# nat: one per zone, so that an AZ failure affects no other zone's egress.
resource "aws_eip" "nat" {
  for_each = toset(["us-east-1a", "us-east-1b"])
  domain   = "vpc"
  tags     = { Name = "three-tier-web-nat-${each.key}", Component = "nat" }
}

resource "aws_nat_gateway" "nat" {
  for_each      = toset(["us-east-1a", "us-east-1b"])
  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.web[each.key].id
  tags          = { Name = "three-tier-web-nat-${each.key}", Component = "nat" }
  depends_on    = [aws_internet_gateway.igw]
}

# dynamodb-endpoint: reaches dynamodb without NAT or the internet, free of charge.
resource "aws_vpc_endpoint" "dynamodb_endpoint" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-east-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [for table in aws_route_table.app : table.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Ours"
        Effect    = "Allow"
        Principal = "*"
        Action    = "dynamodb:*"
        Resource  = [aws_dynamodb_table.sessions.arn, "${aws_dynamodb_table.sessions.arn}/index/*"]
        Condition = { StringEquals = { "aws:PrincipalAccount" = local.account } }
      },
    ]
  })
  tags = { Name = "three-tier-web-dynamodb-endpoint", Component = "dynamodb-endpoint" }
}
