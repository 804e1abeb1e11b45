# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

variable "bucket" {
  type        = string
  description = "The name of the bucket."
}

variable "tags" {
  type        = map(string)
  description = "Its own tags."
}

variable "kms_key_arn" {
  type        = string
  description = "The KMS key; null uses the key of S3."
  default     = null
}

variable "access_log" {
  type        = object({ bucket = string, prefix = string })
  description = "Where its access logs go."
  default     = null
}

variable "expire_days" {
  type        = number
  description = "The days after which objects are deleted; null keeps them."
  default     = null
}

variable "statements" {
  type        = any
  description = "More statements of the bucket policy, whose effect is Allow."
  default     = []
}
