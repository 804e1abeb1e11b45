"""Alarms: entries of one map for each region, of which one resource makes an alarm each.

A template gives an alarm by the macro `alarm`, in a section of its own (`alarm LABEL NAME`, or for one alarm
for each instance of a resource `alarm LABEL NAME KEY,VALUE RESOURCE KEYS`). The key of an alarm is its
name at AWS without the system's, so it stays where it is when its component gets another id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count

from archgen.render.outputs.terraform.parts import Place
from archgen.render.quoting import Hcl, hcl
from archgen.render.templating import render

SECTION = "alarm"
TYPE = "aws_cloudwatch_metric_alarm"


@dataclass(frozen=True, slots=True)
class Alarm:
    """An entry, or one for each instance of a resource.

    `label` is what its resource was called when each alarm was one of its own, `key` its place in the map;
    `variables` are those of the `for` expression that goes through `resource`, whose instances' keys, as far
    as they can be known, are `keys`.
    """

    label: str
    key: str
    said: Mapping[str, Hcl]
    variables: str = ""
    resource: str = ""
    keys: tuple[str, ...] = ()

    @property
    def has_keys(self) -> bool:
        """Whether it would be one of several instances by itself."""
        return bool(self.resource) or "[" in self.label

    @property
    def metric(self) -> tuple[tuple[str, Hcl], ...]:
        """What it says of its metric, which is the same for all alarms of it."""
        return tuple(
            (name, value) for name, value in self.said.items() if name not in ("dimensions", "limit")
        )

    @property
    def limit(self) -> tuple[str, Hcl]:
        """What its metric must not exceed, or fall below."""
        side = "above" if self.said["comparison"].startswith("Greater") else "below"
        return side, self.said["limit"]

    def each(self, entry: Hcl) -> Hcl:
        """The map of the alarms of all instances."""
        variables = ", ".join(self.variables.split(","))
        return Hcl(f'{{ for {variables} in {self.resource} : "{self.key}" => {entry} }}')

    def addresses(self, place: Place) -> Iterator[tuple[str, str]]:
        """Where its alarms were when each had a resource, and where they are."""
        map_of = f"{TYPE}.{place.main}"
        old = f"{TYPE}.{self.label}"
        if not self.resource:
            yield old, f'{map_of}["{self.key}"]'
        variable = "${" + self.variables.partition(",")[0] + "}"
        for instance in self.keys:
            ends = self.key.replace(variable, instance.strip('"'))
            yield f"{old}[{instance}]", f'{map_of}["{ends}"]'


def alarms(sections: Iterable[tuple[str, str]], place: Place) -> list[Alarm]:
    """The alarms of a region among the sections of all templates."""
    return [
        _alarm(name.split()[1:], text.strip("\n"), place)
        for name, text in sections
        if name.split()[0] == SECTION + place.suffix
    ]


def _alarm(words: list[str], body: str, place: Place) -> Alarm:
    label, name, *more = words
    ends = name.strip('"').removeprefix(f"{place.title}-")
    pairs = (line.partition(" = ") for line in body.splitlines() if " = " in line)
    said = {argument.strip(): Hcl(value) for argument, _, value in pairs}
    if not more:
        return Alarm(label, ends, said)
    variables, resource, *keys = more
    return Alarm(label, ends, said, variables, resource, tuple(keys))


def placed(found: Iterable[Alarm], place: Place) -> dict[str, str]:
    """Where alarms are, by the addresses that they would have by themselves."""
    return {old: new for alarm in found for old, new in alarm.addresses(place)}


def text(found: Iterable[Alarm], place: Place) -> str:
    """The metrics that are watched, the alarms, and the resource that makes them."""
    groups: dict[tuple[tuple[str, Hcl], ...], list[Alarm]] = {}
    for alarm in found:
        groups.setdefault(alarm.metric, []).append(alarm)
    metrics: dict[str, Hcl] = {}
    single: dict[str, Hcl] = {}
    several: list[Hcl] = []
    for members in groups.values():
        name = _free(metrics, members[0].said)
        limits = {alarm.limit for alarm in members}
        metrics[name] = _metric(members[0].said, limits.pop() if len(limits) == 1 else None)
        for alarm in members:
            own = [alarm.limit] if limits else []
            entry = _object([("metric", hcl(name)), ("dimensions", alarm.said["dimensions"]), *own])
            if alarm.resource:
                several.append(alarm.each(entry))
            else:
                single[alarm.key] = entry
    if not metrics:
        return ""
    return render("terraform/shared/alarms.tf.j2", r=place, metrics=metrics, single=single, several=several)


def _free(metrics: Mapping[str, Hcl], said: Mapping[str, Hcl]) -> str:
    """The key of a metric: its service and its name, with a number where it is watched in several ways."""
    service = said["namespace"].strip('"').rpartition("/")[2]
    name = f"{service}/{said['name'].strip(chr(34))}"
    numbered = (f"{name}/{number}" for number in count(2))
    return next(key for key in chain([name], numbered) if key not in metrics)


def _metric(said: Mapping[str, Hcl], limit: tuple[str, Hcl] | None) -> Hcl:
    aws = said["namespace"].startswith('"AWS/')
    pairs = [
        *([] if aws else [("namespace", said["namespace"])]),
        ("statistic", said["statistic"]),
        *([limit] if limit else []),
        ("periods", said["periods"]),
        *([] if said["seconds"] == "60" else [("seconds", said["seconds"])]),
        *([] if said["missing"] == '"notBreaching"' else [("missing", said["missing"])]),
        ("description", said["description"]),
    ]
    return _object(pairs)


def _object(pairs: Iterable[tuple[str, Hcl]]) -> Hcl:
    return Hcl(f"{{ {', '.join(f'{name} = {value}' for name, value in pairs)} }}")
