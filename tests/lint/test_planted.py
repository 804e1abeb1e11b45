"""Every planted fault is found, by its rule, on its line, and told once."""

from __future__ import annotations

import json

import pytest

from archgen.findings import Severity
from archgen.pipeline import examine
from archgen.yamlfile.parser import read
from planted import MORE, PLANTED, Planted
from readme_facts import MEASURED


@pytest.mark.parametrize("planted", [*PLANTED, *MORE], ids=lambda planted: planted.title)
def test_a_planted_fault_is_found_on_its_line_and_told_once(planted: Planted) -> None:
    document = read(planted.text().encode(), "architecture.yaml")
    grave = [finding for finding in examine(document).findings if finding.severity is not Severity.INFO]
    assert [planted.code] == [finding.code for finding in grave]
    assert planted.line in document.line(document.place(grave[0]).line)


def test_other_linters_were_measured_on_the_faults_of_the_readme() -> None:
    measured = json.loads(MEASURED.read_text(encoding="utf-8"))
    assert list(measured["found"]) == [fault.title for fault in PLANTED]
