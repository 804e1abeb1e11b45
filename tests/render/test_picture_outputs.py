"""Each further format of the pictures is an output of its own, made when it is asked for."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from archgen.pipeline import examine, view_of
from archgen.render.outputs import Output, output
from archgen.render.outputs.artifact import Artifact
from archgen.yamlfile.document import Document
from archgen.yamlfile.parser import read

BRIEF = Path(__file__).parents[2] / "architecture.yaml"


def made(name: str) -> list[Artifact]:
    document: Document = read(BRIEF.read_bytes(), "architecture.yaml")
    return [item for item in output(name).artifacts(view_of(examine(document))) if isinstance(item, Artifact)]


@pytest.mark.parametrize(
    ("name", "paths", "start"),
    [
        ("pdf", {"diagrams/network.pdf"}, b"%PDF-1.7"),
        ("drawio", {"diagrams/network.drawio"}, b"<!-- Made by archgen from architecture.yaml."),
        (
            "mermaid",
            {"diagrams/network.mmd", "diagrams/flow.mmd"},
            b"%% Made by archgen from architecture.yaml.",
        ),
    ],
)
def test_a_format_is_an_output(name: str, paths: set[str], start: bytes) -> None:
    module: Output = output(name)
    files = made(name)
    assert module.SUMMARY
    assert not module.DEFAULT
    assert paths <= {file.path for file in files}
    assert all(file.content.startswith(start) for file in files)


def test_a_drawio_file_has_a_page_for_each_view() -> None:
    (file,) = made("drawio")
    pages = ElementTree.fromstring(file.content).findall("diagram")
    assert [(page.get("id"), page.get("name")) for page in pages] == [
        ("network", "Network"),
        ("flow", "Flow"),
    ]


def test_a_card_is_one_node_in_mermaid() -> None:
    flow = next(file.content.decode() for file in made("mermaid") if file.path == "diagrams/flow.mmd")
    assert "flowchart LR" in flow
    assert '  orders["Orders<br/>' in flow
    assert "app -->" in flow and "icon" not in flow
