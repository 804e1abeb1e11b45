"""Kept models in Spanish: no English sentence in what people read, and every id as the file has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archgen.findings.phrase import Phrase
from archgen.lint.engine import check
from archgen.render.docs.gists import gist, message
from archgen.render.outputs import names, output
from archgen.render.outputs.artifact import Artifact
from archgen.render.outputs.view import View
from kept import SOUND, stem
from models import data_of, topology_of
from rule_examples import graph, patched

OTHERS = {"diagrams", "pdf", "handbook", "terraform", "pipeline"}
"""Pictures, the docs once more, and what programs read."""
READ = [name for name in names() if name not in OTHERS]
"""Outputs whose texts people read; a new one is one of them."""
ENGLISH = re.compile(r"\b(the|and|which|with|from|are|its|when|only|they|that|this|is)\b")
"""Words of which a Spanish line has none: two of them are a sentence."""
CODE = re.compile(r"<script.*?</script>|<style.*?</style>|```.*?```|`[^`]*`|<[^>]*>", re.DOTALL)
OWN = ("label", "description", "title", "reason", "environment")
"""What the file says in words of its own, in whichever language."""
FORMATS = (".md", ".html", ".mmd", ".drawio", ".yaml", ".yml", ".txt", ".csv")


@pytest.mark.parametrize("path", SOUND, ids=stem)
def test_a_model_in_spanish_has_no_english_sentence(path: Path) -> None:
    view = _view(path, "es")
    assert [line for name in READ for text in _texts(view, name) for line in _english(text)] == []


def test_an_english_sentence_is_found() -> None:
    view = _view(SOUND[0], "en")
    assert len([line for text in _texts(view, "docs") for line in _english(text)]) > 20


@pytest.mark.parametrize("path", SOUND, ids=stem)
def test_ids_are_the_same_in_every_language(path: Path) -> None:
    english, spanish = (_view(path, language) for language in ("en", "es"))
    ids = set(english.topology.components) | set(english.topology.rows)
    assert _named(english, ids) == _named(spanish, ids)


def _named(view: View, ids: set[str]) -> set[str]:
    return {word for text in _texts(view, "docs") for word in re.findall(r"`([^`\n]+)`", text)} & ids


def _english(text: str) -> Iterator[str]:
    for line in CODE.sub("", text).splitlines():
        if len(ENGLISH.findall(line)) > 1:
            yield line.strip()


def _texts(view: View, name: str) -> Iterator[str]:
    for made in output(name).artifacts(view):
        if isinstance(made, Artifact) and made.path.endswith(FORMATS):
            yield made.content.decode()


def _view(path: Path, language: str) -> View:
    data = data_of(path.read_text(encoding="utf-8"))
    for key in ("components", "subnets", "vpcs", "groups", "views"):
        data[key] = {id: _bare(fields) for id, fields in data.get(key, {}).items()}
    data = {key: value for key, value in data.items() if value != {} and key not in OWN}
    graph = topology_of(data | {"language": language})
    return View(graph.architecture, graph)


def _bare(fields: Any) -> Any:
    """Without the file's own words."""
    if isinstance(fields, list):
        return [_bare(each) for each in fields]
    if not isinstance(fields, dict):
        return fields
    return {key: _bare(value) for key, value in fields.items() if key not in OWN}


def test_two_sentences_of_a_finding_are_both_in_the_language_of_the_page() -> None:
    data = patched("components:\n  app: {subnets: web}\n")
    data["rules"] = {"ignore": [{"rule": "AG308", "reason": "a test"}]}
    (found,) = (finding for finding in check(graph(data)).findings if finding.code == "AG305")
    assert message(found, "es").endswith("; muévala a app, que es privada")
    assert gist(found, "es") is None
    other = found._replace(message=found.message + Phrase(" in no language"))
    assert message(other, "es") == other.message
    assert gist(other, "es") is not None
