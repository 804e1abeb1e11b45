# The default VPCs of two regions, with one subnet of each: AWS has others, and their blocks are the same everywhere.
provider "aws" { region = "us-east-1" }
provider "aws" {
  alias  = "west"
  region = "us-west-2"
}
resource "aws_default_vpc" "east" {}
resource "aws_default_subnet" "east" { availability_zone = "us-east-1a" }
resource "aws_default_vpc" "west" { provider = aws.west }
resource "aws_default_subnet" "west" {
  provider          = aws.west
  availability_zone = "us-west-2a"
}
