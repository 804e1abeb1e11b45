"""A file that archgen did not write is overwritten only where that is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archgen.cli import run

ROOT = Path(__file__).parents[2]
BRIEF = (ROOT / "architecture.yaml").read_text(encoding="utf-8")
ERROR = BRIEF.replace("cidr: 10.0.0.0/16", "cidr: 10.0.0.0/8")
FORMATS = ("text", "concise", "json", "sarif", "github", "junit", "markdown")
PLAN = {"format_version": "1.2", "planned_values": {"root_module": {"resources": []}}, "configuration": {}}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    Path("architecture.yaml").write_text(BRIEF, encoding="utf-8")
    Path("plan.json").write_text(json.dumps(PLAN), encoding="utf-8")
    Path("notes.txt").write_text("mine\n", encoding="utf-8")
    return tmp_path


WRITERS = (
    ("validate",),
    ("schema",),
    ("conform", "architecture.yaml", "plan.json"),
    ("conform", "architecture.yaml", "plan.json", "--format", "json"),
)


@pytest.mark.parametrize("command", WRITERS, ids=" ".join)
def test_a_report_does_not_overwrite_a_file_of_somebody_else(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "-o", "notes.txt"]) == 2
    assert "notes.txt was not written by archgen" in capsys.readouterr().err
    assert Path("notes.txt").read_text() == "mine\n"
    assert run([*command, "-o", "notes.txt", "--force"]) in (0, 1)
    assert Path("notes.txt").read_text() != "mine\n"


@pytest.mark.parametrize("command", [WRITERS[0], WRITERS[2]], ids=" ".join)
@pytest.mark.parametrize("options", [(), ("--force",)])
def test_a_report_never_overwrites_what_it_reads(command: tuple[str, ...], options: tuple[str, ...]) -> None:
    assert run([*command, "-o", "./architecture.yaml", *options]) == 2
    assert Path("architecture.yaml").read_text(encoding="utf-8") == BRIEF


def test_an_import_never_overwrites_its_plan() -> None:
    plan = Path("plan.json").read_text(encoding="utf-8")
    assert run(["import", "plan.json", "-o", "./plan.json", "--overwrite"]) == 2
    assert Path("plan.json").read_text(encoding="utf-8") == plan


def test_a_view_is_written_to_the_file_that_is_named() -> None:
    view = ["render", "--view", "network", "--format", "svg"]
    assert run([*view, "-o", "notes.txt"]) == 2
    assert Path("notes.txt").read_text() == "mine\n"
    for _ in range(2):
        assert run([*view, "-o", "network.svg"]) == 0
        assert Path("network.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert not Path("output").exists()


UNSEEN = BRIEF.replace("{kind: s3, label", "{kind: custom, label")
"""A model with a component that the rules do not know."""


@pytest.mark.parametrize("text", [BRIEF, ERROR, UNSEEN, "a: ["])
@pytest.mark.parametrize("format", FORMATS)
def test_a_report_of_an_earlier_run_is_overwritten(format: str, text: str) -> None:
    Path("architecture.yaml").write_text(text, encoding="utf-8")
    code = run(["validate", "--format", format, "-o", "report"])
    Path("architecture.yaml").write_text(BRIEF, encoding="utf-8")
    assert code in (0, 1, 2)
    assert run(["validate", "--format", format, "-o", "report"]) == 0


@pytest.mark.parametrize("command", WRITERS[1:], ids=" ".join)
def test_what_another_command_wrote_is_overwritten_too(command: tuple[str, ...]) -> None:
    first = run([*command, "-o", "report"])
    assert first in (0, 1)
    assert run([*command, "-o", "report"]) == first


def test_an_import_and_a_first_model_are_new_files() -> None:
    assert run(["import", "plan.json", "-o", "notes.txt"]) == 2
    assert run(["init", "notes.txt"]) == 2
    Path("architecture.schema.json").write_text('{"title": "mine"}')
    assert run(["init", "model.yaml"]) == 2
    assert not Path("model.yaml").exists()
    assert Path("architecture.schema.json").read_text() == '{"title": "mine"}'


def test_a_page_of_a_rule_is_not_written_over_somebody_elses() -> None:
    Path("README.md").write_text("mine\n")
    assert run(["rules", "--write", "."]) == 2
    assert Path("README.md").read_text() == "mine\n"
    assert run(["rules", "--write", "pages"]) == 0
    assert run(["rules", "--write", "pages"]) == 0


def test_a_baseline_is_not_written_over_a_model() -> None:
    assert run(["validate", "--baseline", "architecture.yaml", "--update-baseline"]) == 2
    assert Path("architecture.yaml").read_text(encoding="utf-8") == BRIEF


@pytest.mark.parametrize("command", WRITERS, ids=" ".join)
def test_a_hyphen_is_standard_output(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    run([*command])
    plain = capsys.readouterr().out
    run([*command, "-o", "-"])
    assert capsys.readouterr().out == plain
    assert not Path("-").exists()


def test_an_import_to_a_hyphen_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    plan = {
        "format_version": "1.2",
        "planned_values": {
            "root_module": {
                "resources": [
                    {"address": "aws_dynamodb_table.jobs", "mode": "managed", "type": "aws_dynamodb_table"}
                    | {"name": "jobs", "values": {"name": "jobs"}}
                ]
            }
        },
        "configuration": {
            "provider_config": {"aws": {"expressions": {"region": {"constant_value": "eu-west-1"}}}}
        },
    }
    Path("plan.json").write_text(json.dumps(plan))
    assert run(["import", "plan.json", "-o", "-"]) == 0
    captured = capsys.readouterr()
    assert "kind: dynamodb" in captured.out
    assert "wrote" not in captured.err
    assert not Path("-").exists()


@pytest.mark.parametrize("command", [("render",), ("rules",)])
def test_many_files_do_not_go_to_one_stream(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "-o" if command == ("render",) else "--write", "-"]) == 2
    assert "name a folder" in capsys.readouterr().err
    assert not Path("-").exists()


@pytest.mark.parametrize("option", ["--svg", "--html"])
def test_what_is_drawn_goes_to_a_hyphen_alone(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("old.yaml").write_text(BRIEF.replace("max: 12", "max: 14"), encoding="utf-8")
    assert run(["diff", "old.yaml", "architecture.yaml", option, "-"]) == 0
    assert capsys.readouterr().out.lstrip().startswith("<")
    assert run(["diff", "old.yaml", "architecture.yaml", option, "-", "-o", "-"]) == 2
    assert "- is one stream" in capsys.readouterr().err
    assert not Path("-").exists()


def test_two_views_of_a_failure_do_not_go_to_one_stream(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["simulate", "--lose", "us-east-1a", "--svg", "-"]) == 2
    assert "- is one stream" in capsys.readouterr().err
    assert not Path("-").exists()


def test_a_first_model_to_a_hyphen_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("architecture.schema.json").unlink(missing_ok=True)
    assert run(["init", "-"]) == 0
    assert "archgen: 1" in capsys.readouterr().out
    assert not Path("-").exists() and not Path("architecture.schema.json").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("simulate",),
        ("policies",),
        ("why", "web", "db"),
        ("diff", "architecture.yaml", "architecture.yaml"),
    ],
    ids=" ".join,
)
def test_no_other_report_overwrites_a_file_of_somebody_else(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "-o", "notes.txt"]) == 2
    assert "notes.txt was not written by archgen" in capsys.readouterr().err
    assert Path("notes.txt").read_text() == "mine\n"


@pytest.mark.parametrize(
    "command",
    [
        ("simulate", "--lose", "us-east-1a", "--svg"),
        ("diff", "architecture.yaml", "architecture.yaml", "--svg"),
        ("diff", "architecture.yaml", "architecture.yaml", "--html"),
    ],
    ids=" ".join,
)
def test_a_picture_does_not_overwrite_a_file_of_somebody_else(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "notes.txt"]) == 2
    assert "notes.txt was not written by archgen" in capsys.readouterr().err
    assert Path("notes.txt").read_text() == "mine\n"


def test_a_readme_of_any_size_keeps_its_end() -> None:
    region = "<!-- archgen:begin model -->\n<!-- archgen:end -->\n"
    text = region + "a line of a long readme\n" * 200_000 + "the end\n"
    Path("README.md").write_text(text)
    assert run(["render", "--only", "docs", "--readme", "README.md"]) == 0
    assert Path("README.md").read_text().endswith(text.removeprefix(region))
    assert "kind: client" in Path("README.md").read_text()
