# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Resources in another region have a `region` argument.
provider "aws" {
  region = "us-east-1"
  default_tags { tags = local.tags }
}

# The account network.
provider "aws" {
  alias  = "network"
  region = "us-east-1"
  assume_role { role_arn = var.network_role_arn }
  default_tags { tags = local.tags }
}

# The account shop.
provider "aws" {
  alias  = "shop"
  region = "us-east-1"
  assume_role { role_arn = var.shop_role_arn }
  default_tags { tags = local.tags }
}

# The account billing.
provider "aws" {
  alias  = "billing"
  region = "us-east-1"
  assume_role { role_arn = var.billing_role_arn }
  default_tags { tags = local.tags }
}
