# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

variable "instance_type" {
  type        = string
  description = "The instance type of the server."
  default     = "t3.micro"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]+[.][a-z0-9-]+$", var.instance_type))
    error_message = "The instance type must have the form of t3.micro."
  }
}
