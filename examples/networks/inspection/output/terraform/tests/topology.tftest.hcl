# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# `terraform test` plans with a mocked provider and compares the plan with the architecture.
mock_provider "aws" {}

mock_provider "aws" {
  alias = "network"
}

mock_provider "aws" {
  alias = "shop"
}

mock_provider "aws" {
  alias = "billing"
}

override_resource {
  target          = aws_subnet.billing_app_billing["us-east-1a"]
  override_during = plan
  values          = { id = "subnet-billing_app_billing-us-east-1a" }
}

override_resource {
  target          = aws_route_table.billing_app_billing["us-east-1a"]
  override_during = plan
  values          = { id = "rtb-billing_app_billing-us-east-1a" }
}

override_resource {
  target          = aws_subnet.billing_app_billing["us-east-1b"]
  override_during = plan
  values          = { id = "subnet-billing_app_billing-us-east-1b" }
}

override_resource {
  target          = aws_route_table.billing_app_billing["us-east-1b"]
  override_during = plan
  values          = { id = "rtb-billing_app_billing-us-east-1b" }
}

override_resource {
  target          = aws_security_group.billing_billing["invoices"]
  override_during = plan
  values          = { id = "sg-invoices_billing" }
}

override_resource {
  target          = aws_subnet.edge_network["us-east-1a"]
  override_during = plan
  values          = { id = "subnet-edge_network-us-east-1a" }
}

override_resource {
  target          = aws_subnet.edge_network["us-east-1b"]
  override_during = plan
  values          = { id = "subnet-edge_network-us-east-1b" }
}

override_resource {
  target          = aws_route_table.edge_network
  override_during = plan
  values          = { id = "rtb-edge_network" }
}

override_resource {
  target          = aws_subnet.inspected_network["us-east-1a"]
  override_during = plan
  values          = { id = "subnet-inspected_network-us-east-1a" }
}

override_resource {
  target          = aws_route_table.inspected_network["us-east-1a"]
  override_during = plan
  values          = { id = "rtb-inspected_network-us-east-1a" }
}

override_resource {
  target          = aws_subnet.inspected_network["us-east-1b"]
  override_during = plan
  values          = { id = "subnet-inspected_network-us-east-1b" }
}

override_resource {
  target          = aws_route_table.inspected_network["us-east-1b"]
  override_during = plan
  values          = { id = "rtb-inspected_network-us-east-1b" }
}

override_resource {
  target          = aws_subnet.transit_network["us-east-1a"]
  override_during = plan
  values          = { id = "subnet-transit_network-us-east-1a" }
}

override_resource {
  target          = aws_route_table.transit_network["us-east-1a"]
  override_during = plan
  values          = { id = "rtb-transit_network-us-east-1a" }
}

override_resource {
  target          = aws_subnet.transit_network["us-east-1b"]
  override_during = plan
  values          = { id = "subnet-transit_network-us-east-1b" }
}

override_resource {
  target          = aws_route_table.transit_network["us-east-1b"]
  override_during = plan
  values          = { id = "rtb-transit_network-us-east-1b" }
}

override_resource {
  target          = aws_internet_gateway.igw_inspection_network
  override_during = plan
  values          = { id = "igw-igw_inspection_network" }
}

override_resource {
  target          = aws_nat_gateway.nat_network["us-east-1a"]
  override_during = plan
  values          = { id = "nat-us-east-1a" }
}

override_resource {
  target          = aws_nat_gateway.nat_network["us-east-1b"]
  override_during = plan
  values          = { id = "nat-us-east-1b" }
}

override_resource {
  target          = aws_subnet.shop_app_shop["us-east-1a"]
  override_during = plan
  values          = { id = "subnet-shop_app_shop-us-east-1a" }
}

override_resource {
  target          = aws_route_table.shop_app_shop["us-east-1a"]
  override_during = plan
  values          = { id = "rtb-shop_app_shop-us-east-1a" }
}

override_resource {
  target          = aws_subnet.shop_app_shop["us-east-1b"]
  override_during = plan
  values          = { id = "subnet-shop_app_shop-us-east-1b" }
}

override_resource {
  target          = aws_route_table.shop_app_shop["us-east-1b"]
  override_during = plan
  values          = { id = "rtb-shop_app_shop-us-east-1b" }
}

override_resource {
  target          = aws_security_group.shop_shop["orders"]
  override_during = plan
  values          = { id = "sg-orders_shop" }
}

run "topology" {
  command = plan

  assert {
    condition     = { for zone, subnet in aws_subnet.billing_app_billing : zone => subnet.cidr_block } == { us-east-1a = "10.2.0.0/22", us-east-1b = "10.2.4.0/22" }
    error_message = "billing-app must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.billing_app_billing : subnet.availability_zone == zone])
    error_message = "The subnets of billing-app must be in the zones that they are named by."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.billing_billing) : contains(["10.1.0.0/22", "10.1.4.0/22"], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.billing_billing["invoices"].id])
    error_message = "invoices must admit only what the architecture connects to it."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.edge_network : zone => subnet.cidr_block } == { us-east-1a = "10.0.0.0/22", us-east-1b = "10.0.4.0/22" }
    error_message = "edge must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.edge_network : subnet.availability_zone == zone])
    error_message = "The subnets of edge must be in the zones that they are named by."
  }

  assert {
    condition     = aws_route.edge_network.gateway_id == aws_internet_gateway.igw_inspection_network.id
    error_message = "edge is public: its default route must be the internet gateway."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.inspected_network : zone => subnet.cidr_block } == { us-east-1a = "10.0.32.0/22", us-east-1b = "10.0.36.0/22" }
    error_message = "inspected must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.inspected_network : subnet.availability_zone == zone])
    error_message = "The subnets of inspected must be in the zones that they are named by."
  }

  assert {
    condition     = alltrue([for zone, route in aws_route.inspected_network : route.nat_gateway_id == aws_nat_gateway.nat_network[zone].id])
    error_message = "inspected is private: each subnet must use the NAT gateway of its own zone."
  }

  assert {
    condition     = alltrue([for zone, gateway in aws_nat_gateway.nat_network : endswith(gateway.subnet_id, "-${zone}")])
    error_message = "Each NAT gateway must be in the zone that it serves."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.transit_network : zone => subnet.cidr_block } == { us-east-1a = "10.0.64.0/22", us-east-1b = "10.0.68.0/22" }
    error_message = "transit must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.transit_network : subnet.availability_zone == zone])
    error_message = "The subnets of transit must be in the zones that they are named by."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.shop_app_shop : zone => subnet.cidr_block } == { us-east-1a = "10.1.0.0/22", us-east-1b = "10.1.4.0/22" }
    error_message = "shop-app must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.shop_app_shop : subnet.availability_zone == zone])
    error_message = "The subnets of shop-app must be in the zones that they are named by."
  }

  assert {
    condition     = length([for rule in [] : rule if rule.security_group_id == aws_security_group.shop_shop["orders"].id]) == 0
    error_message = "Nothing may connect to orders."
  }
}
