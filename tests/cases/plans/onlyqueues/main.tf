# A root with nothing but queues and a bucket, which other roots use.
provider "aws" { region = "eu-west-1" }
resource "aws_sqs_queue" "orders" {}
resource "aws_sqs_queue" "refunds" {}
resource "aws_s3_bucket" "invoices" {}
