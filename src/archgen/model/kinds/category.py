"""What a component is to the rest of the system: the word by which other code asks for it."""

from __future__ import annotations

from enum import Enum


class Category(Enum):
    """What a kind is, where code outside of its module treats it differently from others.

    A kind states its category; several may have the same. `SERVICE` is a service of AWS of which nothing
    more needs to be known than what its class states. The value is the kind that suggested fixes and
    imports write for it.
    """

    SERVICE = ""
    CUSTOM = "custom"

    CLIENT = "client"
    EXTERNAL = "external"

    DNS_ZONE = "route53"
    DISTRIBUTION = "cloudfront"
    WEB_ACL = "waf"
    ACCELERATOR = "global-accelerator"
    API = "api-gateway"
    USER_POOL = "cognito"
    APPLICATION_BALANCER = "alb"
    NETWORK_BALANCER = "nlb"

    INTERNET_GATEWAY = "internet-gateway"
    EGRESS_ONLY_GATEWAY = "egress-only-internet-gateway"
    NAT_GATEWAY = "nat-gateway"
    NAT_INSTANCE = "nat-instance"
    ENDPOINT = "vpc-endpoint"
    FIREWALL = "network-firewall"
    PEERING = "vpc-peering"
    TRANSIT_GATEWAY = "transit-gateway"
    VPN = "vpn"
    DIRECT_CONNECT = "direct-connect"

    AUTO_SCALING = "auto-scaling-group"
    CONTAINERS = "ecs-service"
    INSTANCE = "instance"
    FUNCTION = "lambda"
    CLUSTER = "eks"
    JOBS = "batch"
    WEB_SERVICE = "app-runner"
    PODS = "kubernetes-service"

    DATABASE = "rds"
    DATABASE_CLUSTER = "aurora"
    CACHE = "elasticache"
    TABLE = "dynamodb"
    BUCKET = "s3"
    FILE_SYSTEM = "efs"
    QUEUE = "sqs"
    TOPIC = "sns"


TRANSLATING = (Category.NAT_GATEWAY, Category.NAT_INSTANCE)
"""What gives traffic to the internet a public address of its own."""
LEADING_OUT = (*TRANSLATING, Category.EGRESS_ONLY_GATEWAY)
"""What leads to the internet at large where a chain ends with it."""
JOINING = (Category.PEERING, Category.TRANSIT_GATEWAY)
"""What joins VPCs, the nearer first."""
PRIVATE_CONNECTIONS = (Category.VPN, Category.DIRECT_CONNECT)
"""What leads to private networks outside of AWS."""
TASKS = (Category.CONTAINERS, Category.JOBS)
"""What AWS Fargate, or a host, pulls an image for at each start."""
BALANCERS = (Category.APPLICATION_BALANCER, Category.NETWORK_BALANCER)
CHAINED = (Category.NETWORK_BALANCER, Category.APPLICATION_BALANCER)
"""A load balancer, and another that it may have in a target group."""
DATABASES = (Category.DATABASE, Category.DATABASE_CLUSTER)
"""The databases of Amazon RDS and Aurora."""
OUTSIDE = (Category.CLIENT, Category.EXTERNAL, Category.CUSTOM)
"""What the user names rather than AWS: nothing is made for it."""
