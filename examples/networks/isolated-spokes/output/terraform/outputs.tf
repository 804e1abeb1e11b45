# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

output "alarm_topic_arn_billing" {
  description = "The topic of the alarms."
  value       = aws_sns_topic.alarms_billing.arn
}

output "alarm_topic_arn_network" {
  description = "The topic of the alarms."
  value       = aws_sns_topic.alarms_network.arn
}

output "alarm_topic_arn_shop" {
  description = "The topic of the alarms."
  value       = aws_sns_topic.alarms_shop.arn
}

output "invoices_billing_address" {
  description = "The host name of invoices."
  value       = aws_db_instance.invoices_billing.address
}

output "invoices_billing_password_arn" {
  description = "Where the password of the master user of invoices is stored."
  value       = aws_ssm_parameter.invoices_billing_password.arn
}

output "invoices_billing_replica_addresses" {
  description = "The host names of the read replicas of invoices."
  value       = { for role, replica in aws_db_instance.invoices_billing_replica : role => replica.address }
}

output "orders_shop_address" {
  description = "The host name of orders."
  value       = aws_db_instance.orders_shop.address
}

output "orders_shop_password_arn" {
  description = "Where the password of the master user of orders is stored."
  value       = aws_ssm_parameter.orders_shop_password.arn
}

output "orders_shop_replica_addresses" {
  description = "The host names of the read replicas of orders."
  value       = { for role, replica in aws_db_instance.orders_shop_replica : role => replica.address }
}

output "vpc_id_billing_billing" {
  description = "The VPC billing."
  value       = aws_vpc.billing_billing.id
}

output "vpc_id_hub_network" {
  description = "The VPC hub."
  value       = aws_vpc.hub_network.id
}

output "vpc_id_shop_shop" {
  description = "The VPC shop."
  value       = aws_vpc.shop_shop.id
}
