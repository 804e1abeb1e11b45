"""The JSON of `terraform show -json`, and what its expressions refer to."""
