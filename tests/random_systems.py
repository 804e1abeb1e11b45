"""Random systems that somebody could run, as the data of an `architecture.yaml`.

One to three regions of one to four zones; clients, an edge, a load balancer; one to twelve services in one or
two private tiers; stores that one to three services share; queues and buckets; up to twenty externals.
`random_models` joins anything to anything; here traffic takes the ways that it takes in a network.
"""

from __future__ import annotations

from random import Random
from typing import Any

REGIONS = ("us-east-1", "eu-west-1", "ap-southeast-2")
NAMES = (
    "catalog", "search", "cart", "orders", "payments", "shipping", "users", "reviews", "sellers", "notify",
    "pricing", "returns",
)  # fmt: skip
STORES: tuple[dict[str, Any], ...] = (
    {"kind": "rds", "engine": "postgres", "multi_az": True},
    {"kind": "rds", "engine": "mysql", "multi_az": True, "read_replicas": 1},
    {"kind": "aurora", "engine": "aurora-postgresql", "read_replicas": 1},
    {"kind": "elasticache", "engine": "valkey", "replicas": 1},
)
COMPUTE = ("ecs-service", "ecs-service", "auto-scaling-group", "instance")


def seeded_system(seed: int) -> dict[str, Any]:
    """The system of a seed."""
    return _System(Random(seed)).model()


class _System:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.components: dict[str, dict[str, Any]] = {}
        self.connections: list[Any] = []
        count = random.choice([1, 1, 1, 1, 2, 2, 3])
        self.regions = {
            region: [f"{region}{letter}" for letter in "abcd"[: random.choice([1, 2, 2, 2, 3, 3, 4])]]
            for region in REGIONS[:count]
        }
        self.rows = {"edge": "public", "app": "private"}

    def model(self) -> dict[str, Any]:
        self._network()
        self._entry()
        services = self._services()
        self._stores(services)
        self._calls(services)
        self._beside(services)
        self._externals(services)
        return {
            "archgen": 1,
            "name": "system",
            "regions": {
                region: {"zones": zones, "cidr": f"10.{index}.0.0/16"}
                for index, (region, zones) in enumerate(self.regions.items())
            },
            "subnets": {row: {"access": access} for row, access in self.rows.items()},
            "components": self.components,
            "connections": self.connections,
        }

    def _maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    def _some(self, ids: list[str], most: int) -> list[str]:
        return self.random.sample(ids, min(self.random.randint(1, most), len(ids)))

    def _network(self) -> None:
        self.components["client"] = {"kind": "client"}
        self.components["igw"] = {"kind": "internet-gateway"}
        self.components["nat"] = {"kind": "nat-gateway", "subnets": "edge"}
        if self._maybe(0.3):
            self.rows["jobs"] = "private"
        self.rows["data"] = "isolated"

    def _entry(self) -> None:
        """The chain from the client to the load balancer."""
        chain = ["client"]
        if self._maybe(0.6):
            self.components["dns"] = {"kind": "route53", "domain": "shop.example"}
            chain.append("dns")
        if self._maybe(0.5):
            self.components["cdn"] = {"kind": "cloudfront"}
            chain.append("cdn")
            if self._maybe(0.6):
                self.components["web"] = {"kind": "s3", "region": REGIONS[0]}
                self.connections.append("cdn -> web")
            if self._maybe(0.3):
                self.components["guard"] = {"kind": "waf"}
                self.connections.append("guard -> cdn")
        self.components["lb"] = {"kind": "alb", "subnets": "edge"}
        self.connections.append({" -> ".join([*chain, "igw", "lb"]): 443})
        if self._maybe(0.15):
            self.components["office"] = {"kind": "client"}
            self.connections.append({"office -> igw -> lb": 443})

    def _services(self) -> list[str]:
        """The services; the load balancer leads to some of them, those of the first tier."""
        count = min(self.random.randint(1, 12), self.random.randint(1, 12))
        found = list(NAMES[:count])
        for index, name in enumerate(found):
            row = "jobs" if "jobs" in self.rows and index and self._maybe(0.3) else "app"
            self.components[name] = {
                "kind": self.random.choice(COMPUTE),
                "tier": "backend",
                "subnets": row,
                "service": {"image": f"shop/{name}:1", "port": 8001 + index},
            }
            if self.components[name]["kind"] != "ecs-service":
                del self.components[name]["service"]
        fronts = [name for name in found if self.components[name]["subnets"] == "app"]
        for name in fronts[: max(1, round(len(fronts) * self.random.uniform(0.4, 1)))]:
            self.connections.append({f"lb -> {name}": self.random.choice([80, 8080])})
        return found

    def _stores(self, services: list[str]) -> None:
        """A store for every one to three services, in turn."""
        left, number = list(services), 0
        while left and number < 5:
            id = f"store{number}"
            self.components[id] = {**self.random.choice(STORES), "subnets": "data"}
            own, left = left[: (size := self.random.randint(1, 3))], left[size:]
            users = dict.fromkeys([*own, *([self.random.choice(services)] if self._maybe(0.3) else [])])
            self.connections += [f"{name} -> {id}" for name in users]
            number += 1

    def _calls(self, services: list[str]) -> None:
        """Calls from service to service: one for every four of them."""
        for _ in range(len(services) // 4):
            one, other = self.random.sample(services, 2)
            self.connections.append({f"{one} -> {other}": 8080})

    def _beside(self, services: list[str]) -> None:
        """A table and a bucket behind endpoints, a queue over the internet."""
        if self._maybe(0.4):
            self.components |= {
                "table": {"kind": "dynamodb"},
                "table-endpoint": {"kind": "vpc-endpoint", "service": "dynamodb"},
            }
            for name in self._some(services, 2):
                self.connections.append(f"{name} -> table-endpoint -> table")
        if self._maybe(0.3):
            self.components |= {
                "files": {"kind": "s3"},
                "files-endpoint": {"kind": "vpc-endpoint", "service": "s3"},
            }
            for name in self._some(services, 2):
                self.connections.append(f"{name} -> files-endpoint -> files")
        if self._maybe(0.3):
            self.components["queue"] = {"kind": "sqs"}
            for name in self._some(services, 3):
                self.connections.append(f"{name} -> nat -> queue")

    def _externals(self, services: list[str]) -> None:
        count = self.random.choice([0, 1, 1, 2, 3, 5, 8, 20])
        for index in range(count):
            id = f"partner{index}"
            self.components[id] = {"kind": "external"}
            self.connections.append({f"{self.random.choice(services)} -> nat -> {id}": 443})
