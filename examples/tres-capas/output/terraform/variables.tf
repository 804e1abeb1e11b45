# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

variable "alarm_email" {
  type        = string
  description = "La dirección de correo que recibe las alarmas; con null solo se publican en el tema."
  default     = null

  validation {
    condition     = var.alarm_email == null ? true : can(regex("^[^@[:space:]]+@[^@[:space:]]+$", var.alarm_email))
    error_message = "alarm_email debe ser una dirección de correo."
  }
}

variable "backend_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "El número de instancias de backend; `desired` solo se aplica al crearlas."
  default     = { min = 2, max = 8 }
}

variable "backend_image" {
  type        = string
  description = "La imagen que ejecuta backend: debe ser pública, porque nadie inicia sesión en su registro."
  default     = "ghcr.io/example/backend:1.0.0"
}

variable "backend_instance_type" {
  type        = string
  description = "El tipo de instancia de backend; la imagen de máquina se elige según su procesador."
  default     = "t3.small"
}

variable "cdn_geo_restriction" {
  type        = object({ type = string, countries = list(string) })
  description = "Los países que pueden usar cdn: type es none, whitelist o blacklist."
  default     = { type = "none", countries = [] }
  nullable    = false
}

variable "cdn_price_class" {
  type        = string
  description = "Las ubicaciones de borde de cdn: PriceClass_100 es Norteamérica y Europa; PriceClass_All, todas."
  default     = "PriceClass_100"
  nullable    = false
}

variable "cdn_web_acl_arn" {
  type        = string
  description = "El ARN de una ACL web para cdn que se administra en otro lugar; su ámbito debe ser CLOUDFRONT."
  default     = null

  validation {
    condition     = var.cdn_web_acl_arn == null ? true : can(regex(":wafv2:us-east-1:[0-9]{12}:global/webacl/", var.cdn_web_acl_arn))
    error_message = "Debe ser el ARN de una ACL web global."
  }
}

variable "database_engine_version" {
  type        = string
  description = "La versión del motor de database: esta, o una versión menor de ella."
  default     = "17"
  nullable    = false

  validation {
    condition     = can(regex("^17([.]|$)", var.database_engine_version))
    error_message = "El grupo de parámetros es de otra versión principal: cambie el archivo de arquitectura."
  }
}

variable "database_instance_class" {
  type        = string
  description = "La clase de instancia de database y de sus réplicas."
  default     = "db.t4g.medium"
  nullable    = false

  validation {
    condition     = can(regex("^db[.][a-z0-9-]+[.][a-z0-9]+$", var.database_instance_class))
    error_message = "La clase de instancia debe tener la forma de db.t4g.medium."
  }
}

variable "database_password_version" {
  type        = number
  description = "Auméntelo para cambiar la contraseña de database; con 0, Terraform no la administra."
  default     = 1
  nullable    = false

  validation {
    condition     = var.database_password_version >= 0 && floor(var.database_password_version) == var.database_password_version
    error_message = "La versión debe ser un número entero."
  }
}

variable "deletion_protection" {
  type        = bool
  description = "Si los balanceadores de carga y los almacenes de datos están protegidos contra la eliminación; póngalo en false antes de un destroy."
  default     = true
  nullable    = false
}

variable "frontend_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "El número de instancias de frontend; `desired` solo se aplica al crearlas."
  default     = { min = 2, max = 6 }
}

variable "frontend_image" {
  type        = string
  description = "La imagen que ejecuta frontend: debe ser pública, porque nadie inicia sesión en su registro."
  default     = "ghcr.io/example/frontend:1.0.0"
}

variable "frontend_instance_type" {
  type        = string
  description = "El tipo de instancia de frontend; la imagen de máquina se elige según su procesador."
  default     = "t3.small"
}

variable "hosted_zone_id" {
  type        = string
  description = "El id de la zona alojada de app.example.com; con null se crea una, que la zona superior debe delegar."
  default     = null

  validation {
    condition     = var.hosted_zone_id == null ? true : can(regex("^Z[0-9A-Z]+$", var.hosted_zone_id))
    error_message = "La zona debe ser un id como Z0123456789ABCDEFGHIJ."
  }
}

variable "log_retention_days" {
  type        = number
  description = "Los días que se conservan los registros."
  default     = 365
  nullable    = false
}
