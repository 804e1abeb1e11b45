"""What a finding is called, so that it is known again in a changed file: by its rule and place in the model.

Never by line: a line added above it changes nothing. Never by an index: an item of a list is known by what it
says, so that a connection added above changes nothing either.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from archgen.findings import Finding, Route

_LONGEST = 80


def fingerprint(finding: Finding, data: Any) -> str:
    """Code and place as text: `AG312 connections[app -> nat -> partners]: nat`.

    `data` is the document's. Two findings of a rule at one place have the same; whoever needs to tell them
    apart counts them.
    """
    within = _within(finding, data)
    return f"{finding.code} {place(finding.route, data)}{f': {within}' if within else ''}"


def place(route: Route, data: Any) -> str:
    """A route as text, with items of lists by what they say: `components.app.zones[us-east-1a]`."""
    text = ""
    for step in route:
        below = _below(data, step)
        if isinstance(step, int):
            text += f"[{_said(below)}]"
        else:
            text += f".{step}" if text else step
        data = below
    return text


def _below(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _said(item: Any) -> str:
    text = (
        item if isinstance(item, str) else json.dumps(item, ensure_ascii=False, sort_keys=True, default=str)
    )
    if len(text) <= _LONGEST and "\n" not in text:
        return text
    return "#" + sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _within(finding: Finding, data: Any) -> str:
    if finding.within is None:
        return ""
    value = finding.route[-1] if finding.key and finding.route else _value(finding.route, data)
    return value[slice(*finding.within)] if isinstance(value, str) else ""


def _value(route: Route, data: Any) -> Any:
    for step in route:
        data = _below(data, step)
    return data
