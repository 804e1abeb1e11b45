# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Renamed resources: Terraform moves them in the state instead of replacing them. Names at AWS do not change.
# Once a block has been applied everywhere, delete its line under "moved" in .archgen.json.

moved {
  from = aws_appautoscaling_policy.builds_network
  to   = module.builds_network.aws_appautoscaling_policy.main
}

moved {
  from = aws_appautoscaling_target.builds_network
  to   = module.builds_network.aws_appautoscaling_target.main
}

moved {
  from = aws_cloudwatch_log_group.builds_network
  to   = module.builds_network.aws_cloudwatch_log_group.main
}

moved {
  from = aws_ecs_service.builds_network
  to   = module.builds_network.aws_ecs_service.main
}

moved {
  from = aws_ecs_task_definition.builds_network
  to   = module.builds_network.aws_ecs_task_definition.main
}

moved {
  from = aws_iam_role.builds_network
  to   = module.builds_network.aws_iam_role.main
}

moved {
  from = aws_iam_role.builds_network_start
  to   = module.builds_network.aws_iam_role.start
}

moved {
  from = aws_iam_role_policy.builds_network_start
  to   = module.builds_network.aws_iam_role_policy.start
}
