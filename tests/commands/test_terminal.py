"""Nothing that a file, a plan or a rule says is obeyed by a terminal."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archgen.cli import run
from archgen.commands._terminal import Terminal, harmless

ROOT = Path(__file__).parents[2]
BRIEF = (ROOT / "architecture.yaml").read_text(encoding="utf-8")
SEQUENCES = (
    "\x1b[2J",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b[8m",
    "\x9b31m",
    "\r",
    "\x08",
    "\u202e",
    "\u2066",
    "\x85",
    "\x1b",
)


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_what_a_terminal_obeys_is_shown_as_a_sign(sequence: str) -> None:
    shown = harmless(f"a{sequence}b")
    assert not any(sign in shown for sign in "\x1b\x9b\x07\r\x08\u202e\u2066\x85")
    assert "\N{REPLACEMENT CHARACTER}" in shown


def test_text_and_our_own_colours_pass() -> None:
    text = "a\tb\n\x1b[1;31merror[AG308]\x1b[0m ñ 日本 🙂\n"
    assert harmless(text) == text
    stream = io.StringIO()
    Terminal(stream).writelines([text, "\x1b[31mred"])
    assert stream.getvalue() == f"{text}\N{REPLACEMENT CHARACTER}31mred"


def evil_plan(evil: str) -> dict[str, Any]:
    """A plan whose every name says something to a terminal."""
    rule = {"from_port": 22, "to_port": 22, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}
    database = {"identifier": evil, "engine": "postgres", "publicly_accessible": True, "tags": {evil: evil}}
    types = {
        "aws_security_group": {"name": evil, "ingress": [rule]},
        "aws_db_instance": database,
        "aws_dynamodb_table": {"name": evil},
        f"aws_{evil}": {},
    }
    resources = [
        {"address": f"{type}.{evil}", "mode": "managed", "type": type, "name": evil, "values": values}
        for type, values in types.items()
    ]
    planned = {"root_module": {"resources": resources}}
    return {"format_version": "1.2", "planned_values": planned, "configuration": {}}


@pytest.mark.parametrize("format", ["text", "concise", "json", "sarif", "github", "junit", "markdown"])
def test_a_plan_with_escape_sequences_is_reported_without_them(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(evil_plan("".join(SEQUENCES) + "\ud800")), encoding="utf-8")
    output = tmp_path / "model.yaml"
    for command in (
        ["validate", f"{path}", "--format", format, "--show-ignored"],
        ["import", f"{path}"],
        ["import", f"{path}", "-o", f"{output}"],
    ):
        assert run(command) in (0, 1, 2)
        captured = capsys.readouterr()
        for text in (captured.out, captured.err):
            assert not any(sign in text for sign in "\x1b\x9b\x07\r\x08\u202e\u2066\x85\ud800")


def test_streams_that_are_closed_end_in_a_sentence_or_in_silence(tmp_path: Path) -> None:
    (tmp_path / "architecture.yaml").write_text(BRIEF)
    for command, code in (
        ("validate - <&-", 2),
        ("validate >&-", 0),
        ("validate 2>&-", 0),
        ("validate x 2>&- >&-", 2),
    ):
        arguments = command.replace("validate", "validate", 1)
        script = f'"{sys.executable}" -c "from archgen.cli import main; main()" {arguments}'
        done = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == code, (arguments, done.stderr)
        assert "Traceback" not in done.stderr
