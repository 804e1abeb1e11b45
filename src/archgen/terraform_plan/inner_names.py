"""AG517 on plans: public names of private addresses."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Finding, Severity
from archgen.findings.phrase import Phrase
from archgen.terraform_plan.resources.observed import InnerName, Observed


def inner_name_findings(seen: Observed) -> Iterator[Finding]:
    """Each record of a public zone that leads to something private.

    A load balancer is a hint: AWS itself answers everybody who asks for the name of an internal one.
    """
    for name in seen.inner_names:
        severity = Severity.INFO if name.what == "balancer" else Severity.WARNING
        message = Phrase("{address}: {message}", address=name.record, message=_message(name))
        yield Finding("AG517", "internal-name-public", severity, message)


def _message(name: InnerName) -> Phrase:
    text = {
        "balancer": "{name} is in a public zone and leads to {target}, which is internal; "
        "put it into a private zone",
        "machine": "{name} is in a public zone and leads to the private address of {target}, which anyone "
        "can look up; put it into a private zone",
        "address": "{name} is in a public zone and leads to {target}, a private address that anyone can look "
        "up; put it into a private zone",
    }[name.what]
    return Phrase(text, name=name.name or Phrase("it"), target=name.target)
