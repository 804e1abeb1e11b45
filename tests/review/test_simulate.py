"""`archgen simulate`: what it prints, its exit codes, plans, pictures, and the section of the docs page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from archgen.catalogue.sla import rows, uptime, zone_uptime
from archgen.cli import run
from archgen.commands.simulate import command
from archgen.model.kinds import kinds
from models import BRIEF, brief

A, B = "us-east-1a", "us-east-1b"


def written(folder: Path, **changes: dict[str, Any]) -> str:
    """The brief with changes to components (and `targets`), in a file."""
    data = brief()
    for id, more in changes.items():
        if id == "targets":
            data["targets"] = more
        else:
            data["components"][id.replace("_", "-")].update(more)
    path = folder / "architecture.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False))
    return str(path)


def simulate(*args: str) -> Result:
    return CliRunner().invoke(command, args, standalone_mode=False)


def code(*args: str) -> int:
    return run(["simulate", *args])


def test_the_matrix_has_each_zone_region_and_component() -> None:
    text = simulate(str(BRIEF)).output
    assert re.search(r"^us-east-1a +survives +recovers in 5 min +degraded +degraded$", text, re.M)
    assert re.search(r"^us-east-1 +FAILS +FAILS +FAILS +FAILS$", text, re.M)
    assert re.search(r"^orders +survives +FAILS +survives +survives$", text, re.M)
    assert "single points of failure: none of 13 copies in zones" in text
    assert not re.search(r"^client +(survives|FAILS)", text, re.M)


def test_a_failure_has_hop_reason_rule_and_fix(tmp_path: Path) -> None:
    text = simulate(written(tmp_path, nat={"per": "region"})).output
    assert f"{A}: client -> partners fails" in text
    assert f"web -> app-lb -> app@{B} -> nat@{A} (fails)" in text
    assert f"why:  nat@{A} fails, and no route avoids it" in text
    assert "rule: AG215 shared-nat-gateway (warning)" in text
    assert "fix:  remove `per` from `components.nat`" in text
    assert f"single point of failure: nat@{A}: without it partners fail" in text


def test_an_ignored_rule_is_named_with_its_reason(tmp_path: Path) -> None:
    data = brief()
    data["components"]["nat"]["per"] = "region"
    reason = "staging only"
    data["rules"] = {"ignore": [{"rule": "shared-nat-gateway", "reason": reason}]}
    (tmp_path / "architecture.yaml").write_text(yaml.safe_dump(data, sort_keys=False))
    text = simulate(str(tmp_path / "architecture.yaml")).output
    assert "rule: AG215 shared-nat-gateway (ignored: staging only)" in text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 0),
        ({"orders": {"multi_az": False}}, 0),  # nothing is promised
        ({"targets": {"zone": {"rto": "10m", "rpo": "0s"}}}, 0),
        ({"targets": {"zone": {"rto": "1m"}}}, 1),  # groups may take five minutes
        ({"targets": {"zone": {"rto": "10m"}}, "nat": {"per": "region"}}, 1),
        ({"targets": {"zone": {"rto": "2h"}}, "orders": {"multi_az": False}}, 0),  # somebody promotes it
        ({"targets": {"zone": {"rpo": "0s"}}, "orders": {"multi_az": False}}, 1),
        ({"targets": {"region": {"rto": "4h"}}}, 1),  # there is one region
    ],
)
def test_the_exit_code_is_that_of_the_targets(
    tmp_path: Path, changes: dict[str, Any], expected: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code(written(tmp_path, **changes)) == expected
    assert ("NOT MET" in capsys.readouterr().out) is bool(expected)


def test_pairs_that_fail_more_than_each_of_the_two(tmp_path: Path) -> None:
    text = simulate(str(BRIEF), "--pairs").output
    assert "pairs: 105 simulated, 1 fail a path that neither of the two fails alone" in text
    assert f"{A} + {B}: orders, sessions, partners" in text


def test_json_has_phases_hops_causes_and_bounds(tmp_path: Path) -> None:
    found = json.loads(simulate(written(tmp_path, nat={"per": "region"}), "--format", "json").output)
    zone = next(each for each in found["outages"] if each["name"] == A)
    partners = next(each for each in zone["paths"] if each["target"] == "partners")
    recovered = partners["phases"]["recovered"]
    assert (recovered["verdict"], recovered["broken"]) == ("fails", [f"app@{B}", f"nat@{A}"])
    reason = recovered["reasons"][0]
    assert reason["arguments"] == {"stop": f"nat@{A}"}
    assert reason["cause"].startswith("{stop} fails")
    assert partners["rule"] == "AG215 shared-nat-gateway"
    share = next(each for each in found["availability"] if each["target"] == "orders")
    assert 0.99 < share["low"] < share["high"] < 1
    assert share["limited_by"][0]["source"].startswith("https://aws.amazon.com/")
    assert found["single_points_of_failure"] == [f"nat@{A}"]


def test_markdown_is_a_table(tmp_path: Path) -> None:
    text = simulate(written(tmp_path, nat={"per": "region"}), "--format", "markdown").output
    assert "| what fails | assets | orders | sessions | partners |" in text
    assert "**FAILS**" in text
    assert "| client -&gt; assets |" in text or "| client -\\> assets |" in text


def test_what_is_lost_can_be_chosen() -> None:
    text = simulate(str(BRIEF), "--fail", f"nat@{A},orders").output
    assert re.search(rf"^orders \+ nat@{A} +survives +FAILS +survives +FAILS$", text, re.M)
    assert "availability" not in text


def test_what_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert code(str(BRIEF), "--lose", "order") == 2
    assert 'no zone, region, component or copy "order"; did you mean "orders"?' in capsys.readouterr().err


def test_a_zone_where_the_file_goes_is_told_its_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert code(A) == 2
    assert f"there is no file {A}" in (told := capsys.readouterr().err) and f"--fail {A}" in told


def test_both_views_are_drawn(tmp_path: Path) -> None:
    result = simulate(
        written(tmp_path, nat={"per": "region"}), "--lose", A, "--svg", str(tmp_path / "failure.svg")
    )
    assert result.exception is None
    network = (tmp_path / "failure.svg").read_text()
    assert {"failed", "broken", "promoted"} == set(re.findall(r'data-look="(\w+)"', network))
    assert 'data-look="' in (tmp_path / "failure-flow.svg").read_text()


def test_a_picture_is_of_one_failure(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert code(str(BRIEF), "--svg", str(tmp_path / "x.svg")) == 2
    assert "--svg draws one failure" in capsys.readouterr().err


def test_a_file_without_its_shape_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.yaml").write_text("archgen: 1\nname: a\nregions: {}\ncomponents: {}\n")
    assert code(str(tmp_path / "a.yaml")) == 2
    assert "AG0" in capsys.readouterr().out


def test_a_report_is_written_over_one_of_its_own(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    for _ in range(2):
        assert code(str(BRIEF), "--format", "markdown", "-o", str(report)) == 0
    report.write_text("my notes")
    assert code(str(BRIEF), "-o", str(report)) == 2


# --- the table of SLAs ---


def test_each_row_has_a_source_of_aws() -> None:
    for row in rows():
        assert row.source is not None
        assert row.source.startswith("https://aws.amazon.com/")
        assert 0.99 < row.low <= row.high <= 1


def test_every_kind_has_a_figure_or_bounds() -> None:
    for kind in kinds():
        found = uptime(kind)
        assert kind == "custom" or (found is not None and found.low <= found.high)


def test_a_zone_has_bounds_since_nothing_is_published() -> None:
    assert not zone_uptime().is_published
    single = uptime("rds", in_one_zone=True)
    assert single is not None
    assert single.low == 0.995


# --- many paths ---


def test_many_paths_are_counted_and_not_drawn_as_a_matrix(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = brief()
    for number in range(12):
        data["components"][f"table-{number}"] = {"kind": "dynamodb"}
        data["connections"].append(f"app -> dynamodb-endpoint -> table-{number}")
    path = tmp_path / "a.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False))
    assert run(["simulate", str(path)]) == 0
    out = capsys.readouterr().out
    assert "us-east-1a: 1 recovers (orders); 14 degraded; 1 survives" in out
    assert "nat: 1 FAILS (partners); 15 survives" in out
    assert (
        "dynamodb-endpoint: 13 FAILS (sessions, table-0, table-1, table-2, table-3 and 8 more); 3 survives"
        in out
    )
    assert run(["simulate", str(path), "--format", "markdown"]) == 0
    assert "- nat: 1 FAILS" in capsys.readouterr().out


def test_services_have_the_figures_of_their_pages() -> None:
    figures = {row.service: row for row in rows()}
    assert len(figures) == 27
    assert figures["EKS"].low == pytest.approx(0.9995)
    single = uptime("documentdb", in_one_zone=True)
    assert single is not None and single.low == pytest.approx(0.999) and single.updated == "2025-05-01"
    bounds = uptime("nat-gateway")
    assert bounds is not None and bounds.source is None and not bounds.is_published


def test_a_service_without_a_figure_has_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    data = brief()
    data["connections"] = [{"app -> nat -> partners": 443}]
    path.write_text(yaml.safe_dump(data, sort_keys=False))
    assert "limited most by NAT gateway in us-east-1 (99.900%)" in simulate(str(path)).output
