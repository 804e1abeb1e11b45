"""Entries of a plan that a model does not describe: what a listener on 80 does beside one on 443."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Finding, Severity
from archgen.terraform_plan.resources.observed import ANYWHERE, Observed, Party

_HTTP, _HTTPS = 80, 443


def entry_findings(seen: Observed) -> Iterator[Finding]:
    """Public load balancers that serve HTTP beside HTTPS instead of sending callers there."""
    for party in seen.parties:
        plain, listens = party.fields.get("plain", ()), party.fields.get("listens", ())
        public = party.kind == "alb" and party.fields.get("scheme") == "internet-facing"
        if public and _HTTP in plain and _HTTPS in listens and _is_open(seen, party):
            message = f"{party.address}: it forwards plain HTTP on 80 beside HTTPS; redirect 80 to 443"
            yield Finding("AG407", "plain-http", Severity.WARNING, message)


def _is_open(seen: Observed, party: Party) -> bool:
    """Whether anybody may open its port 80."""
    return any(
        rule.way == "in"
        and rule.peer == ANYWHERE
        and rule.group in party.groups
        and (rule.ports is None or rule.ports[0] <= _HTTP <= rule.ports[1])
        for rule in seen.doors
    )
