# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

variable "bucket" {
  type        = string
  description = "El nombre del bucket."
}

variable "tags" {
  type        = map(string)
  description = "Sus propias etiquetas."
}

variable "kms_key_arn" {
  type        = string
  description = "La clave de KMS; con null se usa la de S3."
  default     = null
}

variable "access_log" {
  type        = object({ bucket = string, prefix = string })
  description = "A dónde van sus registros de acceso."
  default     = null
}

variable "expire_days" {
  type        = number
  description = "Los días tras los que se eliminan los objetos; con null se conservan."
  default     = null
}

variable "statements" {
  type        = any
  description = "Más declaraciones de la política del bucket, cuyo efecto es Allow."
  default     = []
}
