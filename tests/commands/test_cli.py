"""The command line: exit codes, what it says, and that nothing ends in a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from archgen import __version__
from archgen.cli import run
from archgen.commands._files import colored

ROOT = Path(__file__).parents[2]
BRIEF = (ROOT / "architecture.yaml").read_text(encoding="utf-8")
DANGLING = BRIEF.replace("{kind: alb, subnets: app}", "{kind: alb, subnets: ap}")
WARNING = BRIEF.replace("{kind: nat-gateway,", "{kind: nat-gateway, per: region,")
ERROR = BRIEF.replace("cidr: 10.0.0.0/16", "cidr: 10.0.0.0/8")
PROGRAM = (sys.executable, "-c", "from archgen.cli import main; main()")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (BRIEF, (), 0),
        (BRIEF, ("--strict",), 0),
        (WARNING, (), 0),
        (WARNING, ("--strict",), 1),
        (WARNING, ("--fail-on", "warning"), 1),
        (WARNING, ("--strict", "--ignore", "AG215,AG225"), 0),
        (WARNING, ("--strict", "--ignore", "shared-nat-gateway,zone-loss-outage"), 0),
        (WARNING, ("--ignore", "AG215"), 1),
        (WARNING, ("--strict", "--ignore", "AG2xx"), 0),
        (WARNING, ("--strict", "--select", "AG1,AG8xx"), 0),
        (WARNING, ("--strict", "--select", "AG215"), 1),
        (ERROR, (), 1),
        (ERROR, ("--ignore", "AG1xx"), 0),
        (DANGLING, (), 2),
        (DANGLING, ("--ignore", "AG1"), 2),
        ("", (), 2),
        ("\0", (), 2),
        ("[" * 5000, (), 2),
    ],
)
def test_the_exit_code_says_what_was_found(text: str, options: tuple[str, ...], code: int) -> None:
    Path("architecture.yaml").write_text(text, encoding="utf-8")
    assert run(["validate", *options]) == code


def test_the_gravest_of_several_files_decides(capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a", BRIEF), ("b/c", DANGLING), ("b", ERROR)):
        Path(name).mkdir(parents=True, exist_ok=True)
        Path(name, "architecture.yaml").write_text(text, encoding="utf-8")
    assert run(["validate", "a/architecture.yaml", "b/architecture.yaml"]) == 1
    capsys.readouterr()
    assert run(["validate", "**/architecture.yaml", "a/architecture.yaml", "--format", "json"]) == 2
    report = json.loads(capsys.readouterr().out)
    assert {finding["file"] for finding in report["findings"]} == {
        "b/architecture.yaml",
        "b/c/architecture.yaml",
    }
    assert report["summary"]["files"] == 3


@pytest.mark.parametrize("format", ["text", "concise", "json", "sarif", "github", "junit", "markdown"])
def test_every_format_names_the_finding(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("architecture.yaml").write_text(DANGLING, encoding="utf-8")
    assert run(["validate", "--format", format]) == 2
    output = capsys.readouterr().out
    assert "AG002" in output
    if format in ("json", "sarif"):
        json.loads(output)
    if format == "junit":
        ElementTree.fromstring(output)


def test_a_report_can_go_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("architecture.yaml").write_text(DANGLING, encoding="utf-8")
    assert run(["validate", "--format", "json", "--output", "report.json"]) == 2
    assert json.loads(Path("report.json").read_text())["summary"]["errors"] == 1
    assert capsys.readouterr() == ("", "found 1 error; see report.json\n")


def test_on_github_findings_go_to_the_summary_of_the_job(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("architecture.yaml").write_text(DANGLING, encoding="utf-8")
    Path("summary.md").write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    assert run(["validate", "--format", "github"]) == 2
    assert Path("summary.md").read_text().startswith("before\n")
    assert "AG002" in Path("summary.md").read_text()


def test_ignored_findings_are_shown_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    ignore = "rules: {ignore: [{rule: AG2xx, reason: a night out is accepted}]}\n"
    Path("architecture.yaml").write_text(WARNING + ignore, encoding="utf-8")
    assert run(["validate", "--strict"]) == 0
    assert "AG215" not in capsys.readouterr().out
    assert run(["validate", "--strict", "--show-ignored"]) == 0
    assert "a night out is accepted" in capsys.readouterr().out


def test_an_ignore_that_expired_ignores_nothing() -> None:
    ignore = "rules: {ignore: [{rule: AG215, reason: for a while, until: 2001-01-01}]}\n"
    Path("architecture.yaml").write_text(WARNING + ignore, encoding="utf-8")
    assert run(["validate", "--strict"]) == 1


def test_an_environment_is_laid_over_the_file() -> None:
    staging = "environments: {staging: {components: {nat: {per: region}}}}\n"
    Path("architecture.yaml").write_text(BRIEF + staging, encoding="utf-8")
    assert run(["validate", "--strict"]) == 0
    assert run(["validate", "--strict", "--env", "staging"]) == 1
    assert run(["validate", "--strict", "--env", "stagin"]) == 2


def test_staging_may_have_one_nat_gateway_and_production_may_not(capsys: pytest.CaptureFixture[str]) -> None:
    lenient = "{ignore: [{rule: AG2xx, reason: staging may lose its egress}]}"
    staging = f"environments: {{staging: {{components: {{nat: {{per: region}}}}, rules: {lenient}}}}}\n"
    Path("architecture.yaml").write_text(BRIEF + staging, encoding="utf-8")
    assert run(["validate", "--strict", "--env", "staging"]) == 0
    thrifty = BRIEF.replace("kind: nat-gateway,", "kind: nat-gateway, per: region,")
    assert thrifty != BRIEF
    Path("architecture.yaml").write_text(thrifty + staging, encoding="utf-8")
    assert run(["validate", "--strict", "--env", "staging"]) == 0
    capsys.readouterr()
    assert run(["validate", "--strict", "--format", "concise"]) == 1
    assert "AG215" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["validate"], "there is no architecture.yaml here"),
        (["validate", "nothing.yaml"], "there is no file nothing.yaml"),
        (["validate", "."], ". is a folder, not a file"),
        (["validate", "no/**/such*.yaml"], "no file matches no/**/such*.yaml"),
        (["validate", "x" * 5000], "cannot be read"),
        (["validate", "--select", "AG9999"], 'there is no rule "AG9999"'),
        (["validate", "--format", "jsn"], "'jsn' is not one of"),
        (["validte"], 'there is no command "validte"; did you mean "validate"?'),
        (["explain", "shared-nat"], 'did you mean "shared-nat-gateway"?'),
        (["render", "--only", "nothing"], 'there is no output "nothing"'),
        (["render", "nothing.yaml"], "there is no file nothing.yaml"),
        (["init", "."], ". is a folder, not a file"),
        (["init", "shop/"], "name the file in it: shop/architecture.yaml"),
        (["schema", "-o", "."], ". is a folder, not a file"),
        (["schema", "-o", f"{__file__}/x"], f"{__file__}/x cannot be written: Not a directory"),
        (["schema", "-o", "/proc/nothing/x"], "/proc/nothing/x cannot be written"),
        (["rules", "--write", __file__], f"{__file__} cannot be a folder: {__file__} is a file"),
        (["rules", "--write", "/proc/nothing"], "/proc/nothing cannot be written: No such file"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.out == ""


def test_init_writes_a_sound_model_and_says_what_comes_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init"]) == 0
    assert "next: archgen validate, then archgen render" in capsys.readouterr().out
    assert (
        Path("architecture.yaml")
        .read_text()
        .startswith("# yaml-language-server: $schema=architecture.schema.json")
    )
    assert json.loads(Path("architecture.schema.json").read_text())["$schema"]
    assert run(["validate", "--strict"]) == 0


def test_init_describes_the_brief() -> None:
    import yaml

    assert run(["init", "in/a/folder.yaml"]) == 0
    assert yaml.safe_load(Path("in/a/folder.yaml").read_text()) == yaml.safe_load(BRIEF)


def test_init_writes_over_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("architecture.yaml").write_text("mine\n")
    assert run(["init"]) == 2
    assert "architecture.yaml is there already" in capsys.readouterr().err
    assert Path("architecture.yaml").read_text() == "mine\n"
    assert run(["init", "--overwrite"]) == 0
    assert run(["validate"]) == 0


@pytest.mark.parametrize(
    "word", ["AG215", "ag215", "shared-nat-gateway", "AG002", "dangling-id", "rds", "lambda"]
)
def test_rules_codes_and_kinds_are_explained(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", word]) == 0
    assert capsys.readouterr().out.startswith("# ")


def test_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0
    assert "AG215  warning  shared-nat-gateway" in capsys.readouterr().out
    assert run(["rules", "--format", "json"]) == 0
    assert "AG215" in [rule["code"] for rule in json.loads(capsys.readouterr().out)]


@pytest.mark.parametrize(
    "command", [[], *([name] for name in ["explain", "init", "render", "rules", "schema", "validate"])]
)
def test_help_has_examples(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help"]) == 0
    assert "Examples:" in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"archgen {__version__}\n"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert colored(Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colored(Terminal())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not colored(Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with Path(os.devnull).open() as nobody:
        assert not colored(nobody)


def test_a_model_can_come_from_a_pipe() -> None:
    done = subprocess.run(
        [*PROGRAM, "validate", "-"], input=DANGLING, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout.startswith("<stdin>:")
    assert "\x1b" not in done.stdout


def test_a_reader_that_goes_away_is_no_fault() -> None:
    Path("architecture.yaml").write_text(DANGLING, encoding="utf-8")
    command = " ".join(f"'{part}'" for part in PROGRAM)
    script = f"{command} schema | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("141\n", "")


def test_a_full_disk_under_standard_output_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (2, "archgen: No space left on device\n")


def test_an_interrupt_is_told_in_a_sentence() -> None:
    process = subprocess.Popen(
        [*PROGRAM, "validate", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=1.5)
    process.terminate()
    assert process.communicate()[1] == "archgen: interrupted; nothing was changed\n"
    assert process.returncode == 130


def test_any_name_and_any_locale_is_written_somehow() -> None:
    name = b"caf\xff.yaml"
    Path(os.fsdecode(name)).write_text(DANGLING.replace("Static assets", "Estáticos ñ"), encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run([*PROGRAM, "validate", name], capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (2, b"")


def test_many_files_give_one_report_however_they_are_examined(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{number}.yaml" for number in range(9)]
    for name in names:
        Path(name).write_text(WARNING if name > "4" else BRIEF, encoding="utf-8")
    told = []
    for enough in (10**9, 0):
        monkeypatch.setattr("archgen.commands._workers.ENOUGH", enough)
        for form in ("text", "json", "sarif"):
            assert run(["validate", "--strict", *names, "--format", form]) == 1
            told.append(capsys.readouterr().out)
        assert run(["validate", *names, "nothing.yaml"]) == 2
        told.append(capsys.readouterr().err)
    assert told[:4] == told[4:]
    assert "AG215" in told[0]


def test_every_command_says_by_its_exit_code_how_it_went() -> None:
    Path("ok.yaml").write_text(BRIEF, encoding="utf-8")
    Path("faulty.yaml").write_text(BRIEF.replace("access: private", "access: public"), encoding="utf-8")
    Path("broken.yaml").write_text(BRIEF.replace("kind: rds", "kind: rdx"), encoding="utf-8")
    made = ["--only", "docs", "-o", "made"]
    calls = {
        0: ("validate ok.yaml", "rules", "schema", "explain AG215", "init", "import --help"),
        1: ("validate faulty.yaml", "validate ok.yaml faulty.yaml", "render faulty.yaml"),
        2: ("validate broken.yaml", "validate faulty.yaml broken.yaml", "render broken.yaml", "explain no",
            "import nothing.json", "conform nothing.json", "nothing", "validate --nothing"),
    }  # fmt: skip
    assert {call: run(call.split()) for group in calls.values() for call in group} == {
        call: code for code, group in calls.items() for call in group
    }
    assert run(["init"]) == 2
    assert run(["render", "ok.yaml", *made, "--check"]) == 1
    assert run(["render", "ok.yaml", *made]) == 0
    assert run(["render", "ok.yaml", *made, "--check"]) == 0
