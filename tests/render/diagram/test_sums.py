"""The bytes of a picture do not depend on how a Python adds numbers with a fraction."""

from __future__ import annotations

import ast
from pathlib import Path

DIAGRAM = Path(__file__).parents[3] / "src" / "archgen" / "render" / "diagram"
WHOLE = {
    "sum(alpha.histogram()[128:])",
    "sum(words)",
    "sum((one.hits for one in found))",
    "sum(passing)",
    "sum((self._moved(index, way) for index in range(len(self.ids)) for way in (1, -1)))",
    "sum((self._moved(number) for number in range(len(self.columns))))",
    "sum((self._in(number) for number in range(len(self.channels))))",
    "sum((self._forked(one, two) for one, two in self.forks[number]))",
    "sum(reach[id])",
    "sum([passing[at[id]] for id in self.calls.outward])",
    "sum([abs(at[id] - place) for id, place in self.place.items()])",
    "sum([costs[i][last] for i in range(size) if before >> i & 1])",
    "sum((_shifted(row, index, cost) for index in range(len(row))))",
    "sum((p[0] != q[0] and p[2] < q[1] < p[3] and (q[2] < p[1] < q[3]) for p in one for q in other))",
    "sum((_crossed(a, b) for (one, s, a), (other, t, b) in combinations(spans, 2) if one != other and "
    "s[0] < t[2] and (t[0] < s[2]) and (s[1] < t[3]) and (t[1] < s[3])))",
    "sum((abs(2 * row + 1 - 2 * end) for end in ends))",
    "sum((bisect_left(starts, high) - bisect_right(starts, low) for low, high in spans))",
    "sum((lines if self.at[end] > self.at[other] else -lines for end in turns if end != id))",
}
"""Sums of whole numbers (truths, places, rows, crossings), which any Python adds alike.

Counts (`sum(1 for ...)`) are such sums too.
"""


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
