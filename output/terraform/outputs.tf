# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

output "alarm_topic_arn" {
  description = "The topic of the alarms."
  value       = aws_sns_topic.alarms.arn
}

output "app_lb_dns_name" {
  description = "The name of app-lb."
  value       = aws_lb.main["app-lb"].dns_name
}

output "assets_bucket" {
  description = "The bucket of assets."
  value       = module.assets.id
}

output "cdn_domain_name" {
  description = "The name of cdn at CloudFront."
  value       = aws_cloudfront_distribution.cdn.domain_name
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

output "orders_address" {
  description = "The host name of orders."
  value       = aws_db_instance.orders.address
}

output "orders_password_arn" {
  description = "Where the password of the master user of orders is stored."
  value       = aws_ssm_parameter.orders_password.arn
}

output "orders_replica_addresses" {
  description = "The host names of the read replicas of orders."
  value       = { for role, replica in aws_db_instance.orders_replica : role => replica.address }
}

output "sessions_table" {
  description = "The table of sessions."
  value       = aws_dynamodb_table.sessions.name
}

output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.main.id
}

output "web_lb_dns_name" {
  description = "The name of web-lb."
  value       = aws_lb.main["web-lb"].dns_name
}
