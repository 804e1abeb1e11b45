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

variable "app_lb_certificate_arn" {
  type        = string
  description = "The certificate of app-lb, in ACM: the model gives no domain to create one for."
  default     = null

  validation {
    condition     = var.app_lb_certificate_arn == null ? true : can(regex("^arn:[^:]+:acm:", var.app_lb_certificate_arn))
    error_message = "The certificate must be an ARN of ACM."
  }
}

variable "backoffice_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of tasks of backoffice; `desired` applies only at creation."
  default     = { min = 2, max = 4 }
}

variable "backoffice_image" {
  type        = string
  description = "The image that backoffice runs: a public one, as nothing logs in to its registry."
  default     = "example/backoffice:1.0.0"
}

variable "datacenter_vpn_2_address" {
  type        = string
  description = "The public address of the device at the other end of datacenter-vpn-2."
}

variable "datacenter_vpn_2_bgp_asn" {
  type        = number
  description = "The BGP number of the device at the other end of datacenter-vpn-2."
  default     = 65000
}

variable "datacenter_vpn_address" {
  type        = string
  description = "The public address of the device at the other end of datacenter-vpn."
}

variable "datacenter_vpn_bgp_asn" {
  type        = number
  description = "The BGP number of the device at the other end of datacenter-vpn."
  default     = 65000
}

variable "deletion_protection" {
  type        = bool
  description = "Whether load balancers and data stores are protected from deletion; set it to false before a destroy."
  default     = true
  nullable    = false
}

variable "entry_certificate_arn" {
  type        = string
  description = "The certificate of entry, in ACM: the model gives no domain to create one for."
  default     = null

  validation {
    condition     = var.entry_certificate_arn == null ? true : can(regex("^arn:[^:]+:acm:", var.entry_certificate_arn))
    error_message = "The certificate must be an ARN of ACM."
  }
}

variable "log_retention_days" {
  type        = number
  description = "The retention of logs in days."
  default     = 365
  nullable    = false
}

variable "office_line_bgp_asn" {
  type        = number
  description = "The BGP number of the device at the other end of office-line."
  default     = 65000
}

variable "office_line_connection_id" {
  type        = string
  description = "The id of the Direct Connect connection of office-line, such as dxcon-fg5678gh."
}

variable "office_line_vlan" {
  type        = number
  description = "The VLAN of the virtual interface of office-line."
  default     = 100
}

variable "office_vpn_address" {
  type        = string
  description = "The public address of the device at the other end of office-vpn."
}

variable "office_vpn_bgp_asn" {
  type        = number
  description = "The BGP number of the device at the other end of office-vpn."
  default     = 65000
}

variable "portal_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of tasks of portal; `desired` applies only at creation."
  default     = { min = 2, max = 4 }
}

variable "portal_image" {
  type        = string
  description = "The image that portal runs: a public one, as nothing logs in to its registry."
  default     = "example/portal:1.0.0"
}
