# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# `terraform test` plans with a mocked provider and compares the plan with the architecture.
mock_provider "aws" {}

# Ephemeral resources cannot be mocked. With version 0, below, no password is generated and AWS is not called.
provider "aws" {
  alias                       = "passwords"
  region                      = "us-east-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  orders_password_version = 0
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
  target          = aws_subnet.db["us-east-1a"]
  override_during = plan
  values          = { id = "subnet-db-us-east-1a" }
}

override_resource {
  target          = aws_subnet.db["us-east-1b"]
  override_during = plan
  values          = { id = "subnet-db-us-east-1b" }
}

override_resource {
  target          = aws_route_table.db
  override_during = plan
  values          = { id = "rtb-db" }
}

override_resource {
  target          = aws_internet_gateway.igw
  override_during = plan
  values          = { id = "igw-igw" }
}

override_resource {
  target          = aws_security_group.main["web-lb"]
  override_during = plan
  values          = { id = "sg-web_lb" }
}

override_resource {
  target          = aws_security_group.main["web"]
  override_during = plan
  values          = { id = "sg-web" }
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
  target          = aws_security_group.main["app-lb"]
  override_during = plan
  values          = { id = "sg-app_lb" }
}

override_resource {
  target          = aws_security_group.main["app"]
  override_during = plan
  values          = { id = "sg-app" }
}

override_resource {
  target          = aws_security_group.main["orders"]
  override_during = plan
  values          = { id = "sg-orders" }
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
    condition     = { for zone, subnet in aws_subnet.db : zone => subnet.cidr_block } == { us-east-1a = "10.0.64.0/22", us-east-1b = "10.0.68.0/22" }
    error_message = "db must have one subnet in each zone, with the blocks of the architecture."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.db : subnet.availability_zone == zone])
    error_message = "The subnets of db must be in the zones that they are named by."
  }

  assert {
    condition     = !contains(flatten([aws_route.web.route_table_id, [for route in aws_route.app : route.route_table_id]]), aws_route_table.db.id)
    error_message = "db is isolated: it must have no default route."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains([data.aws_ec2_managed_prefix_list.main["com.amazonaws.global.cloudfront.origin-facing"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["web-lb"].id])
    error_message = "web-lb must admit only what the architecture connects to it."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains([aws_security_group.main["web-lb"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["web"].id])
    error_message = "web must admit only what the architecture connects to it."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains([aws_security_group.main["web"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["app-lb"].id])
    error_message = "app-lb must admit only what the architecture connects to it."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains([aws_security_group.main["app-lb"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["app"].id])
    error_message = "app must admit only what the architecture connects to it."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains([aws_security_group.main["app"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["orders"].id])
    error_message = "orders must admit only what the architecture connects to it."
  }

  assert {
    condition     = aws_lb.main["web-lb"].internal == false
    error_message = "web-lb must be open to the internet."
  }

  assert {
    condition     = length(module.web.subnet_ids) == 2
    error_message = "web must be in us-east-1a and us-east-1b."
  }

  assert {
    condition     = aws_lb.main["app-lb"].internal == true
    error_message = "app-lb must be inside the VPC."
  }

  assert {
    condition     = length(module.app.subnet_ids) == 2
    error_message = "app must be in us-east-1a and us-east-1b."
  }

  assert {
    condition     = !module.app.public_addresses
    error_message = "app must have no public address."
  }

  assert {
    condition     = !aws_db_instance.orders.publicly_accessible
    error_message = "orders must have no public address."
  }

  assert {
    condition     = aws_db_instance.orders.multi_az
    error_message = "orders must have a standby in another zone."
  }

  assert {
    condition     = { for role, replica in aws_db_instance.orders_replica : role => replica.availability_zone } == { replica-1 = "us-east-1b" }
    error_message = "The replicas of orders must be in the zones of the architecture."
  }

  assert {
    condition     = aws_dynamodb_table.sessions.point_in_time_recovery[0].enabled == true
    error_message = "sessions must be restorable as the architecture says."
  }
}
