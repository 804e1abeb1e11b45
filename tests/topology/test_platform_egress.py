"""How compute reaches its image registry, Systems Manager and logs."""

from typing import Any

import pytest

from archgen.topology.routes.platform_egress import PlatformEgress, platform_egress
from models import brief, small, topology_of

ECR = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1"


def egress(**changes: Any) -> tuple[PlatformEgress, ...]:
    return platform_egress(topology_of(small(**changes)))


def server(row: str, tier: str = "backend", image: str = ECR, **fields: Any) -> dict[str, Any]:
    kind = {
        "kind": "auto-scaling-group",
        "tier": tier,
        "subnets": row,
        "service": {"image": image, "port": 80},
    }
    return {"x": kind | fields}


def endpoints(*services: str) -> dict[str, Any]:
    return {
        f"to-{name.replace('.', '-')}": {"kind": "vpc-endpoint", "service": name}
        | ({} if name == "s3" else {"subnets": "db"})
        for name in services
    }


ALL = ("ecr.api", "ecr.dkr", "s3", "logs", "ssm", "ssmmessages")


def test_the_brief_reaches_it_by_its_own_address_in_front_and_through_nat_behind() -> None:
    found = platform_egress(topology_of(brief()))
    assert [(way.source, way.gateway, way.public_address, way.missing) for way in found] == [
        ("web@us-east-1a", "igw@us-east-1", True, ()),
        ("web@us-east-1b", "igw@us-east-1", True, ()),
        ("app@us-east-1a", "nat@us-east-1a", False, ()),
        ("app@us-east-1b", "nat@us-east-1b", False, ()),
    ]


def test_compute_without_a_service_has_none_but_fargate() -> None:
    assert egress() == ()
    placeholder = egress(components={"x": {"kind": "ecs-service", "tier": "backend", "subnets": "app"}})
    assert placeholder[0].needs == ("public.ecr.aws", "logs")


def test_a_function_has_none() -> None:
    assert egress(components=server("app", kind="lambda")) == ()


def test_in_isolated_rows_endpoints_serve_it() -> None:
    found = egress(components=server("db") | endpoints(*ALL))[1]
    assert (found.gateway, found.missing, found.public_address) == (None, (), False)
    assert found.endpoints[0] == "to-ecr-api@us-east-1b"
    assert found.needs == ALL


@pytest.mark.parametrize("service", ALL)
def test_an_endpoint_that_is_not_there_is_missing(service: str) -> None:
    there = endpoints(*(name for name in ALL if name != service))
    assert egress(components=server("db") | there)[0].missing == (service,)


@pytest.mark.parametrize(
    ("image", "registry"),
    [
        ("ghcr.io/example/shop:1", "ghcr.io"),
        ("nginx", "docker.io"),
        ("example/shop", "docker.io"),
        (
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1",
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com",
        ),
    ],
)
def test_no_endpoint_leads_to_a_registry_elsewhere(image: str, registry: str) -> None:
    assert egress(components=server("db", image=image) | endpoints(*ALL))[0].missing == (registry,)


def test_where_endpoints_serve_all_of_it_nothing_leaves_the_vpc() -> None:
    found = egress(components=server("web", "frontend") | endpoints(*ALL))[0]
    assert (found.gateway, found.public_address, found.missing) == (None, False, ())


def test_a_backend_in_a_public_row_has_no_address_for_it() -> None:
    assert egress(components=server("web"))[0].missing == ALL


def test_without_a_nat_gateway_it_is_not_reached() -> None:
    found = egress(components=server("app") | {"nat": {"kind": "client"}})[0]
    assert (found.gateway, found.missing) == (None, ALL)
