# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

output "address" {
  description = "The public address of the server."
  value       = aws_eip.server.public_ip
}

output "instance_id" {
  description = "The instance: `aws ssm start-session --target ID` opens a shell on it."
  value       = aws_instance.server.id
}

output "url_3000" {
  description = "frontend"
  value       = "http://${aws_eip.server.public_ip}:3000"
}

output "url_8000" {
  description = "backend"
  value       = "http://${aws_eip.server.public_ip}:8000"
}
