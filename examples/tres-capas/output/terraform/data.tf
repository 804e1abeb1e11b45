# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

# estaticos: Archivos estáticos del frontend
module "estaticos" {
  source = "./modules/bucket"

  bucket      = "tres-capas-estaticos-${local.account}"
  tags        = { Name = "tres-capas-estaticos", Component = "estaticos" }
  kms_key_arn = aws_kms_key.main.arn
  access_log  = { bucket = module.access_logs.id, prefix = "s3/estaticos/" }
  statements = [
    # cdn -> estaticos
    {
      Sid       = "Cdn1"
      Principal = { Service = "cloudfront.amazonaws.com" }
      Action    = "s3:GetObject"
      Resource  = "${module.estaticos.arn}/*"
      Condition = { StringEquals = { "AWS:SourceArn" = aws_cloudfront_distribution.cdn.arn } }
    },
  ]
}

# Los eventos de los objetos van a EventBridge: un suscriptor solo necesita una regla allí.
resource "aws_s3_bucket_notification" "estaticos" {
  bucket      = module.estaticos.id
  eventbridge = true
}

# database: Base de datos relacional: una instancia principal y 1 réplica de lectura.
resource "aws_db_subnet_group" "database" {
  name        = "tres-capas-database"
  description = "database"
  subnet_ids  = [for subnet in aws_subnet.db : subnet.id]
  tags        = { Name = "tres-capas-database", Component = "database" }
}

resource "aws_db_parameter_group" "database" {
  name        = "tres-capas-database-postgres17"
  description = "database"
  family      = "postgres17"
  tags        = { Name = "tres-capas-database", Component = "database" }

  # Se rechazan las conexiones sin TLS.
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  # Se registran los cambios de esquema.
  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  # Se registran las sentencias que tardan más de un segundo.
  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }

  lifecycle { create_before_destroy = true }
}

# RDS no administra la contraseña de una base de datos con réplicas de lectura. Se genera una vez, se almacena cifrada
# y nunca se escribe en el estado ni en el plan.
ephemeral "aws_secretsmanager_random_password" "database" {
  provider            = aws.passwords
  count               = min(var.database_password_version, 1)
  password_length     = 40
  exclude_punctuation = true
}

resource "aws_ssm_parameter" "database_password" {
  name             = "/tres-capas/database/password"
  description      = "The password of database."
  type             = "SecureString"
  key_id           = aws_kms_key.main.arn
  value_wo         = try(ephemeral.aws_secretsmanager_random_password.database[0].random_password, "put by hand")
  value_wo_version = var.database_password_version
  tags             = { Name = "tres-capas-database", Component = "database" }
}

# Se vuelve a leer, para asignar la contraseña almacenada aunque se haya interrumpido un apply.
ephemeral "aws_ssm_parameter" "database_password" {
  provider = aws.passwords
  count    = min(var.database_password_version, 1)
  arn      = aws_ssm_parameter.database_password.arn
}

# La instancia en espera de otra zona se replica de forma síncrona y toma el relevo automáticamente. Con ella, AWS
# elige la zona de la principal.
resource "aws_db_instance" "database" {
  identifier     = "tres-capas-database"
  engine         = "postgres"
  engine_version = var.database_engine_version
  instance_class = var.database_instance_class

  db_name             = "database"
  username            = "dbadmin"
  password_wo         = one(ephemeral.aws_ssm_parameter.database_password[*].value)
  password_wo_version = var.database_password_version > 0 ? var.database_password_version : null
  port                = 4321

  allocated_storage     = 50
  max_allocated_storage = 200
  storage_type          = "gp3"
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.main.arn

  multi_az               = true
  db_subnet_group_name   = aws_db_subnet_group.database.name
  vpc_security_group_ids = [aws_security_group.main["database"].id]
  publicly_accessible    = false
  parameter_group_name   = aws_db_parameter_group.database.name

  backup_retention_period             = 7
  final_snapshot_identifier           = "tres-capas-database-final"
  iam_database_authentication_enabled = true
  auto_minor_version_upgrade          = true
  copy_tags_to_snapshot               = true
  deletion_protection                 = var.deletion_protection

  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.database_monitoring.arn
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.main.arn
  tags                            = { Name = "tres-capas-database", Component = "database" }
  depends_on                      = [aws_cloudwatch_log_group.database, aws_iam_role_policy_attachment.database_monitoring]
}

# Réplicas de lectura: asíncronas, en otras zonas que la principal; promueva una a mano. AWS las cifra con la clave de
# la principal, que no se debe indicar aquí.
resource "aws_db_instance" "database_replica" {
  # checkov:skip=CKV_AWS_157: es una réplica de lectura; la principal tiene la instancia en espera
  for_each            = { replica-1 = "us-east-1b" }
  identifier          = "tres-capas-database-${each.key}"
  replicate_source_db = aws_db_instance.database.identifier
  instance_class      = var.database_instance_class
  availability_zone   = each.value

  storage_type           = "gp3"
  max_allocated_storage  = 200
  storage_encrypted      = true
  vpc_security_group_ids = [aws_security_group.main["database"].id]
  publicly_accessible    = false
  parameter_group_name   = aws_db_parameter_group.database.name

  skip_final_snapshot                 = true
  iam_database_authentication_enabled = true
  auto_minor_version_upgrade          = true
  copy_tags_to_snapshot               = true
  deletion_protection                 = var.deletion_protection

  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.database_monitoring.arn
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.main.arn
  tags                            = { Name = "tres-capas-database-${each.key}", Component = "database" }
  depends_on                      = [aws_cloudwatch_log_group.database_replica]
}

resource "aws_iam_role" "database_monitoring" {
  name = "tres-capas-database-monitoring"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "monitoring.rds.amazonaws.com" }, Action = "sts:AssumeRole", Condition = local.this_account }]
  })
  tags = { Name = "tres-capas-database", Component = "database" }
}

resource "aws_iam_role_policy_attachment" "database_monitoring" {
  role       = aws_iam_role.database_monitoring.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

# sesiones: Base de datos no relacional: el servicio la replica entre las zonas.
resource "aws_dynamodb_table" "sesiones" {
  name                        = "tres-capas-sesiones"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = var.deletion_protection
  tags                        = { Name = "tres-capas-sesiones", Component = "sesiones" }

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery { enabled = true }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.main.arn
  }
}
