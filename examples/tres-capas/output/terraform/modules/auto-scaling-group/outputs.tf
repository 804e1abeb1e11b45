# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

output "group_name" {
  description = "El nombre del grupo de Auto Scaling."
  value       = aws_autoscaling_group.main.name
}

output "subnet_ids" {
  description = "Las subredes en las que se inician las instancias."
  value       = aws_autoscaling_group.main.vpc_zone_identifier
}

output "public_addresses" {
  description = "Si las instancias tienen direcciones públicas."
  value       = tobool(aws_launch_template.main.network_interfaces[0].associate_public_ip_address)
}
