"""Any file ends in a verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

import fuzz
from archgen.render.manifest import parse

BASE_FOLDER = Path(__file__).parents[2] / "output"
BASE = (Path(__file__).parents[2] / "architecture.yaml").read_bytes()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_mutated_model_ends_in_a_verdict(seed: int) -> None:
    assert list(fuzz.faults(BASE, seed, count=120, seconds=30)) == []


def test_the_mutants_are_the_same_for_the_same_seed() -> None:
    first, again, other = (list(zip(range(20), fuzz.mutants(BASE, seed), strict=False)) for seed in (7, 7, 8))
    assert first == again != other


@pytest.mark.parametrize("seed", [1, 2])
def test_a_mutated_manifest_is_one_or_is_refused(seed: int, tmp_path: Path) -> None:
    manifest = (BASE_FOLDER / ".archgen.json").read_bytes()
    for _, raw in zip(range(300), fuzz.mutants(manifest, seed), strict=False):
        try:
            parse(raw.decode("utf-8", "replace"))
        except ValueError as error:
            assert str(error)
