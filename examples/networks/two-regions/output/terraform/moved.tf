# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Renamed resources: Terraform moves them in the state instead of replacing them. Names at AWS do not change.
# Once a block has been applied everywhere, delete its line under "moved" in .archgen.json.

moved {
  from = aws_appautoscaling_policy.orders
  to   = module.orders.aws_appautoscaling_policy.main
}

moved {
  from = aws_appautoscaling_policy.reports_eu_central_1
  to   = module.reports_eu_central_1.aws_appautoscaling_policy.main
}

moved {
  from = aws_appautoscaling_target.orders
  to   = module.orders.aws_appautoscaling_target.main
}

moved {
  from = aws_appautoscaling_target.reports_eu_central_1
  to   = module.reports_eu_central_1.aws_appautoscaling_target.main
}

moved {
  from = aws_cloudwatch_log_group.orders
  to   = module.orders.aws_cloudwatch_log_group.main
}

moved {
  from = aws_cloudwatch_log_group.reports_eu_central_1
  to   = module.reports_eu_central_1.aws_cloudwatch_log_group.main
}

moved {
  from = aws_ecs_service.orders
  to   = module.orders.aws_ecs_service.main
}

moved {
  from = aws_ecs_service.reports_eu_central_1
  to   = module.reports_eu_central_1.aws_ecs_service.main
}

moved {
  from = aws_ecs_task_definition.orders
  to   = module.orders.aws_ecs_task_definition.main
}

moved {
  from = aws_ecs_task_definition.reports_eu_central_1
  to   = module.reports_eu_central_1.aws_ecs_task_definition.main
}

moved {
  from = aws_iam_role.orders
  to   = module.orders.aws_iam_role.main
}

moved {
  from = aws_iam_role.orders_start
  to   = module.orders.aws_iam_role.start
}

moved {
  from = aws_iam_role.reports_eu_central_1
  to   = module.reports_eu_central_1.aws_iam_role.main
}

moved {
  from = aws_iam_role.reports_eu_central_1_start
  to   = module.reports_eu_central_1.aws_iam_role.start
}

moved {
  from = aws_iam_role_policy.orders_start
  to   = module.orders.aws_iam_role_policy.start
}

moved {
  from = aws_iam_role_policy.reports_eu_central_1_start
  to   = module.reports_eu_central_1.aws_iam_role_policy.start
}
