# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

output "service_name" {
  description = "The name of the service."
  value       = aws_ecs_service.main.name
}
