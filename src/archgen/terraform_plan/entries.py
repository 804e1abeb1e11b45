"""Entries of a plan that a model does not describe.

A listener on 80 beside one on 443; and a NAT instance, which no connection leads to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archgen.findings import Finding, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.admin_port_open import NAMES
from archgen.lint.rules.fault import listed
from archgen.model.kinds.category import Category
from archgen.terraform_plan.importing.outside import CLIENT
from archgen.terraform_plan.resources.observed import ANYWHERE, Observed, SecurityGroupRule, SeenComponent
from archgen.terraform_plan.targets import opens

_HTTP, _HTTPS = 80, 443


def entry_findings(seen: Observed, ids: Mapping[str, str]) -> Iterator[Finding]:
    """Public load balancers with HTTP beside HTTPS, and NAT instances with a remote shell for anyone.

    `ids` are those of the model, by address.
    """
    for component in seen.components:
        if component.category is Category.APPLICATION_BALANCER:
            yield from _plain(seen, component)
        if component.category is Category.NAT_INSTANCE:
            yield from _open_shell(seen, component, ids.get(component.address, component.id))


def _plain(seen: Observed, component: SeenComponent) -> Iterator[Finding]:
    plain, listens = component.fields.get("plain", ()), component.fields.get("listens", ())
    beside = _HTTP in plain and _HTTPS in listens
    public = component.fields.get("scheme") == "internet-facing"
    if beside and public and any(opens(rule, _HTTP, "tcp") for rule in _from_anywhere(seen, component)):
        message = Phrase("it forwards plain HTTP on 80 beside HTTPS; redirect 80 to 443")
        told = Phrase("{address}: {message}", address=component.address, message=message)
        yield Finding("AG407", "plain-http", Severity.WARNING, told)


def _open_shell(seen: Observed, nat: SeenComponent, id: str) -> Iterator[Finding]:
    """A NAT instance has a public address: what its groups open to everybody is open."""
    subnets = [seen.subnet(address) for address in nat.subnets]
    if not subnets or not all(subnet is not None and subnet.access == "public" for subnet in subnets):
        return
    rules = [*_from_anywhere(seen, nat)]
    ports = [port for port in NAMES if any(opens(rule, port, "tcp") for rule in rules)]
    if not ports:
        return
    what = listed(NAMES[port] for port in ports)
    everything = any(rule.protocol == "all" or rule.ports in ((0, 65535), (1, 65535)) for rule in rules)
    how = (
        Phrase("may open every port, including {what}, of", what=what)
        if everything
        else Phrase("may open {what} of", what=what)
    )
    message = Phrase(
        "{source} {how} {target}; use Session Manager, which needs no open port",
        source=CLIENT,
        how=how,
        target=id,
    )
    told = Phrase("{address}: {message}", address=nat.address, message=message)
    help = Phrase("admit only the subnets that route to it")
    yield Finding("AG402", "admin-port-open", Severity.ERROR, told, help=help)


def _from_anywhere(seen: Observed, component: SeenComponent) -> Iterator[SecurityGroupRule]:
    """The rules of its groups that let anybody in."""
    for rule in seen.rules:
        if rule.way == "in" and rule.peer == ANYWHERE and rule.group in component.groups:
            yield rule
