"""The models that are kept: each is validated, drawn and documented without a finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from archgen.lint.examination import Examination
from archgen.pipeline import examine, render, view_of
from archgen.render.diagram.layout.flow import flow
from archgen.render.diagram.network import network
from archgen.render.diagram.writers.svg import draw
from archgen.render.outputs import docs
from archgen.render.outputs.artifact import Artifact
from archgen.yamlfile.parser import read
from geometry import measure
from kept import ALL, FAULTY, SOUND, faults_of, stem


def examined(path: Path) -> Examination:
    return examine(read(path.read_bytes(), path.name))


@pytest.fixture(params=ALL, ids=stem)
def path(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def test_the_rules_find_what_is_known_and_no_more(path: Path) -> None:
    found = {finding.code for finding in examined(path).findings if finding.severity != "info"}
    assert found == faults_of(path)


@pytest.mark.parametrize("view", [network, flow])
def test_it_is_drawn_without_a_fault(path: Path, view: object) -> None:
    topology = examined(path).topology
    assert topology is not None and callable(view)
    assert measure(draw(view(topology))).faults == ()


def test_its_page_has_no_table_with_a_torn_row(path: Path) -> None:
    made = render(view_of(examined(path)), [docs]).made["docs"]
    assert isinstance(made[0], Artifact)
    text = made[0].content.decode()
    tables = [t for t in MarkdownIt("commonmark").enable("table").parse(text) if t.type == "table_open"]
    heads = [line for line in text.splitlines() if line.startswith("|--")]
    assert len(tables) == len(heads) > 0


def test_there_are_enough_of_them() -> None:
    assert len(SOUND) >= 13 and len(FAULTY) >= 1
