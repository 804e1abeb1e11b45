variable "subnets" { type = list(string) }
variable "vpc" {}
variable "more" { default = [] }
locals {
  security_group_id = try(aws_security_group.cluster.id, "")
  name              = terraform_data.made.output.name
}
resource "aws_security_group" "cluster" {
  name   = "cluster"
  vpc_id = var.vpc
}
resource "aws_security_group" "node" {
  name   = "node"
  vpc_id = var.vpc
}
resource "aws_eks_cluster" "this" {
  name     = "pods"
  role_arn = aws_iam_role.this.arn
  vpc_config {
    subnet_ids         = var.subnets
    security_group_ids = compact(distinct(concat(var.more, [local.security_group_id])))
  }
}
resource "terraform_data" "made" { input = { name = aws_eks_cluster.this.id } }
resource "aws_eks_node_group" "this" {
  cluster_name  = terraform_data.made.output.name
  node_role_arn = aws_iam_role.this.arn
  subnet_ids    = var.subnets
  scaling_config {
    min_size     = 2
    max_size     = 4
    desired_size = 2
  }
}
resource "aws_iam_role" "this" {
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "eks.amazonaws.com" } }] })
}
