# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition

  # La condición de las políticas para servicios de AWS: actúan en nombre de esta cuenta.
  this_account = { StringEquals = { "aws:SourceAccount" = local.account } }

  # En todos los recursos.
  tags = { Architecture = "tres-capas", ManagedBy = "terraform" }
}

# Las últimas imágenes que desplegó la canalización. Un apply sin digests, como uno manual, las conserva.
data "aws_ssm_parameters_by_path" "images" { path = "/tres-capas/images" }

locals {
  there    = data.aws_ssm_parameters_by_path.images
  recorded = try(zipmap(local.there.names, nonsensitive(local.there.values)), {})
  images = { for service, image in {
    frontend = var.frontend_image
    backend  = var.backend_image
  } : service => strcontains(image, "@") ? image : lookup(local.recorded, "/tres-capas/images/${service}", image) }
}
