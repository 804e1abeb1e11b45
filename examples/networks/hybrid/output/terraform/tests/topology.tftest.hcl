# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# `terraform test` plans with a mocked provider and compares the plan with the architecture.
mock_provider "aws" {}

variables {
  app_lb_certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000"
  entry_certificate_arn  = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000"
}

override_resource {
  target          = aws_subnet.web["us-east-1a"]
  override_during = plan
  values          = { id = "subnet-web-us-east-1a" }
}

override_resource {
  target          = aws_subnet.web["us-east-1b"]
  override_during = plan
  values          = { id = "subnet-web-us-east-1b" }
}

override_resource {
  target          = aws_route_table.web
  override_during = plan
  values          = { id = "rtb-web" }
}

override_resource {
  target          = aws_subnet.app["us-east-1a"]
  override_during = plan
  values          = { id = "subnet-app-us-east-1a" }
}

override_resource {
  target          = aws_route_table.app["us-east-1a"]
  override_during = plan
  values          = { id = "rtb-app-us-east-1a" }
}

override_resource {
  target          = aws_subnet.app["us-east-1b"]
  override_during = plan
  values          = { id = "subnet-app-us-east-1b" }
}

override_resource {
  target          = aws_route_table.app["us-east-1b"]
  override_during = plan
  values          = { id = "rtb-app-us-east-1b" }
}

override_resource {
  target          = aws_internet_gateway.igw
  override_during = plan
  values          = { id = "igw-igw" }
}

override_resource {
  target          = aws_nat_gateway.nat["us-east-1a"]
  override_during = plan
  values          = { id = "nat-us-east-1a" }
}

override_resource {
  target          = aws_nat_gateway.nat["us-east-1b"]
  override_during = plan
  values          = { id = "nat-us-east-1b" }
}

override_resource {
  target          = aws_security_group.main["entry"]
  override_during = plan
  values          = { id = "sg-entry" }
}

override_resource {
  target          = aws_security_group.main["portal"]
  override_during = plan
  values          = { id = "sg-portal" }
}

override_resource {
  target          = aws_security_group.main["app-lb"]
  override_during = plan
  values          = { id = "sg-app_lb" }
}

override_resource {
  target          = aws_security_group.main["backoffice"]
  override_during = plan
  values          = { id = "sg-backoffice" }
}

run "topology" {
  command = plan

  assert {
    condition     = { for zone, subnet in aws_subnet.web : zone => subnet.cidr_block } == { us-east-1a = "10.0.0.0/22", us-east-1b = "10.0.4.0/22" }
    error_message = "web must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.web : subnet.availability_zone == zone])
    error_message = "The subnets of web must be in the zones that they are named by."
  }

  assert {
    condition     = aws_route.web.gateway_id == aws_internet_gateway.igw.id
    error_message = "web is public: its default route must be the internet gateway."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.app : zone => subnet.cidr_block } == { us-east-1a = "10.0.32.0/22", us-east-1b = "10.0.36.0/22" }
    error_message = "app must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.app : subnet.availability_zone == zone])
    error_message = "The subnets of app must be in the zones that they are named by."
  }

  assert {
    condition     = alltrue([for zone, route in aws_route.app : route.nat_gateway_id == aws_nat_gateway.nat[zone].id])
    error_message = "app is private: each subnet must use the NAT gateway of its own zone."
  }

  assert {
    condition     = alltrue([for zone, gateway in aws_nat_gateway.nat : endswith(gateway.subnet_id, "-${zone}")])
    error_message = "Each NAT gateway must be in the zone that it serves."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains(["0.0.0.0/0"], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["entry"].id])
    error_message = "entry must admit only what the architecture connects to it."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains([aws_security_group.main["entry"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["portal"].id])
    error_message = "portal must admit only what the architecture connects to it."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains(["192.168.0.0/16", aws_security_group.main["portal"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["app-lb"].id])
    error_message = "app-lb must admit only what the architecture connects to it."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains([aws_security_group.main["app-lb"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["backoffice"].id])
    error_message = "backoffice must admit only what the architecture connects to it."
  }

  assert {
    condition     = aws_lb.main["entry"].internal == false
    error_message = "entry must be open to the internet."
  }

  assert {
    condition     = aws_lb.main["app-lb"].internal == true
    error_message = "app-lb must be inside the VPC."
  }
}
