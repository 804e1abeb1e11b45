# modules in modules: outputs several levels up, inputs several levels down, for_each modules, splats, one
provider "aws" { region = "us-east-1" }
variable "services" {
  default = { web = { port = 8080, public = true }, jobs = { port = 9000, public = false } }
}
module "stack" {
  source   = "./stack"
  services = var.services
  zones    = ["us-east-1a", "us-east-1b"]
}
