variable "recover" { default = false }
resource "aws_dynamodb_table" "this" {
  name         = "module-${var.recover}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  deletion_protection_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery { enabled = var.recover }
}
