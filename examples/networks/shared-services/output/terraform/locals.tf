# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_caller_identity" "services" { provider = aws.services }
data "aws_caller_identity" "shop" { provider = aws.shop }
data "aws_caller_identity" "billing" { provider = aws.billing }

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition

  account_services = data.aws_caller_identity.services.account_id

  account_shop = data.aws_caller_identity.shop.account_id

  account_billing = data.aws_caller_identity.billing.account_id

  # On every resource.
  tags = { Architecture = "shared-services", ManagedBy = "terraform" }
}
