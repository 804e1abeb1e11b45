"""Scenes placed by hand, to try what draws and what measures."""

from __future__ import annotations

from archgen.render.diagram.scene import Box, Edge, Group, Line, Node, Scene, Style, Text

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
    caption = Text(box.x + 36, box.y + (6 if len(lines) == 1 else 2), lines, "start")
    return Group(id, kind, look, parent, box, caption, None, Box(box.x, box.y, 28, 28))


def edge(source: str, target: str, *points: Point, at: Point | None = None, text: str = "443") -> Edge:
    """A connection; `at` is the middle of its label."""
    written = Text(at[0], at[1] - 8, (Line(text),)) if at else None
    return Edge(f"{source}--{target}", source, target, "traffic", points, written)


ZONES = (("us-east-1a", 250.0), ("us-east-1b", 810.0))
"""Name, and the left side."""
ROWS = (("web", 0, "public"), ("app", 16, "private"), ("db", 32, "isolated"))
TOPS = {"web": 704.0, "app": 1012.0, "db": 1264.0}


def brief() -> Scene:
    """The brief's system as a person would place it."""
    vpc = "vpc@us-east-1"
    groups = [
        group("cloud", "cloud", Box(20, 120, 1410, 1366), None, Line("AWS Cloud", "title")),
        group("us-east-1", "region", Box(40, 414, 1370, 1052), "cloud", Line("us-east-1", "title")),
        group(vpc, "vpc", Box(196, 470, 1064, 976), "us-east-1", Line("VPC 10.0.0.0/16", "title")),
    ]
    for column, (zone, left) in enumerate(ZONES):
        box = Box(left - 20, 664, 390, 764)
        groups.append(group(zone, "zone", box, vpc, Line(zone, "title")))
        for subnet, slot, access in ROWS:
            place = Box(left, TOPS[subnet], 350, 144)
            words = (Line(f"{access.title()} subnet"), Line(f"10.0.{4 * (slot + column)}.0/22", "small"))
            groups.append(group(f"{subnet}@{zone}/subnet", "subnet", place, zone, *words, look=access))
    for subnet, name in (("web", "2–6 instances"), ("app", "2–8 instances")):
        groups.append(scaling_group(subnet, TOPS[subnet] + 36, name))
    return Scene(
        1640,
        1510,
        "Three-tier web application",
        "One region, two zones: a CDN, web and application servers, replicated databases.",
        "en",
        tuple(groups),
        tuple(_edges()),
        tuple(_nodes()),
    )


def scaling_group(subnet: str, top: float, words: str) -> Group:
    """A dashed box through both zones; sign and caption stand in the gap between them."""
    box = Box(484, top, 442, 102)
    caption = Text(650, box.bottom - 28, (Line(words),), "start")
    sign = Box(624, box.bottom - 30, 20, 20)
    id, parent = f"{subnet}@us-east-1/group", "vpc@us-east-1"
    return Group(id, "auto-scaling-group", "", parent, box, caption, None, sign)


def _nodes() -> list[Node]:
    vpc, region = "vpc@us-east-1", "us-east-1"
    kept = ("Amazon DynamoDB", "in every zone")
    nodes = [
        node("client", "aws.general.Client", 705, 40, "Client"),
        node("dns", "aws.network.Route53", 705, 186, "Amazon Route 53", parent="cloud"),
        node("cdn", "aws.network.CloudFront", 705, 310, "Amazon CloudFront", parent="cloud"),
        node("assets", "aws.storage.S3", 149, 510, "Static assets", "Amazon S3", parent=region),
        node("igw", "aws.network.InternetGateway", 705, 470, "Internet gateway", parent=vpc, border=vpc),
        node("web-lb", "aws.network.ELB", 705, 586, "Web load balancer", parent=vpc),
        node("app-lb", "aws.network.ELB", 705, 912, "App load balancer", parent=vpc),
        node("sessions", "aws.database.Dynamodb", 1335, 1076, "Sessions", *kept, parent=region),
        node("partners", "aws.general.InternetAlt1", 1540, 768, "External", "microservices"),
    ]
    for column, (zone, left) in enumerate(ZONES):
        x, outer = 540 + 330 * column, left + 190 - 30 * column
        web, app, db = (f"{row}@{zone}/subnet" for row in ("web", "app", "db"))
        nodes += [
            node(f"web@{zone}", "aws.compute.EC2", x, 768, "Web server", parent=web),
            node(f"nat@{zone}", "aws.network.NATGateway", outer, 776, "NAT gateway", parent=web),
            node(f"app@{zone}", "aws.compute.EC2", x, 1076, "App server", parent=app),
        ]
        words = ("Orders", "primary" if column == 0 else "standby")
        id = f"orders@{zone}" if column == 0 else f"orders.standby@{zone}"
        nodes.append(node(id, "aws.database.RDS", x, 1344, *words, parent=db))
    return nodes


def _edges() -> list[Edge]:
    a, b = "us-east-1a", "us-east-1b"
    across = ((870, 1124), (870, 1196), (550, 1196), (550, 1320))
    around = ((416, 776), (212, 776), (212, 540), (1540, 540), (1540, 744))
    standby, straight = f"orders.standby@{b}", ((564, 1344), (846, 1344))
    replication = Text(705, 1337, (Line("replication", "small"),))
    return [
        edge("client", "dns", (705, 88), (705, 162), at=(705, 140), text="DNS"),
        edge("dns", "cdn", (705, 235), (705, 286)),
        edge("cdn", "assets", (681, 310), (149, 310), (149, 486), at=(400, 310)),
        edge("cdn", "igw", (705, 359), (705, 446), at=(705, 385)),
        edge("igw", "web-lb", (705, 518), (705, 562)),
        edge("web-lb", f"web@{a}", (698, 634), (698, 768), (564, 768), at=(660, 768), text="3000"),
        edge("web-lb", f"web@{b}", (712, 634), (712, 768), (846, 768), at=(750, 768), text="3000"),
        edge(f"web@{a}", "app-lb", (540, 816), (540, 912), (681, 912), at=(646, 912), text="8000"),
        edge(f"web@{b}", "app-lb", (870, 816), (870, 912), (729, 912), at=(764, 912), text="8000"),
        edge("app-lb", f"app@{a}", (698, 960), (698, 1076), (564, 1076), at=(660, 1076), text="8000"),
        edge("app-lb", f"app@{b}", (712, 960), (712, 1076), (846, 1076), at=(750, 1076), text="8000"),
        edge(f"app@{a}", f"orders@{a}", (528, 1124), (528, 1320), at=(528, 1178), text="5432"),
        edge(f"app@{b}", f"orders@{a}", *across, at=(705, 1196), text="5432"),
        edge(f"app@{a}", f"nat@{a}", (516, 1076), (440, 1076), (440, 824), at=(440, 924)),
        edge(f"app@{b}", f"nat@{b}", (894, 1070), (970, 1070), (970, 824), at=(970, 924)),
        edge(f"nat@{a}", "partners", *around, at=(1335, 540)),
        edge(f"nat@{b}", "partners", (994, 776), (1516, 776), at=(1335, 776)),
        edge(f"app@{a}", "sessions", (556, 1124), (556, 1216), (1335, 1216), (1335, 1150)),
        edge(f"app@{b}", "sessions", (894, 1084), (1311, 1084), at=(1228, 1084)),
        Edge("orders--standby", f"orders@{a}", standby, "replication", straight, replication),
    ]
