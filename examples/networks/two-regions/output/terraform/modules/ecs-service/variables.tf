# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

variable "name" {
  type        = string
  description = "The name of the service and of its task definition."
}

variable "role_name" {
  type        = string
  description = "The name of the role of the tasks, where it is another one: IAM roles are global."
  default     = null
}

variable "start_role_name" {
  type        = string
  description = "The name of the role that starts the tasks, where it does not end with -start."
  default     = null
}

variable "region" {
  type        = string
  description = "The region, where it is another one than the provider's."
  default     = null
}

variable "tags" {
  type        = map(string)
  description = "The tags of the service: Name and Component."
}

variable "cluster" {
  type        = object({ arn = string, name = string })
  description = "The cluster that the service is in."
}

variable "capacity_provider" {
  type        = string
  description = "The capacity provider of instances to run on; null runs the tasks on Fargate."
  default     = null
}

variable "cpu_architecture" {
  type        = string
  description = "The processor that the tasks need: X86_64 or ARM64."
  default     = "X86_64"
}

variable "cpu" {
  type        = number
  description = "The CPU units of a task."
}

variable "memory" {
  type        = number
  description = "The memory of a task, in MiB."
}

variable "capacity" {
  type        = object({ min = number, max = number, desired = optional(number) })
  description = "The number of tasks."
  nullable    = false

  validation {
    condition     = var.capacity.min <= var.capacity.max
    error_message = "The minimum may not exceed the maximum."
  }
}

variable "subnet_ids" {
  type        = list(string)
  description = "The subnets of the tasks, one in each zone."
}

variable "security_group_ids" {
  type        = list(string)
  description = "The security groups of the tasks."
}

variable "public_addresses" {
  type        = bool
  description = "Whether each task has a public address."
  default     = false
}

variable "target_groups" {
  type        = list(object({ arn = string, port = number }))
  description = "The target groups of load balancers that the tasks are in."
  default     = []
}

variable "image" {
  type        = string
  description = "The image of the container."
}

variable "command" {
  type        = list(string)
  description = "The command of the container; null runs the image's own."
  default     = null
}

variable "ports" {
  type        = list(number)
  description = "The ports that the container listens on."
  default     = []
}

variable "environment" {
  type        = list(object({ name = string, value = string }))
  description = "The environment variables of the container."
  default     = []
}

variable "secrets" {
  type        = list(object({ name = string, valueFrom = string }))
  description = "The environment variables that are read from secrets and parameters."
  default     = []
}

variable "volumes" {
  type        = list(object({ name = string, path = string, file_system = string, access_point = string }))
  description = "The file systems that are mounted."
  default     = []
}

variable "statements" {
  type        = any
  description = "Permissions of the tasks: policy statements, whose effect is Allow."
  default     = []
}

variable "start_statements" {
  type        = any
  description = "Permissions to start the tasks besides writing logs: policy statements, as above."
  default     = []
}

variable "log_group" {
  type        = object({ name = string, retention_in_days = number, kms_key_arn = string })
  description = "The log group of the tasks."
}

variable "starts_after" {
  type        = any
  description = "What must exist before the first task starts."
  default     = []
}
