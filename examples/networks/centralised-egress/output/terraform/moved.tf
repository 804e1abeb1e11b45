# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Renamed resources: Terraform moves them in the state instead of replacing them. Names at AWS do not change.
# Once a block has been applied everywhere, delete its line under "moved" in .archgen.json.

moved {
  from = aws_appautoscaling_policy.invoices_billing
  to   = module.invoices_billing.aws_appautoscaling_policy.main
}

moved {
  from = aws_appautoscaling_policy.jobs_shop
  to   = module.jobs_shop.aws_appautoscaling_policy.main
}

moved {
  from = aws_appautoscaling_policy.orders_shop
  to   = module.orders_shop.aws_appautoscaling_policy.main
}

moved {
  from = aws_appautoscaling_target.invoices_billing
  to   = module.invoices_billing.aws_appautoscaling_target.main
}

moved {
  from = aws_appautoscaling_target.jobs_shop
  to   = module.jobs_shop.aws_appautoscaling_target.main
}

moved {
  from = aws_appautoscaling_target.orders_shop
  to   = module.orders_shop.aws_appautoscaling_target.main
}

moved {
  from = aws_cloudwatch_log_group.invoices_billing
  to   = module.invoices_billing.aws_cloudwatch_log_group.main
}

moved {
  from = aws_cloudwatch_log_group.jobs_shop
  to   = module.jobs_shop.aws_cloudwatch_log_group.main
}

moved {
  from = aws_cloudwatch_log_group.orders_shop
  to   = module.orders_shop.aws_cloudwatch_log_group.main
}

moved {
  from = aws_ecs_service.invoices_billing
  to   = module.invoices_billing.aws_ecs_service.main
}

moved {
  from = aws_ecs_service.jobs_shop
  to   = module.jobs_shop.aws_ecs_service.main
}

moved {
  from = aws_ecs_service.orders_shop
  to   = module.orders_shop.aws_ecs_service.main
}

moved {
  from = aws_ecs_task_definition.invoices_billing
  to   = module.invoices_billing.aws_ecs_task_definition.main
}

moved {
  from = aws_ecs_task_definition.jobs_shop
  to   = module.jobs_shop.aws_ecs_task_definition.main
}

moved {
  from = aws_ecs_task_definition.orders_shop
  to   = module.orders_shop.aws_ecs_task_definition.main
}

moved {
  from = aws_iam_role.invoices_billing
  to   = module.invoices_billing.aws_iam_role.main
}

moved {
  from = aws_iam_role.invoices_billing_start
  to   = module.invoices_billing.aws_iam_role.start
}

moved {
  from = aws_iam_role.jobs_shop
  to   = module.jobs_shop.aws_iam_role.main
}

moved {
  from = aws_iam_role.jobs_shop_start
  to   = module.jobs_shop.aws_iam_role.start
}

moved {
  from = aws_iam_role.orders_shop
  to   = module.orders_shop.aws_iam_role.main
}

moved {
  from = aws_iam_role.orders_shop_start
  to   = module.orders_shop.aws_iam_role.start
}

moved {
  from = aws_iam_role_policy.invoices_billing_start
  to   = module.invoices_billing.aws_iam_role_policy.start
}

moved {
  from = aws_iam_role_policy.jobs_shop_start
  to   = module.jobs_shop.aws_iam_role_policy.start
}

moved {
  from = aws_iam_role_policy.orders_shop_start
  to   = module.orders_shop.aws_iam_role_policy.start
}
