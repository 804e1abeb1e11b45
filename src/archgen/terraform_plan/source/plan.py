"""`terraform show -json` as resources, and which resource an attribute refers to.

In a state ids are known, and an attribute names another resource by its id. In a plan most ids are not known
yet, and the configuration says which resources an expression refers to. Both are asked the same way here.
Source: Terraform's JSON output format, 1.x.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from archgen.terraform_plan.source.constants import Scope
from archgen.terraform_plan.source.evaluator import Evaluator
from archgen.terraform_plan.source.expressions import (
    COMMON,
    Meant,
    Module,
    every_reference,
    expressions,
    modules,
)
from archgen.terraform_plan.source.formats import is_plan_text, unpacked
from archgen.terraform_plan.source.given import Givens
from archgen.terraform_plan.source.resource import (
    Resource,
    at,
    is_empty,
    is_null,
    resources_in,
    texts_in,
)
from archgen.terraform_plan.source.unreadable import PLAN, UnreadablePlanError, parsed, values_of

__all__ = ["Meant", "Plan", "Resource", "read_plan"]

_IDENTIFIERS = (
    "id",
    "arn",
    "name",
    "identifier",
    "cluster_identifier",
    "dns_name",
    "domain_name",
    "bucket_regional_domain_name",
    "prefix_list_id",
    "url",
    "family",
    "invoke_arn",
    "qualified_arn",
    "api_endpoint",
    "stream_arn",
    "default_route_table_id",
    "main_route_table_id",
    "primary_network_interface_id",
    "association_id",
)
"""The attributes by which others name a resource; names are unique only among resources of one type."""


LISTS = frozenset(
    {
        "subnets",
        "subnet_ids",
        "vpc_zone_identifier",
        "vpc_subnet_ids",
        "security_groups",
        "security_group_ids",
        "vpc_security_group_ids",
        "target_group_arns",
        "route_table_ids",
        "prefix_list_ids",
        "client_subnets",
        "network_load_balancer_arns",
        "records",
        "traffic_source",
    }
)
"""Attributes that refer to several resources."""


_COMPUTED = frozenset(
    {
        *("ingress", "egress", "route", "entry", "subnet_mapping", "network_interface", "attachment"),
        *("primary_network_interface", "launch_template", "mixed_instances_policy", "traffic_source"),
        *("inline_policy", "endpoint_configuration", "logging", "health_check", "replica"),
        *("cluster_config", "ebs_options", "encrypt_at_rest", "stream_mode_details"),
        *("egress_configuration", "ingress_configuration", "point_in_time_recovery"),
    }
)
"""The blocks that archgen reads and that AWS fills in (optional and computed in the provider's schema)."""
_ENDS = ("data.aws_ec2_transit_gateway_", "local.")
"""Data sources of attachments that no resource makes; what a local value names is looked for by name."""
_CARRIERS = frozenset({"aws_cloudformation_stack", "aws_ssm_parameter", "aws_lambda_invocation"})
"""The types whose attributes are names of anything."""


@dataclass(frozen=True)
class Plan:
    """All managed resources of a plan or a state."""

    resources: tuple[Resource, ...]
    modules: Mapping[str, Module]
    data: tuple[Resource, ...] = ()
    """What data sources answered, where the plan or the state keeps it."""
    open_questions: dict[str, str] = field(default_factory=dict)
    """The addresses of what refers to resources that are told apart only after apply, and the attribute."""
    regions: Mapping[str, str] = field(default_factory=dict)
    """The regions of the configuration's providers, by their keys; `aws` is the one without an alias."""
    accounts: Mapping[str, str] = field(default_factory=dict)
    """What providers that assume a role call their accounts: their aliases, by their keys."""
    variables: Mapping[str, Any] = field(default_factory=dict)
    """The values of the root module's variables, where the plan keeps them."""
    outputs: frozenset[str] = frozenset()
    """The texts in the outputs of the root module, where they are known."""

    def of_type(self, *types: str) -> tuple[Resource, ...]:
        """The resources of these types, in the order of their addresses."""
        return tuple(resource for type_ in types for resource in self._by_type.get(type_, ()))

    def linked(self, resource: Resource, *path: str, types: Sequence[str] = ()) -> tuple[Resource, ...]:
        """The resources that an attribute refers to; blocks on the path are gone through one and all.

        Give `types` where it refers by name: names are unique only among resources of one type. Nothing where
        it could be one or another, or where only AWS will tell: that is an open question.
        """
        found = self.meant(resource, *path, types=types)
        if not found.certain and (found.choices or self.is_said_later(resource, *path)):
            self.open_questions.setdefault(resource.address, ".".join(path))
        return found.certain

    def answered(self, resource: Resource, *path: str) -> None:
        """Takes an open question back: what the attribute refers to is known well enough."""
        if self.open_questions.get(resource.address) == ".".join(path):
            del self.open_questions[resource.address]

    def meant(self, resource: Resource, *path: str, types: Sequence[str] = ()) -> Meant:
        """What an attribute refers to, with what it may refer to where that is not certain."""
        key = (resource.address, path, tuple(types))
        if key not in self._links:
            self._links[key] = self._linked(resource, path, types)
        return self._links[key]

    def possible(self, resource: Resource, *path: str, types: Sequence[str] = ()) -> tuple[Resource, ...]:
        """What an attribute that refers to one resource may refer to, without a guess by names."""
        if self.values(resource, *path) or is_null(resource.values, path):
            return self.linked(resource, *path, types=types)
        return self.evaluator.meant(resource, path, types).all

    def pointing(self, to: Resource, type_: str, *path: str) -> tuple[Resource, ...]:
        """The resources of a type whose attribute refers to one, in the order of their addresses."""
        key = (type_, path, to.type)
        if key not in self._pointers:
            found: dict[str, list[Resource]] = {}
            for resource in self.of_type(type_):
                for other in self.linked(resource, *path, types=(to.type,)):
                    found.setdefault(other.address, []).append(resource)
            self._pointers[key] = found
        return tuple(self._pointers[key].get(to.address, ()))

    def _linked(self, resource: Resource, path: tuple[str, ...], types: Sequence[str]) -> Meant:
        values = list(at(resource.values, path))
        if is_null(resource.values, path) or is_empty(resource, path):
            return Meant()  # a variable that is not given: what is not known yet is left out instead
        meant = self.evaluator.meant(resource, path, types)
        referred = self._told_apart(resource, path, meant, len(values))
        spoken = {r.address for r in referred.certain}
        named: list[Resource] = []
        for value in values:
            if isinstance(value, str) and value:
                same = [r for r in self._by_identifier.get(value, ()) if not types or r.type in types]
                if not any(r.address in spoken for r in same):  # names are taken again in other regions
                    named += same
        if named and not spoken:
            return Meant(tuple({r.address: r for r in named}.values()))
        certain = {r.address: r for r in (*referred.certain, *named)}
        if values and all(isinstance(value, str) and value for value in values):
            return Meant(tuple(certain.values()))  # every value is known: what it may be else is not asked
        return Meant(tuple(certain.values()), referred.choices, referred.opaque)

    def _told_apart(self, resource: Resource, path: tuple[str, ...], meant: Meant, known: int) -> Meant:
        """Of too many candidates those with the words of the resource in their names, if just so many have.

        `known` is how many there will be, 0 where the plan does not know it; a single value is one, in blocks
        one for each of them. An expression such as `aws_subnet.all["public-${i}"]` refers to all of them.
        """
        found = meant.all
        single = path[-1] not in LISTS
        wanted = known if not single else 1 if len(path) == 1 else 0
        if not wanted or len(found) <= wanted:
            return meant if len(found) > 1 or not meant.choices else Meant(found, (), meant.opaque)
        mine = resource.words if single else frozenset(word for word in resource.words if word.isalpha())
        for told in (mine, frozenset(resource.type.split("_")) - COMMON):
            scores = {other.address: len(told & other.words) for other in found}
            best = tuple(other for other in found if scores[other.address] == max(scores.values()))
            if len(best) == wanted:
                return Meant(best)
        one = len({(r.module, r.name) for r in found}) == 1
        place = self._nth(resource, path) if single and one else None
        if place is not None and place < len(found):
            return Meant((found[place],))
        return Meant((), found, meant.opaque)

    def _nth(self, resource: Resource, path: tuple[str, ...]) -> int | None:
        """The place in a list that an index is taken from: `aws_subnet.public[local.zones[0]]`."""
        lists = (
            name for name in self.mentions(resource, *path) if name.startswith(("local.", "var.", "data."))
        )
        found = {re.sub(r"^.*\[(\d+)\]$", r"\1", name) for name in lists}
        places = [int(text) for text in found if text.isdigit()]
        return places[0] if len(places) == 1 else None

    def spoken_of(
        self, resource: Resource, *path: str, types: Sequence[str], asks: bool = True
    ) -> tuple[Resource, ...]:
        """All resources that an expression speaks of, however many: a policy, variables of a function.

        Where only AWS will tell whom, that is an open question, if it `asks` for more than a mention.
        """
        referred = [*self.evaluator.meant(resource, path, types, text=True).certain]
        referred += [r for value in self.values(resource, *path) for r in self.named(value, types)]
        if asks and not referred and self.is_said_later(resource, *path):
            self.open_questions.setdefault(resource.address, ".".join(path))
        return tuple({other.address: other for other in referred}.values())

    def mentioned(self, resource: Resource, types: Sequence[str], named: re.Pattern[str]) -> set[str]:
        """The addresses of the resources that any expression of a resource may mean.

        `named` are names that speak of them: of an attribute, of an output. Anything else counts only where
        it refers to them directly: a local may be whatever there is.
        """
        configured = self.evaluator.configured(resource)
        every = every_reference(configured[1].get("expressions") or {}) if configured else ()
        told = [
            reference
            for attribute, reference in every
            if named.search(attribute)
            or reference.startswith(tuple(types))
            or (reference.startswith("module.") and named.search(reference))
        ]
        return {found.address for found in self.evaluator.resolved(told, resource, types)} if told else set()

    def published(self, types: Sequence[str]) -> tuple[Resource, ...]:
        """The resources of these types that outputs give to other configurations."""
        found = [r for text in sorted(self.outputs) for r in self.named(text, types)]
        return (*found, *self.evaluator.published(tuple(types)))

    def named(self, identifier: str, types: Sequence[str]) -> tuple[Resource, ...]:
        """The resources of these types that have an identifier: an id, an ARN, a name."""
        return tuple(r for r in self._by_identifier.get(identifier, ()) if r.type in types)

    def region_of(self, resource: Resource) -> str | None:
        """The region that the configuration of its provider says."""
        return self.regions.get(self._provider(resource))

    def account_of(self, resource: Resource) -> str | None:
        """The account in which a resource is, by the alias of its provider; None for the plan's own."""
        return self.accounts.get(self._provider(resource))

    def _provider(self, resource: Resource) -> str:
        configured = self.evaluator.configured(resource)
        key = str(configured[1].get("provider_config_key") or "") if configured else ""
        return key.rpartition(":")[2]

    def constants(self, resource: Resource, *path: str) -> tuple[Any, ...]:
        """The values at an expression that are written as they are, with their blocks."""
        configured = self.evaluator.configured(resource)
        if configured is None:
            return ()
        found = expressions(configured[1].get("expressions") or {}, path)
        return tuple(e["constant_value"] for e in found if "constant_value" in e)

    def constant(self, resource: Resource, reference: str) -> Any:
        """The value of a variable in the module of a resource: what it is given; None if not known."""
        configured = self.evaluator.configured(resource)
        if configured is None:
            return None
        module, found = configured
        return self.evaluator.constants.value(
            reference, Scope(module, resource.module, resource.index, found)
        )

    def values(self, resource: Resource, *path: str) -> tuple[str, ...]:
        """The texts at an attribute that the plan knows."""
        return tuple(value for value in at(resource.values, path) if isinstance(value, str))

    def is_set(self, resource: Resource, *path: str) -> bool:
        """Whether the configuration gives an argument that is not known yet a value: not null.

        In a state, and where the configuration is not known, everything is. So is what is in a dynamic block,
        which the configuration of a plan leaves out, but for blocks that AWS fills in where there are none.
        """
        configured = self.evaluator.configured(resource)
        if configured is None:
            return True
        module, found = configured
        written = found.get("expressions") or {}
        later = [step for n, step in enumerate(path[:-1], 1) if resource.is_later(*path[:n])]
        if later:
            return later[0] not in _COMPUTED
        if len(path) > 1 and path[0] not in written:
            return True
        given = list(expressions(written, path))
        scope = Scope(module, resource.module, resource.index, found)
        return any(self._givens.is_given(each, scope) for each in given)

    def is_said_later(self, resource: Resource, *path: str) -> bool:
        """Whether only AWS will tell what an attribute refers to: its expression names nothing here."""
        if not resource.is_later(*path) or not self.is_set(resource, *path):
            return False
        meant = self.evaluator.meant(resource, path)
        if any(name.startswith(_ENDS) for name in meant.opaque):
            return False
        return not any(r.type.startswith("aws_") and r.type not in _CARRIERS for r in meant.all)

    def mentions(self, resource: Resource, *path: str) -> tuple[str, ...]:
        """The references of an expression as they are written, those of data sources and variables too."""
        configured = self.evaluator.configured(resource)
        if configured is None:
            return ()
        found = expressions(configured[1].get("expressions") or {}, path)
        return tuple(reference for e in found for reference in e.get("references") or ())

    @cached_property
    def evaluator(self) -> Evaluator:
        """What resolves references."""
        return Evaluator(self.resources, self.modules, self.variables)

    @cached_property
    def _givens(self) -> Givens:
        return Givens(self.evaluator.index, {(r.module, f"{r.type}.{r.name}"): r.values for r in self.data})

    @cached_property
    def _links(self) -> dict[tuple[str, tuple[str, ...], tuple[str, ...]], Meant]:
        return {}

    @cached_property
    def _pointers(self) -> dict[tuple[str, tuple[str, ...], str], dict[str, list[Resource]]]:
        return {}

    @cached_property
    def _by_type(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.resources:
            found.setdefault(resource.type, []).append(resource)
        return found

    @cached_property
    def _by_identifier(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.resources:
            for key in _IDENTIFIERS:
                value = resource.values.get(key)
                if isinstance(value, str) and value:
                    found.setdefault(value, []).append(resource)
        return found


def read_plan(raw: bytes) -> Plan:
    """The plan or state in the output of `terraform show -json`; UnreadablePlanError says why it is none."""
    raw = unpacked(raw)
    if is_plan_text(raw):
        raise UnreadablePlanError("is the text that `terraform plan` prints, not JSON", PLAN)
    data = parsed(raw)
    values = values_of(data)
    try:
        changes = {c["address"]: c.get("change") or {} for c in data.get("resource_changes") or ()}
        found = resources_in(values.get("root_module") or {}, changes)
        resources = tuple(sorted(found, key=lambda r: r.address))
        before = ((data.get("prior_state") or {}).get("values") or values).get("root_module") or {}
        configuration = (data.get("configuration") or {}).get("root_module") or {}
        given = {name: v.get("value") for name, v in (data.get("variables") or {}).items()}
        regions = dict(_regions(data, given))
        answers = tuple(resources_in(before, {}, "data"))
        accounts = dict(_accounts(data))
        return Plan(
            resources,
            modules(configuration),
            answers,
            regions=regions,
            accounts=accounts,
            variables=given,
            outputs=frozenset(texts_in(values.get("outputs"))),
        )
    except (TypeError, AttributeError, KeyError):
        raise UnreadablePlanError("is not of the form that `terraform show -json` gives") from None


def _regions(data: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The regions of providers: written as they are, or as a variable whose value the plan keeps."""
    for key, provider in ((data.get("configuration") or {}).get("provider_config") or {}).items():
        said = (provider.get("expressions") or {}).get("region") or {}
        name = str(next(iter(said.get("references") or ("",)))).removeprefix("var.")
        region = said.get("constant_value") or given.get(name)
        if provider.get("name") == "aws" and isinstance(region, str):
            yield key, region


def _accounts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The aliases of the providers that assume a role: each acts in an account of its own."""
    for key, provider in ((data.get("configuration") or {}).get("provider_config") or {}).items():
        roles = (provider.get("expressions") or {}).get("assume_role")
        if provider.get("name") == "aws" and provider.get("alias") and roles:
            yield key, str(provider["alias"])
