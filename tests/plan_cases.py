"""The recorded plans of `cases/plans`, read, checked and compared with what is imported from them."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

from archgen.findings import Finding, Severity
from archgen.lint.coverage import Coverage
from archgen.model.reading import architecture
from archgen.terraform_plan.checking import checked, coverage, sound
from archgen.terraform_plan.comparing.differences import imported_differences
from archgen.terraform_plan.comparing.matching import written_addresses
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.terraform_plan.resources.observing import observe
from archgen.terraform_plan.source.plan import read_plan
from archgen.topology.building import topology
from archgen.yamlfile.document import Document
from archgen.yamlfile.parser import read as read_yaml

CASES = Path(__file__).parent / "cases" / "plans"
NAMES = sorted(folder.name for folder in CASES.iterdir())


def read(name: str) -> Imported:
    file = next((CASES / name).glob("*.json.gz"))
    return imported(observe(read_plan(gzip.decompress(file.read_bytes()))))


def examined(name: str) -> tuple[list[Finding], Coverage]:
    made, model = sound(read(name))
    assert model is not None
    return [f for f in checked(made, model) if f.severity is not Severity.INFO], coverage(made)


def lines(name: str) -> set[str]:
    found: list[dict[str, Any] | str] = read(name).data["connections"]
    return {f"{k}: {v}" for line in found for k, v in (line.items() if isinstance(line, dict) else ())}


def chains(name: str) -> set[str]:
    """The connections without their ports."""
    found: list[dict[str, Any] | str] = read(name).data["connections"]
    return {chain for line in found for chain in ([line] if isinstance(line, str) else line)}


def rows_of(made: Imported) -> dict[str, str]:
    return {row: fields["access"] for row, fields in made.data["subnets"].items()}


def placed(made: Imported) -> dict[str, str]:
    components: dict[str, dict[str, Any]] = made.data["components"]
    return {id: fields["subnets"] for id, fields in components.items() if "subnets" in fields}


def model_of(text: str) -> tuple[Any, Document]:
    document = read_yaml(text.encode(), "architecture.yaml")
    model, faults = architecture(document.data)
    assert model is not None, faults
    return topology(model), document


def compared(text: str, made: Imported) -> tuple[list[str], dict[str, int]]:
    graph, document = model_of(text)
    found, matched = imported_differences(graph, made, written_addresses(document))
    return [difference.message for difference in found], matched.counts()
