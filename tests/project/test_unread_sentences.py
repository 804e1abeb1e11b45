"""What a sentence says is asked of its arguments, codes and fields: no code looks into its text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "archgen"
SENTENCES = {"message", "help", "hops", "hop", "reason", "reasons", "outcome"}
"""What fields and names with sentences for users are called."""
SEARCHING = {
    *("startswith", "endswith", "split", "partition", "rpartition", "find", "index", "count", "replace"),
    *("removeprefix", "removesuffix", "search", "match", "fullmatch", "findall", "sub"),
}
SURROUNDING = {
    "review/subject.py": "the hops of a finding begin with ids of copies",
}
"""The modules that take a hop apart, each with the reason."""


def test_no_code_looks_into_a_sentence() -> None:
    found = {
        f"{path.relative_to(SOURCE).as_posix()}:{line}"
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).as_posix() not in SURROUNDING
        for line in searched(path.read_text(encoding="utf-8"))
    }
    assert found == set(), "ask for a code, a field, or `arguments(...)` of the phrase"


@pytest.mark.parametrize(
    "line",
    [
        "'U+' in f'{finding.message} {finding.help}'",
        "any(ELSEWHERE in text for text in (finding.message, *finding.hops))",
        "impact.outcome.partition(': ')[2]",
        "finding.message.startswith('app')",
        "re.search('app', finding.message)",
    ],
)
def test_a_look_into_a_sentence_is_found(line: str) -> None:
    assert list(searched(line)) == [1]


@pytest.mark.parametrize("line", ["finding.code in (A, B)", "[finding.message for finding in found]"])
def test_what_is_no_look_into_a_sentence_is_not(line: str) -> None:
    assert list(searched(line)) == []


def searched(text: str) -> Iterator[int]:
    """The lines in which a sentence is searched, or taken apart."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            if any(_is_sentence(each) or _is_made_of_one(each) for each in node.comparators):
                yield node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in SEARCHING and any(map(_is_sentence, (node.func.value, *node.args))):
                yield node.lineno
        elif isinstance(node, ast.GeneratorExp) and _goes_over_sentences(node):
            yield node.lineno


def _is_sentence(node: ast.expr) -> bool:
    return (isinstance(node, ast.Attribute) and node.attr in SENTENCES) or (
        isinstance(node, ast.Name) and node.id in SENTENCES
    )


def _is_made_of_one(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) and _has_sentence(node)


def _has_sentence(node: ast.AST) -> bool:
    return any(isinstance(each, ast.expr) and _is_sentence(each) for each in ast.walk(node))


def _goes_over_sentences(node: ast.GeneratorExp) -> bool:
    """Whether each of several sentences is searched: `X in text for text in (finding.message, ...)`."""
    names = {
        each.target.id
        for each in node.generators
        if isinstance(each.target, ast.Name) and _has_sentence(each.iter)
    }
    test = node.elt
    return isinstance(test, ast.Compare) and any(
        isinstance(each, ast.Name) and each.id in names for each in test.comparators
    )
