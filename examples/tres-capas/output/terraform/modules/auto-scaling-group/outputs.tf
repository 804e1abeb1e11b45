# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

output "group_name" {
  description = "The name of the Auto Scaling group."
  value       = aws_autoscaling_group.main.name
}

output "subnet_ids" {
  description = "The subnets that instances are started in."
  value       = aws_autoscaling_group.main.vpc_zone_identifier
}

output "public_addresses" {
  description = "Whether instances have public addresses."
  value       = tobool(aws_launch_template.main.network_interfaces[0].associate_public_ip_address)
}
