# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

# `terraform test` hace un plan con un proveedor simulado y lo compara con la arquitectura.
mock_provider "aws" {}

# Los recursos efímeros no se pueden simular. Con la versión 0, abajo, no se genera ninguna contraseña y no se llama a
# AWS.
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
  database_password_version = 0
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
  target          = aws_security_group.main["frontend"]
  override_during = plan
  values          = { id = "sg-frontend" }
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
  target          = aws_security_group.main["backend"]
  override_during = plan
  values          = { id = "sg-backend" }
}

override_resource {
  target          = aws_security_group.main["database"]
  override_during = plan
  values          = { id = "sg-database" }
}

run "topology" {
  command = plan

  assert {
    condition     = { for zone, subnet in aws_subnet.web : zone => subnet.cidr_block } == { us-east-1a = "10.0.0.0/22", us-east-1b = "10.0.4.0/22" }
    error_message = "web debe tener una subred en cada zona, con los bloques de la arquitectura."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.web : subnet.availability_zone == zone])
    error_message = "Las subredes de web deben estar en las zonas que indican sus nombres."
  }

  assert {
    condition     = aws_route.web.gateway_id == aws_internet_gateway.igw.id
    error_message = "web es pública: su ruta predeterminada debe ser la puerta de enlace de internet."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.app : zone => subnet.cidr_block } == { us-east-1a = "10.0.32.0/22", us-east-1b = "10.0.36.0/22" }
    error_message = "app debe tener una subred en cada zona, con los bloques de la arquitectura."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.app : subnet.availability_zone == zone])
    error_message = "Las subredes de app deben estar en las zonas que indican sus nombres."
  }

  assert {
    condition     = alltrue([for zone, route in aws_route.app : route.nat_gateway_id == aws_nat_gateway.nat[zone].id])
    error_message = "app es privada: cada subred debe usar el gateway NAT de su propia zona."
  }

  assert {
    condition     = alltrue([for zone, gateway in aws_nat_gateway.nat : endswith(gateway.subnet_id, "-${zone}")])
    error_message = "Cada gateway NAT debe estar en la zona a la que sirve."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.db : zone => subnet.cidr_block } == { us-east-1a = "10.0.64.0/22", us-east-1b = "10.0.68.0/22" }
    error_message = "db debe tener una subred en cada zona, con los bloques de la arquitectura."
  }

  assert {
    condition     = alltrue([for zone, subnet in aws_subnet.db : subnet.availability_zone == zone])
    error_message = "Las subredes de db deben estar en las zonas que indican sus nombres."
  }

  assert {
    condition     = !contains(flatten([aws_route.web.route_table_id, [for route in aws_route.app : route.route_table_id]]), aws_route_table.db.id)
    error_message = "db está aislada: no debe tener ruta predeterminada."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains([data.aws_ec2_managed_prefix_list.main["com.amazonaws.global.cloudfront.origin-facing"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["web-lb"].id])
    error_message = "web-lb debe admitir solo lo que la arquitectura conecta con él."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains([aws_security_group.main["web-lb"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["frontend"].id])
    error_message = "frontend debe admitir solo lo que la arquitectura conecta con él."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains([aws_security_group.main["frontend"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["app-lb"].id])
    error_message = "app-lb debe admitir solo lo que la arquitectura conecta con él."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains([aws_security_group.main["app-lb"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["backend"].id])
    error_message = "backend debe admitir solo lo que la arquitectura conecta con él."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.main) : contains([aws_security_group.main["backend"].id], coalesce(rule.referenced_security_group_id, rule.prefix_list_id, rule.cidr_ipv4)) if rule.security_group_id == aws_security_group.main["database"].id])
    error_message = "database debe admitir solo lo que la arquitectura conecta con él."
  }

  assert {
    condition     = aws_lb.main["web-lb"].internal == false
    error_message = "web-lb debe estar abierto a internet."
  }

  assert {
    condition     = length(module.frontend.subnet_ids) == 2
    error_message = "frontend debe estar en us-east-1a y us-east-1b."
  }

  assert {
    condition     = aws_lb.main["app-lb"].internal == true
    error_message = "app-lb debe estar dentro de la VPC."
  }

  assert {
    condition     = length(module.backend.subnet_ids) == 2
    error_message = "backend debe estar en us-east-1a y us-east-1b."
  }

  assert {
    condition     = !module.backend.public_addresses
    error_message = "backend no debe tener una dirección pública."
  }

  assert {
    condition     = !aws_db_instance.database.publicly_accessible
    error_message = "database no debe tener una dirección pública."
  }

  assert {
    condition     = aws_db_instance.database.multi_az
    error_message = "database debe tener una instancia en espera en otra zona."
  }

  assert {
    condition     = { for role, replica in aws_db_instance.database_replica : role => replica.availability_zone } == { replica-1 = "us-east-1b" }
    error_message = "Las réplicas de database deben estar en las zonas de la arquitectura."
  }

  assert {
    condition     = aws_dynamodb_table.sesiones.point_in_time_recovery[0].enabled == true
    error_message = "sesiones debe poder restaurarse como dice la arquitectura."
  }
}
