# One resource for each subnet, a second VPC, nodes of a cluster behind a network load balancer.

provider "aws" { region = "us-east-2" }
resource "aws_vpc" "prod" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "prod" }
}
resource "aws_vpc" "mgmt" {
  cidr_block = "10.9.0.0/16"
  tags       = { Name = "mgmt" }
}
resource "aws_subnet" "mgmt" {
  vpc_id            = aws_vpc.mgmt.id
  availability_zone = "us-east-2a"
  cidr_block        = "10.9.0.0/24"
}
resource "aws_instance" "jump" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  subnet_id     = aws_subnet.mgmt.id
}
resource "aws_vpc_peering_connection" "mgmt" {
  vpc_id      = aws_vpc.prod.id
  peer_vpc_id = aws_vpc.mgmt.id
  auto_accept = true
}
resource "aws_subnet" "prod_public_2a" {
  vpc_id            = aws_vpc.prod.id
  availability_zone = "us-east-2a"
  cidr_block        = "10.0.1.0/24"
}
resource "aws_subnet" "prod_public_2b" {
  vpc_id            = aws_vpc.prod.id
  availability_zone = "us-east-2b"
  cidr_block        = "10.0.2.0/24"
}
resource "aws_subnet" "prod_nodes_2a" {
  vpc_id            = aws_vpc.prod.id
  availability_zone = "us-east-2a"
  cidr_block        = "10.0.11.0/24"
}
resource "aws_subnet" "prod_nodes_2b" {
  vpc_id            = aws_vpc.prod.id
  availability_zone = "us-east-2b"
  cidr_block        = "10.0.12.0/24"
}
resource "aws_internet_gateway" "prod" { vpc_id = aws_vpc.prod.id }
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.prod.id
  route = [{
    cidr_block             = "0.0.0.0/0", gateway_id = aws_internet_gateway.prod.id, carrier_gateway_id = null, core_network_arn = null, destination_prefix_list_id = null,
    egress_only_gateway_id = null, ipv6_cidr_block = null, local_gateway_id = null, nat_gateway_id = null, network_interface_id = null,
    transit_gateway_id     = null, vpc_endpoint_id = null, vpc_peering_connection_id = null, odb_network_arn = null
  }]
}
resource "aws_main_route_table_association" "m" {
  vpc_id         = aws_vpc.prod.id
  route_table_id = aws_route_table.private.id
}
resource "aws_eip" "n" {}
resource "aws_nat_gateway" "n" {
  subnet_id     = aws_subnet.prod_public_2a.id
  allocation_id = aws_eip.n.id
}
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.prod.id
  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.n.id
  }
  route {
    cidr_block                = "10.9.0.0/16"
    vpc_peering_connection_id = aws_vpc_peering_connection.mgmt.id
  }
}
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.prod_public_2a.id
  route_table_id = aws_route_table.public.id
}
resource "aws_route_table_association" "b" {
  subnet_id      = aws_subnet.prod_public_2b.id
  route_table_id = aws_route_table.public.id
}
resource "aws_eks_cluster" "prod" {
  name     = "prod"
  role_arn = "arn:aws:iam::123456789012:role/eks"
  vpc_config { subnet_ids = [aws_subnet.prod_nodes_2a.id, aws_subnet.prod_nodes_2b.id] }
}
resource "aws_eks_node_group" "general" {
  cluster_name   = aws_eks_cluster.prod.name
  node_role_arn  = "arn:aws:iam::123456789012:role/nodes"
  subnet_ids     = [aws_subnet.prod_nodes_2a.id, aws_subnet.prod_nodes_2b.id]
  instance_types = ["m6i.large"]
  scaling_config {
    desired_size = 4
    min_size     = 2
    max_size     = 8
  }
}
resource "aws_db_subnet_group" "prod" { subnet_ids = [aws_subnet.prod_nodes_2a.id, aws_subnet.prod_nodes_2b.id] }
resource "aws_security_group" "db" {
  vpc_id = aws_vpc.prod.id
  ingress = [{
    from_port   = 5432, to_port = 5432, protocol = "tcp", security_groups = [aws_eks_cluster.prod.vpc_config[0].cluster_security_group_id],
    cidr_blocks = ["10.9.0.0/16", "192.168.0.0/16"], description = "", ipv6_cidr_blocks = [], prefix_list_ids = [], self = false
  }]
}
resource "aws_db_instance" "main" {
  identifier                  = "prod"
  engine                      = "postgres"
  instance_class              = "db.m6g.large"
  allocated_storage           = 100
  username                    = "x"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.prod.name
  vpc_security_group_ids      = [aws_security_group.db.id]
}
resource "aws_lb" "nlb" {
  load_balancer_type = "network"
  subnets            = [aws_subnet.prod_public_2a.id, aws_subnet.prod_public_2b.id]
}
resource "aws_lb_target_group" "i" {
  port     = 30080
  protocol = "TCP"
  vpc_id   = aws_vpc.prod.id
}
resource "aws_lb_listener" "i" {
  load_balancer_arn = aws_lb.nlb.arn
  port              = 443
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.i.arn
  }
}
resource "aws_autoscaling_attachment" "i" {
  autoscaling_group_name = aws_eks_node_group.general.resources[0].autoscaling_groups[0].name
  lb_target_group_arn    = aws_lb_target_group.i.arn
}
