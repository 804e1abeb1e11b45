# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

output "id" {
  description = "El nombre del bucket, una vez que existe."
  value       = aws_s3_bucket.main.id
}

output "arn" {
  description = "Su ARN."
  value       = aws_s3_bucket.main.arn
}

output "bucket_regional_domain_name" {
  description = "El nombre de host del que obtiene contenido una distribución."
  value       = aws_s3_bucket.main.bucket_regional_domain_name
}
