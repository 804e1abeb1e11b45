# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

variable "name" {
  type        = string
  description = "El nombre del grupo y de su plantilla de lanzamiento."
}

variable "tags" {
  type        = map(string)
  description = "Sus propias etiquetas: Name y Component."
}

variable "default_tags" {
  type        = map(string)
  description = "Las etiquetas de todos los recursos, que el proveedor no pone en instancias ni volúmenes."
}

variable "instance_type" {
  type        = string
  description = "El tipo de las instancias; la imagen se elige según su procesador."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]+[.][a-z0-9-]+$", var.instance_type))
    error_message = "El tipo de instancia debe tener la forma de t3.small."
  }
}

variable "capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "El número de instancias."
  nullable    = false

  validation {
    condition     = var.capacity.min <= var.capacity.max
    error_message = "El mínimo no puede superar el máximo."
  }
}

variable "subnet_ids" {
  type        = list(string)
  description = "Las subredes de las instancias, una en cada zona."
}

variable "security_group_ids" {
  type        = list(string)
  description = "Los grupos de seguridad de las instancias."
}

variable "target_group_arns" {
  type        = list(string)
  description = "Los grupos de destino de balanceadores de carga en los que están."
  default     = []
}

variable "public_addresses" {
  type        = bool
  description = "Si cada instancia tiene una dirección pública."
  default     = false
}

variable "image" {
  type        = string
  description = "La imagen del contenedor que ejecuta cada instancia."
  nullable    = false
}

variable "environment" {
  type        = map(string)
  description = "Las variables de entorno del contenedor."
  default     = {}
}

variable "secrets" {
  type        = map(object({ arn = string, key = optional(string) }))
  description = "Las variables de entorno que se leen de secretos y parámetros."
  default     = {}
}

variable "statements" {
  type        = any
  description = "Los permisos de las instancias: declaraciones de política, cuyo efecto es Allow."
  default     = []
}

variable "log_group" {
  type        = object({ name = string, retention_in_days = number, kms_key_arn = string })
  description = "El grupo de registros del servicio."
}

variable "starts_after" {
  type        = any
  description = "Lo que debe existir antes de que se inicie la primera instancia."
  default     = []
}
