# Arguments that AWS fills in: null by a condition or a default, or given by what only apply decides.
provider "aws" { region = "us-east-1" }
resource "aws_vpc" "shop" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "app" {
  count             = 2
  vpc_id            = aws_vpc.shop.id
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, count.index)
  availability_zone = "us-east-1${["a", "b"][count.index]}"
}
resource "random_pet" "name" {}
resource "terraform_data" "nodes" { input = 3 }

module "one" {
  source  = "./node"
  subnets = aws_subnet.app[*].id
}
module "several" {
  source  = "./node"
  subnets = aws_subnet.app[*].id
  nodes   = terraform_data.nodes.output
  name    = random_pet.name.id
}
resource "aws_security_group" "worker" {
  name   = "worker"
  vpc_id = aws_vpc.shop.id
}
