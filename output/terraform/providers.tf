# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

provider "aws" {
  region = "us-east-1"
  default_tags { tags = local.tags }
}

# Passwords have their own provider: `terraform test` can mock anything but ephemeral resources.
provider "aws" {
  alias  = "passwords"
  region = "us-east-1"
}
