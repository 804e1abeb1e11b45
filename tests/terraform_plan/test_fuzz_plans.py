"""Mutated plans end in a verdict."""

from __future__ import annotations

import json
from itertools import islice

import pytest

from fuzz_plans import faults, mutants


@pytest.mark.parametrize("seed", [3, 5])
def test_a_mutated_plan_ends_in_a_verdict(seed: int) -> None:
    assert list(faults(seed, count=20, seconds=30)) == []


def test_the_mutants_are_the_same_for_the_same_seed() -> None:
    first, second = (json.dumps(list(islice(mutants(4), 5))) for _ in range(2))
    assert first == second
