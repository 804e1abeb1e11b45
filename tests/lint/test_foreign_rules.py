"""Rules of other packages are found by their entry points."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from archgen.lint.engine import rule_of
from rule_examples import examples, graph, patched

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "third-party-rule"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example package, installed beside archgen."""
    folder = tmp_path_factory.mktemp("installed")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, "--target", f"{folder}", f"{EXAMPLE}"], check=True
    )
    return folder


def archgen(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from archgen.cli import main; main()", *arguments],
        env=os.environ | {"PYTHONPATH": f"{folder}"},
        capture_output=True,
        text=True,
        cwd=ROOT,
    )


def fake(folder: Path, name: str, body: str) -> Path:
    """A package with one rule, as far as an installer would make it."""
    (folder / "fake_rules.py").write_text(body, encoding="utf-8")
    info = folder / "fake_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fake-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[archgen.rules]\n{name} = fake_rules\n")
    return folder


RULE = """
from archgen.findings import Severity
CODE = "{code}"
SEVERITY = Severity.ERROR
def faults(topology):
    {body}
"""


def test_an_installed_rule_is_listed_explained_and_run(installed: Path) -> None:
    listed = json.loads(archgen(installed, "rules", "--format", "json").stdout)
    assert [rule["name"] for rule in listed if rule["code"].startswith("ACME")] == [
        "untagged-owner",
        "partner-without-blocks",
    ]
    assert "whom to wake next" in archgen(installed, "explain", "untagged-owner").stdout
    ran = archgen(installed, "validate", "architecture.yaml", "--format", "json")
    found = {finding["code"]: finding["path"] for finding in json.loads(ran.stdout)["findings"]}
    assert (ran.returncode, found["ACME001"], found["ACME002"][0]) == (1, ["name"], "connections")


def test_without_the_package_they_are_not_there(tmp_path: Path) -> None:
    assert archgen(tmp_path, "validate", "architecture.yaml").returncode == 0


def test_their_pages_are_not_among_our_own(installed: Path, tmp_path: Path) -> None:
    assert archgen(installed, "rules", "--write", f"{tmp_path}").returncode == 0
    assert not [path.name for path in tmp_path.iterdir() if "owner" in path.name]
    assert "ACME" not in (tmp_path / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("x", "import no_such_module", "the rule x (fake_rules) cannot be loaded: No module named"),
        ("x", "CODE = 'X1'", "the rule x (fake_rules) has no SEVERITY and no faults"),
        ("x", RULE.format(code="X1", body="raise KeyError('y')"), "the rule X1 x failed: KeyError: 'y'"),
        ("x", RULE.format(code="AG308", body="return []"), "has the code or name of AG308"),
        ("tier-skipped", RULE.format(code="X1", body="return []"), "has the code or name of AG311"),
    ],
)
def test_a_broken_rule_ends_in_a_sentence(tmp_path: Path, name: str, body: str, told: str) -> None:
    ran = archgen(fake(tmp_path, name, body), "validate", "architecture.yaml")
    assert (ran.returncode, "Traceback" in ran.stderr) == (2, False)
    assert told in ran.stderr


@pytest.mark.parametrize("name", ["untagged_owner", "partner_without_blocks"])
def test_the_examples_on_their_pages_hold(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(f"{EXAMPLE / 'src'}")
    rule = rule_of(import_module(f"acme_rules.{name}"), name.replace("_", "-"))
    found = {example.sort: list(rule.faults(graph(patched(example.text)))) for example in examples(rule)}
    assert (len(found["bad"]), found["good"]) == (1, [])
