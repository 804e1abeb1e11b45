"""The pictures that are committed are those that their models draw, to the byte.

`test_gallery` checks whole output folders; this names the view that differs, and takes a tenth of the time.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.render.diagram.views import drawn
from archgen.render.diagram.writers.svg import draw
from models import ROOT, data_of, topology_of

PICTURES = sorted(
    path
    for path in (*ROOT.glob("output/diagrams/*.svg"), *ROOT.glob("examples/**/output/diagrams/*.svg"))
    if not path.stem.endswith("-dark")
)


def _id(path: Path) -> str:
    return "-".join((*path.relative_to(ROOT).parts[:-3], path.stem))


@pytest.mark.parametrize("picture", PICTURES, ids=_id)
def test_a_committed_picture_is_what_its_model_draws(picture: Path) -> None:
    model = picture.parents[2] / "architecture.yaml"
    graph = topology_of(data_of(model.read_text(encoding="utf-8")))
    mark, _, committed = picture.read_text(encoding="utf-8").partition("\n")
    assert mark.startswith("<!--")
    assert draw(drawn(graph, picture.stem)) == committed
