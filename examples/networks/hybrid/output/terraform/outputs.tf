# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

output "alarm_topic_arn" {
  description = "The topic of the alarms."
  value       = aws_sns_topic.alarms.arn
}

output "app_lb_dns_name" {
  description = "The name of app-lb."
  value       = aws_lb.main["app-lb"].dns_name
}

output "entry_dns_name" {
  description = "The name of entry."
  value       = aws_lb.main["entry"].dns_name
}

output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.main.id
}
