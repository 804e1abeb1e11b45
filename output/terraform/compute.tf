# Made by archgen from architecture.yaml. Edit that file, then run `archgen render`.

# Load balancers, and what runs the code.

# The newest Amazon Linux 2023: a new image shows in the plan and is rolled out instance by instance.
data "aws_ssm_parameter" "al2023_x86_64" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
}

# web-lb: open to the internet, a node in each of its zones.
resource "aws_lb" "web_lb" {
  # checkov:skip=CKV2_AWS_28: the model has no web ACL; a component of kind waf adds one
  name                       = "three-tier-web-web-lb"
  load_balancer_type         = "application"
  internal                   = false
  subnets                    = [for subnet in aws_subnet.web : subnet.id]
  security_groups            = [aws_security_group.web_lb.id]
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection

  tags = { Name = "three-tier-web-web-lb", Component = "web-lb" }

  access_logs {
    bucket  = aws_s3_bucket.access_logs.id
    prefix  = "web-lb"
    enabled = true
  }

  depends_on = [aws_s3_bucket_policy.access_logs]
}

# web-lb -> web: 3000
resource "aws_lb_target_group" "web_lb_to_web_3000" {
  name                 = "three-tier-web-web-lb-web-3000"
  target_type          = "instance"
  port                 = 3000
  protocol             = "HTTP"
  vpc_id               = aws_vpc.main.id
  deregistration_delay = 60

  tags = { Name = "three-tier-web-web-lb-web-3000", Component = "web" }

  health_check {
    path                = "/"
    matcher             = "200-399"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb_listener" "web_lb_443" {
  load_balancer_arn = aws_lb.web_lb.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  certificate_arn   = aws_acm_certificate_validation.web_lb.certificate_arn

  tags = { Name = "three-tier-web-web-lb", Component = "web-lb" }

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web_lb_to_web_3000.arn
  }
}

# web: frontend, 2 to 6 instances over us-east-1a and us-east-1b.
resource "aws_launch_template" "web" {
  # checkov:skip=CKV_AWS_88: its own address is the only way out of a public subnet; only web-lb may connect to it
  name                   = "three-tier-web-web"
  image_id               = data.aws_ssm_parameter.al2023_x86_64.insecure_value
  instance_type          = "t3.small"
  update_default_version = true

  user_data = base64encode(templatefile("${path.module}/user-data/service.sh.tftpl", {
    component = "web"
    service = base64encode(jsonencode({
      image     = var.web_image
      region    = "us-east-1"
      log_group = aws_cloudwatch_log_group.web.name
      environment = {
        APP_LB_URL = "https://app-lb.app.example.com:8000"
      }
      secrets = {}
      volumes = {}
    }))
  }))

  tags = { Name = "three-tier-web-web", Component = "web" }

  iam_instance_profile {
    arn = aws_iam_instance_profile.web.arn
  }

  network_interfaces {
    associate_public_ip_address = true
    delete_on_termination       = true
    security_groups             = [aws_security_group.web.id]
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

  monitoring {
    enabled = true
  }

  tag_specifications {
    resource_type = "instance"
    tags          = merge(local.tags, { Name = "three-tier-web-web", Component = "web" })
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge(local.tags, { Name = "three-tier-web-web", Component = "web" })
  }
}

resource "aws_autoscaling_group" "web" {
  name                      = "three-tier-web-web"
  min_size                  = 2
  max_size                  = 6
  desired_capacity          = 2
  vpc_zone_identifier       = [for subnet in aws_subnet.web : subnet.id]
  target_group_arns         = [aws_lb_target_group.web_lb_to_web_3000.arn]
  health_check_type         = "ELB"
  health_check_grace_period = 300
  default_instance_warmup   = 120
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances"]

  launch_template {
    id      = aws_launch_template.web.id
    version = aws_launch_template.web.latest_version
  }

  # A change replaces the instances a few at a time, and none before its successor is healthy.
  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 100
      max_healthy_percentage = 150
      auto_rollback          = true
    }
  }

  dynamic "tag" {
    for_each = merge(local.tags, { Name = "three-tier-web-web", Component = "web" })

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = false
    }
  }

  lifecycle {
    # Scaling decides this one once the group runs.
    ignore_changes = [desired_capacity]
  }

  # The first instances start when what they may do, their way out and the doors to them are there.
  depends_on = [
    aws_iam_role_policy.web,
    aws_iam_role_policy_attachment.web_ssm,
    aws_route_table_association.web,
    aws_route.web,
    aws_vpc_security_group_ingress_rule.web_from_web_lb_3000,
    aws_vpc_security_group_egress_rule.web_to_app_lb_8000,
    aws_vpc_security_group_egress_rule.web_to_internet_443,
  ]
}

resource "aws_autoscaling_policy" "web" {
  name                   = "cpu"
  autoscaling_group_name = aws_autoscaling_group.web.name
  policy_type            = "TargetTrackingScaling"

  target_tracking_configuration {
    target_value = 60

    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
  }
}

resource "aws_iam_role" "web" {
  name = "three-tier-web-web"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })

  tags = { Name = "three-tier-web-web", Component = "web" }
}

# Systems Manager instead of SSH: no port is open and no key is kept.
resource "aws_iam_role_policy_attachment" "web_ssm" {
  role       = aws_iam_role.web.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_role_policy" "web" {
  name = "connections"
  role = aws_iam_role.web.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.web.arn}:*"
      },
    ]
  })
}

resource "aws_iam_instance_profile" "web" {
  name = "three-tier-web-web"
  role = aws_iam_role.web.name

  tags = { Name = "three-tier-web-web", Component = "web" }
}

# app-lb: inside the VPC, a node in each of its zones.
resource "aws_lb" "app_lb" {
  name                       = "three-tier-web-app-lb"
  load_balancer_type         = "application"
  internal                   = true
  subnets                    = [for subnet in aws_subnet.app : subnet.id]
  security_groups            = [aws_security_group.app_lb.id]
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection

  tags = { Name = "three-tier-web-app-lb", Component = "app-lb" }

  access_logs {
    bucket  = aws_s3_bucket.access_logs.id
    prefix  = "app-lb"
    enabled = true
  }

  depends_on = [aws_s3_bucket_policy.access_logs]
}

# app-lb -> app: 8000
resource "aws_lb_target_group" "app_lb_to_app_8000" {
  name                 = "three-tier-web-app-lb-app-8000"
  target_type          = "instance"
  port                 = 8000
  protocol             = "HTTP"
  vpc_id               = aws_vpc.main.id
  deregistration_delay = 60

  tags = { Name = "three-tier-web-app-lb-app-8000", Component = "app" }

  health_check {
    path                = "/health/"
    matcher             = "200-399"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb_listener" "app_lb_8000" {
  load_balancer_arn = aws_lb.app_lb.arn
  port              = 8000
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  certificate_arn   = aws_acm_certificate_validation.app_lb.certificate_arn

  tags = { Name = "three-tier-web-app-lb", Component = "app-lb" }

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app_lb_to_app_8000.arn
  }
}

# app: backend, 2 to 8 instances over us-east-1a and us-east-1b.
resource "aws_launch_template" "app" {
  name                   = "three-tier-web-app"
  image_id               = data.aws_ssm_parameter.al2023_x86_64.insecure_value
  instance_type          = "t3.small"
  update_default_version = true

  user_data = base64encode(templatefile("${path.module}/user-data/service.sh.tftpl", {
    component = "app"
    service = base64encode(jsonencode({
      image     = var.app_image
      region    = "us-east-1"
      log_group = aws_cloudwatch_log_group.app.name
      environment = {
        ORDERS_HOST         = aws_db_instance.orders.address
        ORDERS_READER_HOSTS = join(",", [for replica in aws_db_instance.orders_replica : replica.address])
        ORDERS_PORT         = "5432"
        ORDERS_USER         = "dbadmin"
        ORDERS_DATABASE     = "orders"
        SESSIONS_TABLE      = aws_dynamodb_table.sessions.name
      }
      secrets = {
        ORDERS_PASSWORD = { arn = aws_ssm_parameter.orders_password.arn, key = null }
      }
      volumes = {}
    }))
  }))

  tags = { Name = "three-tier-web-app", Component = "app" }

  iam_instance_profile {
    arn = aws_iam_instance_profile.app.arn
  }

  network_interfaces {
    associate_public_ip_address = false
    delete_on_termination       = true
    security_groups             = [aws_security_group.app.id]
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

  monitoring {
    enabled = true
  }

  tag_specifications {
    resource_type = "instance"
    tags          = merge(local.tags, { Name = "three-tier-web-app", Component = "app" })
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge(local.tags, { Name = "three-tier-web-app", Component = "app" })
  }
}

resource "aws_autoscaling_group" "app" {
  name                      = "three-tier-web-app"
  min_size                  = 2
  max_size                  = 8
  desired_capacity          = 2
  vpc_zone_identifier       = [for subnet in aws_subnet.app : subnet.id]
  target_group_arns         = [aws_lb_target_group.app_lb_to_app_8000.arn]
  health_check_type         = "ELB"
  health_check_grace_period = 300
  default_instance_warmup   = 120
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances"]

  launch_template {
    id      = aws_launch_template.app.id
    version = aws_launch_template.app.latest_version
  }

  # A change replaces the instances a few at a time, and none before its successor is healthy.
  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 100
      max_healthy_percentage = 150
      auto_rollback          = true
    }
  }

  dynamic "tag" {
    for_each = merge(local.tags, { Name = "three-tier-web-app", Component = "app" })

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = false
    }
  }

  lifecycle {
    # Scaling decides this one once the group runs.
    ignore_changes = [desired_capacity]
  }

  # The first instances start when what they may do, their way out and the doors to them are there.
  depends_on = [
    aws_iam_role_policy.app,
    aws_iam_role_policy_attachment.app_ssm,
    aws_route_table_association.app,
    aws_route.app,
    aws_vpc_security_group_ingress_rule.app_from_app_lb_8000,
    aws_vpc_security_group_egress_rule.app_to_orders_5432,
    aws_vpc_security_group_egress_rule.app_to_sessions_443,
    aws_vpc_security_group_egress_rule.app_to_partners_443,
  ]
}

resource "aws_autoscaling_policy" "app" {
  name                   = "cpu"
  autoscaling_group_name = aws_autoscaling_group.app.name
  policy_type            = "TargetTrackingScaling"

  target_tracking_configuration {
    target_value = 60

    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
  }
}

resource "aws_iam_role" "app" {
  name = "three-tier-web-app"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })

  tags = { Name = "three-tier-web-app", Component = "app" }
}

# Systems Manager instead of SSH: no port is open and no key is kept.
resource "aws_iam_role_policy_attachment" "app_ssm" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_role_policy" "app" {
  name = "connections"
  role = aws_iam_role.app.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.app.arn}:*"
      },
      {
        Sid    = "Sessions"
        Effect = "Allow"
        Action = ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem"]
        Resource = [
          aws_dynamodb_table.sessions.arn,
          "${aws_dynamodb_table.sessions.arn}/index/*",
        ]
      },
      {
        Sid      = "Parameters"
        Effect   = "Allow"
        Action   = ["ssm:GetParameter", "ssm:GetParameters"]
        Resource = aws_ssm_parameter.orders_password.arn
      },
      {
        Sid      = "Keys"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = aws_kms_key.main.arn
      },
    ]
  })
}

resource "aws_iam_instance_profile" "app" {
  name = "three-tier-web-app"
  role = aws_iam_role.app.name

  tags = { Name = "three-tier-web-app", Component = "app" }
}
