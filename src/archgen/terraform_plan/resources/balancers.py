"""Load balancers with what is behind them, and the gateways of a VPC."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from archgen.model.kinds.category import Category
from archgen.terraform_plan.resources.observed import Listener, Reach, SeenComponent
from archgen.terraform_plan.resources.observer import Observer
from archgen.terraform_plan.source.knowledge import UNKNOWN
from archgen.terraform_plan.source.plan import Plan, Resource

BALANCERS = ("aws_lb", "aws_alb")
_LISTENERS = ("aws_lb_listener", "aws_alb_listener")
_BALANCER = "load_balancer_arn"
_RULES = ("aws_lb_listener_rule", "aws_alb_listener_rule")
_TARGET_GROUPS = ("aws_lb_target_group", "aws_alb_target_group")
_ATTACHMENTS = ("aws_lb_target_group_attachment", "aws_alb_target_group_attachment")
PLACES = (("subnets",), ("subnet_mapping", "subnet_id"))
INTERFACES = tuple((of, "network_interface_id") for of in ("network_interface", "primary_network_interface"))
"""Where an instance names its network interfaces."""


def internet_gateway(o: Observer, r: Resource) -> SeenComponent:
    """An internet gateway."""
    return o.component(Category.INTERNET_GATEWAY, r, network=_network(o, r))


def _network(o: Observer, r: Resource) -> str | None:
    """The address of the VPC that it is attached to."""
    vpcs = o.plan.linked(r, "vpc_id", types=("aws_vpc", "aws_default_vpc"))
    if not vpcs:
        attached = o.plan.pointing(r, "aws_internet_gateway_attachment", "internet_gateway_id")
        vpcs = tuple(v for a in attached for v in o.plan.linked(a, "vpc_id", types=("aws_vpc",)))
    return vpcs[0].address if vpcs else None


def nat_gateway(o: Observer, r: Resource) -> SeenComponent | None:
    """A NAT gateway: in its subnet, or over the whole VPC where it is regional."""
    is_private = o.value(r, "connectivity_type") == "private"
    places = o.places(r, ("subnet_id",), public=not is_private)
    if is_private:
        return o.component(Category.NAT_GATEWAY, r, places, fields={"private": True}) if places else None
    if not places and o.value(r, "availability_mode") != "regional":
        return o.component(Category.NAT_GATEWAY, r, gap=o.gap(r, ("subnet_id",)))
    return o.component(Category.NAT_GATEWAY, r, places, fields={} if places else {"per": "vpc"})


_KINDS = {"application": Category.APPLICATION_BALANCER, "network": Category.NETWORK_BALANCER}
"""One whose type is not known yet is checked as what both have in common."""


def load_balancer(o: Observer, r: Resource) -> SeenComponent | None:
    """An Application or Network Load Balancer; a gateway load balancer has no kind."""
    type_ = o.value(r, "load_balancer_type", default="application")
    kind = _KINDS.get("application" if type_ is UNKNOWN else str(type_))
    if kind is None:
        return None
    internal = o.flag(r, "internal")
    scheme = UNKNOWN if internal is UNKNOWN else "internal" if internal else "internet-facing"
    listens = dict.fromkeys(lis.number("port") for lis in _listeners(o.plan, r) if lis.get("port"))
    whole = all(o.all_pointing(each, _BALANCER) for each in _LISTENERS)
    fields: dict[str, Any] = {
        "scheme": scheme,
        "load_balancer_type": UNKNOWN if type_ is UNKNOWN else None,
        "listens": tuple(listens) if whole else (),
        "admitting": tuple(dict.fromkeys(_admitting(o, r, kind))) if whole else (),
        "plain": _plain(o.plan, r),
        "secure": tuple(dict.fromkeys(_secure(o.plan, r))),
        "answers": any(_answers(listener) for listener in _listeners(o.plan, r)) or None,
        "attached": any(_is_attached(o.plan, group) for group in _target_groups(o.plan, r)) or None,
        "bare": (kind is Category.NETWORK_BALANCER and not o.value(r, "security_groups")) or None,
        "reaches": tuple(dict.fromkeys(_reached(o.plan, r))),
    }
    groups = o.groups(r, ("security_groups",))
    targets = tuple(dict.fromkeys(_targets(o.plan, r)))
    places = o.places(r, *PLACES, public=scheme == "internet-facing")
    gap = None if places else o.gap(r, *PLACES)
    return o.component(kind, r, places, groups, fields, targets=targets, gap=gap)


_UDP = ("UDP", "QUIC")
_BOTH = ("TCP_UDP", "TCP_QUIC")


def _admitting(o: Observer, r: Resource, kind: Category) -> Iterator[Listener]:
    """Its listeners, where its security groups decide who reaches them.

    A network load balancer may let in what comes through PrivateLink whatever its groups say.
    """
    private_link = "enforce_security_group_inbound_rules_on_private_link_traffic"
    if kind is Category.NETWORK_BALANCER and o.value(r, private_link, default="on") != "on":
        return
    for listener in _listeners(o.plan, r):
        spoken, port = o.value(listener, "protocol"), o.value(listener, "port")
        if spoken is UNKNOWN or port is UNKNOWN or not port:
            continue
        if spoken not in _UDP:
            yield Listener(int(port), "tcp")
        if spoken in (*_UDP, *_BOTH):
            yield Listener(int(port), "udp")


def _is_attached(plan: Plan, group: Resource) -> bool:
    """Whether something is attached to a target group, if only an address that the plan does not know."""
    return any(plan.pointing(group, type_, "target_group_arn") for type_ in _ATTACHMENTS)


def _answers(listener: Resource) -> bool:
    """Whether a listener answers by itself."""
    return any(block.get("type") == "fixed-response" for block in listener.blocks("default_action"))


def _plain(plan: Plan, balancer: Resource) -> tuple[int, ...]:
    """The ports on which it forwards requests that come over plain HTTP."""
    found = []
    for listener in _listeners(plan, balancer):
        if listener.get("protocol") == "HTTP" and listener.get("port") and _forwards(plan, listener):
            found.append(listener.number("port"))
    return tuple(found)


def _secure(plan: Plan, balancer: Resource) -> Iterator[int]:
    """The ports on which it speaks HTTPS."""
    for listener in _listeners(plan, balancer):
        if listener.get("protocol") == "HTTPS" and listener.get("port"):
            yield listener.number("port")


def _forwards(plan: Plan, listener: Resource) -> bool:
    """Whether a listener forwards: by default, or by a rule before the one that sends everything elsewhere.

    Rules for `/.well-known/` are how certificates are renewed over HTTP.
    """
    every = plan.of_type(*_RULES)
    rules = [r for r in every if listener in plan.meant(r, "listener_arn", types=_LISTENERS).certain]
    ends = [_priority(rule) for rule in rules if _types(rule, "action") == ["redirect"] and _takes_all(rule)]
    last = min(ends, default=_LAST)
    forwarding = any(
        "forward" in _types(rule, "action") and _priority(rule) < last and not _renews(rule) for rule in rules
    )
    return forwarding or (not ends and _types(listener, "default_action") == ["forward"])


_LAST = 50_001
"""Behind the last priority that a rule can have; AWS puts a rule without one behind the others."""


def _priority(rule: Resource) -> int:
    return rule.number("priority", _LAST - 1)


def _types(resource: Resource, block: str) -> list[str]:
    return [str(action.get("type")) for action in resource.blocks(block)]


def _patterns(rule: Resource) -> list[list[str]]:
    """The patterns of each condition of a rule: of paths, or of hosts."""
    found = []
    for condition in rule.blocks("condition"):
        inner = [block for blocks in condition.values() if isinstance(blocks, list) for block in blocks]
        found.append([str(each) for b in inner if isinstance(b, dict) for each in b.get("values") or ()])
    return found


def _takes_all(rule: Resource) -> bool:
    """Whether every request meets the conditions of a rule."""
    return all({"/*", "*"} & set(patterns) for patterns in _patterns(rule))


def _renews(rule: Resource) -> bool:
    every = [pattern for patterns in _patterns(rule) for pattern in patterns]
    return bool(every) and all(pattern.startswith("/.well-known/") for pattern in every)


def _targets(plan: Plan, balancer: Resource) -> Iterator[tuple[str, int | None]]:
    """What is behind a load balancer: through listeners and target groups."""
    for group in _target_groups(plan, balancer):
        yield from _behind(plan, group)


def _behind(plan: Plan, group: Resource) -> Iterator[tuple[str, int | None]]:
    """What is in a target group, with the port on which it is reached."""
    port = group.get("port")
    for scaling in _attached_groups(plan, group):
        yield scaling.address, port
    for service in _services(plan, group):
        yield service.address, _container_port(plan, service, group)
    for type_ in _ATTACHMENTS:
        for attachment in plan.pointing(group, type_, "target_group_arn"):
            others = BALANCERS if group.get("target_type") == "alb" else ()
            kinds = ("aws_instance", "aws_lambda_function", *others)
            for target in plan.linked(attachment, "target_id", types=kinds) or _addressed(plan, attachment):
                yield target.address, attachment.get("port") or port


def _addressed(plan: Plan, attachment: Resource) -> tuple[Resource, ...]:
    """The instance that has the address that a target is given as: its own, or that of an interface of it."""
    address, interfaces = attachment.get("target_id"), plan.of_type("aws_network_interface")
    if not address:
        return ()
    having = [each for each in interfaces if address in (each.get("private_ips") or ())]
    return tuple(
        instance
        for instance in plan.of_type("aws_instance")
        if instance.get("private_ip") == address
        or any(
            each in plan.linked(instance, *path, types=("aws_network_interface",))
            for each in having
            for path in INTERFACES
        )
    )


def _reached(plan: Plan, balancer: Resource) -> Iterator[Reach]:
    """On which ports its nodes open connections to what is behind it, for requests and for health checks.

    A service without network interfaces of its own is reached on a port that its host chooses.
    """
    for group in _target_groups(plan, balancer):
        spoken = str(group.get("protocol") or "")
        family: Literal[4, 6] = 6 if group.get("ip_address_type") == "ipv6" else 4
        check = next(iter(group.blocks("health_check")), {})
        for address, port in _behind(plan, group):
            if port is None or not str(port).isdigit() or _shares_its_host(plan, address):
                continue
            number = int(port)
            if "UDP" not in spoken or spoken == "TCP_UDP":
                yield Reach(address, number, "tcp", family=family)
            if "UDP" in spoken:
                yield Reach(address, number, "udp", family=family)
            asked = check.get("port") or "traffic-port"
            if check.get("enabled") is not False and (asked == "traffic-port" or str(asked).isdigit()):
                asked_port = number if asked == "traffic-port" else int(asked)
                yield Reach(address, asked_port, "tcp", check=True, family=family)


def _shares_its_host(plan: Plan, address: str) -> bool:
    """Whether it is an ECS service on the network of its instances."""
    services = (r for r in plan.of_type("aws_ecs_service") if r.address == address)
    return any(not service.blocks("network_configuration") for service in services)


def _container_port(plan: Plan, service: Resource, group: Resource) -> int | None:
    """The port on which a target group reaches a service: the container's, whatever the group's own is."""
    ports = {int(b["container_port"]) for b in service.blocks("load_balancer") if b.get("container_port")}
    return next(iter(ports)) if len(ports) == 1 else group.get("port")


def _services(plan: Plan, group: Resource) -> Iterator[Resource]:
    for path in (("load_balancer", "target_group_arn"), _BLUE_GREEN):
        yield from plan.pointing(group, "aws_ecs_service", *path)


_BLUE_GREEN = ("load_balancer", "advanced_configuration", "alternate_target_group_arn")


def _attached_groups(plan: Plan, group: Resource) -> Iterator[Resource]:
    """The Auto Scaling groups of a target group, in each of the ways that Terraform has for it."""
    yield from plan.pointing(group, "aws_autoscaling_group", "target_group_arns")
    yield from plan.pointing(group, "aws_autoscaling_group", "traffic_source", "identifier")
    types = ("aws_autoscaling_group", "aws_eks_node_group")
    for type_, path in (
        ("aws_autoscaling_attachment", ("lb_target_group_arn",)),
        ("aws_autoscaling_traffic_source_attachment", ("traffic_source", "identifier")),
    ):
        for attachment in plan.pointing(group, type_, *path):
            yield from plan.linked(attachment, "autoscaling_group_name", types=types)


def _target_groups(plan: Plan, balancer: Resource) -> Iterator[Resource]:
    listeners = _listeners(plan, balancer)
    own = {listener.address for listener in listeners}
    rules = [
        rule
        for rule in plan.of_type(*_RULES)
        if (named := plan.meant(rule, "listener_arn", types=_LISTENERS).all)
        and own.issuperset(listener.address for listener in named)
    ]
    found: dict[str, Resource] = {}
    for resource, block in [(r, "default_action") for r in listeners] + [(r, "action") for r in rules]:
        for path in ((block, "target_group_arn"), (block, "forward", "target_group", "arn")):
            for group in plan.meant(resource, *path, types=_TARGET_GROUPS).all:
                found[group.address] = group
    yield from found.values()


def _listeners(plan: Plan, balancer: Resource) -> list[Resource]:
    return [r for type_ in _LISTENERS for r in plan.pointing(balancer, type_, _BALANCER)]
