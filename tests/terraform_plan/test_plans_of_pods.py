"""Plans of the providers `kubernetes` and `helm`: what runs in a cluster, and what is not said of it."""

from __future__ import annotations

import json
from typing import Any

from archgen.terraform_plan.checking import sound
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan


def resource(address: str, **values: Any) -> dict[str, Any]:
    type_, name = address.split(".")
    return {"address": address, "mode": "managed", "type": type_, "name": name, "values": values}


def network() -> list[dict[str, Any]]:
    subnets = [
        resource(
            f"aws_subnet.app_{letter}",
            id=f"subnet-{letter}",
            vpc_id="vpc-1",
            cidr_block=f"10.0.{number}.0/24",
            availability_zone=f"eu-west-1{letter}",
        )
        for number, letter in enumerate("ab")
    ]
    return [resource("aws_vpc.main", id="vpc-1", cidr_block="10.0.0.0/16"), *subnets]


def cluster(name: str = "main") -> dict[str, Any]:
    placed = [{"subnet_ids": ["subnet-a", "subnet-b"], "security_group_ids": []}]
    return resource(f"aws_eks_cluster.{name}", id=name, name=name, version="1.33", vpc_config=placed)


def deployment(name: str, type_: str = "kubernetes_deployment_v1", **more: Any) -> dict[str, Any]:
    container = {"name": name, "image": f"example/{name}:1.0", **more.pop("container", {})}
    pod = [{"service_account_name": name, "container": [container]}]
    template = [{"metadata": [{"labels": {"app": name}}], "spec": pod}]
    spec = [{"replicas": more.pop("replicas", "3"), "template": template}]
    return resource(f"{type_}.{name}", metadata=[{"name": name}], spec=spec)


def service(name: str, **spec: Any) -> dict[str, Any]:
    said = [{"selector": {"app": name}, "type": "ClusterIP", **spec}]
    return resource(f"kubernetes_service.{name}", metadata=[{"name": name}], spec=said)


def read(*resources: dict[str, Any]) -> Imported:
    state = {"values": {"root_module": {"resources": [*network(), *resources]}}, "format_version": "1.0"}
    made, model = sound(imported(observe(read_plan(json.dumps(state).encode()))))
    assert model is not None
    return made


def why(made: Imported) -> dict[str, str]:
    return {address: gap.reason for address, gap in made.unplaced.items()}


def test_a_deployment_is_a_service_of_the_cluster() -> None:
    ports = {"port": [{"container_port": 8080}]}
    asked = {"resources": [{"requests": {"cpu": "500m", "memory": "1Gi"}}]}
    made = read(cluster(), deployment("orders", container=ports | asked))
    assert made.data["components"]["orders"] == {
        "kind": "kubernetes-service",
        "tier": "backend",
        "subnets": "app",
        "cluster": "cluster",
        "service": {"image": "example/orders:1.0", "port": 8080},
        "capacity": {"min": 3, "max": 3},
        "cpu": 512,
        "memory": 1024,
    }
    assert why(made) == {}


def test_its_autoscaler_says_how_many_run_and_its_service_the_port() -> None:
    scaler = resource(
        "kubernetes_horizontal_pod_autoscaler_v2.orders",
        metadata=[{"name": "orders"}],
        spec=[{"min_replicas": 2, "max_replicas": 9, "scale_target_ref": [{"name": "orders"}]}],
    )
    other = resource(
        "kubernetes_horizontal_pod_autoscaler_v2.mails",
        metadata=[{"name": "mails"}],
        spec=[{"min_replicas": 5, "max_replicas": 6, "scale_target_ref": [{"name": "mails"}]}],
    )
    before = service("orders", port=[{"port": 80, "target_port": "9000"}])
    made = read(cluster(), deployment("orders", "kubernetes_deployment"), scaler, other, before)
    found = made.data["components"]["orders"]
    assert found["capacity"] == {"min": 2, "max": 9} and found["service"]["port"] == 9000
    assert why(made) == {}


def test_what_a_cluster_makes_by_itself_is_not_checked_and_the_reason_is_said() -> None:
    balanced = service("orders", type="LoadBalancer", port=[{"port": 80}])
    ingress = resource("kubernetes_ingress_v1.page", metadata=[{"name": "page"}], spec=[{}])
    chart = resource("helm_release.metrics", name="metrics", chart="metrics-server")
    settings = resource("kubernetes_config_map.settings", metadata=[{"name": "settings"}])
    found = why(read(cluster(), deployment("orders"), balanced, ingress, chart, settings))
    assert found == {
        "kubernetes_service.orders": "the load balancer that the cluster makes for it is not in the plan",
        "kubernetes_ingress_v1.page": "the load balancer that the cluster makes for it is not in the plan",
        "helm_release.metrics": "what its chart makes in the cluster is not in the plan",
    }


def test_a_deployment_without_its_cluster_is_not_placed() -> None:
    address = "kubernetes_deployment_v1.orders"
    made = read(deployment("orders"))
    assert why(made)[address] == "its cluster is not in the plan"
    made = read(cluster("one"), cluster("two"), deployment("orders"))
    assert why(made)[address] == "the plan has several clusters, and does not say in which it runs"


def test_other_resources_of_the_provider_stay_unknown() -> None:
    job = resource("kubernetes_cron_job_v1.report", metadata=[{"name": "report"}], spec=[{}])
    assert why(read(cluster(), job)) == {
        "kubernetes_cron_job_v1.report": "it is of another provider (kubernetes)"
    }


def test_pods_use_what_the_role_of_their_service_account_may() -> None:
    arn = "arn:aws:s3:::pictures"
    policy = {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"{arn}/*"}]}
    role = resource("aws_iam_role.orders", id="orders", name="orders", arn="arn:aws:iam::1:role/orders")
    made = read(
        cluster(),
        deployment("orders"),
        deployment("mails"),
        resource("aws_s3_bucket.pictures", id="pictures", bucket="pictures", arn=arn),
        role,
        resource("aws_iam_role_policy.orders", role="orders", policy=json.dumps(policy)),
        resource(
            "aws_eks_pod_identity_association.orders",
            service_account="orders",
            role_arn="arn:aws:iam::1:role/orders",
        ),
    )
    lines = [line if isinstance(line, str) else next(iter(line)) for line in made.data["connections"]]
    assert "orders -> pictures" in lines and "mails -> pictures" not in lines


def test_a_variable_names_the_queue_that_pods_use() -> None:
    queue = resource("aws_sqs_queue.jobs", id="https://sqs/jobs", name="jobs", url="https://sqs/jobs")
    told = {"env": [{"name": "QUEUE_URL", "value": "https://sqs/jobs"}]}
    made = read(cluster(), deployment("orders", container=told), deployment("mails"), queue)
    lines = [line if isinstance(line, str) else next(iter(line)) for line in made.data["connections"]]
    assert "orders -> jobs" in lines and "mails -> jobs" not in lines
