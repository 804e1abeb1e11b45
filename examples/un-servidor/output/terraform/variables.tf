# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

variable "instance_type" {
  type        = string
  description = "El tipo de instancia del servidor."
  default     = "t3.micro"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]+[.][a-z0-9-]+$", var.instance_type))
    error_message = "El tipo de instancia debe tener la forma de t3.micro."
  }
}
