# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition

  # On every resource.
  tags = { Architecture = "hybrid", ManagedBy = "terraform" }
}
