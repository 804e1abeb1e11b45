# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

provider "aws" {
  region = "us-east-1"
  default_tags { tags = local.tags }
}
