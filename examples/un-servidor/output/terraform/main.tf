# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

# Una instancia en su propia red, y sus permisos. La dirección se conserva cuando se reemplaza la instancia.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_ssm_parameter" "image" { name = "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id" }

locals {
  tags = { Architecture = "un-servidor", ManagedBy = "terraform" }
}

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "un-servidor" }
}

resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "un-servidor-default-unused" }
}

resource "aws_subnet" "main" {
  vpc_id            = aws_vpc.main.id
  availability_zone = "us-east-1a"
  cidr_block        = "10.0.0.0/24"
  tags              = { Name = "un-servidor" }

  # Una subred existente se queda en su zona.
  lifecycle { ignore_changes = [availability_zone] }
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "un-servidor" }
}

resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "un-servidor" }
}

resource "aws_route" "main" {
  route_table_id         = aws_route_table.main.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route_table_association" "main" {
  subnet_id      = aws_subnet.main.id
  route_table_id = aws_route_table.main.id
}

resource "aws_security_group" "server" {
  name        = "un-servidor-server"
  description = "the server of un-servidor"
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "un-servidor-server" }
}

resource "aws_vpc_security_group_ingress_rule" "port_3000" {
  security_group_id = aws_security_group.server.id
  description       = "frontend"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 3000
  to_port           = 3000
}

resource "aws_vpc_security_group_ingress_rule" "port_8000" {
  security_group_id = aws_security_group.server.id
  description       = "backend"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 8000
  to_port           = 8000
}

resource "aws_vpc_security_group_ingress_rule" "ssh_0" {
  security_group_id = aws_security_group.server.id
  description       = "SSH"
  cidr_ipv4         = "203.0.113.0/24"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}

# Las imágenes, los paquetes y los servicios de AWS están en internet.
resource "aws_vpc_security_group_egress_rule" "internet" {
  security_group_id = aws_security_group.server.id
  description       = "images, packages, Systems Manager and secrets"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_iam_role" "server" {
  name = "un-servidor-server"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

# Systems Manager abre una sesión sin claves y sin puertos abiertos.
resource "aws_iam_role_policy_attachment" "ssm" {
  role       = aws_iam_role.server.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_instance_profile" "server" {
  name = "un-servidor-server"
  role = aws_iam_role.server.name
}

# El entorno de los contenedores, como un objeto JSON. Se crea vacío; asigne su valor con el comando de README.md.
resource "aws_secretsmanager_secret" "environment" {
  # checkov:skip=CKV_AWS_149: cifrado con la clave de la cuenta para secretos
  # checkov:skip=CKV2_AWS_57: no se sabe qué hacen los servicios con los valores, así que nada puede rotarlos
  name = "un-servidor/server"
}

resource "aws_iam_role_policy" "environment" {
  name = "environment"
  role = aws_iam_role.server.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.environment.arn }]
  })
}

resource "aws_instance" "server" {
  # checkov:skip=CKV_AWS_88: los clientes se conectan al servidor
  ami                         = data.aws_ssm_parameter.image.insecure_value
  instance_type               = var.instance_type
  subnet_id                   = aws_subnet.main.id
  vpc_security_group_ids      = [aws_security_group.server.id]
  associate_public_ip_address = true
  iam_instance_profile        = aws_iam_instance_profile.server.name
  ebs_optimized               = true
  monitoring                  = true
  key_name                    = "aws"
  user_data_base64            = base64gzip(file("${path.module}/user-data/server.sh"))
  tags                        = { Name = "un-servidor-server" }
  volume_tags                 = merge(local.tags, { Name = "un-servidor-server" })

  root_block_device {
    encrypted   = true
    volume_size = 30
    volume_type = "gp3"
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  lifecycle {
    # Las bases de datos están en su disco: ni una imagen más reciente ni otro script deben reemplazarla.
    ignore_changes = [ami, user_data_base64]
  }

  depends_on = [aws_route.main, aws_route_table_association.main, aws_iam_role_policy_attachment.ssm]
}

resource "aws_eip" "server" {
  domain   = "vpc"
  instance = aws_instance.server.id
  tags     = { Name = "un-servidor-server" }
}
