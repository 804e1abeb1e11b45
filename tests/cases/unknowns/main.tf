resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "public" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, count.index)
  availability_zone = ["us-east-1a", "us-east-1b"][count.index]
}

resource "aws_internet_gateway" "igw" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.igw.id
  }
}

resource "aws_main_route_table_association" "main" {
  vpc_id         = aws_vpc.main.id
  route_table_id = aws_route_table.public.id
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port       = 8080
    to_port         = 8080
    protocol        = "tcp"
    security_groups = [aws_security_group.web.id]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_alb" "web" {
  name            = "web"
  subnets         = aws_subnet.public[*].id
  security_groups = [aws_security_group.web.id]
}

resource "aws_alb_target_group" "app" {
  name     = "app"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}

resource "aws_alb_target_group" "more" {
  name     = "more"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}

resource "aws_alb_listener" "web" {
  load_balancer_arn = aws_alb.web.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/x"
  default_action {
    type             = "forward"
    target_group_arn = aws_alb_target_group.app.arn
  }
}

resource "aws_alb_listener_rule" "more" {
  listener_arn = aws_alb_listener.web.arn
  priority     = 1
  action {
    type             = "forward"
    target_group_arn = aws_alb_target_group.more.arn
  }
  condition {
    path_pattern {
      values = ["/more"]
    }
  }
}

resource "aws_spot_instance_request" "spot" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "m7g.large"
  subnet_id              = aws_subnet.public[0].id
  vpc_security_group_ids = [aws_security_group.app.id]
}

resource "aws_instance" "app" {
  count                  = 2
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "m7g.large"
  subnet_id              = aws_subnet.public[count.index].id
  vpc_security_group_ids = [aws_security_group.app.id]
}

resource "aws_alb_target_group_attachment" "app" {
  count            = 2
  target_group_arn = aws_alb_target_group.app.arn
  target_id        = aws_instance.app[count.index].id
}

resource "aws_eip" "app" {
  domain = "vpc"
}

resource "aws_eip_association" "app" {
  instance_id   = aws_instance.app[0].id
  allocation_id = aws_eip.app.id
}

resource "aws_network_interface" "more" {
  subnet_id       = aws_subnet.public[0].id
  security_groups = [aws_security_group.app.id]
}

resource "aws_network_interface_attachment" "more" {
  instance_id          = aws_instance.app[0].id
  network_interface_id = aws_network_interface.more.id
  device_index         = 1
}

resource "aws_launch_configuration" "fleet" {
  image_id        = "ami-0123456789abcdef0"
  instance_type   = "m7g.large"
  security_groups = [aws_security_group.app.id]
}

resource "aws_autoscaling_group" "fleet" {
  min_size             = 4
  max_size             = 8
  launch_configuration = aws_launch_configuration.fleet.name
  vpc_zone_identifier  = aws_subnet.public[*].id
}

resource "aws_autoscaling_attachment" "fleet" {
  autoscaling_group_name = aws_autoscaling_group.fleet.name
  lb_target_group_arn    = aws_alb_target_group.app.arn
}

resource "aws_autoscaling_traffic_source_attachment" "fleet" {
  autoscaling_group_name = aws_autoscaling_group.fleet.name
  traffic_source {
    identifier = aws_alb_target_group.more.arn
    type       = "elbv2"
  }
}

resource "aws_elb" "old" {
  subnets         = aws_subnet.public[*].id
  security_groups = [aws_security_group.web.id]
  instances       = aws_instance.app[*].id
  listener {
    instance_port     = 8080
    instance_protocol = "http"
    lb_port           = 443
    lb_protocol       = "http"
  }
}

resource "aws_sns_topic" "alarms" {
  name = "alarms"
}

resource "aws_autoscaling_notification" "fleet" {
  group_names   = [aws_autoscaling_group.fleet.name]
  notifications = ["autoscaling:EC2_INSTANCE_LAUNCH"]
  topic_arn     = aws_sns_topic.alarms.arn
}

resource "aws_backup_vault" "vault" {
  name = "vault"
}

resource "aws_backup_vault_notifications" "vault" {
  backup_vault_name   = aws_backup_vault.vault.name
  sns_topic_arn       = aws_sns_topic.alarms.arn
  backup_vault_events = ["BACKUP_JOB_COMPLETED"]
}

resource "aws_budgets_budget" "all" {
  budget_type  = "COST"
  limit_amount = "100"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  notification {
    comparison_operator       = "GREATER_THAN"
    threshold                 = 100
    threshold_type            = "PERCENTAGE"
    notification_type         = "ACTUAL"
    subscriber_sns_topic_arns = [aws_sns_topic.alarms.arn]
  }
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs-of-the-rest"
}

resource "aws_s3_bucket_acl" "logs" {
  bucket = aws_s3_bucket.logs.id
  acl    = "private"
}

resource "aws_s3_bucket_public_access_block" "logs" {
  bucket                  = aws_s3_bucket.logs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_cloudtrail" "trail" {
  name           = "trail"
  s3_bucket_name = aws_s3_bucket.logs.id
  sns_topic_name = aws_sns_topic.alarms.name
}

resource "aws_cloudwatch_composite_alarm" "all" {
  alarm_name    = "all"
  alarm_rule    = "ALARM(one)"
  alarm_actions = [aws_sns_topic.alarms.arn]
}

resource "aws_config_delivery_channel" "all" {
  s3_bucket_name = aws_s3_bucket.logs.id
}

resource "aws_db_event_subscription" "all" {
  sns_topic = aws_sns_topic.alarms.arn
}

resource "aws_iam_role" "code" {
  assume_role_policy = "{}"
}

resource "aws_iam_policy" "code" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["sqs:SendMessage"], Resource = [aws_sqs_queue.work.arn] }] })
}

resource "aws_iam_policy_attachment" "code" {
  name       = "code"
  roles      = [aws_iam_role.code.name]
  policy_arn = aws_iam_policy.code.arn
}

resource "aws_codepipeline" "deploy" {
  name     = "deploy"
  role_arn = aws_iam_role.code.arn
  artifact_store {
    location = aws_s3_bucket.logs.bucket
    type     = "S3"
  }
  stage {
    name = "Source"
    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "S3"
      version          = "1"
      output_artifacts = ["code"]
    }
  }
  stage {
    name = "Build"
    action {
      name            = "Build"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["code"]
    }
  }
}

resource "aws_sqs_queue" "work" {
  name = "work"
}

resource "aws_sqs_queue" "failed" {
  name = "failed"
}

resource "aws_sqs_queue_redrive_policy" "work" {
  queue_url      = aws_sqs_queue.work.id
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed.arn, maxReceiveCount = 4 })
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = aws_iam_role.code.arn
  s3_bucket     = aws_s3_bucket.logs.bucket
  s3_key        = "worker.zip"
  runtime       = "python3.13"
  handler       = "worker.handler"
  layers        = [aws_lambda_layer_version.more.arn]
}

resource "aws_lambda_layer_version" "more" {
  layer_name = "more"
  s3_bucket  = aws_s3_bucket.logs.bucket
  s3_key     = "more.zip"
}

resource "aws_lambda_function_url" "worker" {
  function_name      = aws_lambda_function.worker.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_function_event_invoke_config" "worker" {
  function_name = aws_lambda_function.worker.function_name
  destination_config {
    on_failure {
      destination = aws_sqs_queue.failed.arn
    }
  }
}

resource "aws_scheduler_schedule" "nightly" {
  name                = "nightly"
  schedule_expression = "rate(1 days)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = aws_lambda_function.worker.arn
    role_arn = aws_iam_role.code.arn
  }
}

resource "aws_pipes_pipe" "pipe" {
  name     = "pipe"
  role_arn = aws_iam_role.code.arn
  source   = aws_sqs_queue.work.arn
  target   = aws_lambda_function.worker.arn
}

resource "aws_ses_domain_identity" "mail" {
  domain = "mail.example.com"
}

resource "aws_apprunner_service" "site" {
  service_name = "site"
  source_configuration {
    image_repository {
      image_identifier      = "public.ecr.aws/docker/library/nginx:1.29"
      image_repository_type = "ECR_PUBLIC"
    }
  }
}

resource "aws_db_subnet_group" "data" {
  subnet_ids = aws_subnet.public[*].id
}

resource "aws_rds_cluster" "limitless" {
  cluster_identifier      = "limitless"
  engine                  = "aurora-postgresql"
  cluster_scalability_type = "limitless"
  db_subnet_group_name    = aws_db_subnet_group.data.name
  vpc_security_group_ids  = [aws_security_group.app.id]
  storage_encrypted       = true
  backup_retention_period = 7
  deletion_protection     = true
  master_username         = "master"
  master_password         = "a-long-one"
}

resource "aws_rds_shard_group" "limitless" {
  db_shard_group_identifier = "limitless"
  db_cluster_identifier     = aws_rds_cluster.limitless.cluster_identifier
  max_acu                   = 100
  compute_redundancy        = 2
}

resource "aws_elasticache_subnet_group" "data" {
  name       = "data"
  subnet_ids = aws_subnet.public[*].id
}

resource "aws_elasticache_cluster" "sessions" {
  cluster_id         = "sessions"
  engine             = "memcached"
  node_type          = "cache.m7g.large"
  num_cache_nodes    = 2
  az_mode            = "cross-az"
  subnet_group_name  = aws_elasticache_subnet_group.data.name
  security_group_ids = [aws_security_group.app.id]
}

resource "aws_default_vpc" "first" {
}

resource "aws_default_subnet" "first" {
  availability_zone = "us-east-1a"
}

resource "aws_vpc" "other" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "other" {
  count             = 2
  vpc_id            = aws_vpc.other.id
  cidr_block        = cidrsubnet("10.1.0.0/16", 8, count.index)
  availability_zone = ["us-east-1a", "us-east-1b"][count.index]
}

resource "aws_vpc_peering_connection" "other" {
  vpc_id      = aws_vpc.other.id
  peer_vpc_id = aws_vpc.main.id
  auto_accept = true
}

resource "aws_vpn_gateway" "other" {
  vpc_id = aws_vpc.other.id
}

resource "aws_customer_gateway" "office" {
  bgp_asn    = 65000
  ip_address = "203.0.113.1"
  type       = "ipsec.1"
}

resource "aws_vpn_connection" "office" {
  vpn_gateway_id      = aws_vpn_gateway.other.id
  customer_gateway_id = aws_customer_gateway.office.id
  type                = "ipsec.1"
  static_routes_only  = true
}

resource "aws_vpn_connection_route" "office" {
  vpn_connection_id      = aws_vpn_connection.office.id
  destination_cidr_block = "192.168.0.0/16"
}

resource "aws_default_route_table" "other" {
  default_route_table_id = aws_vpc.other.default_route_table_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_vpn_gateway.other.id
  }
  route {
    cidr_block                = "10.0.0.0/16"
    vpc_peering_connection_id = aws_vpc_peering_connection.other.id
  }
}

resource "aws_security_group" "tool" {
  vpc_id = aws_vpc.other.id
}

resource "aws_security_group_rule" "tool" {
  type              = "ingress"
  security_group_id = aws_security_group.tool.id
  from_port         = 443
  to_port           = 443
  protocol          = "tcp"
  cidr_blocks       = ["192.168.0.0/16"]
}

resource "aws_instance" "tool" {
  count                  = 2
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "m7g.large"
  subnet_id              = aws_subnet.other[count.index].id
  vpc_security_group_ids = [aws_security_group.tool.id]
}

resource "aws_route53_zone" "inner" {
  name = "inner.example.com"
  vpc {
    vpc_id = aws_vpc.main.id
  }
}

resource "aws_route53_zone_association" "inner" {
  zone_id = aws_route53_zone.inner.zone_id
  vpc_id  = aws_vpc.other.id
}
