"""Where the sources that rules name can be read: AWS's guides, its controls, its Well-Architected Framework.

A source is named by its title, because AWS moves pages and renumbers practices; a link leads to the guide,
and for a control to its entry.
"""

from __future__ import annotations

import re

_AWS = "https://docs.aws.amazon.com"
_CONTROL = re.compile(r"Security Hub (([A-Za-z0-9]+)\.\d+)")
_PILLARS = {"REL": "reliability-pillar", "SEC": "security-pillar", "COST": "cost-optimization-pillar"}
_PRACTICE = re.compile(r"(REL|SEC|COST)\d\d(?:-BP\d\d)? ")
_RFC = re.compile(r"RFC (\d+)")
_GUIDES = {
    "AWS Fault Isolation Boundaries": f"{_AWS}/whitepapers/latest/aws-fault-isolation-boundaries/",
    "AWS Lambda Developer Guide": f"{_AWS}/lambda/latest/dg/",
    "AWS Direct Connect User Guide": f"{_AWS}/directconnect/latest/UserGuide/",
    "AWS Network Firewall Developer Guide": f"{_AWS}/network-firewall/latest/developerguide/",
    "AWS Site-to-Site VPN User Guide": f"{_AWS}/vpn/latest/s2svpn/",
    "AWS Transit Gateway guide": f"{_AWS}/vpc/latest/tgw/",
    "AWS WAF Developer Guide": f"{_AWS}/waf/latest/developerguide/",
    "Amazon RDS API reference": f"{_AWS}/AmazonRDS/latest/APIReference/",
    "Amazon VPC Peering Guide": f"{_AWS}/vpc/latest/peering/",
    "MySQL reference manual": "https://dev.mysql.com/doc/refman/8.4/en/keywords.html",
    "PostgreSQL documentation": "https://www.postgresql.org/docs/current/sql-keywords-appendix.html",
    "AWS Regions and Availability Zones": f"{_AWS}/global-infrastructure/latest/regions/",
    "AWS Systems Manager User Guide": f"{_AWS}/systems-manager/latest/userguide/",
    "Amazon API Gateway Developer Guide": f"{_AWS}/apigateway/latest/developerguide/",
    "Amazon Aurora User Guide": f"{_AWS}/AmazonRDS/latest/AuroraUserGuide/",
    "Amazon CloudFront API Reference": f"{_AWS}/cloudfront/latest/APIReference/",
    "Amazon CloudFront Developer Guide": f"{_AWS}/AmazonCloudFront/latest/DeveloperGuide/",
    "Amazon EC2 API Reference": f"{_AWS}/AWSEC2/latest/APIReference/",
    "Amazon EC2 Auto Scaling API Reference": f"{_AWS}/autoscaling/ec2/APIReference/",
    "Amazon EC2 Instance Types Guide": f"{_AWS}/ec2/latest/instancetypes/",
    "Amazon ECR User Guide": f"{_AWS}/AmazonECR/latest/userguide/",
    "Amazon ElastiCache User Guide": f"{_AWS}/AmazonElastiCache/latest/dg/",
    "Amazon EKS User Guide": f"{_AWS}/eks/latest/userguide/",
    "Amazon MQ Developer Guide": f"{_AWS}/amazon-mq/latest/developer-guide/",
    "Amazon MSK Developer Guide": f"{_AWS}/msk/latest/developerguide/",
    "Amazon RDS User Guide": f"{_AWS}/AmazonRDS/latest/UserGuide/",
    "Amazon Route 53 Developer Guide": f"{_AWS}/Route53/latest/DeveloperGuide/",
    "Terraform": "https://developer.hashicorp.com/terraform/language/",
    "Amazon S3 User Guide": f"{_AWS}/AmazonS3/latest/userguide/",
    "Amazon VPC User Guide": f"{_AWS}/vpc/latest/userguide/",
    "Amazon VPC pricing": "https://aws.amazon.com/vpc/pricing/",
    "Application Load Balancers User Guide": f"{_AWS}/elasticloadbalancing/latest/application/",
    "Amazon ECS API Reference": f"{_AWS}/AmazonECS/latest/APIReference/",
    "Amazon ECS Developer Guide": f"{_AWS}/AmazonECS/latest/developerguide/",
    "Elastic Load Balancing API Reference": f"{_AWS}/elasticloadbalancing/latest/APIReference/",
    "Elastic Load Balancing User Guide": f"{_AWS}/elasticloadbalancing/latest/userguide/",
}


def uri(reference: str) -> str | None:
    """The page of a source as a rule names it; None where no page is known."""
    if control := _CONTROL.fullmatch(reference):
        number, service = control[1].lower().replace(".", "-"), control[2].lower()
        return f"{_AWS}/securityhub/latest/userguide/{service}-controls.html#{number}"
    if practice := _PRACTICE.match(reference):
        return f"{_AWS}/wellarchitected/latest/{_PILLARS[practice[1]]}/"
    if rfc := _RFC.match(reference):
        return f"https://www.rfc-editor.org/rfc/rfc{rfc[1]}"
    return _GUIDES.get(reference.partition(":")[0])


def linked(reference: str) -> str:
    """The source in Markdown: a link where its page is known."""
    page = uri(reference)
    return f"[{reference}]({page})" if page else reference
