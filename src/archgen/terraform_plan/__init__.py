"""Terraform plans and states, read back: what they would build, as a topology to prove and to compare.

`reading` knows the JSON of `terraform show -json`, `observing` what the resources of AWS mean, `importing`
makes an architecture of it, `conforming` holds it against a model.
"""
