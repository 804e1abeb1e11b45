# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

output "alarm_topic_arn" {
  description = "The topic of the alarms."
  value       = aws_sns_topic.alarms.arn
}

output "app_lb_dns_name" {
  description = "The name of app-lb."
  value       = aws_lb.app_lb.dns_name
}

output "cdn_domain_name" {
  description = "The name of cdn at CloudFront."
  value       = aws_cloudfront_distribution.cdn.domain_name
}

output "database_address" {
  description = "The host name of database."
  value       = aws_db_instance.database.address
}

output "database_password_arn" {
  description = "Where the password of the master user of database is stored."
  value       = aws_ssm_parameter.database_password.arn
}

output "database_replica_addresses" {
  description = "The host names of the read replicas of database."
  value       = { for role, replica in aws_db_instance.database_replica : role => replica.address }
}

output "dns_ds_record" {
  description = "The DS record that the parent zone needs for DNSSEC of app.example.com."
  value       = one(aws_route53_key_signing_key.dns[*].ds_record)
}

output "dns_name_servers" {
  description = "The name servers to which the parent zone has to delegate app.example.com."
  value       = one(aws_route53_zone.dns[*].name_servers)
}

output "dns_url" {
  description = "The URL of dns."
  value       = "https://app.example.com"
}

output "estaticos_bucket" {
  description = "The bucket of estaticos."
  value       = module.estaticos.id
}

output "sesiones_table" {
  description = "The table of sesiones."
  value       = aws_dynamodb_table.sesiones.name
}

output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.main.id
}

output "web_lb_dns_name" {
  description = "The name of web-lb."
  value       = aws_lb.web_lb.dns_name
}
