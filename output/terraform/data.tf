# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# assets: Static assets
module "assets" {
  source = "./modules/bucket"

  bucket      = "three-tier-web-assets-${local.account}"
  tags        = { Name = "three-tier-web-assets", Component = "assets" }
  kms_key_arn = aws_kms_key.main.arn
  access_log  = { bucket = module.access_logs.id, prefix = "s3/assets/" }
  statements = [
    # cdn -> assets
    {
      Sid       = "Cdn1"
      Principal = { Service = "cloudfront.amazonaws.com" }
      Action    = "s3:GetObject"
      Resource  = "${module.assets.arn}/*"
      Condition = { StringEquals = { "AWS:SourceArn" = aws_cloudfront_distribution.cdn.arn } }
    },
  ]
}

# Object events go to EventBridge: a subscriber needs only a rule there.
resource "aws_s3_bucket_notification" "assets" {
  bucket      = module.assets.id
  eventbridge = true
}

# orders: a primary and 1 read replica.
resource "aws_db_subnet_group" "orders" {
  name        = "three-tier-web-orders"
  description = "orders"
  subnet_ids  = [for subnet in aws_subnet.db : subnet.id]
  tags        = { Name = "three-tier-web-orders", Component = "orders" }
}

resource "aws_db_parameter_group" "orders" {
  name        = "three-tier-web-orders-postgres17"
  description = "orders"
  family      = "postgres17"
  tags        = { Name = "three-tier-web-orders", Component = "orders" }

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
ephemeral "aws_secretsmanager_random_password" "orders" {
  provider            = aws.passwords
  count               = min(var.orders_password_version, 1)
  password_length     = 40
  exclude_punctuation = true
}

resource "aws_ssm_parameter" "orders_password" {
  name             = "/three-tier-web/orders/password"
  description      = "The password of orders."
  type             = "SecureString"
  key_id           = aws_kms_key.main.arn
  value_wo         = try(ephemeral.aws_secretsmanager_random_password.orders[0].random_password, "put by hand")
  value_wo_version = var.orders_password_version
  tags             = { Name = "three-tier-web-orders", Component = "orders" }
}

# Read back, so that the stored password is set even if an apply was interrupted.
ephemeral "aws_ssm_parameter" "orders_password" {
  provider = aws.passwords
  count    = min(var.orders_password_version, 1)
  arn      = aws_ssm_parameter.orders_password.arn
}

# The standby in another zone replicates synchronously and takes over automatically.
# With a standby, AWS chooses the zone of the primary.
resource "aws_db_instance" "orders" {
  identifier     = "three-tier-web-orders"
  engine         = "postgres"
  engine_version = var.orders_engine_version
  instance_class = var.orders_instance_class

  db_name             = "orders"
  username            = "dbadmin"
  password_wo         = one(ephemeral.aws_ssm_parameter.orders_password[*].value)
  password_wo_version = var.orders_password_version > 0 ? var.orders_password_version : null
  port                = 5432

  allocated_storage     = 50
  max_allocated_storage = 200
  storage_type          = "gp3"
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.main.arn

  multi_az               = true
  db_subnet_group_name   = aws_db_subnet_group.orders.name
  vpc_security_group_ids = [aws_security_group.main["orders"].id]
  publicly_accessible    = false
  parameter_group_name   = aws_db_parameter_group.orders.name

  backup_retention_period             = 7
  final_snapshot_identifier           = "three-tier-web-orders-final"
  iam_database_authentication_enabled = true
  auto_minor_version_upgrade          = true
  copy_tags_to_snapshot               = true
  deletion_protection                 = var.deletion_protection

  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.orders_monitoring.arn
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.main.arn
  tags                            = { Name = "three-tier-web-orders", Component = "orders" }
  depends_on                      = [aws_cloudwatch_log_group.orders, aws_iam_role_policy_attachment.orders_monitoring]
}

# Read replicas: asynchronous, in other zones than the primary; promote one manually.
# AWS encrypts them with the primary's key, which must not be set here.
resource "aws_db_instance" "orders_replica" {
  # checkov:skip=CKV_AWS_157: a read replica; the primary has the standby
  for_each            = { replica-1 = "us-east-1b" }
  identifier          = "three-tier-web-orders-${each.key}"
  replicate_source_db = aws_db_instance.orders.identifier
  instance_class      = var.orders_instance_class
  availability_zone   = each.value

  storage_type           = "gp3"
  max_allocated_storage  = 200
  storage_encrypted      = true
  vpc_security_group_ids = [aws_security_group.main["orders"].id]
  publicly_accessible    = false
  parameter_group_name   = aws_db_parameter_group.orders.name

  skip_final_snapshot                 = true
  iam_database_authentication_enabled = true
  auto_minor_version_upgrade          = true
  copy_tags_to_snapshot               = true
  deletion_protection                 = var.deletion_protection

  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.orders_monitoring.arn
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.main.arn
  tags                            = { Name = "three-tier-web-orders-${each.key}", Component = "orders" }
  depends_on                      = [aws_cloudwatch_log_group.orders_replica]
}

resource "aws_iam_role" "orders_monitoring" {
  name = "three-tier-web-orders-monitoring"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "monitoring.rds.amazonaws.com" }, Action = "sts:AssumeRole", Condition = local.this_account }]
  })
  tags = { Name = "three-tier-web-orders", Component = "orders" }
}

resource "aws_iam_role_policy_attachment" "orders_monitoring" {
  role       = aws_iam_role.orders_monitoring.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

# sessions: replicated across zones by the service.
resource "aws_dynamodb_table" "sessions" {
  name                        = "three-tier-web-sessions"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = var.deletion_protection
  tags                        = { Name = "three-tier-web-sessions", Component = "sessions" }

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
