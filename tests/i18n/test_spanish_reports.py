"""simulate, diff, why and policies report in the model's language, every sentence of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archgen.cli import run
from archgen.findings.phrase import Phrase
from archgen.i18n.es.table import WORDS
from archgen.lint import coverage
from archgen.review import difference_report, policies_report, simulation_report, why_report
from archgen.review.difference import Difference, Sort
from archgen.review.simulation import Simulation
from archgen.review.subject import Subject
from archgen.review.why import Question, end_of
from archgen.topology.failures.outage import outage_of
from models import brief, topology_of

WEAK = {"orders": {"multi_az": False, "read_replicas": 0}, "nat": {"per": "region"}}
POLICIES = [{"never": "app -> orders", "because": "auditoría"}, {"never": "client -> orders"}]


def subject(changes: dict[str, Any] | None = None, **more: Any) -> Subject:
    data = brief() | {"language": "es"} | more
    for id, fields in (changes or {}).items():
        data["components"][id] |= fields
    gap = coverage.NotChecked("aws_x.y", coverage.Gap(coverage.Cause.UNKNOWN_TYPE, "aws_x"))
    seen = coverage.Coverage(3, (gap,))
    return Subject("architecture.yaml", topology_of(data), data=data, coverage=seen)


def test_sorts_and_causes_have_their_spanish() -> None:
    assert {sort.value for sort in Sort} - set(WORDS) == set()
    assert set(coverage.GROUPS.values()) - set(WORDS) == set()


def test_simulate_is_spanish() -> None:
    weak = subject(WEAK)
    matrix = simulation_report.text(Simulation(weak, pairs=True), "es")
    assert "qué falla" in matrix and "punto único de fallo: nat@us-east-1a: sin él falla partners" in matrix
    one = simulation_report.text(Simulation(weak, outage_of(weak.topology, ("us-east-1a",))), "es")
    assert "us-east-1a: falla client -> orders" in one
    assert "por qué: orders: deja de funcionar" in one
    assert "comprobados 2 de 3 recursos; sin comprobar: 1 de tipos que archgen no conoce (aws_x)" in one
    table = simulation_report.markdown(Simulation(weak), "es")
    assert "| **FALLA** |" in table and "lo que más la limita" in table


def test_diff_is_spanish() -> None:
    change = Difference(subject(), subject(WEAK))
    told = difference_report.text(change, "es")
    assert "Qué significa" in told and "peor si falla una zona" in told and "multi_az: true -> false" in told
    comment = difference_report.markdown(change, "es")
    assert "**Antes de fusionar**" in comment and "- cambiado: orders" in comment
    assert "No significa nada: las mismas rutas" in difference_report.markdown(
        Difference(subject(), subject()), "es"
    )


def test_why_is_spanish() -> None:
    found = subject()
    ends = [end_of(found.topology, word) for word in ("client", "orders")]
    told = why_report.text(found, Question(found, *ends, None).answer(), "es")
    assert "la admite el grupo de seguridad de orders" in told
    assert "client llega a orders solo a través de otros" in told
    ends.reverse()
    told = why_report.text(found, Question(found, *ends, None).answer(), "es")
    assert "orders no llega a client: orders no abre conexiones" in told


def test_policies_are_spanish() -> None:
    told = policies_report.text(subject(policies=POLICIES), "es")
    assert "INCUMPLIDA  never: app -> orders" in told and "porque: auditoría" in told
    assert "app puede conectarse a orders" in told and "se cumplen 1 de 2 políticas" in told


@pytest.mark.parametrize("name", ["simulate", "diff", "why", "policies"])
def test_the_language_is_that_of_the_model_or_of_the_option(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "architecture.yaml"
    path.write_text(json.dumps(brief() | {"language": "es"}))
    ends = {"why": ["client", "orders"], "diff": [str(path)]}.get(name, [])
    outputs = []
    for options in ([], ["--language", "en"], ["--language", "es"]):
        run([name, *ends, str(path), *options])
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[2] != outputs[1]


def test_every_line_of_a_report_is_worded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is composed of English words in a report has a Spanish template."""
    made: set[str] = set()
    original = Phrase.__new__

    def noted(cls: type[Phrase], template: str, /, **values: object) -> Phrase:
        made.add(template)
        return original(cls, template, **values)

    monkeypatch.setattr(Phrase, "__new__", noted)
    weak, sound = subject(WEAK, policies=POLICIES), subject()
    for simulation in (
        Simulation(weak, pairs=True),
        Simulation(weak, outage_of(weak.topology, ("us-east-1a",))),
    ):
        simulation_report.text(simulation, "es")
        simulation_report.markdown(simulation, "es")
    for change in (Difference(sound, weak), Difference(weak, sound)):
        difference_report.text(change, "es")
        difference_report.markdown(change, "es")
    policies_report.text(weak, "es")
    words = {text for text in made if any(c.isalpha() for c in _without_places(text))}
    assert {text for text in words if text not in WORDS and text != text.upper()} <= {
        "{code} {name}: {message}"
    }


def _without_places(text: str) -> str:
    while "{" in text:
        start, end = text.index("{"), text.index("}")
        text = text[:start] + text[end + 1 :]
    return text
