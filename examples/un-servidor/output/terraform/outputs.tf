# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

output "address" {
  description = "La dirección pública del servidor."
  value       = aws_eip.server.public_ip
}

output "instance_id" {
  description = "La instancia: `aws ssm start-session --target ID` abre una sesión en ella."
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
