"""Alarms: entries of one map for each region, of which one resource makes an alarm each.

A template gives an entry by the macro `alarm`, in a section of its own (`alarm LABEL NAME`, or for one alarm
for each instance of a resource `alarm LABEL NAME KEY,VALUE RESOURCE KEYS`). The key of an entry is the
alarm's name at AWS without the system's, so it stays where it is when its component gets another id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archgen.render.outputs.terraform.alike import alike
from archgen.render.outputs.terraform.parts import Place
from archgen.render.quoting import Hcl, key
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
    body: str
    variables: str = ""
    resource: str = ""
    keys: tuple[str, ...] = ()

    @property
    def has_keys(self) -> bool:
        """Whether it would be one of several instances by itself."""
        return bool(self.resource) or "[" in self.label

    @property
    def entry(self) -> str:
        """Several in a map of their own."""
        variables = ", ".join(self.variables.split(","))
        head = f'{{ for {variables} in {self.resource} : "{self.key}" => {{'
        return f"{head}\n{self.body}\n}} }},"

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
    if not more:
        return Alarm(label, ends, body)
    variables, resource, *keys = more
    return Alarm(label, ends, body, variables, resource, tuple(keys))


def placed(found: Iterable[Alarm], place: Place) -> dict[str, str]:
    """Where alarms are, by the addresses that they would have by themselves."""
    return {old: new for alarm in found for old, new in alarm.addresses(place)}


def text(found: Iterable[Alarm], place: Place) -> str:
    """The map, and the resource that makes an alarm of each of its entries."""
    listed = list(found)
    if not listed:
        return ""
    same, alone = alike((alarm.key, alarm.body) for alarm in listed if not alarm.resource)
    merged = [Hcl(each.text) for each in same]
    merged += [Hcl(alarm.entry) for alarm in listed if alarm.resource]
    entries = [Hcl(f"{key(name)} = {{\n{body}\n}}") for name, body in alone]
    return render("terraform/shared/alarms.tf.j2", r=place, entries=entries, merged=merged)
