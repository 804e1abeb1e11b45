# Recovery to a point in time: off where nothing is said, as AWS has it; on and off where it is said; and a table that is a replica's.
provider "aws" { region = "us-east-1" }
variable "recover" { default = true }

resource "aws_dynamodb_table" "silent" {
  name         = "silent"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  deletion_protection_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
}
resource "aws_dynamodb_table" "off" {
  name         = "off"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  deletion_protection_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery { enabled = false }
}
resource "aws_dynamodb_table" "on" {
  name         = "on"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  deletion_protection_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery { enabled = true }
}
resource "aws_dynamodb_table" "given" {
  name         = "given"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  deletion_protection_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
  dynamic "point_in_time_recovery" {
    for_each = var.recover ? [1] : []
    content { enabled = true }
  }
}
resource "terraform_data" "choice" { input = true }
resource "aws_dynamodb_table" "later" {
  name         = "later"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  deletion_protection_enabled = true
  attribute {
    name = "id"
    type = "S"
  }
  point_in_time_recovery { enabled = terraform_data.choice.output }
}
module "none" {
  source = "./table"
}
module "some" {
  source  = "./table"
  recover = true
}
