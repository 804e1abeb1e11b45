"""How all tests run: a busy machine makes no property false, and sums are the same on every Python."""

import builtins
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("archgen", deadline=None)
settings.load_profile("archgen")
built_in = sum


@pytest.fixture(autouse=True, scope="session")
def _fractions_are_added_by_fsum() -> Iterator[None]:
    """From Python 3.12 on `sum` rounds less than before, which moves lines of a picture."""
    builtins.sum = _sum
    yield
    builtins.sum = built_in


def _sum(values: Iterable[Any], /, start: Any = 0) -> Any:
    added = list(values)
    caller = sys._getframe(1).f_globals.get("__name__", "")
    if caller.startswith("archgen.") and any(isinstance(each, float) for each in added):
        raise AssertionError(f"{caller} adds numbers with a fraction by sum, not by math.fsum")
    return built_in(added, start)
