"""The docs page says what the model says, in English or Spanish, and text stays text."""

from __future__ import annotations

import itertools
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from archgen.findings import Finding, Severity, Suppressed
from archgen.render.docs import network
from archgen.render.docs import zone_failures as losses
from archgen.render.docs.summary import listed, places
from archgen.render.docs.zone_failures import span
from archgen.render.outputs import docs
from archgen.render.outputs.artifact import Artifact
from archgen.render.outputs.view import View
from archgen.topology.building import topology
from models import brief, made, small


def page(data: Any, **fields: Any) -> str:
    architecture = made(data)
    view = View(architecture, topology(architecture), **fields)
    artifact, *_ = docs.artifacts(view)
    assert isinstance(artifact, Artifact) and artifact.path == "docs/architecture.md"
    return artifact.content.decode()


def tables(text: str) -> dict[str, list[list[str]]]:
    """Each table's rows (as shown text), by the heading of its section and its own first column."""
    found: dict[str, list[list[str]]] = {}
    heading, rows, row = "", [], []
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for before, token in itertools.pairwise(tokens):
        if token.type == "inline" and before.type == "heading_open":
            heading = _shown(token)
        if token.type == "table_open":
            rows = found.setdefault(heading, [])
        if token.type == "tr_open":
            rows.append(row := [])
        if token.type == "inline" and before.type in ("td_open", "th_open"):
            row.append(_shown(token))
    return found


def _shown(token: Any) -> str:
    return "".join(child.content for child in token.children if child.type in ("text", "code_inline"))


def test_every_component_is_listed_once() -> None:
    found = tables(page(brief()))
    shelves = ("Frontend", "Backend", "Data", "Network", "Outside")
    listed = [row[0] for shelf in shelves for row in found[shelf][1:]]
    assert sorted(listed) == sorted(brief()["components"])


def test_the_network_plan_has_block_and_routes_of_every_subnet() -> None:
    rows = tables(page(brief()))["us-east-1: VPC 10.0.0.0/16"]
    assert len(rows) == 1 + 6
    by = {(row[0], row[1]): row for row in rows}
    private = by["app (private)", "us-east-1b"]
    assert private[2:5] == ["10.0.36.0/22", "1019", "9"]
    assert private[5] == "dynamodb → dynamodb-endpoint@us-east-1" + "0.0.0.0/0 → nat@us-east-1b"
    assert "0.0.0.0/0" not in by["db (isolated)", "us-east-1a"][5]


def test_a_pinned_block_is_said_to_be_pinned() -> None:
    data = small()
    data["subnets"]["db"]["cidrs"] = ["10.0.200.0/24", "10.0.201.0/24"]
    lines = [
        line for plan in network.plans(topology(made(data))) for line in plan.subnets if line.row == "db"
    ]
    assert [(line.block, line.slot) for line in lines] == [("10.0.200.0/24", None), ("10.0.201.0/24", None)]


def test_who_talks_to_whom_names_ports_ways_and_crossed_zones() -> None:
    rows = tables(page(brief()))["Who talks to whom"]
    assert ["8", "app", "orders", "5432 tcp", "", "crosses zones: us-east-1b → us-east-1a"] in rows
    assert ["10", "app", "partners", "443 https", "nat", "stays in its zone"] in rows


def test_the_platform_is_listed_apart() -> None:
    rows = tables(page(brief()))["What compute needs from its platform"]
    assert ["app", "ghcr.io, logs, ssm, ssmmessages", "nat"] in rows


def test_a_blocked_connection_says_why() -> None:
    data = small(connections=[{"client -> igw -> lb": 443}, {"lb -> app": 80}])
    data["subnets"]["web"]["access"] = "private"
    assert "blocked: web is private: no route leads in from igw" in page(data)


def test_a_request_is_shown_hop_by_hop() -> None:
    rows = tables(page(brief()))["Request paths"]
    way = "client → dns → cdn :443 → igw → web-lb :443 → web :3000 → app-lb :8000 → app :8000 → orders :5432"
    assert ["orders", way] in rows


def test_a_lost_zone_says_what_happens_to_each_component_in_it() -> None:
    rows = tables(page(brief()))["If an Availability Zone fails"]
    assert [row[:2] for row in rows[1:]] == [
        ["web-lb", "any"],
        ["web", "any"],
        ["nat", "any"],
        ["app-lb", "any"],
        ["app", "any"],
        ["orders", "us-east-1a"],
        ["orders", "us-east-1b"],
    ]
    assert "at least 1 of 2 left" in rows[2][2]
    assert "orders.standby@us-east-1b takes over" in rows[6][2]
    assert rows[6][3:] == ["yes", "1–2 min", "kept"]


def test_what_is_cut_off_is_named_with_its_hop() -> None:
    data = brief()
    data["components"]["nat"]["per"] = "region"
    data["components"]["orders"].update(multi_az=False)
    text = page(data)
    assert "**us-east-1a:** until somebody intervenes, clients are cut off from" in text
    assert "us-east-1a: `app@us-east-1b` → `nat@us-east-1a`: nat@us-east-1a fails" in text
    assert "**us-east-1b:** everything that clients use recovers" in text


def test_targets_stand_against_what_the_model_gives() -> None:
    data = brief()
    data["targets"] = {"zone": {"rto": "1m", "rpo": "0s"}, "region": {"rto": "1h"}}
    found = [(p.promised, p.given, p.kept) for p in losses.promises(topology(made(data)))]
    assert found == [
        ("1 min", "within 5 min", False),
        ("0 s", "no data loss", True),
        ("1 h", "there is one region", False),
    ]


def test_a_target_that_late_writes_may_break_cannot_be_told() -> None:
    data = brief()
    data["targets"] = {"zone": {"rpo": "5m"}}
    data["components"]["cache"] = {"kind": "elasticache", "subnets": "db", "replicas": 1}
    (promise,) = losses.promises(topology(made(data)))
    assert promise.kept is None and "cache" in promise.given


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        ((0, 0), "at once"),
        ((0, 300), "up to 5 min"),
        ((60, 120), "1–2 min"),
        ((15, 120), "15–120 s"),
        ((600, 3600), "10 min – 1 h"),
        ((1800, 14400), "30 min – 4 h"),
    ],
)
def test_a_time_is_told_in_units_of_people(seconds: tuple[int, int], told: str) -> None:
    assert span(seconds, "en") == told


def test_findings_and_ignores_stand_at_the_end() -> None:
    finding = Finding("AG215", "shared-nat-gateway", Severity.WARNING, "a | b", ("components", "nat"))
    text = page(brief(), findings=(finding,), suppressed=(Suppressed(finding, "cheap", (), "2026-12-31"),))
    found = tables(text)
    assert found["Findings"][1] == ["AG215 shared-nat-gateway", "warning", "a | b", "components.nat"]
    assert found["Ignored"][1] == ["AG215 shared-nat-gateway", "a | b", "cheap", "2026-12-31"]
    assert "breaks no rule" not in text


def test_spanish_is_spanish_and_model_text_is_left_alone() -> None:
    data = brief() | {"language": "es", "title": "Components", "description": "Who talks to whom"}
    text = page(data)
    headings = [line.lstrip("# ") for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "Components",
        *("Componentes", "Frontend", "Backend", "Datos", "Red", "Exterior", "Capas"),
        *("Plan de red", "us-east-1: VPC `10.0.0.0/16`"),
        *("Quién se comunica con quién", "Lo que el cómputo necesita de su plataforma"),
        *(
            "Recorrido de las solicitudes",
            "Si falla una zona de disponibilidad",
            "Qué hace cada ruta de las solicitudes",
        ),
        *("Disponibilidad", "Hallazgos", "Puesta en marcha"),
    ]
    assert "Who talks to whom" in text and "kept" not in text and " lost" not in text


def test_a_finding_says_in_spanish_what_it_is_about() -> None:
    finding = Finding("AG215", "shared-nat-gateway", Severity.WARNING, "a", ("components", "nat"))
    own = Finding("X1", "a-rule-of-ours", Severity.WARNING, "b", ("components", "nat"))
    ignored = (Suppressed(finding, "barato", (), "2026-12-31"),)
    found = tables(page(brief() | {"language": "es"}, findings=(finding, own), suppressed=ignored))
    gist = "Una subred privada cuyo gateway NAT está en otra zona" + "a"  # on a line of its own
    assert [row[2] for row in found["Hallazgos"][1:]] == [gist, "b"]
    assert found["Ignorados"][1][1] == gist


HOSTILE = st.text(st.sampled_from("|`*_<>&[]()!\\#~$-+=:.'\" 0aé日{}%"), min_size=1, max_size=20).filter(
    lambda text: text.strip() == text and "  " not in text
)


@settings(max_examples=60, deadline=None)
@given(HOSTILE, HOSTILE)
def test_hostile_text_stays_text(label: str, other: str) -> None:
    data = brief()
    data["title"] = label
    data["description"] = other
    data["components"]["assets"] |= {"label": label, "description": other}
    data["components"]["web"]["service"]["environment"] = {"GREETING": label}
    data["connections"][3] = {"web-lb -> web": {"port": 3000, "label": label}}
    text = page(data)
    found = tables(text)
    assert found["Frontend"][3][1] == f"{label} (Amazon S3){other}"
    assert found["Frontend"][1][3] == "serves app.example.com"
    assert found["Who talks to whom"][5][5] == label
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    assert [t.tag for t in tokens if t.type == "heading_open"].count("h1") == 1
    html = [t.content for t in tokens if t.type == "html_block"]
    assert len(html) == 3 and html[0].startswith("<!--") and html[1].startswith("<picture>")
    inline = [c.content for t in tokens for c in t.children or () if c.type == "html_inline"]
    assert set(inline) <= {"<br>", "<code>", "</code>"}


def test_a_list_is_joined_as_people_do() -> None:
    assert listed(["a", "b", "c"], "en") == "a, b and c"
    assert listed(["a", "invoices"], "es") == "a e invoices"
    assert listed(["a", "hielo", "pan"], "es") == "a, hielo y pan"
    assert listed([], "en") == ""


def test_a_hint_is_no_finding_of_the_page() -> None:
    hint = Finding("AG211", "cannot-scale", Severity.INFO, "grow")
    assert "None." in page(brief(), findings=(hint,))


def test_a_web_acl_is_said_to_guard() -> None:
    data = brief()
    data["components"]["wall"] = {"kind": "waf"}
    data["connections"].append("wall -> cdn")
    assert "- `wall` (web ACL) protects `cdn`" in page(data)


def test_the_same_model_gives_the_same_page() -> None:
    data = brief()
    assert page(deepcopy(data)) == page(data)


def test_numbers_have_their_units_and_shards_are_told_where_the_file_decides_them() -> None:
    stream: dict[str, Any] = {"kind": "kinesis"}
    data: dict[str, Any] = {
        "archgen": 1,
        "name": "shop",
        "regions": {"eu-west-1": {}},
        "components": {"work": {"kind": "lambda", "tier": "backend"}, "stream": stream},
        "connections": ["work -> stream"],
    }
    text = page(data)
    assert "timeout of 30 s" in text and "records kept for 24 hours" in text and "shards" not in text
    stream |= {"mode": "provisioned", "shards": 2}
    assert "shards `2`" in page(data)


def test_a_region_without_zones_is_not_said_to_have_one() -> None:
    zoneless: dict[str, Any] = {
        "archgen": 1,
        "name": "shop",
        "regions": {"eu-west-1": {}},
        "components": {"callers": {"kind": "client"}, "api": {"kind": "api-gateway"}},
        "connections": ["callers -> api"],
    }
    assert places(topology(made(zoneless))) == "eu-west-1"
    assert places(topology(made(brief()))) == "us-east-1 (2 zones)"
