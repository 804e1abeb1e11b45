# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

terraform {
  # La versión 1.11 es la primera con argumentos de solo escritura, que mantienen las contraseñas fuera del estado.
  required_version = ">= 1.11"
  required_providers { aws = { source = "hashicorp/aws", version = "~> 6.0" } }
}
