"""What nothing can reach in a plan, because the only security groups that it admits are nobody's.

AG801 says of a model that a component is in no connection. A plan shows why: a database admits a group of
its clients, and no client has it.
"""

from __future__ import annotations

from archgen.findings import Finding
from archgen.findings.phrase import Phrase, listing
from archgen.terraform_plan.resources.observed import Observed, SeenComponent


def admitted_idle(seen: Observed, component: SeenComponent) -> tuple[str, ...]:
    """The groups that nothing has, where a component admits nobody else."""
    inward = [rule for rule in seen.rules if rule.way == "in" and rule.group in component.groups]
    others = [rule.peer for rule in inward if rule.peer not in component.groups]
    idle = all(peer in seen.idle_groups for peer in others)
    return tuple(dict.fromkeys(others)) if idle else ()


def explained(finding: Finding, seen: Observed, component: SeenComponent | None) -> Finding:
    """An unused component with the reason, where its security groups are that."""
    groups = admitted_idle(seen, component) if component is not None else ()
    if finding.code != "AG801" or component is None or not groups:
        return finding
    text = (
        "{id} admits only {groups}, and nothing has that security group; give it to what uses {id}, "
        "or admit the group of that"
        if len(groups) == 1
        else "{id} admits only {groups}, and nothing has these security groups; give one to what uses "
        "{id}, or admit the group of that"
    )
    id = finding.subjects[0] if finding.subjects else component.id
    return finding._replace(message=Phrase(text, id=id, groups=listing(groups)))
