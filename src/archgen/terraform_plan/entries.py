"""Entries of a plan that a model does not describe: what a listener on 80 does beside one on 443."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Finding, Severity
from archgen.model.kinds.category import Category
from archgen.terraform_plan.resources.observed import ANYWHERE, Observed, SeenComponent

_HTTP, _HTTPS = 80, 443


def entry_findings(seen: Observed) -> Iterator[Finding]:
    """Public load balancers that serve HTTP beside HTTPS instead of sending callers there."""
    for component in seen.components:
        plain, listens = component.fields.get("plain", ()), component.fields.get("listens", ())
        public = (
            component.category is Category.APPLICATION_BALANCER
            and component.fields.get("scheme") == "internet-facing"
        )
        if public and _HTTP in plain and _HTTPS in listens and _is_open(seen, component):
            message = f"{component.address}: it forwards plain HTTP on 80 beside HTTPS; redirect 80 to 443"
            yield Finding("AG407", "plain-http", Severity.WARNING, message)


def _is_open(seen: Observed, component: SeenComponent) -> bool:
    """Whether anybody may open its port 80."""
    return any(
        rule.way == "in"
        and rule.peer == ANYWHERE
        and rule.group in component.groups
        and (rule.ports is None or rule.ports[0] <= _HTTP <= rule.ports[1])
        for rule in seen.rules
    )
