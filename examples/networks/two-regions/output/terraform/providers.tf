# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# What stands in another region says so with its own `region`.
provider "aws" {
  region = "eu-west-1"

  default_tags { tags = local.tags }
}
