variable "subnets" { type = list(string) }
variable "access_logs" {
  type    = map(string)
  default = null
}
variable "trust" { default = null }
resource "aws_lb" "this" {
  subnets = var.subnets
  dynamic "access_logs" {
    for_each = var.access_logs != null ? [var.access_logs] : []
    content {
      bucket  = access_logs.value.bucket
      prefix  = try(access_logs.value.prefix, null)
      enabled = true
    }
  }
}
resource "aws_lb_trust_store" "this" {
  ca_certificates_bundle_s3_bucket = var.trust
  ca_certificates_bundle_s3_key    = "ca.pem"
}
