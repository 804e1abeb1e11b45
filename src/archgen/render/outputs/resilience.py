"""Experiments that test on AWS what the docs claim: one for each zone whose failure is survived.

Each is an AWS Fault Injection Service (FIS) template with those actions of the scenario "AZ Availability:
Power Interruption" that apply to this system, and the expected outcome as a hypothesis.
Source: AWS FIS User Guide, AZ Availability: Power Interruption; AWS FIS Actions reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archgen.findings.phrase import Phrase
from archgen.i18n.translate import say, word, worded
from archgen.model.kinds.category import Category
from archgen.render.outputs.artifact import Artifact, Note
from archgen.topology.failures.outage import Outage, Phase
from archgen.topology.failures.simulation import Outcome, Simulator, Verdict

if TYPE_CHECKING:
    from archgen.model.kinds import Component
    from archgen.render.outputs.view import View

NAME = "resilience"
SUMMARY = "FIS experiments as Terraform that test each AZ failure that the docs say the system survives"
DEFAULT = False


@dataclass(frozen=True, slots=True)
class Target:
    """What an action finds by tags: a component's resources, or the subnets of the zone."""

    name: str
    resource_type: str
    component: str | None
    filters: tuple[tuple[str, str], ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """One action of FIS on a target; `key` is what FIS calls the target."""

    name: str
    action_id: str
    key: str
    target: Target
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one path is expected to do."""

    path: str
    at_once: str
    then: str


@dataclass(frozen=True, slots=True)
class Experiment:
    """The failure of one zone."""

    zone: str
    region: str
    label: str
    actions: tuple[Action, ...]
    expectations: tuple[Expectation, ...]
    alarms: tuple[str, ...]
    summary: str


def artifacts(view: View) -> Iterator[Artifact | Note]:
    """The configuration, and the hypotheses."""
    from archgen.render.templating import render

    simulator = Simulator(view.topology)
    made = [_experiment(view, simulator, region, zone) for region, zone in view.topology.zones]
    kept = [each for each in made if isinstance(each, Experiment)]
    refused = [each for each in made if isinstance(each, tuple)]
    if not kept:
        yield Note(Phrase("resilience: no AZ failure is survived, so there is nothing to test on AWS"))
        return
    values = {
        "mark": view.mark,
        "name": view.architecture.identity.name,
        "heading": view.architecture.heading,
        "experiments": kept,
        "refused": refused,
        "regions": list(dict.fromkeys(each.region for each in kept)),
        "home": next(iter(view.topology.regions)),
        "word": lambda text: word(text, view.architecture.language),
        "say": lambda text, **parts: say(text, view.architecture.language, **parts),
    }
    main = render("resilience/main.tf.j2", **values)
    yield Artifact("resilience/main.tf", main.encode("utf-8", "replace"))
    readme = render("resilience/README.md.j2", **values)
    yield Artifact("resilience/README.md", readme.encode("utf-8", "replace"))


def _experiment(
    view: View, simulator: Simulator, region: str, zone: str
) -> Experiment | tuple[str, str] | None:
    """The experiment for a zone, why there is none (with the zone), or None where the zone has nothing."""
    outcome = simulator.simulate(Outage(zones=(zone,)))
    language = view.architecture.language
    actions = tuple(_actions(view, region, zone))
    if outcome.failing:
        reasons = outcome.failing[0].at_promise.reasons
        return zone, worded(reasons[0], language) if reasons else ""
    if not actions:
        return None
    expectations = tuple(_expectations(outcome, language))
    slowest = max((path.seconds for path in outcome.paths), default=0)
    summary = say(
        "Hypothesis: when {zone} fails, every request path works again within {seconds} s.",
        language,
        zone=zone,
        seconds=slowest,
    )
    label = re.sub(r"[^a-z0-9_]", "_", zone)
    return Experiment(zone, region, label, actions, expectations, _alarms(view, region), summary)


def _expectations(outcome: Outcome, language: str) -> Iterator[Expectation]:
    for path in outcome.paths:
        if not path.need.is_end:
            continue
        first = path.at(Phase.INSTANT).verdict
        fails = first is Verdict.FAILS and path.seconds
        then = (
            say("works within {time}", language, time=f"{path.seconds} s")
            if fails
            else word(path.promised.value, language)
        )
        target = "internet" if path.need.target not in _known(outcome) else path.need.target
        yield Expectation(f"{path.need.source} -> {target}", word(first.value, language), then)


def _known(outcome: Outcome) -> set[str]:
    return {id for path in outcome.paths for phase in path.phases for id in phase.hops} - {"0.0.0.0/0"}


def _actions(view: View, region: str, zone: str) -> Iterator[Action]:
    """The actions for what is in a zone, component by component, and the zone's subnets last."""
    for id, component in view.topology.components.items():
        copies = [copy for copy in view.topology.copies_of(id, region) if copy.zone == zone]
        primary = any(not copy.role for copy in copies)
        if copies:
            yield from _of_kind(id, component, zone, primary=primary)
    if any(subnet.zone == zone for subnet in view.topology.subnets.values()):
        place = (("AvailabilityZone", zone),)
        target = Target("subnets", "aws:ec2:subnet", None, place)
        scope = (("scope", "all"), ("duration", "@duration"))
        yield Action("disrupt-subnets", "aws:network:disrupt-connectivity", "Subnets", target, scope)


def _of_kind(id: str, component: Component, zone: str, *, primary: bool) -> Iterator[Action]:
    place = (("Placement.AvailabilityZone", zone), ("State.Name", "running"))
    within = (("availabilityZoneIdentifiers", zone),)
    if component.category in (Category.AUTO_SCALING, Category.INSTANCE):
        target = Target(f"instances-{id}", "aws:ec2:instance", id, place)
        again = (("startInstancesAfterDuration", "@duration"),)
        yield Action(f"stop-{id}", "aws:ec2:stop-instances", "Instances", target, again)
    if component.category is Category.AUTO_SCALING:
        target = Target(f"groups-{id}", "aws:ec2:autoscaling-group", id)
        action = "aws:ec2:asg-insufficient-instance-capacity-error"
        full = (*within, ("duration", "@duration"), ("percentage", "100"))
        yield Action(f"no-capacity-{id}", action, "AutoScalingGroups", target, full)
    if component.category is Category.CONTAINERS:
        target = Target(f"tasks-{id}", "aws:ecs:task", id, (("AvailabilityZone", zone),))
        yield Action(f"stop-{id}", "aws:ecs:stop-task", "Tasks", target)
    clustered = component.resource_type == "aws_rds_cluster"
    if component.category is Category.DATABASE and primary and not clustered:
        target = Target(f"database-{id}", "aws:rds:db", id, (), within)
        forced = (("forceFailover", "true"),)
        yield Action(f"failover-{id}", "aws:rds:reboot-db-instances", "DBInstances", target, forced)
    if clustered and primary:
        writer = (("writerAvailabilityZoneIdentifiers", zone),)
        target = Target(f"cluster-{id}", "aws:rds:cluster", id, (), writer)
        yield Action(f"failover-{id}", "aws:rds:failover-db-cluster", "Clusters", target)
    if component.category is Category.CACHE and component.engine_name != "memcached":
        target = Target(f"cache-{id}", "aws:elasticache:replicationgroup", id, (), within)
        action = "aws:elasticache:replicationgroup-interrupt-az-power"
        yield Action(f"interrupt-{id}", action, "ReplicationGroups", target, (("duration", "@duration"),))


def _alarms(view: View, region: str) -> tuple[str, ...]:
    """The names of the alarms in a region that say that requests fail: errors of load balancers.

    They are those of the Terraform that is rendered beside this: only those that exist are named.
    """
    from archgen.render.outputs.terraform import alarm_names

    return tuple(
        name for component, name in alarm_names(view, region, "errors") if _is_balancer(view, component)
    )


def _is_balancer(view: View, id: str) -> bool:
    component = view.topology.components.get(id)
    return component is not None and component.is_load_balancer
