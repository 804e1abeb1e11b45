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
  description = "The key that encrypts it; without one S3's own key does."
  default     = null
}

variable "expire_days" {
  type        = number
  description = "After how many days objects are deleted; without it they are kept."
  default     = null
}

variable "statements" {
  type        = any
  description = "Who else may do what with it, as the statements of a policy."
  default     = []
}
