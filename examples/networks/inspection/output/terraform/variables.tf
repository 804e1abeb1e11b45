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

variable "invoices_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of tasks of invoices; `desired` applies only at creation."
  default     = { min = 2, max = 4 }
}

variable "invoices_image" {
  type        = string
  description = "The image that invoices runs: a public one, as nothing logs in to its registry."
  default     = "example/invoices:1.0.0"
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

variable "orders_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of tasks of orders; `desired` applies only at creation."
  default     = { min = 2, max = 4 }
}

variable "orders_image" {
  type        = string
  description = "The image that orders runs: a public one, as nothing logs in to its registry."
  default     = "example/orders:1.0.0"
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
