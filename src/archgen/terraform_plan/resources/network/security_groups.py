"""The rules of security groups, however they are written: as resources of their own or in the group."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal
from zlib import crc32

from archgen.terraform_plan.resources.observed import ANYWHERE, SecurityGroupRule
from archgen.terraform_plan.source.knowledge import UNKNOWN, stated
from archgen.terraform_plan.source.plan import Plan, Resource

Way = Literal["in", "out"]
_GROUPS = ("aws_security_group", "aws_default_security_group", "aws_eks_cluster")
_RULES = (
    "aws_vpc_security_group_ingress_rule",
    "aws_vpc_security_group_egress_rule",
    "aws_security_group_rule",
)
CLOUDFRONT = "cloudfront"
"""The peer that is CloudFront's managed prefix list."""


def group_rules(plan: Plan) -> Iterator[SecurityGroupRule]:
    """All rules of all security groups."""
    yield from _single(plan, "aws_vpc_security_group_ingress_rule", "in")
    yield from _single(plan, "aws_vpc_security_group_egress_rule", "out")
    for rule in plan.of_type("aws_security_group_rule"):
        yield from _old(plan, rule)
    for group in plan.of_type(*_GROUPS):
        for block, way in (("ingress", "in"), ("egress", "out")):
            yield from _inline(plan, group, block, "in" if way == "in" else "out")


def whole_groups(plan: Plan, rules: Collection[SecurityGroupRule]) -> frozenset[str]:
    """The security groups of which all rules are known, and who each of them lets in or out."""
    kept = {group.address for group in plan.of_type("aws_security_group") if _is_written_out(plan, group)}
    read = {rule.address for rule in rules}
    for type_ in _RULES:
        for rule in plan.of_type(type_):
            meant = plan.meant(rule, "security_group_id", types=_GROUPS)
            if not meant.certain:
                return frozenset()
            if rule.address not in read:
                kept -= {group.address for group in meant.all}
    return frozenset(kept - {rule.group for rule in rules if rule.guessed})


def _is_written_out(plan: Plan, group: Resource) -> bool:
    """Whether the rules in it are known, each with whom it names."""
    for block in ("ingress", "egress"):
        if stated(plan, group, block) is UNKNOWN or not all(
            _is_explained(plan, group, block, rule) for rule in group.blocks(block)
        ):
            return False
    return True


def _is_explained(plan: Plan, group: Resource, block: str, rule: Mapping[str, Any]) -> bool:
    """Whether it is known whom a rule in a group names."""
    named = [str(id) for id in rule.get("security_groups") or () if id]
    meant = plan.meant(group, block, "security_groups", types=_GROUPS)
    guessed = any(name.startswith("local.") for name in plan.mentions(group, block, "security_groups"))
    if not _has_ports(rule):
        return False
    if guessed or meant.opaque or meant.choices or not all(plan.named(id, _GROUPS) for id in named):
        return False
    if not _is_told(rule):
        return False
    if rule.get("prefix_list_ids"):
        return bool(_prefix_lists(plan, group, block, "prefix_list_ids"))
    return bool(_blocks(rule) or named or rule.get("self") or meant.certain)


def _has_ports(rule: Mapping[str, Any]) -> bool:
    """Whether a rule written in a group says on which ports it holds."""
    everything = str(rule.get("protocol")) in _EVERYTHING
    return everything or all(rule.get(name) is not None for name in ("protocol", *_PORTS))


def _single(plan: Plan, type_: str, way: Way) -> Iterator[SecurityGroupRule]:
    for rule in plan.of_type(type_):
        if not _is_known(plan, rule, "ip_protocol"):
            continue
        for group in plan.linked(rule, "security_group_id", types=_GROUPS):
            named = plan.possible(rule, "referenced_security_group_id", types=_GROUPS)
            yield from _named_by(rule, group, way, named, rule.get("ip_protocol", "-1"))
            peers = [str(rule.get(key)) for key in ("cidr_ipv4", "cidr_ipv6") if rule.get(key)]
            peers += _prefix_lists(plan, rule, "prefix_list_id")
            for peer in peers:
                yield _group_rule(
                    rule.address, group.address, way, peer, rule.values, rule.get("ip_protocol", "-1")
                )


def _is_known(plan: Plan, rule: Resource, *attributes: str) -> bool:
    """Whether the ports and the direction of a rule are known; who it names is another question."""
    later = [name for name in (*attributes, *_PORTS) if stated(plan, rule, name) is UNKNOWN]
    for name in later:
        plan.open_questions.setdefault(rule.address, name)
    return not later


_PORTS = ("from_port", "to_port")
_EVERYTHING = ("-1", "all")
"""How a rule says that it is for all protocols, and so for all ports."""


def _named_by(
    rule: Resource, group: Resource, way: Way, named: Sequence[Resource], protocol: Any
) -> Iterator[SecurityGroupRule]:
    """A rule of its own by the group that it names; where it may be one or another, one for each of them."""
    for peer in named:
        found = _group_rule(rule.address, group.address, way, peer.address, rule.values, protocol)
        number, text = crc32(rule.address.encode()), str(rule.get("description") or "")
        yield replace(found, guessed=len(named) > 1, number=number, text=text)


def _old(plan: Plan, rule: Resource) -> Iterator[SecurityGroupRule]:
    way: Way = "in" if rule.get("type") == "ingress" else "out"
    if not _is_known(plan, rule, "protocol", "type"):
        return
    for group in plan.linked(rule, "security_group_id", types=_GROUPS):
        named = plan.possible(rule, "source_security_group_id", types=_GROUPS)
        yield from _named_by(rule, group, way, named, rule.get("protocol", "-1"))
        peers = _blocks(rule.values)
        peers += [group.address] if rule.get("self") else []
        peers += _prefix_lists(plan, rule, "prefix_list_ids")
        for peer in peers:
            yield _group_rule(rule.address, group.address, way, peer, rule.values, rule.get("protocol", "-1"))


def _blocks(values: Mapping[str, Any]) -> list[str]:
    """The blocks of addresses that a rule names, of both families."""
    found = [*(values.get("cidr_blocks") or ()), *(values.get("ipv6_cidr_blocks") or ())]
    return [str(block) for block in found if block]


def _inline(plan: Plan, group: Resource, block: str, way: Way) -> Iterator[SecurityGroupRule]:
    rules = group.blocks(block)
    named = plan.meant(group, block, "security_groups", types=_GROUPS).all
    if stated(plan, group, block) is UNKNOWN or not all(_is_told(rule) for rule in rules):
        plan.open_questions.setdefault(group.address, block)
    open_ = [rule for rule in rules if _is_open(rule)]
    if open_ and not named:
        plan.open_questions.setdefault(group.address, block)
    alike = len({_ports_of(rule) for rule in open_}) == 1  # then it is the same which of them names whom
    for number, rule in enumerate(rules):
        if not _has_ports(rule):
            plan.open_questions.setdefault(group.address, block)
            continue
        peers = _blocks(rule)
        peers += [group.address] if rule.get("self") else []
        peers += _prefix_lists(plan, group, block, "prefix_list_ids") if rule.get("prefix_list_ids") else []
        known = [str(id) for id in rule.get("security_groups") or () if id]
        peers += [g.address for id in known for g in plan.named(id, _GROUPS)]
        for peer in peers:
            yield _group_rule(group.address, group.address, way, peer, rule, rule.get("protocol", "-1"))
        bare = not peers and not known and not rule.get("prefix_list_ids")
        if _is_open(rule) or bare:
            guessed = len(open_) > 1 and len(named) > 1 and not alike
            for peer in (g.address for g in named):
                found = _group_rule(group.address, group.address, way, peer, rule, rule.get("protocol", "-1"))
                yield replace(found, guessed=guessed, number=number, text=str(rule.get("description") or ""))


def _ports_of(rule: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(rule.get(name)) for name in ("protocol", *_PORTS))


def _is_told(rule: Mapping[str, Any]) -> bool:
    """Whether each block that a rule names is known."""
    return None not in (*(rule.get("cidr_blocks") or ()), *(rule.get("ipv6_cidr_blocks") or ()))


def _is_open(rule: Mapping[str, Any]) -> bool:
    """Whether it names groups whose ids are not known yet."""
    return None in (rule.get("security_groups") or ())


def _group_rule(
    address: str, group: str, way: Way, peer: str, values: Mapping[str, Any], protocol: Any
) -> SecurityGroupRule:
    address_block = not peer.startswith(("aws_", "module.", "data."))
    family: Literal[4, 6] | None = (
        (6 if ":" in peer else 4 if "." in peer else None) if address_block else None
    )
    peer = ANYWHERE if peer == "::/0" else peer
    all_ = str(protocol) in _EVERYTHING
    ports = None if all_ else _range(values.get("from_port"), values.get("to_port"))
    named = "all" if all_ else str(protocol)
    return SecurityGroupRule(address, group, way, peer, ports, named, family=family)


def _range(first: Any, last: Any) -> tuple[int, int] | None:
    try:
        return (int(first), int(last))
    except (TypeError, ValueError):
        return None


def _prefix_lists(plan: Plan, rule: Resource, *path: str) -> list[str]:
    """Prefix lists by what they stand for: an endpoint's address, or CloudFront."""
    if len(path) == 1 and rule.get(path[0]) is None and rule.unknown.get(path[0]) is not True:
        return []  # the rule has no list, though its expression could give one
    endpoints = [e.address for e in plan.linked(rule, *path, types=("aws_vpc_endpoint",))]
    lists = plan.linked(rule, *path, types=("aws_ec2_managed_prefix_list",))
    entries = [str(e["cidr"]) for each in lists for e in each.blocks("entry") if e.get("cidr")]
    if endpoints or entries:
        return [*endpoints, *entries]
    ids = {value for value in plan.values(rule, *path) if value.startswith("pl-")}
    known = [str(r.get("name")) for r in plan.data if r.get("id") in ids]
    named = [e.address for e in plan.of_type("aws_vpc_endpoint") if e.get("service_name") in known]
    if named:
        return named  # a gateway endpoint's addresses, by the list that AWS keeps of them
    names = " ".join((*known, *plan.mentions(rule, *path))).lower()
    return [CLOUDFRONT] if "cloudfront" in names or "prefix_list" in names else []
