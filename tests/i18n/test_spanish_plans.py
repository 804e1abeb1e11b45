"""Findings of plans are in Spanish where that is asked for, and their addresses stay as they are."""

from __future__ import annotations

import ast
import copy
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archgen.cli import run
from archgen.commands._plan_files import examined_plan, examined_together
from archgen.findings import Finding
from archgen.findings.phrase import Phrase
from archgen.i18n.es.findings.plans import MESSAGES
from archgen.i18n.es.table import WORDS
from archgen.lint.selection import EVERYTHING
from archgen.lint.wording import in_words
from archgen.terraform_plan.source.merging import shown
from hand_written_faults import stored
from plan_cases import CASES
from plans_of_rules import stored as plans_of_rules
from spoken import assigned, is_plain, sentences, unspoken

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "archgen" / "terraform_plan").rglob("*.py"))
ROOTS = sorted((ROOT / "tests" / "cases" / "roots").glob("*/plan.json.gz"))
WHERE = "write the Spanish of each into src/archgen/i18n/es/findings/plans.py"
ONLY_PLANS = {"AG201", "AG215", "AG325", "AG402", "AG407", "AG517", "AG701", "AG801"}


def recorded() -> Iterator[bytes]:
    """The recorded plans, and some that show what none of them has."""
    yield from (gzip.decompress(file.read_bytes()) for file in sorted(CASES.glob("*/*.json.gz")))
    yield from (json.dumps(plan).encode() for plan in stored().values())
    yield json.dumps(plans_of_rules()["zone-not-in-region-1"]["plan"]).encode()
    yield from (json.dumps(plan).encode() for plan in closed())


def closed() -> Iterator[Any]:
    """A listener that nobody is admitted to, and an egress that leaves targets and their checks out."""
    for way, port in (("ingress", 80), ("egress", 9)):
        plan = copy.deepcopy(stored()["sound"])
        root, said = plan["planned_values"]["root_module"], plan["configuration"]["root_module"]
        block = {"from_port": port, "to_port": port, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}
        for side, key, value in ((root, "values", block), (said, "expressions", {})):
            for each in side["resources"]:
                if each["address"] == "aws_security_group.entry":
                    each[key][way] = [value]
        yield plan


def found() -> list[Finding]:
    every = []
    for raw in recorded():
        every += examined_plan("plan.json", raw, EVERYTHING).findings
    return every


def test_every_finding_of_a_plan_is_spanish() -> None:
    findings = found()
    missing = {what for each in findings for text in sentences(each) for what in unspoken(text)}
    assert sorted(missing) == [], WHERE
    assert {each.code for each in findings} >= ONLY_PLANS, "the plans do not show these findings any more"


def test_addresses_and_ports_stay_as_they_are() -> None:
    (listener,) = examined_plan("plan.json", json.dumps(next(closed())).encode(), EVERYTHING).findings[:1]
    assert listener.code == "AG325"
    assert in_words(listener, "es").message == (
        "aws_lb.entry: escucha en 443, y aws_security_group.entry no deja entrar a nadie ahí; "
        "añada una regla de entrada para 443"
    )
    assert in_words(listener, "en").message == listener.message


def test_each_spanish_sentence_of_a_plan_is_one_that_is_said() -> None:
    source = "".join(path.read_text("utf-8") for path in SOURCES)
    joined = re.sub(r'"\n\s*"', "", source)
    assert [text for text in MESSAGES if f'"{text}"' not in joined] == [], "nothing says these: remove them"


def test_a_finding_of_a_plan_is_made_of_phrases() -> None:
    plain = []
    for path in SOURCES:
        module = ast.parse(path.read_text("utf-8"))
        for scope in (each for each in ast.walk(module) if isinstance(each, ast.FunctionDef)):
            for call in (each for each in ast.walk(scope) if isinstance(each, ast.Call)):
                if getattr(call.func, "id", "") == "Finding":
                    parts = [*call.args[3:4], *(each.value for each in call.keywords if each.arg == "help")]
                    said = [each for part in parts for each in assigned(part, scope)]
                    plain += [f"{path.name}:{each.lineno}" for each in said if is_plain(each)]
    assert plain == [], f"make each a Phrase, and {WHERE}"


def test_a_report_of_a_plan_is_in_the_language_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(next(closed())))
    assert run(["validate", str(path), "--language", "es", "--format", "concise"]) == 1
    assert "no deja entrar a nadie ahí" in (spanish := capsys.readouterr().out)
    assert run(["validate", str(path), "--format", "concise"]) == 1
    assert "lets nobody in there" in (english := capsys.readouterr().out)
    assert "lets nobody in" not in spanish and "no deja entrar" not in english


def test_roots_that_are_checked_together_speak_it_too(tmp_path: Path) -> None:
    names = []
    for file in ROOTS:
        path = tmp_path / f"{file.parent.name}.json"
        path.write_bytes(gzip.decompress(file.read_bytes()))
        names.append(str(path))
    together = examined_together(names, EVERYTHING)
    assert together.findings
    missing = {what for each in together.findings for text in sentences(each) for what in unspoken(text)}
    assert missing == set()


def test_an_address_of_one_of_several_roots_is_its_own_in_a_phrase() -> None:
    said = Phrase(
        "see {places}", places=Phrase("{first}, {second}", first="module.root-of-0-a.aws_vpc.x", second="b")
    )
    told = shown(said, {"0-a": "a.json"})
    assert told == "see a.json: aws_vpc.x, b" and isinstance(told, Phrase) and told.template in WORDS
    assert shown("module.root-of-0-a.aws_vpc.x", {"0-a": "a.json"}) == "a.json: aws_vpc.x"
