"""What is written on the network picture: under icons, in the corners of boxes, on lines."""

from __future__ import annotations

from math import fsum

from archgen.i18n.translate import say, word
from archgen.model.kinds import INTERNET, Capacity, Component, Copy
from archgen.model.kinds.category import JOINING, OUTSIDE, PRIVATE_CONNECTIONS, Category
from archgen.render.diagram.scene import Line, Style
from archgen.render.diagram.text import typeface
from archgen.topology.graph import Topology

SPELLINGS = {
    short: short.upper()
    for short in (
        *(
            "alb",
            "api",
            "cdn",
            "db",
            "dns",
            "ec2",
            "ecr",
            "ecs",
            "efs",
            "elb",
            "igw",
            "kms",
            "lb",
            "nat",
            "nlb",
        ),
        *("rds", "s3", "sns", "sqs", "ssm", "tgw", "vpc", "vpn", "waf"),
    )
} | {
    "cloudfront": "CloudFront",
    "ipv6": "IPv6",
    "cloudwatch": "CloudWatch",
    "dynamodb": "DynamoDB",
    "elasticache": "ElastiCache",
}
"""Words of an id that are written in a way of their own."""
SEVERAL = {
    "readable standby": "{count} readable standbys",
    "replica": "{count} replicas",
    "reader": "{count} readers",
}
GATEWAYS = (
    *JOINING,
    *PRIVATE_CONNECTIONS,
    Category.FIREWALL,
    Category.NAT_INSTANCE,
    Category.EGRESS_ONLY_GATEWAY,
)
"""Gateways that are called by their service where their id is no name."""


def named(id: str, topology: Topology) -> str:
    """What a component is called on the picture."""
    component = topology.components[id]
    if component.label:
        return component.label
    known = component.known_by_service or _is_word_for(component, id)
    if known and _is_alone(id, topology):
        return word(component.service_name, topology.architecture.language)
    return spelled(id)


def _is_word_for(component: Component, id: str) -> bool:
    """Whether a gateway's id only says what kind it is of: tgw, vpn, firewall."""
    plain = id.replace("-", "")
    words = (*component.words, component.kind.replace("-", ""), component.kind.rpartition("-")[2])
    return component.category in GATEWAYS and plain in words


def party(id: str, topology: Topology) -> str:
    """What a component, or the internet, is called in a sentence."""
    if id == INTERNET:
        return word("internet", topology.architecture.language)
    return named(id, topology)


def spelled(id: str) -> str:
    """An id as a name: "order-db" is "Order DB"."""
    text = " ".join(SPELLINGS.get(w, w) for w in id.split("-"))
    return text[:1].upper() + text[1:]


def group(id: str, topology: Topology) -> str:
    """The name of a group."""
    return topology.architecture.groups[id].label or spelled(id)


def service_of(id: str, topology: Topology) -> tuple[str, ...]:
    """The service that a component is of, with its engine; nothing where its name says so already."""
    component, language = topology.components[id], topology.architecture.language
    service = word(component.service_name, language)
    if component.category in OUTSIDE or service.lower() in named(id, topology).lower():
        return ()
    engine = component.engine_name
    told = engine and component.kind not in str(engine)
    return (f"{service} · {engine}" if told else service,)


def short(service: str) -> str:
    """A service without its maker's name, where there is little room."""
    return service.removeprefix("Amazon ").removeprefix("AWS ")


def replicas_of(id: str, topology: Topology) -> str:
    """What keeps copies of a database: "with a standby, 2 replicas"."""
    language = topology.architecture.language
    roles = [copy.role.partition("-")[0] for copy in topology.copies_of(id) if copy.role]
    said = []
    for role in dict.fromkeys(roles):
        count = roles.count(role)
        if role == "standby" and count > 1:
            role = "readable standby"
        said.append(word(f"a {role}", language) if count == 1 else say(SEVERAL[role], language, count=count))
    return say("with {roles}", language, roles=", ".join(said)) if said else ""


def _is_alone(id: str, topology: Topology) -> bool:
    """Whether no other component would be called by the same service."""
    alike = topology.of_kind(topology.components[id].kind)
    return all(other == id or topology.components[other].label for other in alike)


def leads_to(component: Component, topology: Topology) -> str:
    """What an endpoint leads to: a service of AWS, or a load balancer in another VPC."""
    to = component.leads_to
    return f"PrivateLink: {named(to, topology)}" if to else component.called_service or ""


def region(topology: Topology, name: str) -> str:
    """What the frame of a region is called."""
    return f"{name} ({word('standby', topology.architecture.language)})" if name in topology.standby else name


def role_of(copy: Copy, topology: Topology) -> str:
    """Primary, standby or which replica; nothing where there is one copy only."""
    language = topology.architecture.language
    siblings = topology.copies_of(copy.component)
    if copy.role:
        name, _, number = copy.role.partition("-")
        if copy.is_standby and copy.serves_reads:
            return say("readable standby {number}", language, number=number)
        return f"{word(name, language)} {number}".strip()
    return word("primary", language) if any(other.role for other in siblings) else ""


def count_of(component: Component, language: str) -> str:
    """How many of a component run: "2–6 instances"; nothing where it has no capacity."""
    capacity = component.how_many
    return counted(component, capacity, language) if capacity else ""


def counted(component: Component, capacity: Capacity, language: str) -> str:
    """A capacity in words: "2–6 instances"."""
    one, several = _COUNTED.get(component.category, ("1 instance", "{count} instances"))
    if capacity.min == capacity.max == 1:
        return word(one, language)
    count = f"{capacity.min}–{capacity.max}" if capacity.min != capacity.max else f"{capacity.min}"
    return say(several, language, count=count)


_COUNTED = {
    Category.CONTAINERS: ("1 task", "{count} tasks"),
    Category.CLUSTER: ("1 node", "{count} nodes"),
    Category.PODS: ("1 pod", "{count} pods"),
}
"""What is counted of a component, one and several of them."""


def extent(lines: tuple[Line, ...]) -> tuple[float, float]:
    """How wide and how high lines are, in pixels."""
    width = max((typeface.width(line.text, line.style) for line in lines), default=0.0)
    return width, fsum(typeface.line_height(line.style) for line in lines)


def cut(text: str, style: Style, width: float, lines: int) -> tuple[str, ...]:
    """The text in at most so many lines; what does not fit is replaced by an ellipsis."""
    wrapped = typeface.wrap(text, style, width)
    if len(wrapped) <= lines:
        return wrapped
    last = wrapped[lines - 1]
    while last and typeface.width(last.rstrip() + "…", style) > width:
        last = last[:-1]
    return (*wrapped[: lines - 1], last.rstrip(" ,·") + "…")
