# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

output "alarm_topic_arn" {
  description = "The topic of the alarms."
  value       = aws_sns_topic.alarms.arn
}

output "alarm_topic_arn_eu_central_1" {
  description = "The topic of the alarms in eu-central-1."
  value       = aws_sns_topic.alarms_eu_central_1.arn
}

output "vpc_id_dublin" {
  description = "The VPC dublin."
  value       = aws_vpc.dublin.id
}

output "vpc_id_frankfurt_eu_central_1" {
  description = "The VPC frankfurt."
  value       = aws_vpc.frankfurt_eu_central_1.id
}
