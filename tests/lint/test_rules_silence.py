"""Sound architectures near the border of what rules find: nothing is said of them."""

from __future__ import annotations

import pytest

from archgen.findings import Severity
from archgen.lint.engine import check
from rule_examples import graph, patched

EUROPE = "eu-west-1: {zones: [eu-west-1a, eu-west-1b], cidr: 10.1.0.0/16}"

SOUND = {
    "a CDN reaches an internal load balancer as a VPC origin": """
        components: {web-lb: {subnets: app}, web: {subnets: app}}
        connections-: [cdn -> igw -> web-lb]
        connections+: [{cdn -> web-lb: 443}]
    """,
    "a pair of instances that administrators reach besides": """
        components:
          admins: {kind: external, cidrs: [192.168.7.0/24]}
          app: {kind: instance, zones: [us-east-1a], capacity: null}
          app2: {kind: instance, tier: backend, subnets: app, zones: [us-east-1b],
            service: {image: "ghcr.io/example/backend:1.0.0", port: 8000}}
        connections+: [app-lb -> app2, app2 -> orders, {admins -> app: 3389}, {admins -> app2: 3389}]
    """,
    "a CDN reaches a load balancer in isolated subnets": """
        components: {web-lb: {subnets: db}}
        connections-: [cdn -> igw -> web-lb]
        connections+: [{cdn -> web-lb: 443}]
    """,
    "clients come to the load balancer by its name, without a CDN": """
        components: {cdn: null, assets: null}
        connections-: [client -> dns -> cdn, cdn -> assets, cdn -> igw -> web-lb]
        connections+: [{client -> dns -> igw -> web-lb: {port: [80, 443]}}]
    """,
    "a frontend in private subnets behind a public load balancer": """
        components: {web: {subnets: app}}
    """,
    "a function outside the VPC uses services and the internet": """
        components:
          resize: {kind: lambda, tier: backend}
          uploads: {kind: s3}
          jobs: {kind: sqs}
          news: {kind: sns}
        connections+: [uploads -> resize, resize -> sessions, resize -> uploads, jobs -> resize, news -> jobs,
          {resize -> partners: 443}, app -> nat -> news]
    """,
    "a function in the VPC is called by its API and answers a load balancer": """
        components: {api: {kind: lambda, tier: backend, subnets: app}, jobs: {kind: sqs}}
        connections+: [app -> nat -> jobs -> api, app-lb -> api, {api -> orders: 5432}, api -> nat]
    """,
    "a chain ends at the NAT gateway": """
        connections-: [app -> nat -> partners]
        connections+: [app -> nat]
        components: {partners: null}
    """,
    "a chain names the NAT gateway and the internet gateway": """
        connections-: [app -> nat -> partners]
        connections+: [{app -> nat -> igw -> partners: 443}]
    """,
    "a web ACL in the chain": """
        components: {firewall: {kind: waf}}
        connections-: [client -> dns -> cdn]
        connections+: [client -> dns -> firewall -> cdn]
    """,
    "a web ACL beside the chain, and one before a load balancer": """
        components: {firewall: {kind: waf}, inner: {kind: waf}}
        connections+: [firewall -> cdn, inner -> web-lb]
    """,
    "two regions": f"""
        regions: {{{EUROPE}}}
    """,
    "two regions, and the second holds a copy of the database alone": f"""
        regions: {{{EUROPE}}}
        components:
          igw: {{region: us-east-1}}
          nat: {{region: us-east-1}}
          web-lb: {{region: us-east-1}}
          web: {{region: us-east-1}}
          app-lb: {{region: us-east-1}}
          app: {{region: us-east-1}}
          dynamodb-endpoint: {{region: us-east-1}}
          orders: {{replica_regions: [eu-west-1]}}
          sessions: {{replica_regions: [eu-west-1]}}
          cdn: null
          assets: null
        connections-: [client -> dns -> cdn, cdn -> assets, cdn -> igw -> web-lb]
        connections+: [{{client -> dns -> web-lb: 443}}]
    """,
    "a table and a bucket in another region are reached through NAT": f"""
        regions: {{{EUROPE}}}
        components:
          archive: {{kind: s3, region: eu-west-1}}
          igw: {{region: us-east-1}}
          nat: {{region: us-east-1}}
          web-lb: {{region: us-east-1}}
          web: {{region: us-east-1}}
          app-lb: {{region: us-east-1}}
          app: {{region: us-east-1}}
          orders: {{region: us-east-1}}
          dynamodb-endpoint: {{region: us-east-1}}
          sessions: {{region: us-east-1}}
          cdn: null
          assets: null
        connections-: [client -> dns -> cdn, cdn -> assets, cdn -> igw -> web-lb]
        connections+: [{{client -> dns -> web-lb: 443}}, app -> nat -> archive]
    """,
    "an API gateway as a custom component before private load balancers": """
        components: {api: {kind: custom, icon: aws.network.APIGateway, port: 443, label: API}}
        connections-: [client -> dns -> cdn]
        connections+: [client -> dns -> api, {api -> app-lb: 443}, client -> cdn]
    """,
    "a broker and a stream as custom components": """
        components:
          broker: {kind: custom, icon: aws.integration.MQ, scope: zone, subnets: db, port: 5671}
          stream: {kind: custom, icon: aws.analytics.KinesisDataStreams, port: 443}
          to-stream: {kind: vpc-endpoint, service: kinesis-streams, subnets: app}
        connections+: [app -> broker, app -> to-stream -> stream]
    """,
    "services are reached over interface endpoints": """
        components:
          jobs: {kind: sqs}
          keys: {kind: secrets-manager}
          to-jobs: {kind: vpc-endpoint, service: sqs, subnets: app}
          to-keys: {kind: vpc-endpoint, service: secretsmanager, subnets: app}
        connections+: [app -> to-jobs -> jobs, app -> keys]
    """,
    "a partner comes from blocks that are known": """
        components: {partners: {cidrs: [203.0.113.0/24]}}
        connections+: [{partners -> web-lb: 8443}]
    """,
    "Aurora with a reader, a cache with a replica, a shared file system": """
        components:
          orders: {kind: aurora, subnets: db, engine: aurora-postgresql, multi_az: null, read_replicas: 1}
          cache: {kind: elasticache, subnets: db, replicas: 1}
          files: {kind: efs, subnets: db}
        connections+: [app -> cache, app -> files]
    """,
    "Fargate behind a Network Load Balancer, and AWS's regional NAT gateway": """
        components:
          nat: {per: vpc, subnets: null}
          app-lb: {kind: nlb}
          app: {kind: ecs-service, instance_type: null, cpu: 512, memory: 1024}
        connections-: [web -> app-lb -> app]
        connections+: [{web -> app-lb -> app: 8000}]
    """,
    "three zones": """
        regions: {us-east-1: {zones: [us-east-1a, us-east-1b, us-east-1c]}}
        components: {web: {capacity: {min: 3}}, app: {capacity: {min: 3}}}
    """,
    "a database without any NAT in its VPC": """
        subnets: {app: {access: isolated}}
        components: {nat: null, partners: null, app: {service: null}}
        connections-: [app -> nat -> partners]
    """,
    "a row is isolated and its image is in ECR, with all endpoints": """
        subnets: {app: {access: isolated}}
        components:
          nat: null
          partners: null
          app: {service: {image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/backend:1"}}
          s3: {kind: vpc-endpoint, service: s3}
          ecr-api: {kind: vpc-endpoint, service: ecr.api, subnets: app}
          ecr-dkr: {kind: vpc-endpoint, service: ecr.dkr, subnets: app}
          logs: {kind: vpc-endpoint, service: logs, subnets: app}
          ssm: {kind: vpc-endpoint, service: ssm, subnets: app}
          ssmmessages: {kind: vpc-endpoint, service: ssmmessages, subnets: app}
        connections-: [app -> nat -> partners]
    """,
}


@pytest.mark.parametrize("patch", SOUND.values(), ids=[name.replace(" ", "-") for name in SOUND])
def test_nothing_is_said_of(patch: str) -> None:
    found = check(graph(patched(patch))).findings
    assert [f"{each.code} {each.message}" for each in found if each.severity is not Severity.INFO] == []
