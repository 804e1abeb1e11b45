"""The bytes of a picture do not depend on how a Python adds numbers with a fraction."""

from __future__ import annotations

import ast
from pathlib import Path

DIAGRAM = Path(__file__).parents[1] / "src" / "archgen" / "render" / "diagram"
WHOLE = {
    "sum(alpha.histogram()[128:])",
    "sum(words)",
}
"""Sums of whole numbers, which any Python adds alike; counts (`sum(1 for ...)`) are such sums too."""


def test_a_picture_adds_fractions_by_fsum() -> None:
    """From Python 3.12 on `sum` rounds less than before, which would move lines of a picture."""
    found = {
        f"{path.name}: {ast.unparse(node)}"
        for path in sorted(DIAGRAM.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sum" and not _is_whole(node)
    }
    assert found == set(), "use math.fsum, or say here that the numbers are whole"


def _is_whole(node: ast.Call) -> bool:
    summed = node.args[0]
    if ast.unparse(node) in WHOLE:
        return True
    if not isinstance(summed, ast.GeneratorExp):
        return False
    each = summed.elt
    counts = isinstance(each, ast.Constant) and isinstance(each.value, int)
    return counts or isinstance(each, ast.Compare) or getattr(getattr(each, "func", None), "id", "") == "len"
