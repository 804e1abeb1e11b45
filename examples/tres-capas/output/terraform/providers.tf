# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

provider "aws" {
  region = "us-east-1"

  default_tags { tags = local.tags }
}

# Passwords are made and read by a provider of their own: `terraform test` can mock anything but ephemeral resources.
provider "aws" {
  alias  = "passwords"
  region = "us-east-1"
}
