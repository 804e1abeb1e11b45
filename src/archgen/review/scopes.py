"""The `never` policies as scopes of Network Access Analyzer: a live account is checked by the same words.

Source: Amazon VPC User Guide, Network Access Analyzer: a scope matches paths between resources; a finding of
its analysis is a path that exists. A load balancer ends a path here, so paths through one are excluded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from archgen.model.policies import Policy
from archgen.topology.graph import Topology
from archgen.topology.policies import placed, text_of
from archgen.topology.selectors import Selected, selected_by

INTERNET = {"ResourceTypes": ["AWS::EC2::InternetGateway"]}
BALANCERS = {"ResourceTypes": ["AWS::ElasticLoadBalancingV2::LoadBalancer"]}


class Scopes(NamedTuple):
    """The scopes, each as the input of `aws ec2 create-network-insights-access-scope`, and what has none."""

    scopes: tuple[dict[str, Any], ...]
    left_out: tuple[str, ...]


def scopes(topology: Topology, groups: Mapping[str, Sequence[str]]) -> Scopes:
    """A scope for each `never` policy; `groups` are the ids of each component's security groups."""
    made: list[dict[str, Any]] = []
    left_out: list[str] = []
    for policy in placed(topology):
        if policy.never is None:
            continue
        source = _end(selected_by(topology, policy.never.source), groups)
        target = _end(selected_by(topology, policy.never.target), groups)
        if source is None or target is None:
            left_out.append(text_of(policy))
        else:
            made.append(_scope(policy, source, target, len(made)))
    return Scopes(tuple(made), tuple(left_out))


def _end(selected: Selected, groups: Mapping[str, Sequence[str]]) -> dict[str, Any] | None:
    """One end as a resource statement; what has no security group has no place in a network scope."""
    if selected.internet:
        return INTERNET
    ids = sorted({group for id in selected.components for group in groups.get(id, ())})
    return {"Resources": ids} if ids else None


def _scope(policy: Policy, source: dict[str, Any], target: dict[str, Any], number: int) -> dict[str, Any]:
    ends = {"Source": {"ResourceStatement": source}, "Destination": {"ResourceStatement": target}}
    through = {"ThroughResources": [{"ResourceStatement": BALANCERS}]}
    tags = [
        {"Key": "Name", "Value": f"archgen-policy-{number + 1}"},
        {"Key": "Policy", "Value": _tag(policy)},
    ]
    return {
        "MatchPaths": [ends],
        "ExcludePaths": [{**ends, **through}],
        "TagSpecifications": [{"ResourceType": "network-insights-access-scope", "Tags": tags}],
    }


def _tag(policy: Policy) -> str:
    """The policy as the value of a tag: 256 characters of letters, digits, spaces and `_.:/=+-@`."""
    kept = (c if c.isalnum() or c in " _.:/=+-@" else " " for c in text_of(policy).replace("->", "to"))
    return " ".join("".join(kept).split())[:256]
