# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition

  # The condition of policies for AWS services: they act for this account.
  this_account = { StringEquals = { "aws:SourceAccount" = local.account } }

  # On every resource.
  tags = { Architecture = "hybrid", ManagedBy = "terraform" }
}
