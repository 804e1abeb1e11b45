"""The examples in the docstrings of rules, as models.

An example is a merge patch (RFC 7396) over `architecture.yaml`. A patch replaces lists whole, so that
`connections+` appends lines to `connections`, and `connections-` drops those with the same text. An example
whose first line is `# also AG108, AG225` yields those codes too; with `# maybe` it need not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from archgen.lint.engine import Rule, Verdict, check
from archgen.model.reading import architecture
from archgen.topology.building import topology
from archgen.topology.graph import Topology
from archgen.yamlfile.parser import read

BRIEF = Path(__file__).parents[1] / "architecture.yaml"
_BLOCK = re.compile(r"^```yaml (bad|good)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    rule: Rule
    sort: str
    number: int
    text: str

    @property
    def also(self) -> set[str]:
        return self._said("# also")

    @property
    def maybe(self) -> set[str]:
        return self._said("# maybe")

    def _said(self, beginning: str) -> set[str]:
        first = self.text.split("\n", 1)[0]
        return set(re.findall(r"AG\d{3}", first)) if first.startswith(beginning) else set()


def examples(rule: Rule) -> Iterator[Example]:
    for number, match in enumerate(_BLOCK.finditer(rule.page), start=1):
        yield Example(rule, match[1], number, match[2])


@cache
def _brief() -> Any:
    return read(BRIEF.read_bytes(), BRIEF.name).data


def patched(patch_text: str) -> Any:
    """The brief with a patch laid over it, as plain data."""
    document = read(patch_text.encode(), "example")
    assert not document.findings, document.findings
    patch = dict(document.data or {})
    added, dropped = patch.pop("connections+", []), patch.pop("connections-", [])
    data = merged(deepcopy(_brief()), patch)
    known = [_chain(line) for line in data["connections"]]
    assert set(dropped) <= set(known), f"the brief has no connection {set(dropped) - set(known)}"
    data["connections"] = [line for line in data["connections"] if _chain(line) not in dropped] + added
    return data


def merged(target: Any, patch: Any) -> Any:
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def graph(data: Any) -> Topology:
    made, findings = architecture(data)
    assert made is not None, [finding.message for finding in findings]
    return topology(made)


def verdict(example: Example) -> Verdict:
    """What the rules say of an example; AG806 compares it with the blocks of the brief."""
    before = graph(_brief()).subnets if example.rule.code == "AG806" else {}
    return check(
        graph(patched(example.text)), allocated={id: str(subnet.cidr) for id, subnet in before.items()}
    )


def _chain(line: Any) -> str:
    return str(next(iter(line))) if isinstance(line, dict) else str(line)
