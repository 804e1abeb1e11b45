# What names a bucket or a topic that keeps something for it.
resource "aws_s3_bucket" "kept" {}
resource "aws_sns_topic" "notices" {}

resource "aws_backup_report_plan" "jobs" {
  name = "jobs"
  report_delivery_channel { s3_bucket_name = aws_s3_bucket.kept.id }
  report_setting { report_template = "BACKUP_JOB_REPORT" }
}
resource "aws_lb_trust_store" "clients" {
  ca_certificates_bundle_s3_bucket = aws_s3_bucket.kept.id
  ca_certificates_bundle_s3_key    = "ca.pem"
}
resource "aws_lb_trust_store_revocation" "clients" {
  trust_store_arn       = aws_lb_trust_store.clients.arn
  revocations_s3_bucket = aws_s3_bucket.kept.id
  revocations_s3_key    = "gone.pem"
}
resource "aws_cloudfront_trust_store" "viewers" {
  name = "viewers"
  ca_certificates_bundle_source {
    ca_certificates_bundle_s3_location {
      bucket = aws_s3_bucket.kept.id
      key    = "ca.pem"
      region = "us-east-1"
    }
  }
}
resource "aws_cur_report_definition" "costs" {
  report_name                = "costs"
  time_unit                  = "DAILY"
  format                     = "Parquet"
  compression                = "Parquet"
  additional_schema_elements = ["RESOURCES"]
  s3_bucket                  = aws_s3_bucket.kept.id
  s3_prefix                  = "costs"
  s3_region                  = "us-east-1"
}
resource "aws_dms_event_subscription" "moves" {
  name             = "moves"
  event_categories = ["failure"]
  source_type      = "replication-task"
  source_ids       = ["orders"]
  sns_topic_arn    = aws_sns_topic.notices.arn
}
resource "aws_docdb_event_subscription" "documents" { sns_topic_arn = aws_sns_topic.notices.arn }
resource "aws_neptune_event_subscription" "graphs" { sns_topic_arn = aws_sns_topic.notices.arn }
resource "aws_redshift_event_subscription" "facts" {
  name          = "facts"
  sns_topic_arn = aws_sns_topic.notices.arn
}
resource "aws_ses_identity_notification_topic" "bounces" {
  identity          = "example.com"
  notification_type = "Bounce"
  topic_arn         = aws_sns_topic.notices.arn
}
resource "aws_globalaccelerator_custom_routing_accelerator" "games" {
  name = "games"
  attributes {
    flow_logs_enabled   = true
    flow_logs_s3_bucket = aws_s3_bucket.kept.id
    flow_logs_s3_prefix = "games"
  }
}
resource "aws_guardduty_publishing_destination" "threats" {
  detector_id     = "0123456789abcdef0123456789abcdef"
  destination_arn = aws_s3_bucket.kept.arn
  kms_key_arn     = "arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012"
}
resource "aws_macie2_classification_export_configuration" "secrets" {
  s3_destination {
    bucket_name = aws_s3_bucket.kept.id
    kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012"
  }
}
resource "aws_imagebuilder_infrastructure_configuration" "images" {
  name                  = "images"
  instance_profile_name = "builder"
  logging {
    s3_logs { s3_bucket_name = aws_s3_bucket.kept.id }
  }
}
resource "aws_mskconnect_custom_plugin" "sink" {
  name         = "sink"
  content_type = "ZIP"
  location {
    s3 {
      bucket_arn = aws_s3_bucket.kept.arn
      file_key   = "sink.zip"
    }
  }
}
resource "aws_mskconnect_connector" "sink" {
  name                       = "sink"
  kafkaconnect_version       = "2.7.1"
  service_execution_role_arn = aws_iam_role.code.arn
  connector_configuration    = { "tasks.max" = "1" }
  capacity {
    provisioned_capacity { worker_count = 1 }
  }
  kafka_cluster {
    apache_kafka_cluster {
      bootstrap_servers = "b-1.example.com:9092"
      vpc {
        security_groups = [aws_security_group.app.id]
        subnets         = aws_subnet.public[*].id
      }
    }
  }
  kafka_cluster_client_authentication { authentication_type = "NONE" }
  kafka_cluster_encryption_in_transit { encryption_type = "TLS" }
  plugin {
    custom_plugin {
      arn      = aws_mskconnect_custom_plugin.sink.arn
      revision = aws_mskconnect_custom_plugin.sink.latest_revision
    }
  }
  log_delivery {
    worker_log_delivery {
      s3 {
        enabled = true
        bucket  = aws_s3_bucket.kept.id
      }
    }
  }
}
resource "aws_route53_resolver_query_log_config" "queries" {
  name            = "queries"
  destination_arn = aws_s3_bucket.kept.arn
}
resource "aws_s3_bucket_inventory" "kept" {
  bucket                   = aws_s3_bucket.logs.id
  name                     = "all"
  included_object_versions = "All"
  schedule { frequency = "Daily" }
  destination {
    bucket {
      format     = "CSV"
      bucket_arn = aws_s3_bucket.kept.arn
    }
  }
}
resource "aws_s3_bucket_analytics_configuration" "kept" {
  bucket = aws_s3_bucket.logs.id
  name   = "all"
  storage_class_analysis {
    data_export {
      destination {
        s3_bucket_destination { bucket_arn = aws_s3_bucket.kept.arn }
      }
    }
  }
}
