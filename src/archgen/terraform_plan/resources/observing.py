"""A plan's resources as what they mean: networks, subnets, parties and doors."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from archgen.terraform_plan.resources import edge
from archgen.terraform_plan.resources.custom import CUSTOM
from archgen.terraform_plan.resources.naming import component_id
from archgen.terraform_plan.resources.observed import Observed, Party, SeenNetwork
from archgen.terraform_plan.resources.observer import Observer
from archgen.terraform_plan.resources.routes import subnets
from archgen.terraform_plan.resources.security_groups import doors
from archgen.terraform_plan.resources.supporting import supporting, unknown
from archgen.terraform_plan.resources.uses import uses
from archgen.terraform_plan.source.plan import Plan, Resource

Make = Callable[[Observer, Resource], Party | None]


def observe(plan: Plan) -> Observed:
    """Everything in a plan that has a place in an architecture."""
    unplaced: dict[str, str] = {}
    seen = subnets(plan, unplaced)
    observer = Observer(plan, {subnet.address: subnet for subnet in seen})
    networks = tuple(
        SeenNetwork(vpc.address, observer.region(vpc), str(vpc.get("cidr_block")))
        for vpc in plan.of_type("aws_vpc")
        if vpc.get("cidr_block")
    )
    parties = tuple(_parties(observer, unplaced))
    unplaced |= {r.address: "archgen has no kind for it" for r in unknown(plan, tuple(MAKERS))}
    rules = tuple(doors(plan))
    used = tuple(uses(plan))
    serving = supporting(plan, parties, used)
    for address, attribute in plan.open_questions.items():
        unplaced.setdefault(address, f"what its {attribute} is, is known only after it is applied")
    questions = len(plan.open_questions)
    return Observed(
        networks, seen, parties, rules, unplaced, questions, used, serving, (observer.home,), _name(plan)
    )


def _name(plan: Plan) -> str | None:
    """What the whole is called, where one tag says so."""
    tags = [tags for r in plan.resources if isinstance(tags := r.get("tags_all"), dict)]
    found = {str(of.get("Architecture") or "") for of in tags} - {""}
    return next(iter(found)) if len(found) == 1 else None


def _parties(observer: Observer, unplaced: dict[str, str]) -> Iterator[Party]:
    """All parties, kind by kind."""
    for type_, make in MAKERS.items():
        for resource in observer.plan.of_type(type_):
            party = make(observer, resource)
            if party is not None:
                yield party
            elif type_ in _STANDING:
                unplaced[resource.address] = _STANDING[type_]
    yield from edge.foreign_zones(observer)
    yield from _followers(observer)


_STANDING = {
    "aws_instance": "its subnet is not known, or not in the plan",
    "aws_ecs_service": "its subnets are not known, or not in the plan",
    "aws_eks_node_group": "its subnets are not known, or not in the plan",
    "aws_nat_gateway": "its subnet is not known, or not in the plan",
    "aws_lb": "archgen has no kind for a gateway load balancer",
    "aws_vpc_endpoint": "it leads to a service of somebody else",
}
"""Why a resource of a type is no party."""


def _gateway(o: Observer, r: Resource) -> Party:
    return o.party("internet-gateway", r)


def _nat(o: Observer, r: Resource) -> Party | None:
    places = o.places(r, ("subnet_id",))
    if not places and r.get("availability_mode") != "regional":
        return None
    return o.party("nat-gateway", r, places, fields={} if places else {"per": "vpc"})


def _load_balancer(o: Observer, r: Resource) -> Party | None:
    kind = {"application": "alb", "network": "nlb"}.get(str(r.get("load_balancer_type", "application")))
    if kind is None:
        return None
    places = o.places(r, ("subnets",), ("subnet_mapping", "subnet_id"))
    scheme = "internal" if r.get("internal") else "internet-facing"
    targets = tuple(dict.fromkeys(_targets(o.plan, r)))
    listens = tuple(dict.fromkeys(int(lis.get("port")) for lis in _listeners(o.plan, r) if lis.get("port")))
    groups = o.groups(r, ("security_groups",))
    return o.party(kind, r, places, groups, {"scheme": scheme, "listens": listens}, targets=targets)


def _targets(plan: Plan, balancer: Resource) -> Iterator[tuple[str, int | None]]:
    """What stands behind a load balancer: through listeners and target groups."""
    for group in _target_groups(plan, balancer):
        port = group.get("port")
        for scaling in plan.pointing(group, "aws_autoscaling_group", "target_group_arns"):
            yield scaling.address, port
        for attachment in plan.pointing(group, "aws_autoscaling_attachment", "lb_target_group_arn"):
            types = ("aws_autoscaling_group", "aws_eks_node_group")
            for scaling in plan.linked(attachment, "autoscaling_group_name", types=types):
                yield scaling.address, port
        for service in plan.pointing(group, "aws_ecs_service", "load_balancer", "target_group_arn"):
            yield service.address, port
        for attachment in plan.pointing(group, "aws_lb_target_group_attachment", "target_group_arn"):
            kinds = ("aws_instance", "aws_lambda_function", "aws_lb")
            for target in plan.linked(attachment, "target_id", types=kinds):
                yield target.address, port


def _target_groups(plan: Plan, balancer: Resource) -> Iterator[Resource]:
    listeners = _listeners(plan, balancer)
    rules = [r for lis in listeners for r in plan.pointing(lis, "aws_lb_listener_rule", "listener_arn")]
    found: dict[str, Resource] = {}
    for resource, block in [(r, "default_action") for r in listeners] + [(r, "action") for r in rules]:
        for path in ((block, "target_group_arn"), (block, "forward", "target_group", "arn")):
            for group in plan.linked(resource, *path, types=("aws_lb_target_group",)):
                found[group.address] = group
    yield from found.values()


def _listeners(plan: Plan, balancer: Resource) -> list[Resource]:
    types = ("aws_lb_listener", "aws_alb_listener")
    return [r for type_ in types for r in plan.pointing(balancer, type_, "load_balancer_arn")]


def _scaling_group(o: Observer, r: Resource) -> Party:
    templates = o.plan.linked(r, "launch_template", "id") or o.plan.linked(r, "launch_template", "name")
    templates = templates or o.plan.linked(r, "launch_configuration")
    places = o.places(r, ("vpc_zone_identifier",))
    groups: tuple[str, ...] = ()
    fields: dict[str, Any] = {
        "capacity": {
            "min": r.get("min_size", 0),
            "max": r.get("max_size", 0),
            "desired": r.get("desired_capacity"),
        }
    }
    for template in templates[:1]:
        paths = (("vpc_security_group_ids",), ("network_interfaces", "security_groups"), ("security_groups",))
        groups = o.groups(template, *paths)
        fields["instance_type"] = template.get("instance_type")
        own = (template.values, *(template.get("network_interfaces") or ()))
        said = (each.get("associate_public_ip_address") for each in own)
        fields["public_address"] = o.has_address(places, *said)
    return o.party("auto-scaling-group", r, places, groups, fields)


def _ecs_service(o: Observer, r: Resource) -> Party | None:
    places = o.places(r, ("network_configuration", "subnets"))
    if not places:
        return None
    desired = r.get("desired_count", 1)
    capacity = {"min": desired, "max": desired}
    for target in _scaled(o, r):
        capacity = {"min": target.get("min_capacity"), "max": target.get("max_capacity")}
    groups = o.groups(r, ("network_configuration", "security_groups"))
    network: Mapping[str, Any] = next(iter(r.get("network_configuration") or ()), {})
    address = bool(network.get("assign_public_ip"))
    fields = {"capacity": capacity, "service": _service(o, r), "public_address": address}
    return o.party("ecs-service", r, places, groups, fields)


def _scaled(o: Observer, r: Resource) -> tuple[Resource, ...]:
    """What says between which numbers a service scales: it names it, or ends with its name."""
    found = o.plan.pointing(r, "aws_appautoscaling_target", "resource_id")
    name = f"/{r.get('name')}"
    every = o.plan.of_type("aws_appautoscaling_target")
    return found or tuple(t for t in every if str(t.get("resource_id", "")).endswith(name))


def _service(o: Observer, r: Resource) -> dict[str, Any] | None:
    """The image of the first container, where it is known, and its port."""
    for task in o.plan.linked(r, "task_definition", types=("aws_ecs_task_definition",)):
        for text in o.plan.values(task, "container_definitions"):
            for container in _containers(text):
                ports = [
                    p["containerPort"] for p in container.get("portMappings") or () if "containerPort" in p
                ]
                if container.get("image"):
                    return {"image": str(container["image"])} | ({"port": ports[0]} if ports else {})
        image = next(_images(o, r, task), None)
        ports = [b.get("container_port") for b in r.get("load_balancer", ()) if b.get("container_port")]
        if image:
            return {"image": image} | ({"port": int(ports[0])} if ports else {})
    return None


def _images(o: Observer, r: Resource, task: Resource) -> Iterator[str]:
    """The images that a text speaks of which is not known yet: in a variable, in a registry of the plan."""
    for name in o.plan.mentions(task, "container_definitions"):
        value = o.plan.variables.get(name.removeprefix("var.")) if not task.module else None
        if isinstance(value, str) and re.fullmatch(r"[\w.-]+(/[\w.-]+)+:[\w.-]+", value):
            yield value
    accounts = [str(a.get("account_id")) for a in o.plan.data if a.type == "aws_caller_identity"]
    for registry in o.plan.spoken_of(task, "container_definitions", types=("aws_ecr_repository",)):
        if registry.get("name"):
            host = f"{(accounts or ['000000000000'])[0]}.dkr.ecr.{o.region(r)}.amazonaws.com"
            yield f"{host}/{registry.get('name')}:latest"


def _containers(text: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [c for c in found if isinstance(c, dict)] if isinstance(found, list) else []


def _node_group(o: Observer, r: Resource) -> Party | None:
    """The nodes of an EKS cluster: they have its security group."""
    places = o.places(r, ("subnet_ids",))
    clusters = o.plan.linked(r, "cluster_name", types=("aws_eks_cluster",))
    scaling: dict[str, Any] = next(iter(r.get("scaling_config") or ({},)))
    fields = {
        "capacity": {"min": scaling.get("min_size", 1), "max": scaling.get("max_size", 1)},
        "instance_type": next(iter(r.get("instance_types") or ()), None),
    }
    groups = tuple(cluster.address for cluster in clusters)
    return o.party("auto-scaling-group", r, places, groups, fields) if places else None


def _instance(o: Observer, r: Resource) -> Party | None:
    places = o.places(r, ("subnet_id",), ("network_interface", "subnet_id"))
    groups = o.groups(r, ("vpc_security_group_ids",))
    address = o.has_address(places, r.get("associate_public_ip_address"))
    fields = {"instance_type": r.get("instance_type"), "public_address": address}
    return o.party("instance", r, places, groups, fields) if places else None


def _function(o: Observer, r: Resource) -> Party:
    places = o.places(r, ("vpc_config", "subnet_ids"))
    groups = o.groups(r, ("vpc_config", "security_group_ids"))
    fields = {
        "runtime": r.get("runtime"),
        "memory": r.get("memory_size"),
        "open": _has_open_url(o, r) or None,
    }
    return o.party("lambda", r, places, groups, fields)


def _has_open_url(o: Observer, r: Resource) -> bool:
    """Whether a URL of a function answers to everybody."""
    return any(
        url.get("authorization_type") == "NONE" and r in o.plan.linked(url, "function_name", types=(r.type,))
        for url in o.plan.of_type("aws_lambda_function_url")
    )


def _database(o: Observer, r: Resource) -> Party | None:
    if r.get("replicate_source_db") or o.plan.mentions(r, "replicate_source_db"):
        return None
    replicas = [other for other in o.plan.of_type("aws_db_instance") if r in _sources(o, other)]
    home = o.region(r)
    near = [replica for replica in replicas if o.region(replica) == home]
    regions = sorted({o.region(replica) for replica in replicas} - {home})
    fields = {
        "engine": r.get("engine"),
        "multi_az": bool(r.get("multi_az")),
        "read_replicas": len(near),
        "replica_regions": regions or None,
        "backup_retention_days": r.get("backup_retention_period", 0),
        "deletion_protection": bool(r.get("deletion_protection")),
        "encrypted": bool(r.get("storage_encrypted")),
        "publicly_accessible": bool(r.get("publicly_accessible")),
        "instance_class": r.get("instance_class"),
        "storage_gb": r.get("allocated_storage"),
    }
    addresses = tuple(replica.address for replica in replicas)
    return _data(o, "rds", r, _subnet_group(o, r), fields, addresses)


def _sources(o: Observer, replica: Resource) -> tuple[Resource, ...]:
    """What a database is a replica of: in its own region, where one there has that name."""
    found = o.plan.linked(replica, "replicate_source_db", types=("aws_db_instance",))
    return tuple(each for each in found if o.region(each) == o.region(replica)) or found


def _data(
    o: Observer,
    kind: str,
    r: Resource,
    places: tuple[str, ...],
    fields: dict[str, Any],
    others: tuple[str, ...],
) -> Party:
    groups = o.groups(r, ("vpc_security_group_ids",), ("security_group_ids",))
    made = o.party(kind, r, places, groups, fields, replicas=len(others))
    return replace(made, addresses=(r.address, *others))


def _subnet_group(o: Observer, r: Resource, *attributes: str) -> tuple[str, ...]:
    types = ("aws_db_subnet_group", "aws_elasticache_subnet_group")
    for attribute in attributes or ("db_subnet_group_name",):
        for group in o.plan.linked(r, attribute, types=types):
            return o.places(group, ("subnet_ids",))
    return ()


def _cluster(o: Observer, r: Resource) -> Party | None:
    if not r.get("master_username") and _joins(o, r):
        return None
    members = _members(o, r)
    fields = {
        "engine": r.get("engine"),
        "read_replicas": max(len(members) - 1, 0),
        "replica_regions": sorted(o.region(other) for other in _joined(o, r)) or None,
        "backup_retention_days": r.get("backup_retention_period", 1),
        "deletion_protection": bool(r.get("deletion_protection")),
        "encrypted": bool(r.get("storage_encrypted")),
        "publicly_accessible": any(member.get("publicly_accessible") for member in members),
        "instance_class": next((member.get("instance_class") for member in members), None),
    }
    return _data(o, "aurora", r, _subnet_group(o, r), fields, tuple(member.address for member in members))


def _members(o: Observer, cluster: Resource) -> list[Resource]:
    types = ("aws_rds_cluster",)
    instances = o.plan.of_type("aws_rds_cluster_instance")
    return [i for i in instances if cluster in o.plan.linked(i, "cluster_identifier", types=types)]


def _joins(o: Observer, cluster: Resource) -> tuple[Resource, ...]:
    """The global cluster that a cluster is in."""
    return o.plan.linked(cluster, "global_cluster_identifier", types=("aws_rds_global_cluster",))


def _joined(o: Observer, cluster: Resource) -> list[Resource]:
    """The other clusters of its global cluster."""
    worlds = _joins(o, cluster)
    others = [other for other in o.plan.of_type("aws_rds_cluster") if other is not cluster]
    return [other for other in others if worlds and _joins(o, other) == worlds]


def _followers(o: Observer) -> Iterator[Party]:
    """Copies of databases in other regions: they have doors of their own."""
    for r in o.plan.of_type("aws_db_instance"):
        for primary in _sources(o, r):
            if o.region(r) != o.region(primary):
                yield replace(_data(o, "rds", r, (), {}, ()), id=component_id(primary), follows=True)
    for r in o.plan.of_type("aws_rds_cluster"):
        if not r.get("master_username") and _joins(o, r):
            members = tuple(member.address for member in _members(o, r))
            yield replace(_data(o, "aurora", r, (), {}, members), follows=True)


def _cache(o: Observer, r: Resource) -> Party:
    count = r.get("num_cache_clusters") or (r.get("replicas_per_node_group", 0) + 1)
    fields = {
        "engine": r.get("engine", "redis"),
        "replicas": count - 1,
        "node_type": r.get("node_type"),
        "encrypted": bool(r.get("at_rest_encryption_enabled", False)),
    }
    return _data(o, "elasticache", r, _subnet_group(o, r, "subnet_group_name"), fields, ())


def _memcached(o: Observer, r: Resource) -> Party | None:
    if r.get("replication_group_id") or o.plan.mentions(r, "replication_group_id"):
        return None
    fields = {
        "engine": r.get("engine", "memcached"),
        "replicas": r.get("num_cache_nodes", 1) - 1,
        "node_type": r.get("node_type"),
    }
    return _data(o, "elasticache", r, _subnet_group(o, r, "subnet_group_name"), fields, ())


def _file_system(o: Observer, r: Resource) -> Party | None:
    mounts = [m for m in o.plan.of_type("aws_efs_mount_target") if r in o.plan.linked(m, "file_system_id")]
    places = tuple(place for mount in mounts for place in o.places(mount, ("subnet_id",)))
    groups = tuple(dict.fromkeys(g for mount in mounts for g in o.groups(mount, ("security_groups",))))
    if not places:
        return None
    return o.party("efs", r, places, groups, {"encrypted": bool(r.get("encrypted"))})


def _table(o: Observer, r: Resource) -> Party:
    recovery = r.get("point_in_time_recovery") or [{}]
    replicas = [replica.get("region_name") for replica in r.get("replica", ()) if replica.get("region_name")]
    fields = {
        "point_in_time_recovery": bool(recovery[0].get("enabled")),
        "deletion_protection": bool(r.get("deletion_protection_enabled")),
        "billing": "on-demand" if r.get("billing_mode") == "PAY_PER_REQUEST" else "provisioned",
        "replica_regions": sorted(replicas) or None,
    }
    return o.party("dynamodb", r, fields=fields)


def _bucket(o: Observer, r: Resource) -> Party:
    return o.party("s3", r)


def _queue(o: Observer, r: Resource) -> Party:
    return o.party("sqs", r)


def _topic(o: Observer, r: Resource) -> Party:
    return o.party("sns", r)


def _secret(o: Observer, r: Resource) -> Party:
    return o.party("secrets-manager", r)


def _endpoint(o: Observer, r: Resource) -> Party | None:
    service = str(r.get("service_name", "")).split(".", 3)
    if len(service) < 4:
        return None
    places = o.places(r, ("subnet_ids",))
    return o.party("vpc-endpoint", r, places, o.groups(r, ("security_group_ids",)), {"service": service[3]})


MAKERS: dict[str, Make] = {
    "aws_route53_zone": edge.zone,
    "aws_cloudfront_distribution": edge.distribution,
    "aws_wafv2_web_acl": edge.acl,
    "aws_internet_gateway": _gateway,
    "aws_nat_gateway": _nat,
    "aws_lb": _load_balancer,
    "aws_alb": _load_balancer,
    "aws_autoscaling_group": _scaling_group,
    "aws_ecs_service": _ecs_service,
    "aws_instance": _instance,
    "aws_lambda_function": _function,
    "aws_db_instance": _database,
    "aws_rds_cluster": _cluster,
    "aws_elasticache_replication_group": _cache,
    "aws_elasticache_cluster": _memcached,
    "aws_efs_file_system": _file_system,
    "aws_dynamodb_table": _table,
    "aws_s3_bucket": _bucket,
    "aws_sqs_queue": _queue,
    "aws_sns_topic": _topic,
    "aws_secretsmanager_secret": _secret,
    "aws_vpc_endpoint": _endpoint,
    "aws_eks_node_group": _node_group,
    **dict.fromkeys(CUSTOM, edge.custom),
}
"""What makes a party of each type of resource."""
