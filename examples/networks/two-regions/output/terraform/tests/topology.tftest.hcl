# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# `terraform test` plans with a mocked provider and compares the plan with the architecture.
mock_provider "aws" {}

override_resource {
  target          = aws_subnet.dublin_edge["eu-west-1a"]
  override_during = plan
  values          = { id = "subnet-dublin_edge-eu-west-1a" }
}

override_resource {
  target          = aws_subnet.dublin_edge["eu-west-1b"]
  override_during = plan
  values          = { id = "subnet-dublin_edge-eu-west-1b" }
}

override_resource {
  target          = aws_route_table.dublin_edge
  override_during = plan
  values          = { id = "rtb-dublin_edge" }
}

override_resource {
  target          = aws_subnet.dublin_app["eu-west-1a"]
  override_during = plan
  values          = { id = "subnet-dublin_app-eu-west-1a" }
}

override_resource {
  target          = aws_route_table.dublin_app["eu-west-1a"]
  override_during = plan
  values          = { id = "rtb-dublin_app-eu-west-1a" }
}

override_resource {
  target          = aws_subnet.dublin_app["eu-west-1b"]
  override_during = plan
  values          = { id = "subnet-dublin_app-eu-west-1b" }
}

override_resource {
  target          = aws_route_table.dublin_app["eu-west-1b"]
  override_during = plan
  values          = { id = "rtb-dublin_app-eu-west-1b" }
}

override_resource {
  target          = aws_internet_gateway.igw
  override_during = plan
  values          = { id = "igw-igw" }
}

override_resource {
  target          = aws_nat_gateway.dublin_nat["eu-west-1a"]
  override_during = plan
  values          = { id = "nat-eu-west-1a" }
}

override_resource {
  target          = aws_nat_gateway.dublin_nat["eu-west-1b"]
  override_during = plan
  values          = { id = "nat-eu-west-1b" }
}

override_resource {
  target          = aws_security_group.dublin["orders"]
  override_during = plan
  values          = { id = "sg-orders" }
}

override_resource {
  target          = aws_subnet.frankfurt_edge_eu_central_1["eu-central-1a"]
  override_during = plan
  values          = { id = "subnet-frankfurt_edge_eu_central_1-eu-central-1a" }
}

override_resource {
  target          = aws_subnet.frankfurt_edge_eu_central_1["eu-central-1b"]
  override_during = plan
  values          = { id = "subnet-frankfurt_edge_eu_central_1-eu-central-1b" }
}

override_resource {
  target          = aws_route_table.frankfurt_edge_eu_central_1
  override_during = plan
  values          = { id = "rtb-frankfurt_edge_eu_central_1" }
}

override_resource {
  target          = aws_subnet.frankfurt_app_eu_central_1["eu-central-1a"]
  override_during = plan
  values          = { id = "subnet-frankfurt_app_eu_central_1-eu-central-1a" }
}

override_resource {
  target          = aws_route_table.frankfurt_app_eu_central_1["eu-central-1a"]
  override_during = plan
  values          = { id = "rtb-frankfurt_app_eu_central_1-eu-central-1a" }
}

override_resource {
  target          = aws_subnet.frankfurt_app_eu_central_1["eu-central-1b"]
  override_during = plan
  values          = { id = "subnet-frankfurt_app_eu_central_1-eu-central-1b" }
}

override_resource {
  target          = aws_route_table.frankfurt_app_eu_central_1["eu-central-1b"]
  override_during = plan
  values          = { id = "rtb-frankfurt_app_eu_central_1-eu-central-1b" }
}

override_resource {
  target          = aws_internet_gateway.igw_eu_central_1
  override_during = plan
  values          = { id = "igw-igw_eu_central_1" }
}

override_resource {
  target          = aws_nat_gateway.frankfurt_nat_eu_central_1["eu-central-1a"]
  override_during = plan
  values          = { id = "nat-eu-central-1a" }
}

override_resource {
  target          = aws_nat_gateway.frankfurt_nat_eu_central_1["eu-central-1b"]
  override_during = plan
  values          = { id = "nat-eu-central-1b" }
}

override_resource {
  target          = aws_security_group.frankfurt_eu_central_1["reports"]
  override_during = plan
  values          = { id = "sg-reports_eu_central_1" }
}

run "topology" {
  command = plan

  assert {
    condition     = { for zone, subnet in aws_subnet.dublin_edge : zone => subnet.cidr_block } == { eu-west-1a = "10.0.0.0/22", eu-west-1b = "10.0.4.0/22" }
    error_message = "dublin-edge must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.dublin_edge : subnet.availability_zone == zone])
    error_message = "The subnets of dublin-edge must be in the zones that they are named by."
  }

  assert {
    condition     = aws_route.dublin_edge.gateway_id == aws_internet_gateway.igw.id
    error_message = "dublin-edge is public: its default route must be the internet gateway."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.dublin_app : zone => subnet.cidr_block } == { eu-west-1a = "10.0.32.0/22", eu-west-1b = "10.0.36.0/22" }
    error_message = "dublin-app must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.dublin_app : subnet.availability_zone == zone])
    error_message = "The subnets of dublin-app must be in the zones that they are named by."
  }

  assert {
    condition     = alltrue([for zone, route in aws_route.dublin_app : route.nat_gateway_id == aws_nat_gateway.dublin_nat[zone].id])
    error_message = "dublin-app is private: each subnet must use the NAT gateway of its own zone."
  }

  assert {
    condition     = alltrue([for zone, gateway in aws_nat_gateway.dublin_nat : endswith(gateway.subnet_id, "-${zone}")])
    error_message = "Each NAT gateway must be in the zone that it serves."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.dublin) : contains(["10.1.32.0/22", "10.1.36.0/22"], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.dublin["orders"].id])
    error_message = "orders must admit only what the architecture connects to it."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.frankfurt_edge_eu_central_1 : zone => subnet.cidr_block } == { eu-central-1a = "10.1.0.0/22", eu-central-1b = "10.1.4.0/22" }
    error_message = "frankfurt-edge must have one subnet in each zone in eu-central-1, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.frankfurt_edge_eu_central_1 : subnet.availability_zone == zone])
    error_message = "The subnets of frankfurt-edge must be in the zones that they are named by."
  }

  assert {
    condition     = aws_route.frankfurt_edge_eu_central_1.gateway_id == aws_internet_gateway.igw_eu_central_1.id
    error_message = "frankfurt-edge is public: its default route must be the internet gateway."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.frankfurt_app_eu_central_1 : zone => subnet.cidr_block } == { eu-central-1a = "10.1.32.0/22", eu-central-1b = "10.1.36.0/22" }
    error_message = "frankfurt-app must have one subnet in each zone in eu-central-1, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.frankfurt_app_eu_central_1 : subnet.availability_zone == zone])
    error_message = "The subnets of frankfurt-app must be in the zones that they are named by."
  }

  assert {
    condition     = alltrue([for zone, route in aws_route.frankfurt_app_eu_central_1 : route.nat_gateway_id == aws_nat_gateway.frankfurt_nat_eu_central_1[zone].id])
    error_message = "frankfurt-app is private: each subnet must use the NAT gateway of its own zone."
  }

  assert {
    condition     = alltrue([for zone, gateway in aws_nat_gateway.frankfurt_nat_eu_central_1 : endswith(gateway.subnet_id, "-${zone}")])
    error_message = "Each NAT gateway must be in the zone that it serves."
  }

  assert {
    condition     = length([for rule in [] : rule if rule.security_group_id == aws_security_group.frankfurt_eu_central_1["reports"].id]) == 0
    error_message = "Nothing may connect to reports."
  }
}
