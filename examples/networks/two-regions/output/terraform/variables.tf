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

variable "line_bgp_asn" {
  type        = number
  description = "The BGP number of the device at the other end of line."
  default     = 65000
}

variable "line_connection_id" {
  type        = string
  description = "The id of the Direct Connect connection of line, such as dxcon-fg5678gh."
}

variable "line_vlan" {
  type        = number
  description = "The VLAN of the virtual interface of line."
  default     = 100
}

variable "log_retention_days" {
  type        = number
  description = "The retention of logs in days."
  default     = 365
  nullable    = false
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

variable "reports_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of tasks of reports; `desired` applies only at creation."
  default     = { min = 2, max = 4 }
}

variable "reports_image" {
  type        = string
  description = "The image that reports runs: a public one, as nothing logs in to its registry."
  default     = "example/reports:1.0.0"
}

variable "tunnel_address" {
  type        = string
  description = "The public address of the device at the other end of tunnel."
}

variable "tunnel_bgp_asn" {
  type        = number
  description = "The BGP number of the device at the other end of tunnel."
  default     = 65000
}
