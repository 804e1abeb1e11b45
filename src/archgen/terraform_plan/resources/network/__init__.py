"""The subnets of a plan with their routes, and the rules of its security groups."""
