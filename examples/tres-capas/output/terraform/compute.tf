# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

# Balanceadores de carga y cómputo.

# Grupos de destino de los balanceadores de carga.
resource "aws_lb_target_group" "main" {
  # checkov:skip=CKV_AWS_378: TLS termina en el balanceador de carga
  for_each = {
    web-lb-frontend-3000 = { component = "frontend", port = 3000, path = "/" }
    app-lb-backend-8000  = { component = "backend", port = 8000, path = "/health/" }
  }

  name                 = "tres-capas-${each.key}"
  target_type          = "instance"
  port                 = each.value.port
  protocol             = "HTTP"
  vpc_id               = aws_vpc.main.id
  deregistration_delay = 60
  tags                 = { Name = "tres-capas-${each.key}", Component = each.value.component }

  health_check {
    path                = each.value.path
    matcher             = "200-399"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }

  lifecycle { create_before_destroy = true }
}

# Balanceadores de carga: cada uno tiene un nodo en cada una de sus zonas. Los internos están dentro de la VPC; los
# demás, abiertos a internet.
resource "aws_lb" "main" {
  # checkov:skip=CKV2_AWS_28: el modelo no tiene una ACL web; un componente de tipo waf la añade
  for_each                   = { web-lb = { internal = false }, app-lb = { internal = true } }
  name                       = "tres-capas-${each.key}"
  load_balancer_type         = "application"
  internal                   = each.value.internal
  subnets                    = each.value.internal ? [for subnet in aws_subnet.app : subnet.id] : [for subnet in aws_subnet.web : subnet.id]
  security_groups            = [aws_security_group.main[each.key].id]
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
  tags                       = { Name = "tres-capas-${each.key}", Component = each.key }

  access_logs {
    bucket  = module.access_logs.id
    prefix  = each.key
    enabled = true
  }

  depends_on = [module.access_logs]
}

resource "aws_lb_listener" "main" {
  for_each = {
    web-lb-443  = { balancer = "web-lb", port = 443, certificate = "web-lb", target = "web-lb-frontend-3000" }
    app-lb-8000 = { balancer = "app-lb", port = 8000, certificate = "app-lb", target = "app-lb-backend-8000" }
  }

  load_balancer_arn = aws_lb.main[each.value.balancer].arn
  port              = each.value.port
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  certificate_arn   = aws_acm_certificate_validation.dns[each.value.certificate].certificate_arn
  tags              = aws_lb.main[each.value.balancer].tags

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main[each.value.target].arn
  }
}

# frontend: Frontend: frontend, de 2 a 6 instancias, repartidas entre us-east-1a y us-east-1b.
module "frontend" {
  source = "./modules/auto-scaling-group"

  name               = "tres-capas-frontend"
  tags               = { Name = "tres-capas-frontend", Component = "frontend" }
  default_tags       = local.tags
  instance_type      = var.frontend_instance_type
  capacity           = var.frontend_capacity
  subnet_ids         = [for subnet in aws_subnet.web : subnet.id]
  security_group_ids = [aws_security_group.main["frontend"].id]
  target_group_arns  = [aws_lb_target_group.main["web-lb-frontend-3000"].arn]
  public_addresses   = true # la única salida de una subred pública; solo web-lb puede conectarse
  log_group          = { name = "/tres-capas/frontend", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main.arn }
  starts_after       = [aws_route_table_association.web, aws_route.web, local.connections]
  image              = local.images.frontend

  environment = { APP_LB_URL = "https://app-lb.app.example.com:8000" }
}

# backend: Backend: backend, de 2 a 8 instancias, repartidas entre us-east-1a y us-east-1b.
module "backend" {
  source = "./modules/auto-scaling-group"

  name               = "tres-capas-backend"
  tags               = { Name = "tres-capas-backend", Component = "backend" }
  default_tags       = local.tags
  instance_type      = var.backend_instance_type
  capacity           = var.backend_capacity
  subnet_ids         = [for subnet in aws_subnet.app : subnet.id]
  security_group_ids = [aws_security_group.main["backend"].id]
  target_group_arns  = [aws_lb_target_group.main["app-lb-backend-8000"].arn]
  log_group          = { name = "/tres-capas/backend", retention_in_days = var.log_retention_days, kms_key_arn = aws_kms_key.main.arn }
  starts_after       = [aws_route_table_association.app, aws_route.app, local.connections]
  image              = local.images.backend
  environment = {
    DATABASE_HOST         = aws_db_instance.database.address
    DATABASE_READER_HOSTS = join(",", [for replica in aws_db_instance.database_replica : replica.address])
    DATABASE_PORT         = "4321"
    DATABASE_USER         = "dbadmin"
    DATABASE_DATABASE     = "database"
    SESIONES_TABLE        = aws_dynamodb_table.sesiones.name
    DEBUG                 = "0"
    SQL_ENGINE            = "django.db.backends.postgresql"
    SQL_DATABASE          = "database"
    SQL_USER              = "dbadmin"
    SQL_HOST              = aws_db_instance.database.address
    SQL_PORT              = "4321"
  }
  secrets = {
    DATABASE_PASSWORD = { arn = aws_ssm_parameter.database_password.arn }
    SECRET_KEY        = { arn = aws_secretsmanager_secret.backend["SECRET_KEY"].arn }
    SQL_PASSWORD      = { arn = aws_ssm_parameter.database_password.arn }
  }
  statements = [
    {
      Sid      = "Sesiones"
      Action   = ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem"]
      Resource = [aws_dynamodb_table.sesiones.arn, "${aws_dynamodb_table.sesiones.arn}/index/*"]
    },
    { Sid = "Parameters", Action = ["ssm:GetParameter", "ssm:GetParameters"], Resource = aws_ssm_parameter.database_password.arn },
    { Sid = "Secrets", Action = ["secretsmanager:GetSecretValue"], Resource = aws_secretsmanager_secret.backend["SECRET_KEY"].arn },
    { Sid = "Keys", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = aws_kms_key.main.arn },
  ]
}

# Secretos del modelo: se crean vacíos; asigne sus valores a mano.
resource "aws_secretsmanager_secret" "backend" {
  # checkov:skip=CKV2_AWS_57: no se sabe qué hace el servicio con ellos, así que nada puede rotarlos
  for_each   = toset(["SECRET_KEY"])
  name       = "tres-capas/backend/${each.key}"
  kms_key_id = aws_kms_key.main.arn
  tags       = { Name = "tres-capas-backend", Component = "backend" }
}
