# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

provider "aws" {
  region = "us-east-1"
  default_tags { tags = local.tags }
}
