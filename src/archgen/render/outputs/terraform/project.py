"""The whole configuration: every part's template rendered, and its sections gathered into files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from archgen.findings.phrase import Phrase
from archgen.model.kinds import Compute
from archgen.model.kinds.category import OUTSIDE, Category
from archgen.render.outputs.artifact import Artifact, Memory, Note
from archgen.render.outputs.terraform import alarms, assertions, readme, tables
from archgen.render.outputs.terraform.comments import in_language
from archgen.render.outputs.terraform.history import moves
from archgen.render.outputs.terraform.history.earlier import Recollection
from archgen.render.outputs.terraform.layout import by_name, sections, tidy
from archgen.render.outputs.terraform.names import label
from archgen.render.outputs.terraform.parts import Part, Place, Stack
from archgen.render.outputs.terraform.resources import (
    balancing,
    data,
    dns,
    edge,
    gateways,
    hosted,
    messaging,
    network,
    pods,
    running,
    services,
    traffic,
)
from archgen.render.outputs.terraform.unmade import unmade
from archgen.render.outputs.view import View
from archgen.render.quoting import resource
from archgen.render.templating import exists, render

FOLDER = "terraform"
THEMES = ("network", "security", "edge", "compute", "data", "observability")
COMMON = ("terraform", "providers", "locals")
LISTS = ("variables", "outputs")
SCRIPTS = ("service.sh.tftpl", "placeholder.sh.tftpl")

Facts = Callable[[Stack, Part], dict[str, object]]
Rendered = list[tuple[Part, list[tuple[str, str]]]]
Told = Mapping[Place, list[alarms.Alarm]]
_CALLED = re.compile(
    r'^module "\w+" \{\n(?P<body>.*?"\./modules/(?P<module>[\w-]+)".*?)^\}', re.MULTILINE | re.DOTALL
)
_ARGUMENT = re.compile(r"^  (\w+) += ", re.MULTILINE)
FACTS: Mapping[Category, Facts] = {
    Category.INTERNET_GATEWAY: network.facts,
    Category.NAT_GATEWAY: network.facts,
    Category.ENDPOINT: network.facts,
    Category.EGRESS_ONLY_GATEWAY: network.facts,
    Category.NAT_INSTANCE: lambda stack, part: {
        **network.facts(stack, part),
        **gateways.instance_facts(stack, part),
    },
    Category.FIREWALL: gateways.firewall_facts,
    Category.TRANSIT_GATEWAY: gateways.transit_facts,
    Category.PEERING: gateways.peering_facts,
    Category.VPN: gateways.connection_facts,
    Category.DIRECT_CONNECT: gateways.connection_facts,
    Category.APPLICATION_BALANCER: balancing.facts,
    Category.NETWORK_BALANCER: balancing.facts,
    Category.DNS_ZONE: edge.zone_facts,
    Category.DISTRIBUTION: edge.distribution_facts,
    Category.WEB_ACL: edge.acl_facts,
    Category.ACCELERATOR: edge.accelerator_facts,
    Category.QUEUE: messaging.facts,
    Category.TOPIC: messaging.facts,
    Category.JOBS: hosted.job_facts,
    Category.WEB_SERVICE: hosted.web_facts,
    Category.CLUSTER: pods.cluster_facts,
    Category.PODS: pods.service_facts,
}


def artifacts(view: View) -> Iterator[Artifact | Memory | Note]:
    """The files of the configuration, what the next one is to know, and a note of the kinds that it lacks."""
    stack, rendered, told = _sections_of(view)
    language = stack.architecture.language
    entries = tables.placed(_tables(stack))
    texts = _texts(stack, rendered, told)
    texts = {name: tables.referred(text, entries) for name, text in texts.items()}
    texts |= _modules(texts)
    for name, text in texts.items():
        if text.strip():
            yield _file(f"{name}.tf", in_language(f"# {view.mark}\n\n{text}", language))
    for script in SCRIPTS:
        if any(f"user-data/{script}" in text for text in texts.values()):
            yield _file(f"user-data/{script}", render(f"terraform/shared/{script}"))
    common = _common(stack)
    yield _file(
        "backend.tf.example",
        in_language(
            f"# {view.mark}\n\n" + render("terraform/shared/backend.tf.example.j2", **common), language
        ),
    )
    yield _file(".gitignore", render("terraform/shared/gitignore.j2"))
    resources = moves.declared(texts, chain(*told.values()), entries)
    facts = readme.facts(stack, texts, resources)
    page = render(
        f"terraform/shared/README.{stack.architecture.language}.md.j2", **common, **facts, mark=view.mark
    )
    yield _file("README.md", page)
    asserted = assertions.facts(stack, readme.asked(texts["variables"]))
    test = render("terraform/shared/topology.tftest.hcl.j2", **common, **asserted, mark=view.mark)
    yield _file("tests/topology.tftest.hcl", in_language(tidy(tables.referred(test, entries)), language))
    yield from _moved(stack, resources, {**_placed(texts, told), **entries})
    yield from map(Note, unmade(stack.topology))
    missing = untranslated(view)
    if missing:
        yield Note(Phrase("no Terraform yet for: {kinds}", kinds=", ".join(missing)))
    for id, component in stack.architecture.components.items():
        needed = component.needed_for_terraform
        if needed:
            text = "no Terraform for {id} ({kind}): it needs `{needed}`"
            yield Note(Phrase(text, id=id, kind=component.kind, needed=needed))


def _moved(
    stack: Stack, resources: Mapping[str, str], placed: Mapping[str, str]
) -> Iterator[Artifact | Memory | Note]:
    """What an earlier render called otherwise moves in the state; what this one calls it is remembered."""
    moved = moves.moves(stack, resources, placed)
    if moved:
        addresses = {resource(old): resource(new) for old, new in moved.items()}
        text = render("terraform/shared/moved.tf.j2", moved=addresses, mark=stack.view.mark)
        yield _file("moved.tf", in_language(tidy(text), stack.architecture.language))
    yield from map(Note, _renamed(stack.recollection))
    yield Memory(stack.recollection.written(stack.suffixes, resources, placed, moved))


def _placed(texts: Mapping[str, str], told: Told) -> dict[str, str]:
    """Where resources are that are in modules, or that a map makes."""
    found = moves.placed_in_modules(texts)
    for place, listed in told.items():
        found |= alarms.placed(listed, place)
    return found


def _tables(stack: Stack) -> Iterator[tables.Table]:
    """The resources that have entries."""
    for place in stack.places:
        for made in () if place.light else traffic.tables(stack, place):
            yield from (made.groups, *made.rules)
        yield from balancing.tables(stack, place)
    yield from dns.tables(stack)


def _modules(texts: Mapping[str, str]) -> dict[str, str]:
    """The files of the local modules that are called, with the inputs that some call gives."""
    given: dict[str, set[str]] = {}
    for text in texts.values():
        for call in _CALLED.finditer(text):
            given.setdefault(call["module"], set()).update(_ARGUMENT.findall(call["body"]))
    return {
        f"modules/{name}/{file}": tidy(render(f"terraform/modules/{name}/{file}.tf.j2", given=given[name]))
        for name in sorted(given)
        for file in ("main", *LISTS)
    }


def _renamed(before: Recollection) -> Iterator[str]:
    """What is to be known of new names before they are applied."""
    if before.system:
        yield Phrase(
            "the system was called {name}: names at AWS begin with its name, so Terraform would"
            " make most of what stands anew; `title` is the name for people",
            name=before.system,
        )
    renamed, components = before.renames, before.view.architecture.components
    made = {old: new for old, new in renamed.components.items() if components[new].category not in OUTSIDE}
    for old, new in {**renamed.rows, **made}.items():
        text = "{new} is taken for what was called {old}: moved.tf moves it in Terraform's state"
        yield Phrase(text, new=new, old=old)
    for id, home in before.left.items():
        there = home in before.view.architecture.regions
        advice = Phrase("promote its copy before you apply")
        if there:
            advice = Phrase("`region: {home}` leaves it there", home=home)
        text = "{id} had its primary, and its data, in {home}, and has it elsewhere now: {advice}"
        yield Phrase(text, id=id, home=home, advice=advice)


def untranslated(view: View) -> tuple[str, ...]:
    """The kinds of the model that no template makes Terraform of."""
    kinds = {component.kind: component.category for component in view.architecture.components.values()}
    silent = (Category.CLIENT, Category.EXTERNAL)
    return tuple(
        kind
        for kind, category in kinds.items()
        if category not in silent and (category in OUTSIDE or not exists(f"terraform/{kind}.tf.j2"))
    )


def _file(path: str, text: str) -> Artifact:
    return Artifact(f"{FOLDER}/{path}", text.encode())


def _sections_of(view: View) -> tuple[Stack, Rendered, Told]:
    """The sections of the configuration and its alarms: other outputs ask for these too."""

    def rendered() -> tuple[Stack, Rendered, Told]:
        stack = Stack(view)
        sections = _rendered(stack)
        return stack, sections, _told(stack, sections)

    return view.computed_once("terraform sections", rendered)


def _rendered(stack: Stack) -> Rendered:
    """The sections of each part's template."""
    common = _common(stack)
    return [(part, list(_sections(stack, part, common))) for part in stack.parts]


def _told(stack: Stack, rendered: Rendered) -> Told:
    """The alarms of each region."""
    found = [section for _, listed in rendered for section in listed]
    return {place: alarms.alarms(found, place) for place in stack.places}


def alarm_names(view: View, region: str, about: str) -> tuple[tuple[str, str], ...]:
    """The alarms of a region whose names end in a word, each with what stands before it in the name."""
    _, _, told = _sections_of(view)
    return tuple(
        (alarm.key.removesuffix(f"-{about}"), f"{place.title}-{alarm.key}")
        for place, listed in told.items()
        if place.name == region
        for alarm in listed
        if not alarm.keys and alarm.key.endswith(f"-{about}")
    )


def _texts(stack: Stack, rendered: Rendered, told: Told) -> dict[str, str]:
    """The files by name: what all share first, then each region's, the home region's in files of its own."""
    common = _common(stack)
    texts = {
        name: render(f"terraform/shared/{name}.tf.j2", **common) for name in ("terraform", "providers")
    } | {"locals": ""}
    for place in stack.places:
        for theme in THEMES:
            pieces = [in_account(_shared(stack, place, theme, common), place)]
            pieces += [
                in_account(text, place)
                for part, found in rendered
                for name, text in found
                if name == theme and (stack.home if part.is_global else part.place) == place
            ]
            if theme == "observability":
                pieces.append(in_account(alarms.text(told[place], place), place))
            texts[theme + place.suffix] = "\n\n".join(pieces)
    asked = any("local.this_account" in text for text in texts.values())
    texts["locals"] = render("terraform/shared/locals.tf.j2", **common, condition=asked)
    for name in LISTS:
        pieces = [render(f"terraform/shared/{name}.tf.j2", **common)]
        pieces += [text for _, found in rendered for kind, text in found if kind == name]
        texts[name] = by_name("\n\n".join(pieces))
    return {name: tidy(text) for name, text in texts.items()}


def _sections(stack: Stack, part: Part, common: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    facts = _facts(part)(stack, part)
    text = render(f"terraform/{part.model.kind}.tf.j2", **{**common, "c": part, "r": part.place, **facts})
    yield from sections(text)


def _facts(part: Part) -> Facts:
    if part.model.category in FACTS:
        return FACTS[part.model.category]
    return running.facts if isinstance(part.model, Compute) else services.facts


def _shared(stack: Stack, place: Place, theme: str, common: Mapping[str, object]) -> str:
    """What a theme's file has in every region, before its parts."""
    template = f"terraform/shared/{theme}.tf.j2"
    if not exists(template) or (place.light and theme not in ("security", "observability", "compute")):
        return ""
    here = [part for part in stack.parts if part.place == place]
    computing = [part for part in here if isinstance(part.model, Compute) or part.model.is_load_balancer]
    if theme == "compute" and not computing:
        return ""
    readers = [
        c
        for c in stack.topology.connections
        if stack.topology.components[c.source].category is Category.DISTRIBUTION
    ]
    made = () if place.light else traffic.tables(stack, place)
    lists = sorted({name for each in made for name in each.lists})
    return render(
        template,
        **common,
        r=stack.vpcs(place)[0] if stack.vpcs(place) else place,
        networks=() if place.light else network.networks(stack, place),
        groups=made,
        target_groups=balancing.target_tables(stack, place),
        balancers=balancing.balancer_tables(stack, place),
        heard_together=[
            each.vpc.vpc_label for each in balancing.balancer_tables(stack, place) if each.listeners
        ],
        connections=[address for each in made for address in each.addresses],
        lists=lists,
        cloudfront=traffic.ORIGIN_FACING in lists,
        cloudfront_reads=any(c.target in stack.topology.of(Category.BUCKET) for c in readers),
        publishers=messaging.publishers(stack, here),
        architectures=tuple(
            dict.fromkeys(running.architecture(p) for p in here if p.model.category is Category.INSTANCE)
        ),
        ecs=running.clusters(here),
        logs=_keeps_logs(stack, place),
    )


def _keeps_logs(stack: Stack, place: Place) -> bool:
    """Whether a bucket for access logs is needed: load balancers, buckets and distributions write to one."""
    here = any(
        part.place == place and (part.model.is_load_balancer or part.model.category is Category.BUCKET)
        for part in stack.parts
    )
    return here or (place.home and bool(stack.topology.of(Category.DISTRIBUTION)))


def _common(stack: Stack) -> dict[str, object]:
    architecture = stack.architecture
    tags = {"Architecture": architecture.identity.name, "ManagedBy": "terraform", **architecture.tags}
    return {
        "name": architecture.identity.name,
        "heading": architecture.heading[:128],
        "archives": _archives(stack),
        "passwords": any(data.makes_password(stack, part) for part in stack.parts),
        "home": stack.home,
        "regions": stack.places,
        "all_vpcs": [vpc for place in stack.places if not place.light for vpc in stack.vpcs(place)],
        "delivered": [label(id) for id in running.delivered(stack)],
        "accounts": [Account(label(account), account) for account in stack.accounts],
        "tags": tags,
    }


class Account(NamedTuple):
    """An account that the file names: its label, and the name."""

    label: str
    name: str


def in_account(text: str, place: Place) -> str:
    """Resources in another account than the default provider's: each names its provider."""
    if place.account is None:
        return text
    lines: list[str] = []
    for line in text.split("\n"):
        lines.append(line)
        if _BLOCK.fullmatch(line):
            lines += [_PROVIDER, ""]
        elif _CALL.fullmatch(line):
            lines += [f"  providers = {{ aws = {place.provider} }}", ""]
        elif line.startswith("  source") and lines[-2].startswith("module "):
            lines += ["", f"  providers = {{ aws = {place.provider} }}"]
    named = "\n".join(lines)
    named = re.sub(rf"{_PROVIDER}\n\n(?=\s*provider = )", "", named)
    named = named.replace(_PROVIDER, f"  provider = {place.provider}")
    named = named.replace("local.this_account", '{ StringEquals = { "aws:SourceAccount" = local.account } }')
    return re.sub(r"\blocal\.account\b(?!_)", str(place.number), named)


_BLOCK = re.compile(r'(resource|data|ephemeral) "\w+" "\w+" \{')
_CALL = re.compile(r'module "\w+" \{')
_PROVIDER = "  provider = <account>"


def _archives(stack: Stack) -> bool:
    """Whether the placeholder of a function has to be zipped."""
    functions = [part for part in stack.parts if part.model.category is Category.FUNCTION]
    return any(running.facts(stack, part)["placeholder"] for part in functions)
