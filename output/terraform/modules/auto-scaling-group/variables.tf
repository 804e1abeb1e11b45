# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

variable "name" {
  type        = string
  description = "What the group and its launch template are called."
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
  description = "How many instances there are."
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
  description = "Who may connect to the instances, and to whom they may connect."
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
  description = "What the instances may do: the statements of a policy, without their effect, which is Allow."
  default     = []
}

variable "log_group" {
  type        = object({ name = string, retention_in_days = number, kms_key_arn = string })
  description = "Where the service logs to."
}

variable "starts_after" {
  type        = any
  description = "What has to be there before the first instance starts."
  default     = []
}
