# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

# Recursos con otro nombre: Terraform los mueve en el estado en lugar de reemplazarlos. Los nombres en AWS no cambian.
# Cuando un bloque se haya aplicado en todas partes, elimine su línea bajo "moved" en .archgen.json.

moved {
  from = aws_acm_certificate.app_lb
  to   = aws_acm_certificate.dns["app-lb"]
}

moved {
  from = aws_acm_certificate.cdn
  to   = aws_acm_certificate.dns["cdn"]
}

moved {
  from = aws_acm_certificate.web_lb
  to   = aws_acm_certificate.dns["web-lb"]
}

moved {
  from = aws_acm_certificate_validation.app_lb
  to   = aws_acm_certificate_validation.dns["app-lb"]
}

moved {
  from = aws_acm_certificate_validation.cdn
  to   = aws_acm_certificate_validation.dns["cdn"]
}

moved {
  from = aws_acm_certificate_validation.web_lb
  to   = aws_acm_certificate_validation.dns["web-lb"]
}

moved {
  from = module.backend.aws_cloudwatch_log_group.main[0]
  to   = module.backend.aws_cloudwatch_log_group.main
}

moved {
  from = module.frontend.aws_cloudwatch_log_group.main[0]
  to   = module.frontend.aws_cloudwatch_log_group.main
}

moved {
  from = module.backend.aws_iam_role_policy.main[0]
  to   = module.backend.aws_iam_role_policy.main
}

moved {
  from = module.frontend.aws_iam_role_policy.main[0]
  to   = module.frontend.aws_iam_role_policy.main
}

moved {
  from = aws_route53_record.dns_to_app_lb
  to   = aws_route53_record.dns_to["app-lb"]
}

moved {
  from = aws_route53_record.dns_to_web_lb
  to   = aws_route53_record.dns_to["web-lb"]
}

moved {
  from = aws_vpc_security_group_egress_rule.backend_to_sesiones_443
  to   = aws_vpc_security_group_egress_rule.main["backend-to-sesiones-443"]
}

moved {
  from = aws_vpc_security_group_ingress_rule.web_lb_from_cdn_443
  to   = aws_vpc_security_group_ingress_rule.main["web-lb-from-cdn-443"]
}
