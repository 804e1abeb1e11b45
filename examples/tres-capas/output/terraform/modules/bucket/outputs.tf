# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

output "id" {
  description = "The name of the bucket, once it is there."
  value       = aws_s3_bucket.main.id
}

output "arn" {
  description = "Its ARN."
  value       = aws_s3_bucket.main.arn
}

output "bucket_regional_domain_name" {
  description = "The host name that a distribution fetches from."
  value       = aws_s3_bucket.main.bucket_regional_domain_name
}
