"""Names for what a plan makes: the model's own where tags say them, else the labels of the resources."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from archgen.model.kinds import kind_class
from archgen.model.kinds.category import Category
from archgen.model.kinds.fields import ID_PATTERN, MAX_ID
from archgen.terraform_plan.resources.observed import SeenComponent
from archgen.terraform_plan.source.plan import Resource

_ZONE = re.compile(r"([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$")
_ZONE_SUFFIX = re.compile(
    r"(?:[-_/.: ]"
    r"(?:[a-f]|\d[a-f]?|az[-_]?[a-f\d]|zone[-_]?[a-f\d]|[a-z]{2,4}\d[a-f]|[a-z]{2}(?:[-_][a-z]+)+[-_]\d[a-f])"
    r"|(?<=[a-z])\d|^[a-z]{2}(?:[-_][a-z]+)+[-_]\d[a-f])$"
)
_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-\d$")
_NAMELESS = ("this", "main", "default", "primary")
_TYPES = {
    "aws_lb": "alb",
    "aws_alb": "alb",
    "aws_db_instance": "database",
    "aws_rds_cluster": "database",
    "aws_autoscaling_group": "servers",
    "aws_cloudfront_distribution": "cdn",
    "aws_route53_zone": "dns",
    "aws_route53_record": "dns",
    "aws_wafv2_web_acl": "firewall",
    "aws_internet_gateway": "igw",
    "aws_nat_gateway": "nat",
    "aws_dynamodb_table": "table",
    "aws_s3_bucket": "bucket",
    "aws_sqs_queue": "queue",
    "aws_sns_topic": "topic",
    "aws_secretsmanager_secret": "secret",
    "aws_elasticache_replication_group": "cache",
    "aws_elasticache_cluster": "cache",
    "aws_efs_file_system": "files",
    "aws_lambda_function": "function",
    "aws_ecs_service": "service",
    "aws_eks_cluster": "cluster",
    "aws_eks_node_group": "nodes",
    "aws_apigatewayv2_api": "api",
    "aws_api_gateway_rest_api": "api",
    "aws_sfn_state_machine": "workflow",
    "aws_cloudwatch_event_rule": "rule",
    "aws_cloudwatch_event_bus": "bus",
    "aws_scheduler_schedule": "schedule",
    "aws_kinesis_stream": "stream",
    "aws_vpc_endpoint": "endpoint",
    "aws_vpc_endpoint_service": "endpoint-service",
}
"""What a resource is called whose label says nothing, or says the same as another's."""


def tagged_id(resource: Resource) -> str | None:
    """The id that a tag gives, where it is one."""
    tagged = resource.tag("Component")
    return tagged if tagged and len(tagged) <= MAX_ID and re.fullmatch(ID_PATTERN, tagged) else None


def label(resource: Resource) -> str | None:
    """The Name tag on one line, where it says more than the id does."""
    name = " ".join((resource.tag("Name") or "").split())
    said = id_of(name) if name else ""
    return None if not said or said.endswith(component_id(resource)) else name[:120]


def own_name(resource: Resource) -> str:
    """What its id says in words; nothing where that says only what it is."""
    id = component_id(resource)
    return "" if id in _TYPES.values() or id == resource.type else id.replace("-", " ")


def component_id(resource: Resource) -> str:
    """The id of the component that a resource is."""
    tagged = tagged_id(resource)
    if tagged:
        return tagged
    name = resource.name if resource.name not in _NAMELESS else _in_module(resource)
    if isinstance(resource.index, str) and region_of(resource.index) is None:
        name = f"{name}-{resource.index}"
    return id_of(name)


def component_ids(components: Sequence[SeenComponent]) -> dict[str, str]:
    """One id for each component, by its addresses.

    Those that are alike in two regions are one component. Where two would have the same id, their modules
    tell them apart; what runs code keeps it then, and others get their kind behind it.
    """
    proposed = {component.address: component.id for component in components}
    for same in _grouped(components, proposed):
        modules = {module_id(component.address) for component in same}
        if len(same) > 1 and len(modules) == len(same) and not any(component.placed for component in same):
            for component in same:
                proposed[component.address] = _qualified(component)
    taken: dict[str, list[SeenComponent]] = {}
    found: dict[str, str] = {}
    for component in sorted(
        components,
        key=lambda p: (not p.placed, kind_class(p.kind).may_serve_others, p.category not in _COMPUTE),
    ):
        id = _free(proposed[component.address], component, taken)
        taken.setdefault(id, []).append(component)
        found |= dict.fromkeys(component.addresses, id)
    return found


_COMPUTE = (Category.AUTO_SCALING, Category.CONTAINERS, Category.INSTANCE, Category.FUNCTION)


def _grouped(components: Sequence[SeenComponent], proposed: Mapping[str, str]) -> list[list[SeenComponent]]:
    found: dict[tuple[str, str, str | None], list[SeenComponent]] = {}
    for component in components:
        found.setdefault((component.kind, proposed[component.address], component.region), []).append(
            component
        )
    return list(found.values())


def _free(id: str, component: SeenComponent, taken: Mapping[str, Sequence[SeenComponent]]) -> str:
    if all(_one(component, other) for other in taken.get(id, ())):
        return id
    if any(other.kind != component.kind for other in taken[id]):
        type_ = type_of(component.address)
        id = f"{id[: MAX_ID - 12]}-{_TYPES.get(type_, component.kind)}"[:MAX_ID].rstrip("-")
    number, found = 2, id
    while not all(_one(component, other) for other in taken.get(found, ())):
        found, number = f"{id[: MAX_ID - 4]}-{number}", number + 1
    return found


def _one(component: SeenComponent, other: SeenComponent) -> bool:
    """Whether two components are one component: by their tags, or alike in two regions."""
    if component.kind != other.kind:
        return False
    if component.placed and other.placed:
        return True
    return component.region is not None and component.region != other.region


def _qualified(component: SeenComponent) -> str:
    module = module_id(component.address)
    return component.id if not module or module in component.id else id_of(f"{module}-{component.id}")


def module_id(address: str) -> str:
    """The name of the module that an address is in: its key where that says more than a region."""
    calls = re.findall(r'module\.([^.\[]+)(?:\[(?:"([^"]*)"|\d+)\])?', address)
    if not calls:
        return ""
    calls = [call for call in calls if not call[0].startswith("root-of-")] or [("", "")]
    name, key = calls[-1]
    return id_of(key) if key and not _REGION.fullmatch(key) and region_of(key) is None else id_of(name)


def is_general(module: str) -> bool:
    """Whether the name of a module says nothing of what is in it."""
    return module in _GENERAL


def type_of(address: str) -> str:
    """The type of the resource at an address."""
    return re.sub(r"^(?:module\.[^.\[]+(?:\[[^\]]*\])?\.)*", "", address).split(".")[0]


def named_row(resource: Resource) -> str:
    """The row that the Name tag of a subnet says: the name without its zone."""
    name = resource.tag("Name") or ""
    return id_of(_ZONE_SUFFIX.sub("", name) or name) if name else ""


def row_id(resource: Resource, crowded: bool, by_name: bool = False) -> str:
    """The id of the row that a subnet is in: one resource for all zones, or one for each with a suffix.

    `crowded` says that one resource has several subnets in a zone: then its keys tell the rows apart, or
    `by_name` their names.
    """
    tagged = resource.tag("Row")
    if tagged and len(tagged) <= MAX_ID and re.fullmatch(ID_PATTERN, tagged):
        return tagged
    if by_name:
        return named_row(resource)
    if crowded and isinstance(resource.index, str):
        return id_of(_ZONE_SUFFIX.sub("", resource.index) or resource.index)
    name = resource.name if resource.name not in _NAMELESS else _in_module(resource)
    return id_of(name if resource.index is not None else _ZONE_SUFFIX.sub("", name) or name)


UNNAMED = "imported"
"""What a system is called of which nothing says a name."""


def system_name(said: str | None) -> str:
    """The name of a whole system: the one that is said, where it is an id."""
    return said if said and re.fullmatch(ID_PATTERN, said) else UNNAMED


def id_of(name: str) -> str:
    """A name as an id of the format, where a letter is first and `x-` begins what is left out."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].rstrip("-")
    if plain.startswith("x-"):
        return f"x{plain[2:]}"
    return plain if plain[:1].isalpha() else f"n{plain}"[:40].rstrip("-")


def renamed(ids: Mapping[str, str], called: Mapping[str, str]) -> dict[str, str]:
    """Ids by address with some of them changed; one that would be taken twice gets a number."""
    taken = set(called.values())
    kept = {id: id if id not in taken else free(id, taken | set(ids.values())) for id in ids.values()}
    return {address: called.get(id, kept[id]) for address, id in ids.items()}


def free(id: str, taken: Collection[str]) -> str:
    """The id, or the first of its numbered ones that is not taken."""
    number, found = 2, id
    while found in taken:
        found, number = f"{id[: MAX_ID - 4]}-{number}", number + 1
    return found


def region_of(zone: str) -> str | None:
    """The region that a zone's name says."""
    match = _ZONE.search(zone)
    return match[1] if match else None


def _in_module(resource: Resource) -> str:
    """What a resource without a name of its own is called: as its module, else by its type."""
    way = resource.type in ("aws_internet_gateway", "aws_nat_gateway", "aws_vpc_endpoint")
    module = module_id(resource.address)
    network = resource.type in ("aws_vpc", "aws_default_vpc") or "subnet" in resource.type
    says = module and not way and (network or module not in _GENERAL)
    return module if says else _TYPES.get(resource.type, resource.type.removeprefix("aws_"))


_GENERAL = ("vpc", "network", "networking", "infra", "infrastructure", "main", "this", "root", "base")
"""Names of modules that hold everything: they say nothing of what is in them."""
