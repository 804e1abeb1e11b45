# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

# dns: Nombres de dominio: app.example.com, en una zona alojada nueva, salvo que var.hosted_zone_id indique una
# existente.
resource "aws_route53_zone" "dns" {
  count   = var.hosted_zone_id == null ? 1 : 0
  name    = "app.example.com"
  comment = "tres-capas: dns"
  tags    = { Name = "tres-capas-dns", Component = "dns" }
}

locals {
  dns_zone_id = var.hosted_zone_id == null ? one(aws_route53_zone.dns[*].zone_id) : var.hosted_zone_id
}

# dns -> cdn
resource "aws_route53_record" "dns" {
  for_each = toset(["A", "AAAA"])
  zone_id  = local.dns_zone_id
  name     = "app.example.com"
  type     = each.key

  alias {
    name                   = aws_cloudfront_distribution.cdn.domain_name
    zone_id                = aws_cloudfront_distribution.cdn.hosted_zone_id
    evaluate_target_health = false
  }
}

# Un nombre para cada balanceador de carga, que está también en su certificado.
resource "aws_route53_record" "dns_to" {
  for_each = { app-lb = { target = aws_lb.main["app-lb"] }, web-lb = { target = aws_lb.main["web-lb"] } }
  zone_id  = local.dns_zone_id
  name     = "${each.key}.app.example.com"
  type     = "A"

  alias {
    name                   = each.value.target.dns_name
    zone_id                = each.value.target.zone_id
    evaluate_target_health = true
  }
}

# Registros de DNS con los que ACM valida los certificados. Un nombre tiene el mismo registro en todas las regiones.
resource "aws_route53_record" "dns_proof" {
  for_each = {
    "app-lb.app.example.com" = aws_acm_certificate.dns["app-lb"].domain_validation_options
    "app.example.com"        = aws_acm_certificate.dns["cdn"].domain_validation_options
    "web-lb.app.example.com" = aws_acm_certificate.dns["web-lb"].domain_validation_options
  }

  zone_id         = local.dns_zone_id
  name            = one([for option in each.value : option.resource_record_name if option.domain_name == each.key])
  type            = one([for option in each.value : option.resource_record_type if option.domain_name == each.key])
  records         = [one([for option in each.value : option.resource_record_value if option.domain_name == each.key])]
  ttl             = 300
  allow_overwrite = true
}

# Certificados: ACM los valida con los registros anteriores.
resource "aws_acm_certificate" "dns" {
  for_each = {
    cdn    = { name = "app.example.com" }
    web-lb = { name = "web-lb.app.example.com", others = ["app.example.com"] }
    app-lb = { name = "app-lb.app.example.com" }
  }

  domain_name               = each.value.name
  subject_alternative_names = try(each.value.others, null)
  validation_method         = "DNS"
  tags                      = { Name = "tres-capas-${each.key}", Component = each.key }
  lifecycle { create_before_destroy = true }
}

resource "aws_acm_certificate_validation" "dns" {
  for_each                = aws_acm_certificate.dns
  certificate_arn         = each.value.arn
  validation_record_fqdns = [for option in each.value.domain_validation_options : aws_route53_record.dns_proof[option.domain_name].fqdn]
}

# DNSSEC: los resolvedores validan las respuestas cuando la zona principal tiene el registro DS de la salida
# dns_ds_record.
resource "aws_kms_key" "dns_dnssec" {
  count                    = length(aws_route53_zone.dns)
  description              = "tres-capas: signs the zone of dns"
  customer_master_key_spec = "ECC_NIST_P256"
  key_usage                = "SIGN_VERIFY"
  deletion_window_in_days  = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Account", Effect = "Allow", Principal = { AWS = "arn:${local.partition}:iam::${local.account}:root" }, Action = "kms:*", Resource = "*" },
      {
        Sid       = "Dnssec"
        Effect    = "Allow"
        Principal = { Service = "dnssec-route53.amazonaws.com" }
        Action    = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"]
        Resource  = "*"
        Condition = local.this_account
      },
      {
        Sid       = "DnssecGrant"
        Effect    = "Allow"
        Principal = { Service = "dnssec-route53.amazonaws.com" }
        Action    = "kms:CreateGrant"
        Resource  = "*"
        Condition = { Bool = { "kms:GrantIsForAWSResource" = "true" } }
      },
    ]
  })
  tags = { Name = "tres-capas-dns", Component = "dns" }
}

resource "aws_route53_key_signing_key" "dns" {
  count                      = length(aws_route53_zone.dns)
  name                       = "dns_key"
  hosted_zone_id             = aws_route53_zone.dns[count.index].zone_id
  key_management_service_arn = aws_kms_key.dns_dnssec[count.index].arn
}

resource "aws_route53_hosted_zone_dnssec" "dns" {
  count          = length(aws_route53_zone.dns)
  hosted_zone_id = aws_route53_key_signing_key.dns[count.index].hosted_zone_id
}

data "aws_cloudfront_cache_policy" "cdn_optimized" { name = "Managed-CachingOptimized" }
data "aws_cloudfront_cache_policy" "cdn_disabled" { name = "Managed-CachingDisabled" }
data "aws_cloudfront_origin_request_policy" "cdn" { name = "Managed-AllViewer" }
data "aws_cloudfront_response_headers_policy" "cdn" { name = "Managed-SecurityHeadersPolicy" }

resource "aws_cloudfront_origin_access_control" "cdn_s3" {
  name                              = "tres-capas-cdn-s3"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

# cdn: Caché y distribución
resource "aws_cloudfront_distribution" "cdn" {
  # checkov:skip=CKV2_AWS_47: the model has no web ACL; a component of kind waf adds one checkov:skip=CKV_AWS_86: its
  # access logs are delivered below, by standard logging v2, which the check does not know checkov:skip=CKV_AWS_305:
  # web-lb responde a "/"
  enabled         = true
  comment         = "Aplicación web de tres capas"
  aliases         = ["app.example.com"]
  http_version    = "http2and3"
  is_ipv6_enabled = true
  price_class     = var.cdn_price_class
  web_acl_id      = var.cdn_web_acl_arn
  tags            = { Name = "tres-capas-cdn", Component = "cdn" }

  # cdn -> estaticos
  origin {
    origin_id                = "estaticos"
    domain_name              = module.estaticos.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.cdn_s3.id
  }

  # cdn -> web-lb
  origin {
    origin_id   = "web-lb"
    domain_name = "web-lb.app.example.com"

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  # Los objetos que no están en estaticos se piden a web-lb.
  origin_group {
    origin_id = "estaticos-else-web-lb"
    failover_criteria { status_codes = [403, 404, 500, 502, 503, 504] }
    member { origin_id = "estaticos" }
    member { origin_id = "web-lb" }
  }

  default_cache_behavior {
    target_origin_id           = "web-lb"
    viewer_protocol_policy     = "redirect-to-https"
    compress                   = true
    allowed_methods            = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
    cached_methods             = ["GET", "HEAD"]
    cache_policy_id            = data.aws_cloudfront_cache_policy.cdn_disabled.id
    origin_request_policy_id   = data.aws_cloudfront_origin_request_policy.cdn.id
    response_headers_policy_id = data.aws_cloudfront_response_headers_policy.cdn.id
  }

  ordered_cache_behavior {
    path_pattern               = "/estaticos/*"
    target_origin_id           = "estaticos-else-web-lb"
    viewer_protocol_policy     = "redirect-to-https"
    compress                   = true
    allowed_methods            = ["GET", "HEAD", "OPTIONS"]
    cached_methods             = ["GET", "HEAD"]
    cache_policy_id            = data.aws_cloudfront_cache_policy.cdn_optimized.id
    response_headers_policy_id = data.aws_cloudfront_response_headers_policy.cdn.id
  }

  restrictions {
    geo_restriction {
      restriction_type = var.cdn_geo_restriction.type
      locations        = var.cdn_geo_restriction.countries
    }
  }

  viewer_certificate {
    acm_certificate_arn      = aws_acm_certificate_validation.dns["cdn"].certificate_arn
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }
}
