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

variable "billing_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of tasks of billing; `desired` applies only at creation."
  default     = { min = 2, max = 4 }
}

variable "billing_image" {
  type        = string
  description = "The image that billing runs: a public one, as nothing logs in to its registry."
  default     = "example/billing:1.0.0"
}

variable "billing_role_arn" {
  type        = string
  description = "The role in the account billing that Terraform assumes."
}

variable "deletion_protection" {
  type        = bool
  description = "Whether load balancers and data stores are protected from deletion; set it to false before a destroy."
  default     = true
  nullable    = false
}

variable "directory_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of tasks of directory; `desired` applies only at creation."
  default     = { min = 2, max = 4 }
}

variable "directory_image" {
  type        = string
  description = "The image that directory runs: a public one, as nothing logs in to its registry."
  default     = "example/directory:1.0.0"
}

variable "entry_shop_certificate_arn" {
  type        = string
  description = "The certificate of entry, in ACM: the model gives no domain to create one for."
  default     = null

  validation {
    condition     = var.entry_shop_certificate_arn == null ? true : can(regex("^arn:[^:]+:acm:", var.entry_shop_certificate_arn))
    error_message = "The certificate must be an ARN of ACM."
  }
}

variable "log_retention_days" {
  type        = number
  description = "The retention of logs in days."
  default     = 365
  nullable    = false
}

variable "search_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of tasks of search; `desired` applies only at creation."
  default     = { min = 2, max = 4 }
}

variable "search_image" {
  type        = string
  description = "The image that search runs: a public one, as nothing logs in to its registry."
  default     = "example/search:1.0.0"
}

variable "services_role_arn" {
  type        = string
  description = "The role in the account services that Terraform assumes."
}

variable "shop_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of tasks of shop; `desired` applies only at creation."
  default     = { min = 2, max = 4 }
}

variable "shop_image" {
  type        = string
  description = "The image that shop runs: a public one, as nothing logs in to its registry."
  default     = "example/shop:1.0.0"
}

variable "shop_role_arn" {
  type        = string
  description = "The role in the account shop that Terraform assumes."
}

variable "tgw_services_accept_invitations" {
  type        = bool
  description = "Whether the other accounts accept the share of tgw. Set it to false where sharing is enabled in the AWS organization."
  default     = true
}
