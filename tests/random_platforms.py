"""Small valid systems of two sorts that other random ones do not have: without servers, and of several VPCs.

Those without servers have APIs, functions, stores, and buses or queues between them, in groups or not, in one
or two regions. The others have up to four VPCs in one or two regions that transit gateways or a peering join,
with accounts, firewalls, and private networks behind VPNs and Direct Connect.
"""

from __future__ import annotations

from random import Random
from typing import Any

REGIONS = ("eu-west-1", "us-east-1")
LABELS = (
    "Servicio de autenticación y autorización de usuarios",
    "Catálogo",
    "Orders API",
    "Procesamiento asíncrono de notificaciones",
    "Payments",
    "Donaudampfschifffahrtsgesellschaft",
    "Everything that moves a parcel from one place to another",
)
VIEWS = ("network", "network", "flow", "overview")
GROUPS = ("orders", "shipping", "stock", "accounts", "search", "reporting")
ENTRIES = ("api-gateway", "api-gateway", "appsync", "cloudfront")
HUBS = ("eventbridge", "sns", "sqs", "kinesis")
STORES = ("dynamodb", "dynamodb", "s3", "secrets-manager", "firehose", "step-functions", "ses")


def seeded_platform(seed: int) -> dict[str, Any]:
    """The system of a seed: an even one has no servers, an odd one several VPCs."""
    random = Random(f"platform {seed}")
    return _Networks(random).model() if seed % 2 else _Serverless(random).model()


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.components: dict[str, dict[str, Any]] = {}
        self.connections: list[Any] = []

    def _maybe(self, chance: float = 0.5) -> bool:
        return self.random.random() < chance

    def _up_to(self, low: int, high: int) -> int:
        """Few more often than many."""
        return min(self.random.randint(low, high), self.random.randint(low, high))

    def _add(self, id: str, kind: str, **fields: Any) -> str:
        label = {"label": self.random.choice(LABELS)} if self._maybe(0.25) else {}
        self.components[id] = {"kind": kind, **label, **fields}
        return id

    def _join(self, *ids: str) -> None:
        """A connection along parties that differ, if there is none yet, perhaps with ports or with words."""
        chain = " -> ".join(ids)
        if len(set(ids)) == len(ids) and all(chain not in each for each in self.connections):
            said: Any = self.random.choice([443, [80, 443], {"label": self.random.choice(LABELS)}])
            self.connections.append({chain: said} if self._maybe(0.4) else chain)

    def _one(self) -> str:
        """What a view of a part is about."""
        gateways = ("internet-gateway", "nat-gateway")
        return self.random.choice(
            [id for id, each in self.components.items() if each["kind"] not in gateways]
        )

    def _whole(self, regions: dict[str, Any], **more: Any) -> dict[str, Any]:
        return {
            "archgen": 1,
            "name": "platform",
            "title": self.random.choice(LABELS),
            "language": self.random.choice(["en", "en", "es"]),
            "regions": regions,
            **more,
            "views": {"part": {"of": self.random.choice(VIEWS), "component": self._one()}},
            "components": self.components,
            "connections": self.connections,
        }


class _Serverless(_Maker):
    def model(self) -> dict[str, Any]:
        groups = list(GROUPS[: self.random.choice([0, 0, 2, 3, 4, 6])])
        regions = REGIONS[: self.random.choice([1, 1, 1, 2])]
        clients = [self._add(f"client{index}", "client") for index in range(self._up_to(1, 3))]
        entries = [
            self._add(f"entry{index}", self.random.choice(ENTRIES)) for index in range(self._up_to(1, 4))
        ]
        functions = self._many("fn", ("lambda",), 1, 9, groups, tier="backend")
        stores = self._many("store", STORES, 0, 6, groups)
        hubs = self._many("hub", HUBS, 0, 3, groups)
        outside = [self._add(f"partner{index}", "external") for index in range(self._up_to(0, 5))]
        for entry in entries:
            self._join(self.random.choice(clients), entry)
        for function in functions:
            self._join(self.random.choice([*entries, *entries, *hubs, *functions[:1]]), function)
        for store in stores:
            self._join(self.random.choice(functions), store)
        for hub in hubs:
            self._join(self.random.choice(functions), hub)
            self._join(hub, self.random.choice(functions))
        for party in outside:
            self._join(self.random.choice(functions), party)
        every = [*functions, *stores, *hubs]
        for _ in range(self._up_to(0, 8)):
            source, target = self.random.choice([*functions, *hubs]), self.random.choice(every)
            self._join(source, target)
        if len(regions) > 1:
            for id, fields in self.components.items():
                if fields["kind"] not in ("client", "external", "cloudfront"):
                    self.components[id] = {**fields, "region": self.random.choice(regions)}
        named = {group: {"label": self.random.choice(LABELS)} if self._maybe(0.4) else {} for group in groups}
        return self._whole({region: {} for region in regions}, groups=named)

    def _many(
        self, name: str, kinds: tuple[str, ...], low: int, high: int, groups: list[str], **fields: Any
    ) -> list[str]:
        found = []
        for index in range(self._up_to(low, high)):
            own = {"group": self.random.choice(groups)} if groups and self._maybe(0.7) else {}
            found.append(self._add(f"{name}{index}", self.random.choice(kinds), **fields, **own))
        return found


class _Networks(_Maker):
    """VPCs with a row of services each; the first VPC of all has a way to the internet."""

    def model(self) -> dict[str, Any]:
        regions = REGIONS[: self.random.choice([1, 1, 2])]
        zones = self.random.choice([1, 2, 2, 3])
        self.vpcs: dict[str, dict[str, Any]] = {}
        self.rows: dict[str, dict[str, Any]] = {}
        self.services: dict[str, list[str]] = {}
        for index in range(self.random.randint(len(regions), 4)):
            self._vpc(index, regions[index % len(regions)])
        self._add("igw", "internet-gateway", vpc="net0")
        self._add("nat", "nat-gateway", subnets="edge")
        self.rows["edge"] = {"vpc": "net0", "access": "public"}
        gateways = self._transits(regions)
        if not gateways and len(self.vpcs) > 1:
            self._add("link", "vpc-peering", between=["net0", "net1"])
        self._private(gateways)
        self._entry()
        self._calls(joined=bool(gateways))
        return self._whole(
            {region: {"zones": [f"{region}{letter}" for letter in "abc"[:zones]]} for region in regions},
            vpcs=self.vpcs,
            subnets=self.rows,
        )

    def _vpc(self, index: int, region: str) -> None:
        vpc = f"net{index}"
        account = {"account": self.random.choice(["network", "shop"])} if self._maybe(0.4) else {}
        label = {"label": self.random.choice(LABELS)} if self._maybe(0.2) else {}
        self.vpcs[vpc] = {"region": region, "cidr": f"10.{index}.0.0/16", **account, **label}
        self.rows[f"app{index}"] = {"vpc": vpc, "access": "private" if index == 0 else "isolated"}
        rows = [f"app{index}"]
        if self._maybe(0.4):
            rows.append(f"data{index}")
            self.rows[rows[1]] = {"vpc": vpc, "access": "isolated"}
        self.services[vpc] = []
        for number in range(self._up_to(1, 3)):
            id, row = f"svc{index}{number}", self.random.choice(rows)
            kind = self.random.choice(["ecs-service", "auto-scaling-group", "instance", "rds"])
            fields = {"engine": "postgres", "multi_az": True} if kind == "rds" else {"tier": "backend"}
            self.services[vpc].append(self._add(id, kind, subnets=row, **fields))

    def _transits(self, regions: tuple[str, ...]) -> list[str]:
        """A transit gateway in each region, the first with a peer; spokes of the first may go out over it."""
        if self._maybe(0.25):
            return []
        gateways = [f"tgw{index}" for index in range(len(regions))]
        for gateway, region in zip(gateways, regions, strict=True):
            members = [vpc for vpc, fields in self.vpcs.items() if fields["region"] == region]
            attaches = {vpc: f"app{vpc[3:]}" for vpc in members}
            out: dict[str, Any] = {}
            if gateway == "tgw0":
                out = {"peers": gateways[1:]} if gateways[1:] else {}
                if len(members) > 1 and self._maybe():
                    attaches["net0"] = "transit"
                    self.rows["transit"] = {"vpc": "net0", "access": "private"}
                    out["default"] = "net0"
                    for vpc in members[1:]:
                        self.rows[f"app{vpc[3:]}"] |= {"access": "private", "via": gateway}
            self._add(gateway, "transit-gateway", attaches=attaches, **out)
        return gateways

    def _private(self, gateways: list[str]) -> None:
        """Networks on premises, behind a VPN, a line, or both."""
        for index in range(self.random.choice([0, 1, 1, 2])):
            network = self._add(f"site{index}", "external", cidrs=[f"172.{16 + index}.0.0/16"])
            home = self.random.choice([*gateways, *gateways, *self.vpcs])
            ways = self.random.choice([["vpn"], ["direct-connect"], ["vpn", "direct-connect"]])
            for way in ways:
                self._add(f"{way}{index}", way, attaches=home, to=network)
            if home in self.vpcs or home == "tgw0":
                own = home if home in self.vpcs else "net0"
                self._join(self.random.choice(self.services[own]), f"{ways[0]}{index}", network)

    def _entry(self) -> None:
        if self._maybe(0.6):
            self._add("client", "client")
            self._add("lb", "alb", subnets="edge")
            self._join("client", "igw", "lb")
            self._join("lb", self.services["net0"][0])
        for index in range(self._up_to(0, 3)):
            self._add(f"partner{index}", "external")
            self._join(self.services["net0"][0], "nat", f"partner{index}")

    def _calls(self, *, joined: bool) -> None:
        every = [id for ids in self.services.values() for id in ids]
        for _ in range(self._up_to(1, 6)):
            one, other = self.random.choice(every), self.random.choice(every)
            if joined or one[:4] == other[:4]:
                self._join(one, other)
