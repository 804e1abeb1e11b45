# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

variable "alarm_email" {
  type        = string
  description = "Who is told of alarms, by e-mail; null leaves them to the topic alone."
  default     = null

  validation {
    condition     = var.alarm_email == null ? true : can(regex("^[^@[:space:]]+@[^@[:space:]]+$", var.alarm_email))
    error_message = "alarm_email must be an e-mail address."
  }
}

variable "app_lb_certificate_arn" {
  type        = string
  description = "The certificate of app-lb, in ACM: the model gives no domain to make one for."
  default     = null

  validation {
    condition     = var.app_lb_certificate_arn == null ? true : can(regex("^arn:[^:]+:acm:", var.app_lb_certificate_arn))
    error_message = "The certificate must be given by its ARN in ACM."
  }
}

variable "backoffice_capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "How many tasks of backoffice there are; `desired` counts only when it is created."
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
  description = "Whether what is protected from deletion is so; false lets all of it be taken down."
  default     = true
  nullable    = false
}

variable "entry_certificate_arn" {
  type        = string
  description = "The certificate of entry, in ACM: the model gives no domain to make one for."
  default     = null

  validation {
    condition     = var.entry_certificate_arn == null ? true : can(regex("^arn:[^:]+:acm:", var.entry_certificate_arn))
    error_message = "The certificate must be given by its ARN in ACM."
  }
}

variable "log_retention_days" {
  type        = number
  description = "How many days logs are kept."
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
  description = "How many tasks of portal there are; `desired` counts only when it is created."
  default     = { min = 2, max = 4 }
}

variable "portal_image" {
  type        = string
  description = "The image that portal runs: a public one, as nothing logs in to its registry."
  default     = "example/portal:1.0.0"
}
