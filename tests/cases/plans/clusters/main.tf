# A cluster whose groups are named by a local and handed on by a helper, as modules for EKS do it.
provider "aws" { region = "us-east-1" }
resource "aws_vpc" "shop" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "app" {
  count             = 2
  vpc_id            = aws_vpc.shop.id
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, count.index)
  availability_zone = "us-east-1${["a", "b"][count.index]}"
}
module "pods" {
  source  = "./cluster"
  subnets = aws_subnet.app[*].id
  vpc     = aws_vpc.shop.id
}
