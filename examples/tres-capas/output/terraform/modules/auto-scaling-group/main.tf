# Generado por archgen a partir de architecture.yaml. Edite ese archivo y ejecute `archgen render`.

# Un servicio en un grupo de Auto Scaling: instancias en varias zonas, que se reemplazan si fallan y escalan por CPU.

locals {
  processor = can(regex("^([a-z]+[0-9]+g[a-z]*|a1)\\.", var.instance_type)) ? "arm64" : "x86_64"
  service = {
    image       = var.image
    region      = data.aws_region.current.region
    log_group   = var.log_group.name
    environment = var.environment
    secrets     = var.secrets
    volumes     = {}
  }
  own_logs = [{ Sid = "Logs", Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "${aws_cloudwatch_log_group.main.arn}:*" }]
}

# La versión más reciente de Amazon Linux 2023: una imagen nueva aparece en el plan y se despliega instancia por
# instancia.
data "aws_ssm_parameter" "image" { name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${local.processor}" }

resource "aws_launch_template" "main" {
  # checkov:skip=CKV_AWS_88: direcciones públicas solo si el modelo no tiene otra salida; solo pueden conectarse los balanceadores de carga
  name                   = var.name
  image_id               = data.aws_ssm_parameter.image.insecure_value
  instance_type          = var.instance_type
  update_default_version = true
  user_data = base64encode(templatefile("${path.module}/../../user-data/service.sh.tftpl", {
    component = var.tags.Component
    service   = base64encode(jsonencode(local.service))
  }))
  tags = var.tags
  iam_instance_profile { arn = aws_iam_instance_profile.main.arn }

  network_interfaces {
    associate_public_ip_address = var.public_addresses
    delete_on_termination       = true
    security_groups             = var.security_group_ids
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      delete_on_termination = true
      encrypted             = true
      volume_size           = 30
      volume_type           = "gp3"
    }
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  monitoring { enabled = true }

  dynamic "tag_specifications" {
    for_each = ["instance", "volume"]

    content {
      resource_type = tag_specifications.value
      tags          = merge(var.default_tags, var.tags)
    }
  }
}

resource "aws_autoscaling_group" "main" {
  name                      = var.name
  min_size                  = var.capacity.min
  max_size                  = var.capacity.max
  desired_capacity          = coalesce(var.capacity.desired, var.capacity.min)
  vpc_zone_identifier       = var.subnet_ids
  target_group_arns         = var.target_group_arns
  health_check_type         = length(var.target_group_arns) > 0 ? "ELB" : "EC2"
  health_check_grace_period = 300
  default_instance_warmup   = 120
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances"]

  launch_template {
    id      = aws_launch_template.main.id
    version = aws_launch_template.main.latest_version
  }

  # Un cambio reemplaza unas pocas instancias cada vez, y cada una solo cuando su sustituta está sana.
  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 100
      max_healthy_percentage = 150
      auto_rollback          = true
    }
  }

  dynamic "tag" {
    for_each = merge(var.default_tags, var.tags)

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = false
    }
  }

  # El escalado automático ajusta el número una vez que existe el grupo.
  lifecycle { ignore_changes = [desired_capacity] }

  # Las instancias se inician solo cuando existen sus permisos, su salida y las reglas de su grupo de seguridad.
  depends_on = [aws_iam_role_policy.main, aws_iam_role_policy_attachment.ssm, var.starts_after]
}

resource "aws_autoscaling_policy" "main" {
  name                   = "cpu"
  autoscaling_group_name = aws_autoscaling_group.main.name
  policy_type            = "TargetTrackingScaling"

  target_tracking_configuration {
    target_value = 60
    predefined_metric_specification { predefined_metric_type = "ASGAverageCPUUtilization" }
  }
}

resource "aws_iam_role" "main" {
  name = var.name
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  tags = var.tags
}

# Systems Manager en lugar de SSH: sin puertos abiertos ni pares de claves.
resource "aws_iam_role_policy_attachment" "ssm" {
  role       = aws_iam_role.main.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_role_policy" "main" {
  name = "connections"
  role = aws_iam_role.main.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.own_logs, [for statement in var.statements : merge({ Effect = "Allow" }, statement)])
  })
}

resource "aws_iam_instance_profile" "main" {
  name = var.name
  role = aws_iam_role.main.name
  tags = var.tags
}

resource "aws_cloudwatch_log_group" "main" {
  name              = var.log_group.name
  retention_in_days = var.log_group.retention_in_days
  kms_key_id        = var.log_group.kms_key_arn
  tags              = var.tags
}

data "aws_partition" "current" {}
data "aws_region" "current" {}
