# Buckets and topics that only keep something for others, each named where the AWS provider has it; and one that nothing names.
provider "aws" { region = "us-east-1" }

resource "aws_vpc" "shop" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "shop" { vpc_id = aws_vpc.shop.id }
resource "aws_subnet" "edge" {
  for_each          = { a = "10.0.0.0/24", b = "10.0.1.0/24" }
  vpc_id            = aws_vpc.shop.id
  cidr_block        = each.value
  availability_zone = "us-east-1${each.key}"
}
resource "aws_route_table" "edge" {
  vpc_id = aws_vpc.shop.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.shop.id
  }
}
resource "aws_route_table_association" "edge" {
  for_each       = aws_subnet.edge
  subnet_id      = each.value.id
  route_table_id = aws_route_table.edge.id
}
resource "aws_security_group" "inner" {
  name   = "inner"
  vpc_id = aws_vpc.shop.id
}

resource "aws_s3_bucket" "balancer_logs" {}
module "balancer" {
  source      = "./balancer"
  subnets     = [for subnet in aws_subnet.edge : subnet.id]
  access_logs = { bucket = aws_s3_bucket.balancer_logs.id, prefix = "lb" }
  trust       = aws_s3_bucket.client_certificates.id
}
resource "aws_s3_bucket" "client_certificates" {}

resource "aws_s3_bucket" "accelerator_logs" {}
resource "aws_globalaccelerator_accelerator" "shop" {
  name = "shop"
  attributes {
    flow_logs_enabled   = true
    flow_logs_s3_bucket = aws_s3_bucket.accelerator_logs.id
    flow_logs_s3_prefix = "flow"
  }
}

resource "aws_s3_bucket" "firewall_alerts" {}
resource "aws_networkfirewall_firewall_policy" "shop" {
  name = "shop"
  firewall_policy {
    stateless_default_actions          = ["aws:pass"]
    stateless_fragment_default_actions = ["aws:drop"]
  }
}
resource "aws_networkfirewall_firewall" "shop" {
  name                = "shop"
  firewall_policy_arn = aws_networkfirewall_firewall_policy.shop.arn
  vpc_id              = aws_vpc.shop.id
  subnet_mapping { subnet_id = aws_subnet.edge["a"].id }
}
resource "aws_networkfirewall_logging_configuration" "shop" {
  firewall_arn = aws_networkfirewall_firewall.shop.arn
  logging_configuration {
    log_destination_config {
      log_destination      = { bucketName = aws_s3_bucket.firewall_alerts.bucket, prefix = "alerts" }
      log_destination_type = "S3"
      log_type             = "ALERT"
    }
  }
}

resource "aws_s3_bucket" "pages" {}
resource "aws_s3_bucket" "page_logs" {}
resource "aws_cloudfront_distribution" "pages" {
  enabled = true
  origin {
    domain_name = aws_s3_bucket.pages.bucket_regional_domain_name
    origin_id   = "pages"
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "pages"
    viewer_protocol_policy = "redirect-to-https"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction { restriction_type = "none" }
  }
  viewer_certificate { cloudfront_default_certificate = true }
}
resource "aws_cloudwatch_log_delivery_source" "pages" {
  name         = "pages"
  log_type     = "ACCESS_LOGS"
  resource_arn = aws_cloudfront_distribution.pages.arn
}
resource "aws_cloudwatch_log_delivery_destination" "pages" {
  name          = "pages"
  output_format = "parquet"
  delivery_destination_configuration {
    destination_resource_arn = "${aws_s3_bucket.page_logs.arn}/pages"
  }
}
resource "aws_cloudwatch_log_delivery" "pages" {
  delivery_source_name     = aws_cloudwatch_log_delivery_source.pages.name
  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.pages.arn
}

resource "aws_s3_bucket" "warehouse_audit" {}
resource "aws_redshift_subnet_group" "facts" {
  name       = "facts"
  subnet_ids = [for subnet in aws_subnet.edge : subnet.id]
}
resource "aws_redshift_cluster" "facts" {
  cluster_identifier        = "facts"
  node_type                 = "ra3.large"
  cluster_type              = "single-node"
  cluster_subnet_group_name = aws_redshift_subnet_group.facts.name
  vpc_security_group_ids    = [aws_security_group.inner.id]
  master_username           = "root"
  manage_master_password    = true
  skip_final_snapshot       = true
}
resource "aws_redshift_logging" "facts" {
  cluster_identifier = aws_redshift_cluster.facts.id
  bucket_name        = aws_s3_bucket.warehouse_audit.id
}

resource "aws_s3_bucket" "connectors" {}
resource "aws_mskconnect_custom_plugin" "sink" {
  name         = "sink"
  content_type = "ZIP"
  location {
    s3 {
      bucket_arn = aws_s3_bucket.connectors.arn
      file_key   = "sink.zip"
    }
  }
}

resource "aws_sns_topic" "memory" {}
resource "aws_memorydb_subnet_group" "carts" { subnet_ids = [for subnet in aws_subnet.edge : subnet.id] }
resource "aws_memorydb_cluster" "carts" {
  subnet_group_name      = aws_memorydb_subnet_group.carts.id
  name                   = "carts"
  acl_name               = "open-access"
  node_type              = "db.t4g.small"
  num_replicas_per_shard = 1
  security_group_ids     = [aws_security_group.inner.id]
  sns_topic_arn          = aws_sns_topic.memory.arn
}
resource "aws_sns_topic" "nodes" {}
resource "aws_elasticache_subnet_group" "pages" {
  name       = "pages"
  subnet_ids = [for subnet in aws_subnet.edge : subnet.id]
}
resource "aws_elasticache_cluster" "pages" {
  subnet_group_name      = aws_elasticache_subnet_group.pages.name
  cluster_id             = "pages"
  engine                 = "memcached"
  node_type              = "cache.t4g.micro"
  num_cache_nodes        = 1
  security_group_ids     = [aws_security_group.inner.id]
  notification_topic_arn = aws_sns_topic.nodes.arn
}

resource "aws_s3_bucket" "forgotten" {}
resource "aws_sns_topic" "forgotten" {}
