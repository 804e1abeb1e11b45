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

variable "billing_role_arn" {
  type        = string
  description = "The role in the account billing that Terraform assumes."
}

variable "builds_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of tasks of builds; `desired` applies only at creation."
  default     = { min = 2, max = 4 }
}

variable "builds_image" {
  type        = string
  description = "The image that builds runs: a public one, as nothing logs in to its registry."
  default     = "example/builds:1.0.0"
}

variable "deletion_protection" {
  type        = bool
  description = "Whether load balancers and data stores are protected from deletion; set it to false before a destroy."
  default     = true
  nullable    = false
}

variable "invoices_billing_password_version" {
  type        = number
  description = "Increase it to change the password of invoices; 0 leaves the password unmanaged."
  default     = 1
  nullable    = false

  validation {
    condition     = var.invoices_billing_password_version >= 0 && floor(var.invoices_billing_password_version) == var.invoices_billing_password_version
    error_message = "The version must be a whole number."
  }
}

variable "invoices_engine_version" {
  type        = string
  description = "The engine version of invoices: this one, or a minor version of it."
  default     = "17"
  nullable    = false

  validation {
    condition     = can(regex("^17([.]|$)", var.invoices_engine_version))
    error_message = "The parameter group has another major version: change the architecture file."
  }
}

variable "invoices_instance_class" {
  type        = string
  description = "The instance class of invoices and of its replicas."
  default     = "db.t4g.medium"
  nullable    = false

  validation {
    condition     = can(regex("^db[.][a-z0-9-]+[.][a-z0-9]+$", var.invoices_instance_class))
    error_message = "The instance class must have the form of db.t4g.medium."
  }
}

variable "log_retention_days" {
  type        = number
  description = "The retention of logs in days."
  default     = 365
  nullable    = false
}

variable "network_role_arn" {
  type        = string
  description = "The role in the account network that Terraform assumes."
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

variable "orders_shop_password_version" {
  type        = number
  description = "Increase it to change the password of orders; 0 leaves the password unmanaged."
  default     = 1
  nullable    = false

  validation {
    condition     = var.orders_shop_password_version >= 0 && floor(var.orders_shop_password_version) == var.orders_shop_password_version
    error_message = "The version must be a whole number."
  }
}

variable "shop_role_arn" {
  type        = string
  description = "The role in the account shop that Terraform assumes."
}

variable "tgw_network_accept_invitations" {
  type        = bool
  description = "Whether the other accounts accept the share of tgw. Set it to false where sharing is enabled in the AWS organization."
  default     = true
}
