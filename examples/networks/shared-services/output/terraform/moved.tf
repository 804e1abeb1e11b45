# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Renamed resources: Terraform moves them in the state instead of replacing them. Names at AWS do not change.
# Once a block has been applied everywhere, delete its line under "moved" in .archgen.json.

moved {
  from = aws_appautoscaling_policy.billing_billing
  to   = module.billing_billing.aws_appautoscaling_policy.main
}

moved {
  from = aws_appautoscaling_policy.directory_services
  to   = module.directory_services.aws_appautoscaling_policy.main
}

moved {
  from = aws_appautoscaling_policy.search_services
  to   = module.search_services.aws_appautoscaling_policy.main
}

moved {
  from = aws_appautoscaling_policy.shop_shop
  to   = module.shop_shop.aws_appautoscaling_policy.main
}

moved {
  from = aws_appautoscaling_target.billing_billing
  to   = module.billing_billing.aws_appautoscaling_target.main
}

moved {
  from = aws_appautoscaling_target.directory_services
  to   = module.directory_services.aws_appautoscaling_target.main
}

moved {
  from = aws_appautoscaling_target.search_services
  to   = module.search_services.aws_appautoscaling_target.main
}

moved {
  from = aws_appautoscaling_target.shop_shop
  to   = module.shop_shop.aws_appautoscaling_target.main
}

moved {
  from = aws_cloudwatch_log_group.billing_billing
  to   = module.billing_billing.aws_cloudwatch_log_group.main
}

moved {
  from = aws_cloudwatch_log_group.directory_services
  to   = module.directory_services.aws_cloudwatch_log_group.main
}

moved {
  from = aws_cloudwatch_log_group.search_services
  to   = module.search_services.aws_cloudwatch_log_group.main
}

moved {
  from = aws_cloudwatch_log_group.shop_shop
  to   = module.shop_shop.aws_cloudwatch_log_group.main
}

moved {
  from = aws_ecs_service.billing_billing
  to   = module.billing_billing.aws_ecs_service.main
}

moved {
  from = aws_ecs_service.directory_services
  to   = module.directory_services.aws_ecs_service.main
}

moved {
  from = aws_ecs_service.search_services
  to   = module.search_services.aws_ecs_service.main
}

moved {
  from = aws_ecs_service.shop_shop
  to   = module.shop_shop.aws_ecs_service.main
}

moved {
  from = aws_ecs_task_definition.billing_billing
  to   = module.billing_billing.aws_ecs_task_definition.main
}

moved {
  from = aws_ecs_task_definition.directory_services
  to   = module.directory_services.aws_ecs_task_definition.main
}

moved {
  from = aws_ecs_task_definition.search_services
  to   = module.search_services.aws_ecs_task_definition.main
}

moved {
  from = aws_ecs_task_definition.shop_shop
  to   = module.shop_shop.aws_ecs_task_definition.main
}

moved {
  from = aws_iam_role.billing_billing
  to   = module.billing_billing.aws_iam_role.main
}

moved {
  from = aws_iam_role.billing_billing_start
  to   = module.billing_billing.aws_iam_role.start
}

moved {
  from = aws_iam_role.directory_services
  to   = module.directory_services.aws_iam_role.main
}

moved {
  from = aws_iam_role.directory_services_start
  to   = module.directory_services.aws_iam_role.start
}

moved {
  from = aws_iam_role.search_services
  to   = module.search_services.aws_iam_role.main
}

moved {
  from = aws_iam_role.search_services_start
  to   = module.search_services.aws_iam_role.start
}

moved {
  from = aws_iam_role.shop_shop
  to   = module.shop_shop.aws_iam_role.main
}

moved {
  from = aws_iam_role.shop_shop_start
  to   = module.shop_shop.aws_iam_role.start
}

moved {
  from = aws_iam_role_policy.billing_billing_start
  to   = module.billing_billing.aws_iam_role_policy.start
}

moved {
  from = aws_iam_role_policy.directory_services_start
  to   = module.directory_services.aws_iam_role_policy.start
}

moved {
  from = aws_iam_role_policy.search_services_start
  to   = module.search_services.aws_iam_role_policy.start
}

moved {
  from = aws_iam_role_policy.shop_shop_start
  to   = module.shop_shop.aws_iam_role_policy.start
}
