"""A plan's resources as what they mean: networks, subnets, components and security group rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from archgen.findings.phrase import Phrase
from archgen.lint.coverage import Cause, Gap
from archgen.model.kinds.category import Category
from archgen.terraform_plan.resources import balancers, compute, databases, edge, hosted, pods
from archgen.terraform_plan.resources.balancers import BALANCERS
from archgen.terraform_plan.resources.custom import CUSTOM
from archgen.terraform_plan.resources.inner_names import inner_names
from archgen.terraform_plan.resources.naming import component_id, tagged_id, type_of
from archgen.terraform_plan.resources.network import crossings
from archgen.terraform_plan.resources.network.idle_groups import idle_groups, open_groups
from archgen.terraform_plan.resources.network.route_tables import TABLES
from archgen.terraform_plan.resources.network.routes import SUBNETS, subnets
from archgen.terraform_plan.resources.network.rule_sources import told_apart
from archgen.terraform_plan.resources.network.security_groups import group_rules, whole_groups
from archgen.terraform_plan.resources.observed import Joins, Observed, SeenComponent, SeenNetwork
from archgen.terraform_plan.resources.observer import Observer
from archgen.terraform_plan.resources.parts import idle_parts, with_parts
from archgen.terraform_plan.resources.stated import makers
from archgen.terraform_plan.resources.usage.supporting import is_quiet, supporting, unknown
from archgen.terraform_plan.resources.usage.uses import uses
from archgen.terraform_plan.source.handed_on import handed_on
from archgen.terraform_plan.source.knowledge import UNKNOWN
from archgen.terraform_plan.source.plan import Plan, Resource

Make = Callable[[Observer, Resource], SeenComponent | None]


def observe(plan: Plan) -> Observed:
    """Everything in a plan that has a place in an architecture."""
    unplaced: dict[str, Gap] = {}
    _ask_for_names(plan)
    seen = subnets(plan, unplaced)
    observer = Observer(plan, {subnet.address: subnet for subnet in seen}, dict(unplaced))
    networks = tuple(_networks(observer))
    components = tuple(with_parts(plan, _components(observer, unplaced)))
    unplaced |= _blank(plan, networks)
    unplaced |= unknown(plan, tuple(MAKERS))
    unplaced |= idle_parts(plan, components)
    unplaced |= crossings.lone_peerings(observer)
    unplaced |= pods.gaps(plan)
    rules, uncertain = told_apart(tuple(group_rules(plan)), components)
    used = tuple(uses(plan))
    serving = supporting(plan, components, used)
    for address, gap in observer.partly.items():
        unplaced.setdefault(address, gap)
    for address, attribute in plan.open_questions.items():
        unplaced.setdefault(address, Gap(Cause.REFERENCES_AFTER_APPLY, attribute))
    for address in sorted(uncertain):
        unplaced.setdefault(address, Gap(Cause.REFERENCES_AFTER_APPLY, "rules"))
    for address in sorted(open_groups(plan, rules, components)):
        unplaced.setdefault(address, Gap(Cause.UNUSED, Phrase("it admits the internet")))
    questions = len(plan.open_questions)
    return Observed(
        networks,
        seen,
        components,
        rules,
        unplaced,
        questions,
        used,
        serving,
        (observer.home,),
        _name(plan),
        tuple((each.address, each.type) for each in plan.resources),
        frozenset(plan.open_questions) | frozenset(observer.partly),
        whole_groups(plan, rules) - uncertain - observer.beside_unknown,
        idle_groups(plan, rules, components),
        tuple(inner_names(plan)),
        {each.address: there for each in components if (there := observer.somewhere.get(each.address))},
        dict(_maybe_used(plan, components)),
        frozenset(_called(plan)),
        frozenset(given.address for given in plan.published(_ROUTED)),
    )


_FUNCTIONS = ("aws_lambda_function",)
_CALLERS = (
    ("aws_lambda_permission", ("function_name",)),
    ("aws_cloudwatch_log_subscription_filter", ("destination_arn",)),
)
"""What says that a function is called: by logs, or by any service that is permitted to."""


def _called(plan: Plan) -> Iterator[str]:
    for type_, path in _CALLERS:
        for caller in plan.of_type(type_):
            meant = plan.meant(caller, *path, types=_FUNCTIONS).all
            unsaid = not meant and plan.is_said_later(caller, *path)
            yield from (function.address for function in (plan.of_type(*_FUNCTIONS) if unsaid else meant))


def _maybe_used(plan: Plan, components: tuple[SeenComponent, ...]) -> Iterator[tuple[str, str]]:
    """What is drawn only where something uses it, and which open reference may be the one that does."""
    quiet = {component.address for component in components if is_quiet(component)}
    types = tuple(sorted({type_of(address) for address in quiet}))
    resources = {resource.address: resource for resource in plan.resources}
    for address, attribute in plan.open_questions.items() if types else ():
        asked = plan.evaluator.meant(resources[address], attribute.split("."), types, text=True)
        for other in asked.choices:
            if other.address in quiet:
                yield other.address, f"the {attribute} of {address}"
    for call, given in handed_on(plan.modules, sorted(quiet)):
        yield given, call


def _ask_for_names(plan: Plan) -> None:
    """Notes which resources will be told what they are called.

    A subnet's name says which others are like it. Where something has a tag that says which component it is,
    what is not tagged yet may be part of one.
    """
    tagged = any(tagged_id(resource) for resource in plan.resources)
    for resource in plan.resources:
        name = "Component" if tagged else "Name" if resource.type in SUBNETS else None
        if name and resource.is_later("tags", name) and plan.is_set(resource, "tags", name):
            plan.open_questions.setdefault(resource.address, "tags")


def _networks(o: Observer) -> Iterator[SeenNetwork]:
    """The VPCs with their blocks: the primary one, and those that are associated later."""
    for vpc in o.plan.of_type(*crossings.VPCS):
        block = str(vpc.get("cidr_block") or (DEFAULT_BLOCK if vpc.type == "aws_default_vpc" else ""))
        if block:
            joints = o.plan.pointing(vpc, _MORE, "vpc_id")
            more = tuple(str(j.get("cidr_block")) for j in joints if j.get("cidr_block"))
            id = component_id(vpc)
            six = any(vpc.get(key) or vpc.unknown.get(key) for key in _IPV6)
            whole = o.all_pointing(_MORE, "vpc_id") and all(
                o.value(joint, "cidr_block") is not UNKNOWN for joint in joints
            )
            account = o.plan.account_of(vpc)
            yield SeenNetwork(vpc.address, o.region(vpc), block, more, id, six, account, whole)


def _blank(plan: Plan, networks: tuple[SeenNetwork, ...]) -> dict[str, Gap]:
    """The VPCs whose blocks an address manager allocates when they are made."""
    known = {network.address for network in networks}
    return {
        vpc.address: Gap(Cause.VALUES_AFTER_APPLY, "cidr_block")
        for vpc in plan.of_type(*crossings.VPCS)
        if vpc.address not in known
    }


DEFAULT_BLOCK = "172.31.0.0/16"
"""The block of a default VPC. Source: Amazon VPC User Guide, "Default VPC components"."""
_ROUTED = ("aws_nat_gateway", *TABLES)
"""What another configuration may route to, or add routes to."""
_MORE = "aws_vpc_ipv4_cidr_block_association"
_IPV6 = ("assign_generated_ipv6_cidr_block", "ipv6_ipam_pool_id")
"""What a VPC with IPv6 addresses says; the block itself is known after apply for every VPC."""


def _name(plan: Plan) -> str | None:
    """What the whole is called, where one tag says so."""
    tags = [tags for r in plan.resources if isinstance(tags := r.get("tags_all"), dict)]
    found = {str(of.get("Architecture") or "") for of in tags} - {""}
    return next(iter(found)) if len(found) == 1 else None


def _components(observer: Observer, unplaced: dict[str, Gap]) -> Iterator[SeenComponent]:
    """All components, kind by kind."""
    for type_, make in MAKERS.items():
        for resource in observer.plan.of_type(type_):
            if make is compute.scaling_group and compute.hosts_containers(observer.plan, resource):
                continue  # it is part of its service
            component = make(observer, resource)
            if component is not None:
                yield component
            elif type_ in _PLACED:
                unplaced[resource.address] = _why_not(observer, resource)
    yield from edge.foreign_zones(observer)
    yield from databases.followers(observer)
    yield from crossings.foreign_gateways(observer)


def _why_not(o: Observer, r: Resource) -> Gap:
    """Why a resource that is something by itself is no component."""
    if r.type in pods.WORKLOADS:
        return pods.why_not(o.plan)
    if r.type == "aws_vpc_endpoint" and o.value(r, "service_name") is UNKNOWN:
        o.plan.open_questions.setdefault(r.address, "service_name")
        return Gap(Cause.REFERENCES_AFTER_APPLY, "service_name")
    if r.type == "aws_vpc_endpoint":
        return Gap(Cause.UNSUPPORTED, Phrase("it leads to the service of another provider"))
    if r.type == "aws_nat_gateway":
        return Gap(Cause.PLACE_AFTER_APPLY, "subnet_id")
    return Gap(Cause.UNSUPPORTED, Phrase("archgen has no kind for a gateway load balancer"))


_PLACED = ("aws_nat_gateway", "aws_lb", "aws_alb", "aws_vpc_endpoint", *pods.WORKLOADS)
"""The types that are no component in some of their forms."""


def _bucket(o: Observer, r: Resource) -> SeenComponent:
    return o.component(Category.BUCKET, r, fields={"public": databases.is_public(o, r)})


def _queue(o: Observer, r: Resource) -> SeenComponent:
    return o.component(Category.QUEUE, r)


def _topic(o: Observer, r: Resource) -> SeenComponent:
    return o.component(Category.TOPIC, r)


def _secret(o: Observer, r: Resource) -> SeenComponent:
    return o.component("secrets-manager", r)


def _endpoint(o: Observer, r: Resource) -> SeenComponent | None:
    service = str(r.get("service_name", "")).split(".", 3)
    balancer = _behind(o, r)
    if len(service) < 4 and balancer is None:
        return None
    places = o.places(r, ("subnet_ids",))
    vpcs = o.plan.linked(r, "vpc_id", types=("aws_vpc", "aws_default_vpc"))
    network = vpcs[0].address if vpcs else None
    groups = o.groups(r, ("security_group_ids",))
    fields = {} if balancer else {"service": service[3]}
    joins = Joins(gateway=balancer.address) if balancer else None
    more: dict[str, Any] = {"network": network, "joins": joins, "gap": o.gap_of(r, places, ("subnet_ids",))}
    return o.component(Category.ENDPOINT, r, places, groups, fields, **more)


def _behind(o: Observer, endpoint: Resource) -> Resource | None:
    """The load balancer whose endpoint service an endpoint leads to."""
    for service in o.plan.linked(endpoint, "service_name", types=("aws_vpc_endpoint_service",)):
        for balancer in o.plan.linked(service, "network_load_balancer_arns", types=BALANCERS):
            return balancer
    return None


_OWN: dict[str, Make] = {
    "aws_route53_zone": edge.zone,
    "aws_cloudfront_distribution": edge.distribution,
    "aws_wafv2_web_acl": edge.acl,
    "aws_internet_gateway": balancers.internet_gateway,
    "aws_nat_gateway": balancers.nat_gateway,
    "aws_lb": balancers.load_balancer,
    "aws_alb": balancers.load_balancer,
    "aws_autoscaling_group": compute.scaling_group,
    "aws_ecs_service": compute.ecs_service,
    "aws_instance": compute.instance,
    "aws_spot_instance_request": compute.instance,
    "aws_lambda_function": compute.function,
    "aws_batch_job_queue": hosted.job_queue,
    "aws_apprunner_service": hosted.web_service,
    "aws_db_instance": databases.instance,
    "aws_rds_cluster": databases.cluster,
    "aws_elasticache_replication_group": databases.cache,
    "aws_elasticache_cluster": databases.cache_cluster,
    "aws_efs_file_system": databases.file_system,
    "aws_dynamodb_table": databases.table,
    "aws_s3_bucket": _bucket,
    "aws_sqs_queue": _queue,
    "aws_sns_topic": _topic,
    "aws_secretsmanager_secret": _secret,
    "aws_vpc_endpoint": _endpoint,
    "aws_vpc_endpoint_service": edge.endpoint_service,
    "aws_eks_node_group": compute.node_group,
    "aws_ec2_transit_gateway": crossings.transit_gateway,
    "aws_vpc_peering_connection": crossings.peering,
    "aws_vpn_connection": crossings.vpn,
    "aws_dx_gateway": crossings.direct_connect,
    "aws_networkfirewall_firewall": crossings.firewall,
    "aws_egress_only_internet_gateway": crossings.egress_only,
    **dict.fromkeys(pods.WORKLOADS, pods.workload),
}
"""What makes a component of the types that take more than what their kinds state."""
_STATED = makers() | _OWN
MAKERS: dict[str, Make] = {
    type_: _STATED.get(type_, edge.custom) for type_ in dict.fromkeys((*_OWN, *_STATED, *CUSTOM))
}
"""What makes a component of each type of resource."""
