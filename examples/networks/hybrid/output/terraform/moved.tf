# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Renamed resources: Terraform moves them in the state instead of replacing them. Names at AWS do not change.
# Once a block has been applied everywhere, delete its line under "moved" in .archgen.json.

moved {
  from = aws_appautoscaling_policy.backoffice
  to   = module.backoffice.aws_appautoscaling_policy.main
}

moved {
  from = aws_appautoscaling_policy.portal
  to   = module.portal.aws_appautoscaling_policy.main
}

moved {
  from = aws_appautoscaling_target.backoffice
  to   = module.backoffice.aws_appautoscaling_target.main
}

moved {
  from = aws_appautoscaling_target.portal
  to   = module.portal.aws_appautoscaling_target.main
}

moved {
  from = aws_cloudwatch_log_group.backoffice
  to   = module.backoffice.aws_cloudwatch_log_group.main
}

moved {
  from = aws_cloudwatch_log_group.portal
  to   = module.portal.aws_cloudwatch_log_group.main
}

moved {
  from = aws_ecs_service.backoffice
  to   = module.backoffice.aws_ecs_service.main
}

moved {
  from = aws_ecs_service.portal
  to   = module.portal.aws_ecs_service.main
}

moved {
  from = aws_ecs_task_definition.backoffice
  to   = module.backoffice.aws_ecs_task_definition.main
}

moved {
  from = aws_ecs_task_definition.portal
  to   = module.portal.aws_ecs_task_definition.main
}

moved {
  from = aws_iam_role.backoffice
  to   = module.backoffice.aws_iam_role.main
}

moved {
  from = aws_iam_role.backoffice_start
  to   = module.backoffice.aws_iam_role.start
}

moved {
  from = aws_iam_role.portal
  to   = module.portal.aws_iam_role.main
}

moved {
  from = aws_iam_role.portal_start
  to   = module.portal.aws_iam_role.start
}

moved {
  from = aws_iam_role_policy.backoffice_start
  to   = module.backoffice.aws_iam_role_policy.start
}

moved {
  from = aws_iam_role_policy.portal_start
  to   = module.portal.aws_iam_role_policy.start
}
