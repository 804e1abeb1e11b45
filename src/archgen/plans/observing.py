"""A plan's resources as what they mean: networks, subnets, parties and doors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from archgen.plans.doors import doors
from archgen.plans.naming import component_id
from archgen.plans.observed import Observed, Party, SeenNetwork, SeenSubnet
from archgen.plans.reading import Plan, Resource
from archgen.plans.routes import subnets

Make = Callable[["Observer", Resource], Party | None]


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
    parties = tuple(observer.parties())
    unplaced |= {r.address: "what it is for is not known" for r in plan.of_type(*_UNKNOWN)}
    rules = tuple(doors(plan))
    for address, attribute in plan.open_questions.items():
        unplaced.setdefault(address, f"what its {attribute} is, is known only after it is applied")
    return Observed(networks, seen, parties, rules, unplaced, len(plan.open_questions))


_UNKNOWN = ("aws_ec2_transit_gateway", "aws_vpc_peering_connection", "aws_vpn_gateway", "aws_eks_cluster")


class Observer:
    """Makes parties of resources; knows the subnets."""

    def __init__(self, plan: Plan, seen: Mapping[str, SeenSubnet]) -> None:
        self.plan = plan
        self.seen = seen
        self.homes = list(dict.fromkeys(subnet.region for subnet in seen.values()))

    def parties(self) -> Iterator[Party]:
        """All parties, kind by kind."""
        for type_, make in MAKERS.items():
            for resource in self.plan.of_type(type_):
                party = make(self, resource)
                if party is not None:
                    yield party
        yield from _followers(self)

    def region(self, resource: Resource, places: tuple[str, ...] = ()) -> str:
        """The region of a resource: of its subnets, what it says itself, else the first of the plan."""
        for address in places:
            return self.seen[address].region
        if resource.get("region"):
            return str(resource.get("region"))
        arn = str(resource.get("arn", "")).split(":")
        if len(arn) > 3 and arn[3]:
            return arn[3]
        inside = self.plan.linked(resource, "vpc_id", types=("aws_vpc",))
        own = inside[0].address if inside else resource.address
        for subnet in self.plan.of_type("aws_subnet"):
            vpcs = self.plan.linked(subnet, "vpc_id", types=("aws_vpc",))
            if any(vpc.address == own for vpc in vpcs) and subnet.address in self.seen:
                return self.seen[subnet.address].region
        return self.homes[0] if self.homes else "us-east-1"

    def places(self, resource: Resource, *paths: tuple[str, ...]) -> tuple[str, ...]:
        """The addresses of the subnets that a resource stands in."""
        found = [
            s.address for path in paths for s in self.plan.linked(resource, *path, types=("aws_subnet",))
        ]
        return tuple(address for address in dict.fromkeys(found) if address in self.seen)

    def groups(self, resource: Resource, *paths: tuple[str, ...]) -> tuple[str, ...]:
        """The addresses of the security groups that a resource has."""
        types = ("aws_security_group", "aws_default_security_group")
        found = [g.address for path in paths for g in self.plan.linked(resource, *path, types=types)]
        return tuple(dict.fromkeys(found))

    def party(
        self,
        kind: str,
        resource: Resource,
        places: tuple[str, ...] = (),
        groups: tuple[str, ...] = (),
        fields: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> Party:
        """A party of one resource."""
        region = None if kind in _GLOBAL else self.region(resource, places)
        return Party(
            component_id(resource),
            kind,
            region,
            (resource.address,),
            places,
            groups,
            {k: v for k, v in (fields or {}).items() if v is not None},
            placed=resource.tag("Component") is not None,
            **more,
        )


_GLOBAL = ("cloudfront", "route53", "waf")


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
    return o.party(
        "alb" if kind == "alb" else "nlb",
        r,
        places,
        o.groups(r, ("security_groups",)),
        {"scheme": scheme},
        targets=targets,
    )


def _targets(plan: Plan, balancer: Resource) -> Iterator[tuple[str, int | None]]:
    """What stands behind a load balancer: through listeners and target groups."""
    for group in _target_groups(plan, balancer):
        port = group.get("port")
        for scaling in plan.of_type("aws_autoscaling_group"):
            if group in plan.linked(scaling, "target_group_arns"):
                yield scaling.address, port
        for attachment in plan.of_type("aws_autoscaling_attachment"):
            if group in plan.linked(attachment, "lb_target_group_arn"):
                for scaling in plan.linked(
                    attachment, "autoscaling_group_name", types=("aws_autoscaling_group",)
                ):
                    yield scaling.address, port
        for service in plan.of_type("aws_ecs_service"):
            if group in plan.linked(service, "load_balancer", "target_group_arn"):
                yield service.address, port
        for attachment in plan.of_type("aws_lb_target_group_attachment"):
            if group in plan.linked(attachment, "target_group_arn"):
                for target in plan.linked(
                    attachment, "target_id", types=("aws_instance", "aws_lambda_function", "aws_lb")
                ):
                    yield target.address, port


def _target_groups(plan: Plan, balancer: Resource) -> Iterator[Resource]:
    listeners = [
        r for r in plan.of_type("aws_lb_listener") if balancer in plan.linked(r, "load_balancer_arn")
    ]
    rules = [
        r
        for r in plan.of_type("aws_lb_listener_rule")
        if set(plan.linked(r, "listener_arn")) & set(listeners)
    ]
    found: dict[str, Resource] = {}
    for resource, block in [(r, "default_action") for r in listeners] + [(r, "action") for r in rules]:
        for path in ((block, "target_group_arn"), (block, "forward", "target_group", "arn")):
            for group in plan.linked(resource, *path, types=("aws_lb_target_group",)):
                found[group.address] = group
    yield from found.values()


def _scaling_group(o: Observer, r: Resource) -> Party:
    templates = o.plan.linked(r, "launch_template", "id") or o.plan.linked(r, "launch_template", "name")
    templates = templates or o.plan.linked(r, "launch_configuration")
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
    return o.party("auto-scaling-group", r, o.places(r, ("vpc_zone_identifier",)), groups, fields)


def _ecs_service(o: Observer, r: Resource) -> Party | None:
    places = o.places(r, ("network_configuration", "subnets"))
    if not places:
        return None
    desired = r.get("desired_count", 1)
    capacity = {"min": desired, "max": desired}
    for target in o.plan.of_type("aws_appautoscaling_target"):
        if r in o.plan.linked(target, "resource_id") or str(target.get("resource_id", "")).endswith(
            f"/{r.get('name')}"
        ):
            capacity = {"min": target.get("min_capacity"), "max": target.get("max_capacity")}
    groups = o.groups(r, ("network_configuration", "security_groups"))
    return o.party("ecs-service", r, places, groups, {"capacity": capacity})


def _instance(o: Observer, r: Resource) -> Party | None:
    places = o.places(r, ("subnet_id",), ("network_interface", "subnet_id"))
    groups = o.groups(r, ("vpc_security_group_ids",))
    return (
        o.party("instance", r, places, groups, {"instance_type": r.get("instance_type")}) if places else None
    )


def _function(o: Observer, r: Resource) -> Party:
    places = o.places(r, ("vpc_config", "subnet_ids"))
    groups = o.groups(r, ("vpc_config", "security_group_ids"))
    return o.party("lambda", r, places, groups, {"runtime": r.get("runtime"), "memory": r.get("memory_size")})


def _database(o: Observer, r: Resource) -> Party | None:
    if r.get("replicate_source_db") or o.plan.mentions(r, "replicate_source_db"):
        return None
    replicas = [
        other
        for other in o.plan.of_type("aws_db_instance")
        if r in o.plan.linked(other, "replicate_source_db", types=("aws_db_instance",))
    ]
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
        for primary in o.plan.linked(r, "replicate_source_db", types=("aws_db_instance",)):
            if o.region(r) != o.region(primary):
                yield replace(_data(o, "rds", r, (), {}, ()), id=component_id(primary), follows=True)
    for r in o.plan.of_type("aws_rds_cluster"):
        if not r.get("master_username") and _joins(o, r):
            yield replace(_data(o, "aurora", r, (), {}, ()), follows=True)


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


def _distribution(o: Observer, r: Resource) -> Party:
    types = ("aws_lb", "aws_s3_bucket", "aws_instance", "aws_lambda_function_url")
    origins = list(o.plan.linked(r, "origin", "domain_name", types=types))
    names = {origin.get("domain_name") for origin in r.get("origin", ()) if origin.get("domain_name")}
    for record in o.plan.of_type("aws_route53_record"):
        if record.get("name") in names:
            origins += o.plan.linked(record, "alias", "name", types=types)
    for private in o.plan.linked(r, "origin", "vpc_origin_config", "vpc_origin_id"):
        origins += o.plan.linked(private, "vpc_origin_endpoint_config", "arn", types=types)
    for url in [origin for origin in origins if origin.type == "aws_lambda_function_url"]:
        origins.remove(url)
        origins += o.plan.linked(url, "function_name", types=("aws_lambda_function",))
    port = _origin_port(r)
    ports = {origin.address: 443 if origin.type == "aws_s3_bucket" else port for origin in origins}
    given = any(name.startswith("var.") for name in o.plan.mentions(r, "origin", "domain_name"))
    return o.party("cloudfront", r, fields={"open_origins": given or None}, targets=tuple(ports.items()))


def _origin_port(r: Resource) -> int:
    for origin in r.get("origin", ()):
        for settings in origin.get("custom_origin_config") or ():
            if settings.get("origin_protocol_policy") == "http-only":
                return int(settings.get("http_port") or 80)
            return int(settings.get("https_port") or 443)
    return 443


def _zone(o: Observer, r: Resource) -> Party:
    types = ("aws_cloudfront_distribution", "aws_lb")
    targets = [
        target.address
        for record in o.plan.of_type("aws_route53_record")
        if r in o.plan.linked(record, "zone_id") or not o.plan.linked(record, "zone_id")
        for target in o.plan.linked(record, "alias", "name", types=types)
    ]
    return o.party(
        "route53",
        r,
        fields={"domain": r.get("name")},
        targets=tuple((t, None) for t in dict.fromkeys(targets)),
    )


def _acl(o: Observer, r: Resource) -> Party:
    guarded = [
        balancer.address
        for association in o.plan.of_type("aws_wafv2_web_acl_association")
        if r in o.plan.linked(association, "web_acl_arn")
        for balancer in o.plan.linked(association, "resource_arn", types=("aws_lb",))
    ]
    guarded += [
        d.address
        for d in o.plan.of_type("aws_cloudfront_distribution")
        if r in o.plan.linked(d, "web_acl_id")
    ]
    return o.party("waf", r, targets=tuple((address, None) for address in guarded))


MAKERS: dict[str, Make] = {
    "aws_route53_zone": _zone,
    "aws_cloudfront_distribution": _distribution,
    "aws_wafv2_web_acl": _acl,
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
}
"""What makes a party of each type of resource."""
