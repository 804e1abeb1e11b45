# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

variable "name" {
  type        = string
  description = "The name of the group and of its launch template."
}

variable "tags" {
  type        = map(string)
  description = "Its own tags: Name and Component."
}

variable "default_tags" {
  type        = map(string)
  description = "The tags on every resource, which instances and volumes do not get from the provider."
}

variable "instance_type" {
  type        = string
  description = "The type of the instances; the image follows its processor."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]+[.][a-z0-9-]+$", var.instance_type))
    error_message = "The instance type must have the form of t3.small."
  }
}

variable "capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of instances."
  nullable    = false

  validation {
    condition     = var.capacity.min <= var.capacity.max
    error_message = "The minimum may not exceed the maximum."
  }
}

variable "subnet_ids" {
  type        = list(string)
  description = "The subnets of the instances, one in each zone."
}

variable "security_group_ids" {
  type        = list(string)
  description = "The security groups of the instances."
}

variable "target_group_arns" {
  type        = list(string)
  description = "The target groups of load balancers that they are in."
  default     = []
}

variable "public_addresses" {
  type        = bool
  description = "Whether each instance has a public address."
  default     = false
}

variable "image" {
  type        = string
  description = "The image of the container that each instance runs."
  nullable    = false
}

variable "environment" {
  type        = map(string)
  description = "The environment variables of the container."
  default     = {}
}

variable "secrets" {
  type        = map(object({ arn = string, key = optional(string) }))
  description = "The environment variables that are read from secrets and parameters."
  default     = {}
}

variable "statements" {
  type        = any
  description = "Permissions of the instances: policy statements, whose effect is Allow."
  default     = []
}

variable "log_group" {
  type        = object({ name = string, retention_in_days = number, kms_key_arn = string })
  description = "The log group of the service."
}

variable "starts_after" {
  type        = any
  description = "What must exist before the first instance starts."
  default     = []
}
