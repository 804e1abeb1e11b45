"""Random valid models, as the data of an `architecture.yaml`: whatever the rules say of them.

One to three regions of one to four zones, one to six rows, up to eight components in a subnet, groups in some
of the zones, several load balancers, long labels, up to forty connections.
"""

from __future__ import annotations

import os
from random import Random
from typing import Any

from hypothesis import strategies as st

from archgen.model.reading import architecture
from archgen.topology.building import topology
from archgen.topology.graph import Topology


def seeds(count: int) -> range:
    """So many random models, or as many as ARCHGEN_RANDOM_MODELS says."""
    return range(int(os.environ.get("ARCHGEN_RANDOM_MODELS", count)))


REGIONS = ("us-east-1", "eu-west-1", "ap-southeast-2")
LABELS = (
    "Servicio de autenticación y autorización de usuarios",
    "Catálogo",
    "Orders API",
    "Procesamiento asíncrono de notificaciones",
    "Сервис заказов",
    "Payments",
    "Donaudampfschifffahrtsgesellschaft",
    "Υπηρεσία αναζήτησης προϊόντων",
)
REGIONAL = ("s3", "dynamodb", "sqs", "sns", "secrets-manager", "lambda")
ZONAL = (
    "auto-scaling-group", "auto-scaling-group", "ecs-service", "instance", "rds", "aurora", "elasticache",
    "efs", "lambda", "custom", "vpc-endpoint",
)  # fmt: skip


def models() -> st.SearchStrategy[dict[str, Any]]:
    """Random models that shrink."""
    return st.randoms(use_true_random=False).map(random_model)


def seeded(seed: int) -> dict[str, Any]:
    """The model of a seed."""
    return random_model(Random(seed))


def graph_of(data: dict[str, Any]) -> Topology:
    """The topology of a model that is valid."""
    model, findings = architecture(data)
    assert model is not None, findings
    return topology(model)


def random_model(random: Random) -> dict[str, Any]:
    """A valid model."""
    return _Maker(random).model()


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.components: dict[str, dict[str, Any]] = {}
        self.zones: dict[str, list[str]] = {}
        self.rows: list[str] = []

    def model(self) -> dict[str, Any]:
        self._regions()
        self.rows = [f"row{index}" for index in range(self._up_to(1, 6))]
        access = ["public", *(self.random.choice(["public", "private", "isolated"]) for _ in self.rows)]
        self._edge()
        for row in self.rows:
            self._row(row)
        self._beside()
        return {
            "archgen": 1,
            "name": "random",
            "title": self.random.choice(LABELS),
            "language": self.random.choice(["en", "es"]),
            "regions": {
                region: {"zones": zones, "cidr": f"10.{index}.0.0/16"}
                for index, (region, zones) in enumerate(self.zones.items())
            },
            "subnets": {row: {"access": access[index]} for index, row in enumerate(self.rows)},
            "components": self.components,
            "connections": self._connections(),
        }

    def _up_to(self, low: int, high: int) -> int:
        """Few more often than many."""
        return min(self.random.randint(low, high), self.random.randint(low, high))

    def _maybe(self, chance: float = 0.5) -> bool:
        return self.random.random() < chance

    def _add(self, id: str, **fields: Any) -> None:
        if self._maybe(0.25):
            fields["label"] = self.random.choice(LABELS)
        self.components[id] = fields

    def _regions(self) -> None:
        for region in REGIONS[: self.random.choice([1, 1, 1, 1, 2, 2, 3])]:
            count = self.random.choice([1, 2, 2, 2, 3, 3, 4])
            self.zones[region] = [f"{region}{letter}" for letter in "abcd"[:count]]

    def _edge(self) -> None:
        for index in range(self.random.choice([1, 1, 1, 2, 3])):
            self._add(f"client{index}", kind="client")
        if self._maybe(0.7):
            self._add("dns", kind="route53", domain="example.com")
        for index in range(self.random.choice([0, 1, 1, 2])):
            self._add(f"cdn{index}", kind="cloudfront")
        if self._maybe(0.3):
            self._add("firewall", kind="waf")
        if self._maybe(0.2):
            self._add("world", kind="custom", scope="global", icon="aws.network.CloudFront")
        if self._maybe(0.9):
            self._add("igw", kind="internet-gateway")
        if self._maybe(0.05):
            self._add("igw2", kind="internet-gateway")

    def _row(self, row: str) -> None:
        for index in range(self.random.choice([0, 0, 1, 1, 2, 3])):
            self._add(f"{row}-lb{index}", kind=self.random.choice(["alb", "nlb"]), subnets=row)
        if self._maybe(0.4):
            self._add(f"{row}-nat", kind="nat-gateway", **self._nat(row))
        for index in range(self._up_to(0, 7)):
            kind = self.random.choice(ZONAL)
            self._add(f"{row}-c{index}", **self._zonal(kind, row))

    def _nat(self, row: str) -> dict[str, Any]:
        per = self.random.choice(["zone", "zone", "zone", "region", "vpc"])
        return {"per": per} if per == "vpc" else {"per": per, "subnets": row}

    def _zonal(self, kind: str, row: str) -> dict[str, Any]:
        fields: dict[str, Any] = {"kind": kind, "subnets": row}
        if self._maybe(0.2):
            zones = [zone for all_zones in self.zones.values() for zone in all_zones]
            fields["zones"] = self.random.sample(zones, self.random.randint(1, len(zones)))
        if kind in ("auto-scaling-group", "ecs-service", "instance", "lambda"):
            fields["tier"] = self.random.choice(["frontend", "backend"])
        if kind == "rds":
            fields |= {"engine": "postgres", "multi_az": self._maybe(), "read_replicas": self._up_to(0, 4)}
        if kind == "aurora":
            fields |= {"engine": "aurora-mysql", "read_replicas": self._up_to(0, 3)}
        if kind == "elasticache":
            fields |= {"engine": "valkey", "replicas": self._up_to(0, 3)}
        if kind == "custom":
            fields |= {"scope": "zone", "icon": "aws.analytics.Athena"}
        if kind == "vpc-endpoint":
            fields["service"] = "sqs"
        return fields

    def _beside(self) -> None:
        for index in range(self._up_to(0, 6)):
            kind = self.random.choice(REGIONAL)
            extra = {"tier": "backend"} if kind == "lambda" else {}
            if kind == "dynamodb" and len(self.zones) > 1 and self._maybe():
                extra["replica_regions"] = list(self.zones)[1:]  # type: ignore[assignment]  # any value may stand there
            self._add(f"svc{index}", kind=kind, **extra)
        for service in ("s3", "dynamodb"):
            if self._maybe(0.4):
                self._add(f"{service}-endpoint", kind="vpc-endpoint", service=service)
        for index in range(self._up_to(0, 4)):
            self._add(f"partner{index}", kind="external")

    def _connections(self) -> list[Any]:
        parties = [
            id
            for id, fields in self.components.items()
            if fields["kind"] not in ("internet-gateway", "nat-gateway", "vpc-endpoint", "waf", "route53")
        ]
        sources = [
            id for id in parties if self.components[id]["kind"] not in ("external", "s3", "rds", "aurora")
        ]
        targets = [id for id in parties if self.components[id]["kind"] != "client"]
        found: list[Any] = []
        if not sources or not targets:
            return found
        for _ in range(self._up_to(1, 40)):
            source, target = self.random.choice(sources), self.random.choice(targets)
            if source == target:
                continue
            chain = f"{source} -> {target}"
            if self.components[source]["kind"] == "client" and "dns" in self.components and self._maybe():
                chain = f"{source} -> dns -> {target}"
            found.append(
                {chain: self.random.choice([443, 8080, [80, 443], {"port": 5432, "label": "Pedidos"}])}
            )
        fronts = [id for id in targets if self.components[id]["kind"] in ("alb", "cloudfront")]
        if "firewall" in self.components and fronts:
            found.append(f"firewall -> {self.random.choice(fronts)}")
        return found
