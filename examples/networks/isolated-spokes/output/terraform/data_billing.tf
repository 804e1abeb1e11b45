# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# invoices: a primary and 1 read replica.
resource "aws_db_subnet_group" "invoices_billing" {
  provider    = aws.billing
  name        = "isolated-spokes-invoices"
  description = "invoices"
  subnet_ids  = [for subnet in aws_subnet.billing_app_billing : subnet.id]
  tags        = { Name = "isolated-spokes-invoices", Component = "invoices" }
}

resource "aws_db_parameter_group" "invoices_billing" {
  provider    = aws.billing
  name        = "isolated-spokes-invoices-postgres17"
  description = "invoices"
  family      = "postgres17"
  tags        = { Name = "isolated-spokes-invoices", Component = "invoices" }

  # Connections without TLS are refused.
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  # Changes of the schema are logged.
  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  # Statements that take more than a second are logged.
  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }

  lifecycle { create_before_destroy = true }
}

# RDS manages no password of a database that has read replicas.
# It is generated once, stored encrypted, and never written to the state or the plan.
ephemeral "aws_secretsmanager_random_password" "invoices_billing" {
  provider            = aws.passwords
  count               = min(var.invoices_billing_password_version, 1)
  password_length     = 40
  exclude_punctuation = true
}

resource "aws_ssm_parameter" "invoices_billing_password" {
  provider         = aws.billing
  name             = "/isolated-spokes/invoices/password"
  description      = "The password of invoices."
  type             = "SecureString"
  key_id           = aws_kms_key.main_billing.arn
  value_wo         = try(ephemeral.aws_secretsmanager_random_password.invoices_billing[0].random_password, "put by hand")
  value_wo_version = var.invoices_billing_password_version
  tags             = { Name = "isolated-spokes-invoices", Component = "invoices" }
}

# Read back, so that the stored password is set even if an apply was interrupted.
ephemeral "aws_ssm_parameter" "invoices_billing_password" {
  provider = aws.passwords
  count    = min(var.invoices_billing_password_version, 1)
  arn      = aws_ssm_parameter.invoices_billing_password.arn
}

# The standby in another zone replicates synchronously and takes over automatically.
# With a standby, AWS chooses the zone of the primary.
resource "aws_db_instance" "invoices_billing" {
  provider       = aws.billing
  identifier     = "isolated-spokes-invoices"
  engine         = "postgres"
  engine_version = var.invoices_engine_version
  instance_class = var.invoices_instance_class

  db_name             = "invoices"
  username            = "dbadmin"
  password_wo         = one(ephemeral.aws_ssm_parameter.invoices_billing_password[*].value)
  password_wo_version = var.invoices_billing_password_version > 0 ? var.invoices_billing_password_version : null
  port                = 5432

  allocated_storage     = 50
  max_allocated_storage = 200
  storage_type          = "gp3"
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.main_billing.arn

  multi_az               = true
  db_subnet_group_name   = aws_db_subnet_group.invoices_billing.name
  vpc_security_group_ids = [aws_security_group.billing_billing["invoices"].id]
  publicly_accessible    = false
  parameter_group_name   = aws_db_parameter_group.invoices_billing.name

  backup_retention_period             = 7
  final_snapshot_identifier           = "isolated-spokes-invoices-final"
  iam_database_authentication_enabled = true
  auto_minor_version_upgrade          = true
  copy_tags_to_snapshot               = true
  deletion_protection                 = var.deletion_protection

  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.invoices_billing_monitoring.arn
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.main_billing.arn
  tags                            = { Name = "isolated-spokes-invoices", Component = "invoices" }
  depends_on                      = [aws_cloudwatch_log_group.invoices_billing, aws_iam_role_policy_attachment.invoices_billing_monitoring]
}

# Read replicas: asynchronous, in other zones than the primary; promote one manually.
# AWS encrypts them with the primary's key, which must not be set here.
resource "aws_db_instance" "invoices_billing_replica" {
  provider = aws.billing

  # checkov:skip=CKV_AWS_157: a read replica; the primary has the standby
  for_each            = { replica-1 = "us-east-1b" }
  identifier          = "isolated-spokes-invoices-${each.key}"
  replicate_source_db = aws_db_instance.invoices_billing.identifier
  instance_class      = var.invoices_instance_class
  availability_zone   = each.value

  storage_type           = "gp3"
  max_allocated_storage  = 200
  storage_encrypted      = true
  vpc_security_group_ids = [aws_security_group.billing_billing["invoices"].id]
  publicly_accessible    = false
  parameter_group_name   = aws_db_parameter_group.invoices_billing.name

  skip_final_snapshot                 = true
  iam_database_authentication_enabled = true
  auto_minor_version_upgrade          = true
  copy_tags_to_snapshot               = true
  deletion_protection                 = var.deletion_protection

  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.invoices_billing_monitoring.arn
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.main_billing.arn
  tags                            = { Name = "isolated-spokes-invoices-${each.key}", Component = "invoices" }
  depends_on                      = [aws_cloudwatch_log_group.invoices_billing_replica]
}

resource "aws_iam_role" "invoices_billing_monitoring" {
  provider = aws.billing
  name     = "isolated-spokes-invoices-us-east-1-monitoring"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "monitoring.rds.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_billing } }
    }]
  })
  tags = { Name = "isolated-spokes-invoices", Component = "invoices" }
}

resource "aws_iam_role_policy_attachment" "invoices_billing_monitoring" {
  provider   = aws.billing
  role       = aws_iam_role.invoices_billing_monitoring.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}
