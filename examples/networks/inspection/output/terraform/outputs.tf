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

output "vpc_id_billing_billing" {
  description = "The VPC billing."
  value       = aws_vpc.billing_billing.id
}

output "vpc_id_inspection_network" {
  description = "The VPC inspection."
  value       = aws_vpc.inspection_network.id
}

output "vpc_id_shop_shop" {
  description = "The VPC shop."
  value       = aws_vpc.shop_shop.id
}
