# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

# Grupos de seguridad: sus reglas son las conexiones del modelo. El resto del tráfico se deniega en ambos sentidos.

# Listas de prefijos que administra AWS. La de CloudFront cuenta como 55 de las 60 reglas de un grupo: se admite en un
# solo puerto.
data "aws_ec2_managed_prefix_list" "main" {
  for_each = toset(["com.amazonaws.global.cloudfront.origin-facing", "com.amazonaws.us-east-1.dynamodb"])
  name     = each.key
}

resource "aws_security_group" "main" {
  # checkov:skip=CKV2_AWS_5: cada uno tiene aquello cuyo nombre lleva; checkov no lo sigue a los módulos, ni conoce todos los tipos
  for_each    = toset(["web-lb", "frontend", "app-lb", "backend", "database"])
  name        = "tres-capas-${each.key}"
  description = each.key
  vpc_id      = aws_vpc.main.id
  tags        = { Name = "tres-capas-${each.key}", Component = each.key }
}

resource "aws_vpc_security_group_ingress_rule" "main" {
  for_each = {
    web-lb-from-cdn-443        = { group = "web-lb", list = "com.amazonaws.global.cloudfront.origin-facing", port = 443, description = "cdn -> web-lb" }
    frontend-from-web-lb-3000  = { group = "frontend", peer = "web-lb", port = 3000, description = "web-lb -> frontend" }
    app-lb-from-frontend-8000  = { group = "app-lb", peer = "frontend", port = 8000, description = "frontend -> app-lb" }
    backend-from-app-lb-8000   = { group = "backend", peer = "app-lb", port = 8000, description = "app-lb -> backend" }
    database-from-backend-4321 = { group = "database", peer = "backend", port = 4321, description = "backend -> database" }
  }

  security_group_id            = aws_security_group.main[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = try(aws_security_group.main[each.value.peer].id, null)
  prefix_list_id               = try(data.aws_ec2_managed_prefix_list.main[each.value.list].id, null)
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "main" {
  for_each = {
    web-lb-to-frontend-3000       = { group = "web-lb", peer = "frontend", port = 3000, description = "web-lb -> frontend" }
    frontend-to-app-lb-8000       = { group = "frontend", peer = "app-lb", port = 8000, description = "frontend -> app-lb" }
    frontend-to-internet-443      = { group = "frontend", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "frontend -> its platform (images, Systems Manager, logs)" }
    app-lb-to-backend-8000        = { group = "app-lb", peer = "backend", port = 8000, description = "app-lb -> backend" }
    backend-to-database-4321      = { group = "backend", peer = "database", port = 4321, description = "backend -> database" }
    backend-to-sesiones-443       = { group = "backend", list = "com.amazonaws.us-east-1.dynamodb", port = 443, description = "backend -> sesiones" }
    backend-to-microservicios-443 = { group = "backend", cidr_ipv4 = "0.0.0.0/0", port = 443, description = "backend -> microservicios; backend -> its platform (images, Systems Manager, logs)" }
  }

  security_group_id            = aws_security_group.main[each.value.group].id
  description                  = each.value.description
  referenced_security_group_id = try(aws_security_group.main[each.value.peer].id, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  prefix_list_id               = try(data.aws_ec2_managed_prefix_list.main[each.value.list].id, null)
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

locals {
  # Reglas y puntos de enlace de gateway: las instancias y las tareas se inician después.
  connections = [aws_vpc_security_group_ingress_rule.main, aws_vpc_security_group_egress_rule.main, aws_vpc_endpoint.dynamodb_endpoint]
}

# Una clave para los datos en reposo de us-east-1.
resource "aws_kms_key" "main" {
  description             = "tres-capas: data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Account", Effect = "Allow", Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }, Action = "kms:*", Resource = "*" },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.us-east-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:us-east-1:${local.account}:log-group:*" }
        }
      },
      {
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = local.this_account
      },
      # Por la cuenta: la distribución depende del bucket, y el bucket de esta clave.
      {
        Sid       = "Cdn"
        Effect    = "Allow"
        Principal = { Service = "cloudfront.amazonaws.com" }
        Action    = "kms:Decrypt"
        Resource  = "*"
        Condition = { StringLike = { "aws:SourceArn" = "arn:${local.partition}:cloudfront::${local.account}:distribution/*" } }
      },
    ]
  })
}

resource "aws_kms_alias" "main" {
  name          = "alias/tres-capas"
  target_key_id = aws_kms_key.main.key_id
}
