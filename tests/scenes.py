"""Scenes placed by hand, to try what draws and what measures."""

from __future__ import annotations

from archgen.diagram.scene import Box, Edge, Group, Line, Node, Scene, Style, Text

ICON = 48.0
Point = tuple[float, float]


def label(x: float, y: float, *lines: str, styles: tuple[Style, ...] = ("title", "small", "small")) -> Text:
    return Text(x, y, tuple(Line(line, style) for line, style in zip(lines, styles, strict=False)))


def node(id: str, icon: str, x: float, y: float, *lines: str, **fields: str | None) -> Node:
    """A node whose icon is centred on a point; its label stands below."""
    component = id.partition("@")[0].partition(".")[0]
    box = Box(x - ICON / 2, y - ICON / 2, ICON, ICON)
    parent, border = fields.get("parent"), fields.get("border")
    text = label(x, box.bottom + 6, *lines)
    return Node(id, component, fields.get("kind") or "alb", parent, icon, box, text, border)


def group(id: str, kind: str, box: Box, parent: str | None, *lines: Line, look: str = "") -> Group:
    """A group; its caption stands beside its sign, or centred where the kind has none."""
    if kind == "zone":
        return Group(id, kind, look, parent, box, Text(box.center[0], box.y + 6, lines))
    if kind == "auto-scaling-group":
        caption = Text(box.center[0], box.bottom - 22, lines)
        sign = Box(box.center[0] - 12, box.y + 8, 24, 24)
        return Group(id, kind, look, parent, box, caption, None, sign)
    caption = Text(box.x + 36, box.y + 6, lines, "start")
    return Group(id, kind, look, parent, box, caption, None, Box(box.x, box.y, 28, 28))


def edge(source: str, target: str, *points: Point, at: Point | None = None, text: str = "443") -> Edge:
    """A connection; `at` is the middle of its label."""
    written = Text(at[0], at[1] - 8, (Line(text),)) if at else None
    return Edge(f"{source}--{target}", source, target, "traffic", points, written)


def brief() -> Scene:
    """The brief's system as a person would place it."""
    cloud, region, vpc = Box(20, 120, 1330, 1190), Box(44, 410, 1282, 876), Box(240, 470, 930, 792)
    groups = [
        group("cloud", "cloud", cloud, None, Line("AWS Cloud", "title")),
        group("us-east-1", "region", region, "cloud", Line("us-east-1", "title")),
        group("vpc@us-east-1", "vpc", vpc, "us-east-1", Line("VPC", "title")),
    ]
    rows = (("web", 0, "public"), ("app", 16, "private"), ("db", 32, "isolated"))
    for column, zone in enumerate(("us-east-1a", "us-east-1b")):
        box = Box(268 + column * 484, 664, 390, 576)
        groups.append(group(zone, "zone", box, "vpc@us-east-1", Line(zone, "title")))
        for row, (subnet, slot, access) in enumerate(rows):
            place = Box(box.x + 20, 694 + row * 188, 350, 148)
            words = (Line(f"{subnet.title()} subnet"), Line(f"10.0.{slot + column}.0/22", "small"))
            id = f"{subnet}@{zone}/subnet"
            groups.append(group(id, "subnet", place, zone, *words, look=access))
    for row, (id, words) in enumerate((("web", "Auto Scaling 2–6"), ("app", "Auto Scaling 2–8"))):
        box = Box(540, 718 + row * 188, 330, 112)
        groups.append(group(f"{id}@us-east-1/group", "auto-scaling-group", box, "vpc@us-east-1", Line(words)))
    return Scene(
        1560,
        1330,
        "Three-tier web application",
        "One region, two zones: a CDN, web and application servers, replicated databases.",
        "en",
        tuple(groups),
        tuple(_edges()),
        tuple(_nodes()),
    )


def _nodes() -> list[Node]:
    vpc, region = "vpc@us-east-1", "us-east-1"
    nodes = [
        node("client", "aws.general.Client", 705, 40, "Client", kind="client"),
        node("dns", "aws.network.Route53", 705, 180, "Amazon Route 53", kind="route53", parent="cloud"),
        node(
            "cdn", "aws.network.CloudFront", 705, 310, "Amazon CloudFront", kind="cloudfront", parent="cloud"
        ),
        node("assets", "aws.storage.S3", 142, 500, "Static assets", "Amazon S3", kind="s3", parent=region),
        node(
            "igw",
            "aws.network.InternetGateway",
            705,
            470,
            "Internet gateway",
            parent=vpc,
            border=vpc,
            kind="internet-gateway",
        ),
        node("web-lb", "aws.network.ELB", 705, 590, "Web load balancer", parent=vpc),
        node("app-lb", "aws.network.ELB", 705, 862, "App load balancer", parent=vpc),
        node(
            "sessions",
            "aws.database.Dynamodb",
            1248,
            956,
            "Sessions",
            "DynamoDB",
            "in every zone",
            parent=region,
        ),
        node("partners", "aws.general.InternetAlt1", 1450, 768, "External", "microservices", kind="external"),
    ]
    for column, zone in enumerate(("us-east-1a", "us-east-1b")):
        x, outer = 590 + 230 * column, 420 + 570 * column
        nodes += [
            node(
                f"web@{zone}",
                "aws.compute.EC2",
                x,
                768,
                "Web server",
                parent=f"web@{zone}/subnet",
                kind="asg",
            ),
            node(
                f"nat@{zone}",
                "aws.network.NATGateway",
                outer,
                768,
                "NAT gateway",
                parent=f"web@{zone}/subnet",
            ),
            node(
                f"app@{zone}",
                "aws.compute.EC2",
                x,
                956,
                "App server",
                parent=f"app@{zone}/subnet",
                kind="asg",
            ),
        ]
        words = ("Orders", "primary" if column == 0 else "standby")
        id = f"orders@{zone}" if column == 0 else f"orders.standby@{zone}"
        nodes.append(node(id, "aws.database.RDS", x, 1144, *words, parent=f"db@{zone}/subnet", kind="rds"))
    return nodes


def _edges() -> list[Edge]:
    a, b = "us-east-1a", "us-east-1b"
    replication = Text(705, 1136, (Line("replication", "small"),))
    return [
        edge("client", "dns", (705, 88), (705, 156), at=(705, 121 + 16), text="DNS"),
        edge("dns", "cdn", (705, 228), (705, 286)),
        edge("cdn", "assets", (681, 310), (142, 310), (142, 476), at=(400, 310)),
        edge("cdn", "igw", (705, 356), (705, 446), at=(705, 386)),
        edge("igw", "web-lb", (705, 518), (705, 566), at=(705, 536)),
        edge("web-lb", f"web@{a}", (700, 638), (700, 768), (614, 768), at=(660, 768), text="3000"),
        edge("web-lb", f"web@{b}", (710, 638), (710, 768), (796, 768), at=(750, 768), text="3000"),
        edge(f"web@{a}", "app-lb", (590, 814), (590, 862), (681, 862), at=(635, 862), text="8000"),
        edge(f"web@{b}", "app-lb", (820, 814), (820, 862), (729, 862), at=(775, 862), text="8000"),
        edge("app-lb", f"app@{a}", (700, 910), (700, 956), (614, 956), at=(650, 956), text="8000"),
        edge("app-lb", f"app@{b}", (710, 910), (710, 956), (796, 956), at=(760, 956), text="8000"),
        edge(f"app@{a}", f"orders@{a}", (584, 1004), (584, 1120), at=(584, 1042), text="5432"),
        edge(
            f"app@{b}",
            f"orders@{a}",
            (814, 1004),
            (814, 1058),
            (600, 1058),
            (600, 1120),
            at=(700, 1058),
            text="5432",
        ),
        edge(f"app@{a}", f"nat@{a}", (566, 956), (420, 956), (420, 816), at=(480, 956)),
        edge(f"app@{b}", f"nat@{b}", (844, 950), (990, 950), (990, 816), at=(920, 950)),
        edge(
            f"nat@{a}",
            "partners",
            (396, 768),
            (252, 768),
            (252, 548),
            (1450, 548),
            (1450, 744),
            at=(1250, 548),
        ),
        edge(f"nat@{b}", "partners", (1014, 768), (1426, 768), at=(1250, 768)),
        edge(f"app@{a}", "sessions", (598, 1004), (598, 1042), (1248, 1042), (1248, 1026)),
        edge(f"app@{b}", "sessions", (844, 962), (1224, 962), at=(1190, 962)),
        Edge(
            "orders--standby",
            f"orders@{a}",
            f"orders.standby@{b}",
            "replication",
            ((614, 1144), (796, 1144)),
            replication,
        ),
    ]
