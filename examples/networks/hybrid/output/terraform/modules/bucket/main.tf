# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# A bucket: private, encrypted, versioned, TLS only.

resource "aws_s3_bucket" "main" {
  # checkov:skip=CKV_AWS_144: it is copied to other regions where the model says so
  # checkov:skip=CKV2_AWS_62: what calls this module sets its notifications, where checkov does not always look
  # checkov:skip=CKV_AWS_18: the only bucket here, and the one that access logs are kept in
  bucket = var.bucket
  tags   = var.tags
}

resource "aws_s3_bucket_public_access_block" "main" {
  bucket                  = aws_s3_bucket.main.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "main" {
  bucket = aws_s3_bucket.main.id
  rule { object_ownership = "BucketOwnerEnforced" }
}

resource "aws_s3_bucket_versioning" "main" {
  bucket = aws_s3_bucket.main.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "main" {
  bucket = aws_s3_bucket.main.id

  rule {
    bucket_key_enabled = var.kms_key_arn == null ? null : true

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "main" {
  bucket = aws_s3_bucket.main.id

  rule {
    id     = var.expire_days == null ? "old-versions" : "expire"
    status = "Enabled"

    filter {}

    dynamic "expiration" {
      for_each = var.expire_days[*]
      content { days = expiration.value }
    }

    noncurrent_version_expiration { noncurrent_days = var.expire_days == null ? 30 : 7 }
    abort_incomplete_multipart_upload { days_after_initiation = 7 }
  }

  depends_on = [aws_s3_bucket_versioning.main]
}

resource "aws_s3_bucket_policy" "main" {
  bucket = aws_s3_bucket.main.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.main.arn, "${aws_s3_bucket.main.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ], [for statement in var.statements : merge({ Effect = "Allow" }, statement)])
  })

  depends_on = [aws_s3_bucket_public_access_block.main]
}
