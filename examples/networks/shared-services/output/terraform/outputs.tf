# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

output "alarm_topic_arn_billing" {
  description = "The topic of the alarms."
  value       = aws_sns_topic.alarms_billing.arn
}

output "alarm_topic_arn_services" {
  description = "The topic of the alarms."
  value       = aws_sns_topic.alarms_services.arn
}

output "alarm_topic_arn_shop" {
  description = "The topic of the alarms."
  value       = aws_sns_topic.alarms_shop.arn
}

output "entry_shop_dns_name" {
  description = "The name of entry."
  value       = aws_lb.entry_shop.dns_name
}

output "search_lb_services_dns_name" {
  description = "The name of search-lb."
  value       = aws_lb.search_lb_services.dns_name
}

output "vpc_id_billing_billing" {
  description = "The VPC billing."
  value       = aws_vpc.billing_billing.id
}

output "vpc_id_services_services" {
  description = "The VPC services."
  value       = aws_vpc.services_services.id
}

output "vpc_id_shop_shop" {
  description = "The VPC shop."
  value       = aws_vpc.shop_shop.id
}
