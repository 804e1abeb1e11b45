# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

variable "alarm_email" {
  type        = string
  description = "The e-mail address that receives alarms; null only publishes them to the topic."
  default     = null

  validation {
    condition     = var.alarm_email == null ? true : can(regex("^[^@[:space:]]+@[^@[:space:]]+$", var.alarm_email))
    error_message = "alarm_email must be an e-mail address."
  }
}

variable "app_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of instances of app; `desired` applies only at creation."
  default     = { min = 2, max = 8 }
}

variable "app_image" {
  type        = string
  description = "The image that app runs: a public one, as nothing logs in to its registry."
  default     = "ghcr.io/example/backend:1.0.0"
}

variable "app_instance_type" {
  type        = string
  description = "The instance type of app; the machine image follows its processor."
  default     = "t3.small"
}

variable "cdn_geo_restriction" {
  type        = object({ type = string, countries = list(string) })
  description = "The countries that may use cdn: type is none, whitelist or blacklist."
  default     = { type = "none", countries = [] }
  nullable    = false
}

variable "cdn_price_class" {
  type        = string
  description = "The edge locations of cdn: PriceClass_100 is North America and Europe, PriceClass_All everywhere."
  default     = "PriceClass_100"
  nullable    = false
}

variable "cdn_web_acl_arn" {
  type        = string
  description = "The ARN of a web ACL for cdn that is managed elsewhere; its scope must be CLOUDFRONT."
  default     = null

  validation {
    condition     = var.cdn_web_acl_arn == null ? true : can(regex(":wafv2:us-east-1:[0-9]{12}:global/webacl/", var.cdn_web_acl_arn))
    error_message = "The web ACL must be the ARN of a global one."
  }
}

variable "deletion_protection" {
  type        = bool
  description = "Whether load balancers and data stores are protected from deletion; set it to false before a destroy."
  default     = true
  nullable    = false
}

variable "hosted_zone_id" {
  type        = string
  description = "The id of the hosted zone of app.example.com; null creates one, to be delegated from its parent zone."
  default     = null

  validation {
    condition     = var.hosted_zone_id == null ? true : can(regex("^Z[0-9A-Z]+$", var.hosted_zone_id))
    error_message = "The zone must be an id such as Z0123456789ABCDEFGHIJ."
  }
}

variable "log_retention_days" {
  type        = number
  description = "The retention of logs in days."
  default     = 365
  nullable    = false
}

variable "orders_engine_version" {
  type        = string
  description = "The engine version of orders: this one, or a minor version of it."
  default     = "17"
  nullable    = false

  validation {
    condition     = can(regex("^17([.]|$)", var.orders_engine_version))
    error_message = "The parameter group has another major version: change the architecture file."
  }
}

variable "orders_instance_class" {
  type        = string
  description = "The instance class of orders and of its replicas."
  default     = "db.t4g.medium"
  nullable    = false

  validation {
    condition     = can(regex("^db[.][a-z0-9-]+[.][a-z0-9]+$", var.orders_instance_class))
    error_message = "The instance class must have the form of db.t4g.medium."
  }
}

variable "orders_password_version" {
  type        = number
  description = "Increase it to change the password of orders; 0 leaves the password unmanaged."
  default     = 1
  nullable    = false

  validation {
    condition     = var.orders_password_version >= 0 && floor(var.orders_password_version) == var.orders_password_version
    error_message = "The version must be a whole number."
  }
}

variable "web_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of instances of web; `desired` applies only at creation."
  default     = { min = 2, max = 6 }
}

variable "web_image" {
  type        = string
  description = "The image that web runs: a public one, as nothing logs in to its registry."
  default     = "ghcr.io/example/frontend:1.0.0"
}

variable "web_instance_type" {
  type        = string
  description = "The instance type of web; the machine image follows its processor."
  default     = "t3.small"
}
