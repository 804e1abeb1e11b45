"""What the templates of managed services read: whom they call, who calls them, and by which right.

It is the same for all of them, so that a new kind of service is its class and its template.
"""

from __future__ import annotations

from archgen.render.outputs.terraform.parts import Part, Stack
from archgen.render.outputs.terraform.resources import access, balancing, data, messaging
from archgen.render.quoting import Hcl, refer


def facts(stack: Stack, part: Part) -> dict[str, object]:
    """What the template of a service reads beside the part itself.

    `targets` are all that it connects to in its region, `deliveries` those that it calls with events,
    `received` the services that call it, `grants` what its role allows, `related` what its fields name,
    `siblings` all of its kind in its place, `rule_grants` what the role of a bucket's rule allows.
    """
    deliveries = messaging.deliveries(stack, part)
    return {
        **data.facts(stack, part),
        "targets": targets(stack, part),
        "deliveries": deliveries,
        "received": messaging.received(stack, part),
        "streams": messaging.polled(stack, part),
        "grants": list(access.grants(stack, part)),
        "rule_grants": {
            each.label: access.grants_to(stack, part, each.target) for each in deliveries if each.by_rule
        },
        "keys": _keys(stack, part),
        "related": _related(stack, part),
        "siblings": [p for p in stack.parts if p.model.kind == part.model.kind and p.place == part.place],
        "behind": _database(stack, part),
        "database_secret": _database_secret(stack, part),
        "listeners": _listeners(stack, part),
        "port": data.port_of(stack, part),
    }


def targets(stack: Stack, part: Part) -> tuple[messaging.Delivery, ...]:
    """All that a part connects to in its own region."""
    others = dict.fromkeys(other for other, _ in stack.uses(part))
    return tuple(messaging.delivery(stack, part, other) for other in others if other.place == part.place)


def _keys(stack: Stack, part: Part) -> tuple[Hcl, ...]:
    """The keys of what a part uses, and its own."""
    used = {part.place.key, *(other.place.key for other, _ in stack.uses(part) if other.model.is_managed)}
    return tuple(Hcl(f"{key}.arn") for key in sorted(used))


def _related(stack: Stack, part: Part) -> dict[str, Part | None]:
    """The parts that the fields of a component name, by field."""
    named = {field: part.model.value_of(field) for field, _ in part.model.references}
    return {field: stack.part(id, part.place.name) if id else None for field, id in named.items()}


def _database(stack: Stack, part: Part) -> Part | None:
    """The relational database that the fields of a part name, else the one that it connects to."""
    others = (*_related(stack, part).values(), *(other for other, _ in stack.uses(part)))
    return next((other for other in others if other and other.model.is_database), None)


def _database_secret(stack: Stack, part: Part) -> Hcl | None:
    """The ARN of the secret with the password of that database."""
    database = _database(stack, part)
    secret = data.database_facts(stack, database).secret if database else None
    return secret.arn if secret else None


def _listeners(stack: Stack, part: Part) -> dict[str, Hcl]:
    """The ARNs of the first listeners of the load balancers that a part connects to, by id."""
    found: dict[str, Hcl] = {}
    for other, _ in stack.uses(part):
        if other.model.is_load_balancer and other.place == part.place:
            for listener in balancing.listeners(stack, other)[:1]:
                found[other.id] = refer("aws_lb_listener", listener.label, "arn")
    return found
