# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

# La VPC de us-east-1 y sus subredes, una por zona en cada nivel. Los bloques de direcciones no cambian al añadir una
# zona o subredes.

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags                 = { Name = "tres-capas" }
}

# El grupo predeterminado no se usa: sin reglas no se puede usar por error.
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "tres-capas-default-unused" }
}

# web: públicas; su ruta predeterminada es la puerta de enlace de internet.
resource "aws_subnet" "web" {
  for_each          = { us-east-1a = "10.0.0.0/22", us-east-1b = "10.0.4.0/22" }
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "tres-capas-web-${each.key}", Row = "web", Access = "public" }
}

resource "aws_route_table" "web" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "tres-capas-web" }
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

# app: privadas; su ruta predeterminada es NAT, sin acceso de entrada desde internet.
resource "aws_subnet" "app" {
  for_each          = { us-east-1a = "10.0.32.0/22", us-east-1b = "10.0.36.0/22" }
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "tres-capas-app-${each.key}", Row = "app", Access = "private" }
}

resource "aws_route_table" "app" {
  for_each = aws_subnet.app
  vpc_id   = aws_vpc.main.id
  tags     = { Name = "tres-capas-app-${each.key}" }
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

# db: aisladas, sin ruta predeterminada.
resource "aws_subnet" "db" {
  for_each          = { us-east-1a = "10.0.64.0/22", us-east-1b = "10.0.68.0/22" }
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "tres-capas-db-${each.key}", Row = "db", Access = "isolated" }
}

resource "aws_route_table" "db" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "tres-capas-db" }
}

resource "aws_route_table_association" "db" {
  for_each       = aws_subnet.db
  subnet_id      = each.value.id
  route_table_id = aws_route_table.db.id
}

# igw
resource "aws_internet_gateway" "igw" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "tres-capas-igw", Component = "igw" }
}

# nat: una por zona, para que el fallo de una zona no afecte la salida de las demás.
resource "aws_eip" "nat" {
  for_each = toset(["us-east-1a", "us-east-1b"])
  domain   = "vpc"
  tags     = { Name = "tres-capas-nat-${each.key}", Component = "nat" }
}

resource "aws_nat_gateway" "nat" {
  for_each      = toset(["us-east-1a", "us-east-1b"])
  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.web[each.key].id
  tags          = { Name = "tres-capas-nat-${each.key}", Component = "nat" }
  depends_on    = [aws_internet_gateway.igw]
}

# dynamodb-endpoint: llega a dynamodb sin NAT ni internet, sin costo.
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
        Resource  = [aws_dynamodb_table.sesiones.arn, "${aws_dynamodb_table.sesiones.arn}/index/*"]
        Condition = { StringEquals = { "aws:PrincipalAccount" = local.account } }
      },
    ]
  })
  tags = { Name = "tres-capas-dynamodb-endpoint", Component = "dynamodb-endpoint" }
}
