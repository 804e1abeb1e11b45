"""Every planted fault is found, by its rule, on its line."""

from __future__ import annotations

import pytest

from archgen.findings import Severity
from archgen.pipeline import examine
from archgen.source import read
from planted import PLANTED, Planted


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.title)
def test_a_planted_fault_is_found_on_its_line(planted: Planted) -> None:
    document = read(planted.text().encode(), "architecture.yaml")
    found = {
        finding.code: document.line(document.place(finding).line) for finding in examine(document).findings
    }
    assert planted.code in found, found
    assert planted.line in found[planted.code]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.title)
def test_a_planted_fault_is_told_once_and_not_buried(planted: Planted) -> None:
    findings = examine(read(planted.text().encode(), "architecture.yaml")).findings
    grave = [finding for finding in findings if finding.severity is not Severity.INFO]
    assert len(grave) <= 2, [f"{finding.code} {finding.message}" for finding in grave]
