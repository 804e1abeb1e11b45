"""What compute parts run: their image or placeholder, what they are told, and what they may do.

A service is told of everything that the model lets it connect to, in environment variables that begin with
the component's id: `ORDERS_HOST`, `APP_LB_URL`, `SESSIONS_TABLE`. What the model itself sets goes first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from archgen.model.kinds.category import Category
from archgen.model.kinds.ecs_service import EcsService
from archgen.render.outputs.terraform.arns import told_of
from archgen.render.outputs.terraform.names import fit, label, own
from archgen.render.outputs.terraform.parts import IN_MODULES, Part, Stack, remembered
from archgen.render.outputs.terraform.resources import balancing, messaging, referred
from archgen.render.outputs.terraform.resources.access import Grant, grants, reading_grants
from archgen.render.outputs.terraform.resources.data import (
    Secret,
    cache_address,
    database_facts,
    has_password,
    port_of,
)
from archgen.render.outputs.terraform.resources.network import rows
from archgen.render.outputs.terraform.resources.traffic import rule_addresses
from archgen.render.quoting import Hcl, hcl, inner, line, refer
from archgen.topology.routes.platform_egress import publicly_addressed

_GRAVITON = re.compile(r"^([a-z]+\d+g[a-z]*|a1)\.")
_ECR = re.compile(r"^\d{12}\.dkr\.ecr\.")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A function's code until there is some."""

    file: str
    handler: str
    code: str


@dataclass(frozen=True, slots=True)
class Volume:
    """A file system that is mounted: the folder, and the label of its resources."""

    id: str
    path: str
    label: str

    @property
    def file_system(self) -> Hcl:
        """The id of the file system, an expression."""
        return refer("aws_efs_file_system", self.label, "id")

    @property
    def access_point(self) -> Hcl:
        """The id of the access point by which it is mounted, an expression."""
        return refer("aws_efs_access_point", self.label, "id")


@dataclass(frozen=True, slots=True)
class Run:
    """What a compute part starts. `image` is an expression, None for a placeholder."""

    image: Hcl | None
    variable: str | None
    message: str
    ports: tuple[int, ...]
    environment: dict[str, Hcl] = field(default_factory=dict)
    secrets: dict[str, Secret] = field(default_factory=dict)
    volumes: tuple[Volume, ...] = ()
    declared: tuple[str, ...] = ()
    """Names of secrets that the model declares: made empty, their values are put by a person."""
    pulled: Hcl | None = None
    """How its image is pulled."""


@remembered
def run_of(stack: Stack, part: Part) -> Run:
    """What a part runs."""
    service = part.model.runs
    message = f"{part.id} ({part.model.in_tier or part.model.kind}) of {stack.architecture.heading}"
    if service is None:
        return Run(None, None, message, _ports(stack, part), _environment(stack, part))
    variable = f"{label(part.id)}_image"
    secrets = {**dict(_connection_secrets(stack, part)), **dict(_declared_secrets(part))}
    passwords = dict(referred.secrets(stack, part, service.environment))
    given = {
        name: referred.value(stack, part, value)
        for name, value in service.environment.items()
        if name not in passwords
    }
    environment = {**_environment(stack, part), **given}
    return Run(
        image_of(stack, part),
        variable,
        message,
        (service.port,) if service.port else _asked(stack, part),
        {name: value for name, value in environment.items() if name not in {*service.secrets, *passwords}},
        {**{name: secret for name, secret in secrets.items() if name not in given}, **passwords},
        volumes(stack, part),
        service.secrets,
        _pulled(service.image),
    )


def image_of(stack: Stack, part: Part) -> Hcl:
    """The image that a service runs, an expression."""
    if part.id in delivered(stack):
        return Hcl(f"local.images.{label(part.id)}")
    return refer("var", f"{label(part.id)}_image")


@remembered
def delivered(stack: Stack) -> tuple[str, ...]:
    """The services whose images the pipeline puts into service: it records which ones run."""
    architecture = stack.architecture
    if "pipeline" not in (architecture.outputs or ()) or not architecture.delivery.rollout:
        return ()
    services = {part.id: part.model.runs for part in stack.parts}
    return tuple(id for id, service in services.items() if service and service.build)


def _pulled(image: str) -> Hcl:
    private = "its role may pull from that repository"
    return inner(private if _ECR.match(image) else "a public one, as nothing logs in to its registry")


def _ports(stack: Stack, part: Part) -> tuple[int, ...]:
    """The ports that a placeholder answers on: those that are connected to, else 80."""
    return _asked(stack, part) or (80,)


def _asked(stack: Stack, part: Part) -> tuple[int, ...]:
    """The ports that are connected to: none of a worker."""
    asked = [port for other in stack.topology.connections_to(part.id) for port in stack.ports(other)]
    return tuple(dict.fromkeys(asked))


def _environment(stack: Stack, part: Part) -> dict[str, Hcl]:
    found: dict[str, Hcl] = {}
    for other, ports, _ in stack.peers(part):
        for name, value in (*_told(stack, part, other, ports), *_in_cluster(part, other, ports)):
            found.setdefault(f"{_variable(other.id)}_{name}", value)
    return found


def _variable(id: str) -> str:
    return label(id).upper()


def _told(stack: Stack, part: Part, other: Part, ports: tuple[int, ...]) -> Iterator[tuple[str, Hcl]]:
    """What a service is told of a component: the ends of the variables' names, and expressions."""
    if other.model.is_load_balancer:
        yield "URL", referred.url_of(stack, other, ports)
    elif other.model.is_database:
        yield from database_facts(stack, other).told
    elif other.model.is_cache:
        yield "HOST", cache_address(other)
        yield "PORT", hcl(str(port_of(stack, other)))
    home = stack.home_of(other)
    for name, told in other.model.given_variables:
        expression = told.format(label=home.label) if "{" in told else told_of(stack, home, part, told)
        yield name, Hcl(expression)


def _in_cluster(part: Part, other: Part, ports: tuple[int, ...]) -> Iterator[tuple[str, Hcl]]:
    """Pods find another service of their cluster by its name."""
    if other.model.runs_on and other.model.runs_on == part.model.runs_on and ports:
        yield "URL", hcl(f"http://{other.id}:{ports[0]}")


def _connection_secrets(stack: Stack, part: Part) -> Iterator[tuple[str, Secret]]:
    for other, _, _ in stack.peers(part):
        if other.model.is_database:
            secret = database_facts(stack, other).secret
            if secret is not None:
                yield f"{_variable(other.id)}_PASSWORD", secret
        elif other.model.secret_attribute:
            secret_arn = Hcl(f"{other.address}.{other.model.secret_attribute}")
            yield f"{_variable(other.id)}_PASSWORD", Secret(secret_arn, "password")
        elif has_password(other) or other.model.has_password:
            yield (
                f"{_variable(other.id)}_PASSWORD",
                Secret(refer("aws_ssm_parameter", f"{other.label}_password", "arn"), None),
            )


def _declared_secrets(part: Part) -> Iterator[tuple[str, Secret]]:
    service = part.model.runs
    for name in service.secrets if service else ():
        yield name, Secret(Hcl(f"aws_secretsmanager_secret.{part.label}[{hcl(name)}].arn"), None)


def volumes(stack: Stack, part: Part) -> tuple[Volume, ...]:
    """The file systems that a part connects to."""
    others = dict.fromkeys(other for other, _, _ in stack.peers(part))
    return tuple(
        Volume(other.id, f"/mnt/{other.id}", other.label)
        for other in others
        if other.model.category is Category.FILE_SYSTEM
    )


def public_address(stack: Stack, part: Part) -> bool:
    """Whether instances have their own addresses: those of a frontend in a public row have no other way."""
    return any(copy.id in _publicly_addressed(stack) for copy in part.copies)


@remembered
def _publicly_addressed(stack: Stack) -> frozenset[str]:
    return publicly_addressed(stack.topology)


def admitted(stack: Stack, part: Part) -> Hcl:
    """Who may connect to it, for the reason of an exception."""
    callers = tuple(dict.fromkeys(c.source for c in stack.topology.connections_to(part.id)))
    who = f"only {' and '.join(callers)}" if callers else "nothing"
    return Hcl(line(f"{who} may connect to it"))


def architecture(part: Part) -> str:
    """The processor architecture of its instance type: Graviton families have a g after their number."""
    return "arm64" if _GRAVITON.match(part.model.size or "") else "x86_64"


def facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the templates of compute kinds read beside the part itself."""
    run = run_of(stack, part)
    behind = balancing.target_groups(stack, part)
    allowed = _grants(stack, part, run)
    return {
        "run": run,
        "grants": allowed,
        "waits_for": tuple(_waits_for(stack, part, run, bool(allowed))),
        "behind": behind,
        "target_groups": [target.arn for target in behind],
        "public_address": public_address(stack, part) if part.row else False,
        "admitted_by": admitted(stack, part),
        "architecture": architecture(part),
        "subnet_ids": stack.subnet_ids(part),
        **_more(stack, part, run),
    }


def _more(stack: Stack, part: Part, run: Run) -> dict[str, object]:
    """What only some kinds need."""
    if part.model.category is Category.INSTANCE:
        return {"zone": part.zone_names[0]}
    if part.model.category is Category.AUTO_SCALING:
        return {"variable": label(part.id)}
    if part.model.category is Category.CONTAINERS:
        return {
            "start_grants": start_grants(stack, part, run),
            "hosts": _hosts(part),
            "cluster": cluster_of(part),
            "variable": label(part.id),
            "start_role": part.place.global_name(64, f"{own(part.named)}-start"),
        }
    if part.model.category is Category.FUNCTION:
        return {
            "placeholder": None if run.image else placeholder(part, run.message),
            "told": {
                **{f"{name}_ARN": secret.arn for name, secret in run.secrets.items()},
                **run.environment,
            },
            "dead_letters": messaging.dead_letters(part),
            "polled": messaging.polled(stack, part),
            "distributions": messaging.callers(stack, part, Category.DISTRIBUTION),
        }
    return {}


@dataclass(frozen=True, slots=True)
class Hosts:
    """The instances that the tasks of a service run on."""

    instance_type: str
    processor: str
    least: int
    most: int

    @property
    def image(self) -> str:
        """The parameter with the newest image for Amazon ECS (Amazon ECS Developer Guide)."""
        middle = "/arm64" if self.processor == "arm64" else ""
        return f"/aws/service/ecs/optimized-ami/amazon-linux-2023{middle}/recommended/image_id"


def _hosts(part: Part) -> Hosts | None:
    """One in each zone at the least, and one for each task at the most."""
    if not isinstance(part.model, EcsService) or not part.model.on_own_hosts:
        return None
    type_ = part.model.host_type
    processor = "arm64" if _GRAVITON.match(type_) else "x86_64"
    zones = len(part.zone_names)
    return Hosts(type_, processor, zones, max(part.model.capacity.max, zones))


def cluster_of(part: Part) -> str:
    """The label of the ECS cluster that a service is in."""
    named = part.model.cluster if isinstance(part.model, EcsService) else None
    return f"{label(named)}_cluster{part.place.suffix}" if named else part.place.main


def _waits_for(stack: Stack, part: Part, run: Run, allowed: bool) -> Iterator[Hcl]:
    """What it needs to start: what its roles may do, its way out and its doors, its listeners and mounts."""
    category = part.model.category
    in_module = category in IN_MODULES
    if part.model.runs_on:
        return
    if allowed and not in_module:
        yield refer("aws_iam_role_policy", part.label)
    if category is Category.FUNCTION:
        return
    ssm = refer("aws_iam_role_policy_attachment", f"{part.label}_ssm")
    yield from () if in_module else [ssm]
    yield from _way_out(stack, part)
    rules = rule_addresses(stack, part)
    yield from [Hcl(f"local.connections{part.place.suffix}")] if rules and in_module else rules
    yield from sorted(set(_listeners(stack, part))) if category is Category.CONTAINERS else ()
    yield from (refer("aws_efs_mount_target", volume.label) for volume in run.volumes)
    if _hosts(part):
        yield refer("aws_ecs_cluster_capacity_providers", cluster_of(part))


def _listeners(stack: Stack, part: Part) -> Iterator[Hcl]:
    """The listeners without which its load balancers cannot take its tasks in."""
    behind = balancing.target_groups(stack, part)
    for balancer in stack.parts:
        if not balancer.model.is_load_balancer or balancer.place != part.place:
            continue
        if any(target in behind for target in balancing.targets(stack, balancer)):
            for listener in balancing.listeners(stack, balancer):
                yield refer("aws_lb_listener", listener.label)
                rules = balancing.rules_of(stack, balancer, listener)
                alone = (refer("aws_lb_listener_rule", rule.label) for rule in listener.rules)
                yield from [rules.address] if rules else alone


CODE = {
    "python": Placeholder("index.py", "index.handler", "def handler(event, context):\n    return {answer}\n"),
    "nodejs": Placeholder("index.mjs", "index.handler", "export const handler = async () => ({answer});\n"),
}
UNBUILT = Placeholder("README", "index.handler", "A runtime that takes no source: this has to be built.\n")


def placeholder(part: Part, message: str) -> Placeholder:
    """Code that says which component it is, where the runtime takes source."""
    runtime = part.model.value_of("runtime")
    code = next((code for name, code in CODE.items() if runtime.startswith(name)), UNBUILT)
    answer = json.dumps({"statusCode": 200, "headers": {"content-type": "text/plain"}, "body": message})
    return replace(code, code=code.code.replace("{answer}", answer))


def _secret_keys(stack: Stack, part: Part) -> set[Hcl]:
    """The keys of its secrets: its region's, and those of databases in other regions."""
    databases = (other for other, _, _ in stack.peers(part) if other.model.is_database)
    return {part.place.key, *(stack.home_of(other).place.key for other in databases)}


def start_grants(stack: Stack, part: Part, run: Run) -> list[Grant]:
    logs = Hcl(f'"${{aws_cloudwatch_log_group.{part.label}.arn}}:*"')
    found = [Grant("Logs", ("logs:CreateLogStream", "logs:PutLogEvents"), (logs,))]
    found += pulling(part)
    found += reading_grants(list(run.secrets.values()))
    if run.secrets:
        keys = tuple(refer(key, "arn") for key in sorted(_secret_keys(stack, part)))
        found.append(Grant("Keys", ("kms:Decrypt",), keys))
    return found


def pulling(part: Part) -> Iterator[Grant]:
    """Private repositories of ECR are pulled from by name."""
    service = part.model.runs
    if service and _ECR.match(service.image):
        yield Grant("Login", ("ecr:GetAuthorizationToken",), (hcl("*"),))
        pull = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
        yield Grant("Pull", pull, (_repository(service.image),))


def _way_out(stack: Stack, part: Part) -> Iterator[Hcl]:
    """The routes of its row, which a first start needs."""
    for row in rows(stack, part.place):
        if row.id == part.row:
            yield refer("aws_route_table_association", row.label)
            if row.gateway or row.routes:
                yield refer("aws_route", row.label)


def _grants(stack: Stack, part: Part, run: Run) -> list[Grant]:
    """What the part itself may do; Fargate starts its tasks with another role."""
    found = list(grants(stack, part))
    logs = Hcl(f'"${{aws_cloudwatch_log_group.{part.label}.arn}}:*"')
    writing = Grant("Logs", ("logs:CreateLogStream", "logs:PutLogEvents"), (logs,))
    keys = {other.place.key for other, _, _ in stack.peers(part) if other.model.is_managed}
    if run.image and part.model.category is Category.AUTO_SCALING:
        found = [*found, *pulling(part)]
    elif run.image and part.model.category not in IN_MODULES and not part.model.runs_on:
        found = [writing, *found, *pulling(part)]
    if part.model.category is not Category.CONTAINERS:
        found += reading_grants(list(run.secrets.values()))
    if part.model.category is Category.FUNCTION or (
        run.secrets and part.model.category is not Category.CONTAINERS
    ):
        keys |= _secret_keys(stack, part) if run.secrets else {part.place.key}
    if keys:
        used = tuple(refer(key, "arn") for key in sorted(keys))
        found.append(Grant("Keys", ("kms:Decrypt", "kms:GenerateDataKey"), used))
    return found


def _repository(image: str) -> Hcl:
    """The repository's ARN, an expression."""
    registry, _, rest = image.partition("/")
    account, _, _, region = registry.split(".")[:4]
    name = rest.split("@")[0].split(":")[0]
    return hcl_join(f":ecr:{region}:{account}:repository/", name)


def hcl_join(middle: str, name: str) -> Hcl:
    """An ARN in the partition at hand whose end is the model's text."""
    return Hcl(f'"arn:${{local.partition}}{inner(middle)}{inner(name)}"')


@dataclass(frozen=True, slots=True)
class EcsCluster:
    """A cluster of ECS with the capacity providers of its services."""

    label: str
    name: str
    providers: tuple[str, ...]
    """The labels of the services that have hosts."""


def clusters(here: Sequence[Part]) -> tuple[EcsCluster, ...]:
    """The clusters of ECS in a place."""
    found: dict[str, list[Part]] = {}
    for part in here:
        if isinstance(part.model, EcsService):
            found.setdefault(cluster_of(part), []).append(part)
    return tuple(
        EcsCluster(
            made,
            fit("-".join(filter(None, (parts[0].title, _cluster_name(parts[0])))), 255),
            tuple(part.label for part in parts if part.model.on_own_hosts),
        )
        for made, parts in found.items()
    )


def _cluster_name(part: Part) -> str | None:
    return part.model.cluster if isinstance(part.model, EcsService) else None
