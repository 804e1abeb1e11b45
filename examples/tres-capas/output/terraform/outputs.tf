# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

output "alarm_topic_arn" {
  description = "El tema de las alarmas."
  value       = aws_sns_topic.alarms.arn
}

output "app_lb_dns_name" {
  description = "El nombre de app-lb."
  value       = aws_lb.main["app-lb"].dns_name
}

output "cdn_domain_name" {
  description = "El nombre de cdn en CloudFront."
  value       = aws_cloudfront_distribution.cdn.domain_name
}

output "database_address" {
  description = "El nombre de host de database."
  value       = aws_db_instance.database.address
}

output "database_password_arn" {
  description = "Dónde se guarda la contraseña del usuario maestro de database."
  value       = aws_ssm_parameter.database_password.arn
}

output "database_replica_addresses" {
  description = "Los nombres de host de las réplicas de lectura de database."
  value       = { for role, replica in aws_db_instance.database_replica : role => replica.address }
}

output "dns_ds_record" {
  description = "El registro DS que necesita la zona superior para el DNSSEC de app.example.com."
  value       = one(aws_route53_key_signing_key.dns[*].ds_record)
}

output "dns_name_servers" {
  description = "Los servidores de nombres a los que la zona superior debe delegar app.example.com."
  value       = one(aws_route53_zone.dns[*].name_servers)
}

output "dns_url" {
  description = "La URL de dns."
  value       = "https://app.example.com"
}

output "estaticos_bucket" {
  description = "El bucket de estaticos."
  value       = module.estaticos.id
}

output "sesiones_table" {
  description = "La tabla de sesiones."
  value       = aws_dynamodb_table.sesiones.name
}

output "vpc_id" {
  description = "La VPC."
  value       = aws_vpc.main.id
}

output "web_lb_dns_name" {
  description = "El nombre de web-lb."
  value       = aws_lb.main["web-lb"].dns_name
}
