# Copies in regions that are not built here, records of every kind, and clusters whose instances are elsewhere.
provider "aws" { region = "eu-west-1" }

resource "aws_dynamodb_table" "carts" {
  name                        = "carts"
  hash_key                    = "id"
  billing_mode                = "PAY_PER_REQUEST"
  stream_enabled              = true
  stream_view_type            = "NEW_AND_OLD_IMAGES"
  deletion_protection_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery { enabled = true }
  replica { region_name = "us-east-1" }
}

resource "aws_lambda_function" "carts" {
  function_name = "carts"
  role          = aws_iam_role.carts.arn
  runtime       = "python3.13"
  handler       = "carts.handler"
  s3_bucket     = "code"
  s3_key        = "carts.zip"
  environment {
    variables = { TABLE = aws_dynamodb_table.carts.name }
  }
}
resource "aws_iam_role" "carts" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_apigatewayv2_api" "carts" {
  name          = "carts"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_integration" "carts" {
  api_id                 = aws_apigatewayv2_api.carts.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.carts.invoke_arn
  payload_format_version = "2.0"
}
resource "aws_apigatewayv2_domain_name" "carts" {
  domain_name = "carts.example.com"
  domain_name_configuration {
    certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f3b6b2a-1111-2222-3333-444455556666"
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}
resource "aws_apigatewayv2_api_mapping" "carts" {
  api_id      = aws_apigatewayv2_api.carts.id
  domain_name = aws_apigatewayv2_domain_name.carts.id
  stage       = "$default"
}
resource "aws_route53_zone" "example" { name = "example.com" }
resource "aws_route53_record" "carts" {
  zone_id = aws_route53_zone.example.zone_id
  name    = "carts.example.com"
  type    = "A"
  alias {
    name                   = aws_apigatewayv2_domain_name.carts.domain_name_configuration[0].target_domain_name
    zone_id                = aws_apigatewayv2_domain_name.carts.domain_name_configuration[0].hosted_zone_id
    evaluate_target_health = false
  }
}

resource "aws_vpc" "data" { cidr_block = "10.8.0.0/16" }
resource "aws_subnet" "data" {
  for_each          = { eu-west-1a = 0, eu-west-1b = 1 }
  vpc_id            = aws_vpc.data.id
  cidr_block        = cidrsubnet(aws_vpc.data.cidr_block, 8, each.value)
  availability_zone = each.key
}
resource "aws_db_subnet_group" "data" { subnet_ids = [for zone, subnet in aws_subnet.data : subnet.id] }
resource "aws_rds_cluster" "orders" {
  engine                      = "aurora-postgresql"
  master_username             = "orders"
  manage_master_user_password = true
  storage_encrypted           = true
  deletion_protection         = true
  backup_retention_period     = 7
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.data.name
}
