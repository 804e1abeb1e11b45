# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

terraform {
  # 1.11 is the first with write-only arguments, which keep passwords out of the state.
  required_version = ">= 1.11"
  required_providers { aws = { source = "hashicorp/aws", version = "~> 6.0" } }
}
