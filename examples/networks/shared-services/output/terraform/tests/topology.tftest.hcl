# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# `terraform test` plans with a mocked provider and compares the plan with the architecture.
mock_provider "aws" {}

mock_provider "aws" {
  alias = "services"
}

mock_provider "aws" {
  alias = "shop"
}

mock_provider "aws" {
  alias = "billing"
}

variables {
  entry_shop_certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000"
}

override_resource {
  target          = aws_subnet.billing_edge_billing["eu-west-1a"]
  override_during = plan
  values          = { id = "subnet-billing_edge_billing-eu-west-1a" }
}

override_resource {
  target          = aws_subnet.billing_edge_billing["eu-west-1b"]
  override_during = plan
  values          = { id = "subnet-billing_edge_billing-eu-west-1b" }
}

override_resource {
  target          = aws_route_table.billing_edge_billing
  override_during = plan
  values          = { id = "rtb-billing_edge_billing" }
}

override_resource {
  target          = aws_subnet.billing_app_billing["eu-west-1a"]
  override_during = plan
  values          = { id = "subnet-billing_app_billing-eu-west-1a" }
}

override_resource {
  target          = aws_route_table.billing_app_billing["eu-west-1a"]
  override_during = plan
  values          = { id = "rtb-billing_app_billing-eu-west-1a" }
}

override_resource {
  target          = aws_subnet.billing_app_billing["eu-west-1b"]
  override_during = plan
  values          = { id = "subnet-billing_app_billing-eu-west-1b" }
}

override_resource {
  target          = aws_route_table.billing_app_billing["eu-west-1b"]
  override_during = plan
  values          = { id = "rtb-billing_app_billing-eu-west-1b" }
}

override_resource {
  target          = aws_internet_gateway.igw_billing_billing
  override_during = plan
  values          = { id = "igw-igw_billing_billing" }
}

override_resource {
  target          = aws_nat_gateway.billing_nat_billing["eu-west-1a"]
  override_during = plan
  values          = { id = "nat-eu-west-1a" }
}

override_resource {
  target          = aws_nat_gateway.billing_nat_billing["eu-west-1b"]
  override_during = plan
  values          = { id = "nat-eu-west-1b" }
}

override_resource {
  target          = aws_security_group.billing_billing["billing"]
  override_during = plan
  values          = { id = "sg-billing_billing" }
}

override_resource {
  target          = aws_subnet.edge_services["eu-west-1a"]
  override_during = plan
  values          = { id = "subnet-edge_services-eu-west-1a" }
}

override_resource {
  target          = aws_subnet.edge_services["eu-west-1b"]
  override_during = plan
  values          = { id = "subnet-edge_services-eu-west-1b" }
}

override_resource {
  target          = aws_route_table.edge_services
  override_during = plan
  values          = { id = "rtb-edge_services" }
}

override_resource {
  target          = aws_subnet.shared_services["eu-west-1a"]
  override_during = plan
  values          = { id = "subnet-shared_services-eu-west-1a" }
}

override_resource {
  target          = aws_route_table.shared_services["eu-west-1a"]
  override_during = plan
  values          = { id = "rtb-shared_services-eu-west-1a" }
}

override_resource {
  target          = aws_subnet.shared_services["eu-west-1b"]
  override_during = plan
  values          = { id = "subnet-shared_services-eu-west-1b" }
}

override_resource {
  target          = aws_route_table.shared_services["eu-west-1b"]
  override_during = plan
  values          = { id = "rtb-shared_services-eu-west-1b" }
}

override_resource {
  target          = aws_internet_gateway.igw_services_services
  override_during = plan
  values          = { id = "igw-igw_services_services" }
}

override_resource {
  target          = aws_nat_gateway.nat_services["eu-west-1a"]
  override_during = plan
  values          = { id = "nat-eu-west-1a" }
}

override_resource {
  target          = aws_nat_gateway.nat_services["eu-west-1b"]
  override_during = plan
  values          = { id = "nat-eu-west-1b" }
}

override_resource {
  target          = aws_security_group.services_services["directory"]
  override_during = plan
  values          = { id = "sg-directory_services" }
}

override_resource {
  target          = aws_security_group.services_services["search-lb"]
  override_during = plan
  values          = { id = "sg-search_lb_services" }
}

override_resource {
  target          = aws_security_group.services_services["search"]
  override_during = plan
  values          = { id = "sg-search_services" }
}

override_resource {
  target          = aws_subnet.shop_edge_shop["eu-west-1a"]
  override_during = plan
  values          = { id = "subnet-shop_edge_shop-eu-west-1a" }
}

override_resource {
  target          = aws_subnet.shop_edge_shop["eu-west-1b"]
  override_during = plan
  values          = { id = "subnet-shop_edge_shop-eu-west-1b" }
}

override_resource {
  target          = aws_route_table.shop_edge_shop
  override_during = plan
  values          = { id = "rtb-shop_edge_shop" }
}

override_resource {
  target          = aws_subnet.shop_app_shop["eu-west-1a"]
  override_during = plan
  values          = { id = "subnet-shop_app_shop-eu-west-1a" }
}

override_resource {
  target          = aws_route_table.shop_app_shop["eu-west-1a"]
  override_during = plan
  values          = { id = "rtb-shop_app_shop-eu-west-1a" }
}

override_resource {
  target          = aws_subnet.shop_app_shop["eu-west-1b"]
  override_during = plan
  values          = { id = "subnet-shop_app_shop-eu-west-1b" }
}

override_resource {
  target          = aws_route_table.shop_app_shop["eu-west-1b"]
  override_during = plan
  values          = { id = "rtb-shop_app_shop-eu-west-1b" }
}

override_resource {
  target          = aws_internet_gateway.igw_shop_shop
  override_during = plan
  values          = { id = "igw-igw_shop_shop" }
}

override_resource {
  target          = aws_nat_gateway.shop_nat_shop["eu-west-1a"]
  override_during = plan
  values          = { id = "nat-eu-west-1a" }
}

override_resource {
  target          = aws_nat_gateway.shop_nat_shop["eu-west-1b"]
  override_during = plan
  values          = { id = "nat-eu-west-1b" }
}

override_resource {
  target          = aws_security_group.shop_shop["search-endpoint"]
  override_during = plan
  values          = { id = "sg-search_endpoint_shop" }
}

override_resource {
  target          = aws_security_group.shop_shop["entry"]
  override_during = plan
  values          = { id = "sg-entry_shop" }
}

override_resource {
  target          = aws_security_group.shop_shop["shop"]
  override_during = plan
  values          = { id = "sg-shop_shop" }
}

run "topology" {
  command = plan

  assert {
    condition     = { for zone, subnet in aws_subnet.billing_edge_billing : zone => subnet.cidr_block } == { eu-west-1a = "10.2.0.0/22", eu-west-1b = "10.2.4.0/22" }
    error_message = "billing-edge must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.billing_edge_billing : subnet.availability_zone == zone])
    error_message = "The subnets of billing-edge must be in the zones that they are named by."
  }

  assert {
    condition     = aws_route.billing_edge_billing.gateway_id == aws_internet_gateway.igw_billing_billing.id
    error_message = "billing-edge is public: its default route must be the internet gateway."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.billing_app_billing : zone => subnet.cidr_block } == { eu-west-1a = "10.2.32.0/22", eu-west-1b = "10.2.36.0/22" }
    error_message = "billing-app must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.billing_app_billing : subnet.availability_zone == zone])
    error_message = "The subnets of billing-app must be in the zones that they are named by."
  }

  assert {
    condition     = alltrue([for zone, route in aws_route.billing_app_billing : route.nat_gateway_id == aws_nat_gateway.billing_nat_billing[zone].id])
    error_message = "billing-app is private: each subnet must use the NAT gateway of its own zone."
  }

  assert {
    condition     = alltrue([for zone, gateway in aws_nat_gateway.billing_nat_billing : endswith(gateway.subnet_id, "-${zone}")])
    error_message = "Each NAT gateway must be in the zone that it serves."
  }

  assert {
    condition     = length([for rule in [] : rule if rule.security_group_id == aws_security_group.billing_billing["billing"].id]) == 0
    error_message = "Nothing may connect to billing."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.edge_services : zone => subnet.cidr_block } == { eu-west-1a = "10.0.0.0/22", eu-west-1b = "10.0.4.0/22" }
    error_message = "edge must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.edge_services : subnet.availability_zone == zone])
    error_message = "The subnets of edge must be in the zones that they are named by."
  }

  assert {
    condition     = aws_route.edge_services.gateway_id == aws_internet_gateway.igw_services_services.id
    error_message = "edge is public: its default route must be the internet gateway."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.shared_services : zone => subnet.cidr_block } == { eu-west-1a = "10.0.32.0/22", eu-west-1b = "10.0.36.0/22" }
    error_message = "shared must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.shared_services : subnet.availability_zone == zone])
    error_message = "The subnets of shared must be in the zones that they are named by."
  }

  assert {
    condition     = alltrue([for zone, route in aws_route.shared_services : route.nat_gateway_id == aws_nat_gateway.nat_services[zone].id])
    error_message = "shared is private: each subnet must use the NAT gateway of its own zone."
  }

  assert {
    condition     = alltrue([for zone, gateway in aws_nat_gateway.nat_services : endswith(gateway.subnet_id, "-${zone}")])
    error_message = "Each NAT gateway must be in the zone that it serves."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.services_services) : contains(["10.1.32.0/22", "10.1.36.0/22", "10.2.32.0/22", "10.2.36.0/22"], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.services_services["directory"].id])
    error_message = "directory must admit only what the architecture connects to it."
  }

  assert {
    condition     = length([for rule in values(aws_vpc_security_group_ingress_rule.services_services) : rule if rule.security_group_id == aws_security_group.services_services["search-lb"].id]) == 0
    error_message = "Nothing may connect to search-lb."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.services_services) : contains([aws_security_group.services_services["search-lb"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.services_services["search"].id])
    error_message = "search must admit only what the architecture connects to it."
  }

  assert {
    condition     = aws_lb.search_lb_services.internal == true
    error_message = "search-lb must be inside the VPC."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.shop_edge_shop : zone => subnet.cidr_block } == { eu-west-1a = "10.1.0.0/22", eu-west-1b = "10.1.4.0/22" }
    error_message = "shop-edge must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.shop_edge_shop : subnet.availability_zone == zone])
    error_message = "The subnets of shop-edge must be in the zones that they are named by."
  }

  assert {
    condition     = aws_route.shop_edge_shop.gateway_id == aws_internet_gateway.igw_shop_shop.id
    error_message = "shop-edge is public: its default route must be the internet gateway."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.shop_app_shop : zone => subnet.cidr_block } == { eu-west-1a = "10.1.32.0/22", eu-west-1b = "10.1.36.0/22" }
    error_message = "shop-app must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.shop_app_shop : subnet.availability_zone == zone])
    error_message = "The subnets of shop-app must be in the zones that they are named by."
  }

  assert {
    condition     = alltrue([for zone, route in aws_route.shop_app_shop : route.nat_gateway_id == aws_nat_gateway.shop_nat_shop[zone].id])
    error_message = "shop-app is private: each subnet must use the NAT gateway of its own zone."
  }

  assert {
    condition     = alltrue([for zone, gateway in aws_nat_gateway.shop_nat_shop : endswith(gateway.subnet_id, "-${zone}")])
    error_message = "Each NAT gateway must be in the zone that it serves."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.shop_shop) : contains([aws_security_group.shop_shop["shop"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.shop_shop["search-endpoint"].id])
    error_message = "search-endpoint must admit only what the architecture connects to it."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.shop_shop) : contains(["0.0.0.0/0"], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.shop_shop["entry"].id])
    error_message = "entry must admit only what the architecture connects to it."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.shop_shop) : contains([aws_security_group.shop_shop["entry"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.shop_shop["shop"].id])
    error_message = "shop must admit only what the architecture connects to it."
  }

  assert {
    condition     = aws_lb.entry_shop.internal == false
    error_message = "entry must be open to the internet."
  }
}
