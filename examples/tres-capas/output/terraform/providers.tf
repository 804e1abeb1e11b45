# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

provider "aws" {
  region = "us-east-1"
  default_tags { tags = local.tags }
}

# Las contraseñas tienen su propio proveedor: `terraform test` puede simular todo menos los recursos efímeros.
provider "aws" {
  alias  = "passwords"
  region = "us-east-1"
}
