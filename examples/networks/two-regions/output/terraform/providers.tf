# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Resources in another region have a `region` argument.
provider "aws" {
  region = "eu-west-1"
  default_tags { tags = local.tags }
}
