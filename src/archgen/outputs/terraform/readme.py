"""The page beside the configuration: how it is applied, and what has to be done by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from archgen.components import Compute
from archgen.outputs.terraform.data import secret_name
from archgen.outputs.terraform.names import label
from archgen.outputs.terraform.naming import domain_of
from archgen.outputs.terraform.parts import Stack
from archgen.outputs.terraform.running import run_of

_RESOURCE = re.compile(r'^resource "(\w+)"', re.MULTILINE)
_VARIABLE = re.compile(r'^variable "(?P<name>\w+)" \{\n(?P<body>.*?)^\}', re.MULTILINE | re.DOTALL)
_DESCRIPTION = re.compile(r'description = "((?:[^"\\]|\\.)*)"')


def facts(stack: Stack, texts: Mapping[str, str]) -> dict[str, object]:
    """What the page's template reads."""
    types = Counter(type for text in texts.values() for type in _RESOURCE.findall(text))
    zones = [zone for zone in stack.topology.of_kind("route53") if domain_of(stack, zone)]
    return {
        "types": dict(sorted(types.items())),
        "count": types.total(),
        "domain": domain_of(stack, zones[0]) if zones else None,
        "zone_label": label(zones[0]) if zones else None,
        "zone_variable": "hosted_zone_id",
        "asked": asked(texts["variables"]),
        "secrets": _secrets(stack),
        "services": _services(stack),
    }


def asked(variables: str) -> dict[str, str]:
    """The variables to set before the first apply, which the model cannot know, with their descriptions."""
    found = {}
    for match in _VARIABLE.finditer(variables):
        described = _DESCRIPTION.search(match["body"])
        if match["name"].endswith(("_certificate_arn", "_domain_name")):
            found[match["name"]] = described[1] if described else ""
    return found


def _secrets(stack: Stack) -> list[dict[str, str]]:
    return [
        {"name": secret_name(part, name), "region": part.place.name}
        for part in stack.parts
        if isinstance(part.model, Compute) and part.model.service
        for name in part.model.service.secrets
    ]


def _services(stack: Stack) -> dict[str, list[str]]:
    found = {}
    for part in stack.parts:
        if isinstance(part.model, Compute) and part.model.service and part.id not in found:
            run = run_of(stack, part)
            found[part.id] = [*run.environment, *run.secrets]
    return found
