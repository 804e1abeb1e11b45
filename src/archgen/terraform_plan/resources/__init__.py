"""What the resources of a plan mean: subnets with routes, components, security group rules."""
