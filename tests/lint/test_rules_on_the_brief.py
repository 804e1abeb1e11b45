"""The three faults that archgen is there for, planted in the brief: the right rule, in place, alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.findings import Finding, Severity
from archgen.lint.engine import check
from archgen.model.reading import architecture
from archgen.topology.building import topology
from archgen.yamlfile.parser import read
from rule_examples import graph, patched

BRIEF = (Path(__file__).parents[2] / "architecture.yaml").read_text(encoding="utf-8")


def found(patch: str) -> list[tuple[str, str]]:
    """Code and route of what is found in the brief with a patch."""
    return [(finding.code, ".".join(map(str, finding.route))) for finding in grave(patch)]


def grave(patch: str) -> list[Finding]:
    findings = check(graph(patched(patch))).findings
    return [finding for finding in findings if finding.severity is not Severity.INFO]


def underlined(*edits: tuple[str, str]) -> list[tuple[str, str]]:
    """Code and underlined text of what is found in the brief with its text edited."""
    text = BRIEF
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    document = read(text.encode(), "architecture.yaml")
    model, faults = architecture(document.data)
    assert model is not None, faults
    said = [each for each in check(topology(model)).findings if each.severity is not Severity.INFO]
    return [(each.code, _text(text, document.place(each))) for each in said]


def _text(text: str, span: tuple[int, int, int, int]) -> str:
    line, column, end_line, end_column = span
    assert line == end_line
    return text.splitlines()[line - 1][column - 1 : end_column - 1]


@pytest.mark.parametrize(
    "patch",
    [
        "components: {app: {subnets: web}}",
        "components: {app: {subnets: web}, app-lb: {subnets: web, scheme: internet-facing}}",
        "components: {app: {subnets: web}}\nconnections-: [app -> nat -> partners]\n"
        "connections+: [{app -> igw -> partners: 443}]",
        "components: {app: {subnets: web}, nat: null}\nsubnets: {app: {access: isolated}}\n"
        "connections-: [app -> nat -> partners]\nconnections+: [{app -> partners: 443}]",
    ],
)
def test_a_backend_in_public_subnets_is_one_error(patch: str) -> None:
    assert found(patch) == [("AG308", "components.app.subnets")]


def test_a_row_that_was_made_public_is_told_as_the_backend_in_it() -> None:
    (finding,) = grave("subnets: {app: {access: public}}")
    assert (finding.code, finding.help) == ("AG308", "set `access: private` in `subnets.app`")


WITHOUT_NAT = "components: {nat: null}\nconnections-: [app -> nat -> partners]\n"


def test_a_private_row_without_nat_is_one_error() -> None:
    assert found(WITHOUT_NAT + "connections+: [{app -> partners: 443}]") == [("AG305", "subnets.app.access")]
    without_partners = WITHOUT_NAT.replace("{nat", "{partners: null, nat")
    assert found(without_partners) == [("AG305", "subnets.app.access")]


def test_a_way_around_nat_that_is_not_there_is_told_beside_it() -> None:
    assert found(WITHOUT_NAT + "connections+: [{app -> igw -> partners: 443}]") == [
        ("AG305", "subnets.app.access"),
        ("AG316", "connections.7.app -> igw -> partners"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        "multi_az: false, read_replicas: 0",
        "multi_az: null, read_replicas: null",
        "multi_az: false, read_replicas: null",
    ],
)
def test_a_database_without_replica_is_one_error(fields: str) -> None:
    ((code, route),) = found(f"components: {{orders: {{{fields}}}}}")
    assert (code, route.startswith("components.orders")) == ("AG219", True)


def test_findings_underline_what_is_guilty() -> None:
    assert underlined(("tier: backend\n    subnets: app", "tier: backend\n    subnets: web")) == [
        ("AG308", "web")
    ]
    without_nat = [
        ("  nat:      {kind: nat-gateway, subnets: web}\n", ""),
        ("app -> nat -> partners", "app -> partners"),
    ]
    assert underlined(*without_nat) == [("AG305", "private")]


def test_a_path_is_printed_hop_by_hop() -> None:
    (backend,) = grave("components: {app: {subnets: web}}")
    assert backend.hops == ("the internet", "igw@us-east-1", "app@us-east-1a")
    (egress,) = grave(
        "components: {nat: null}\nconnections-: [app -> nat -> partners]\n"
        "connections+: [{app -> partners: 443}]"
    )
    assert egress.hops == ("app@us-east-1a", "(no NAT gateway)", "partners")
    assert [place.route[:2] for place in egress.related] == [("connections", 7), ("components", "app")]


REGIONS = "regions: {eu-west-1: {zones: [eu-west-1a, eu-west-1b], cidr: 10.1.0.0/16}}\n"


@pytest.mark.parametrize(
    ("patch", "code", "help"),
    [
        ("components: {nat: {region: us-east-1}}", "AG305", "remove `region` from `components.nat`"),
        ("components: {igw: {region: us-east-1}}", "AG301", "remove `region` from `components.igw`"),
    ],
)
def test_what_is_missing_in_the_second_region_is_one_error(patch: str, code: str, help: str) -> None:
    (finding,) = grave(REGIONS + patch)
    assert (finding.code, finding.help) == (code, help)
    assert "eu-west-1" in finding.message


def test_what_is_missing_in_both_regions_is_said_once() -> None:
    (finding,) = grave(
        REGIONS + "components: {nat: null}\nconnections-: [app -> nat -> partners]\n"
        "connections+: [{app -> partners: 443}]"
    )
    assert (finding.code, "in us-east-1 and eu-west-1" in finding.message) == ("AG305", True)
    (second,) = grave(REGIONS + "components: {spare: {kind: internet-gateway}}")
    assert (second.code, "of us-east-1 and eu-west-1" in second.message) == ("AG302", True)


def test_what_answers_for_its_data_itself_may_be_the_backend() -> None:
    (finding,) = grave("connections+: [web -> orders]")
    way = "set `tier: backend` in `components.web`, if it owns the data"
    assert (finding.code, finding.help) == ("AG311", f"remove this connection, or {way}")
    (direct,) = grave("connections+: [client -> sessions]")
    assert (direct.code, direct.help) == ("AG311", "remove this connection")


@pytest.mark.parametrize(
    ("name", "id", "way"),
    [
        ("web", "load-balancer-of-the-administrators", "shorten load-balancer-of-the-administrators by 7"),
        ("w" * 40, "admin-lb", "shorten the architecture's name by 17"),
        ("w" * 40, "b" * 40, f"shorten {'b' * 40} and the architecture's name, to 31 characters together"),
        ("w" * 20, "b" * 20, f"shorten {'b' * 20} or the architecture's name by 9"),
    ],
)
def test_a_long_name_is_shortened_where_something_is_left_of_it(name: str, id: str, way: str) -> None:
    patch = f"name: {name}\ncomponents: {{{id}: {{kind: alb, subnets: app}}}}\n"
    said = grave(f"{patch}connections+: [web -> {id} -> app: 8000]")
    assert [
        finding.message.partition("; ")[2] for finding in said if finding.route == ("components", id)
    ] == [way]


def test_a_worker_is_no_target() -> None:
    (finding,) = grave("components: {app: {service: {port: null, health_check: null}}}")
    assert (finding.code, finding.route) == ("AG314", ("connections", 4, "web -> app-lb -> app"))
    assert "app, whose service has no port" in finding.message
    assert finding.help == "set `port: 8000` in `components.app.service`"
