"""Mermaid text says what stands in what and who talks to whom, and Mermaid reads it."""

import json
import os
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from archgen.render.diagram import views
from archgen.render.diagram.scene import Line, Scene
from archgen.render.diagram.writers import mermaid
from archgen.topology.building import topology
from browser import dump, needs_chromium
from models import ROOT, data_of, made
from scenes import brief, edge, node

MERMAID = os.environ.get("ARCHGEN_MERMAID")
HOSTILE = [
    '"]; end',
    "`code` **bold**",
    "1. list",
    "- item",
    "#quot; #35;",
    "<b>&amp;</b>",
    "a|b{c}[d](e)",
    "end",
    "数据 ñ",
    "%%{init}%%",
    "\\n",
]


def labelled(text: str) -> Scene:
    nodes = (node("end", "aws.compute.EC2", 30, 30, text), node("a-b", "aws.compute.EC2", 200, 30, text))
    return Scene(
        300,
        100,
        text,
        "",
        "en",
        (),
        (edge("end", "a-b", (54, 30), (176, 30), at=(100, 30), text=text),),
        nodes,
    )


def test_nodes_stand_in_their_groups_and_lines_join_them() -> None:
    text = mermaid.draw(brief())
    assert '        subgraph us_east_1b["us-east-1b"]\n' in text
    assert '            web_us_east_1a["Web server"]\n' in text
    assert '  app_us_east_1a -->|"5432"| orders_us_east_1a\n' in text
    assert '  orders_us_east_1a -.->|"replication"| orders_standby_us_east_1b\n' in text
    assert text.count("subgraph") == text.count("end\n")


def test_names_that_mermaid_reserves_or_that_look_alike_are_told_apart() -> None:
    nodes = tuple(node(id, "aws.compute.EC2", 30, 30, id) for id in ("end", "a-b", "a.b"))
    text = mermaid.draw(Scene(100, 100, "", "", "en", (), (), nodes))
    assert [line.strip().split("[")[0] for line in text.splitlines()[1:]] == ["end_", "a_b", "a_b_"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_quotes(text: str) -> None:
    drawn = mermaid.draw(labelled(text))
    assert all(line.count('"') == 2 for line in drawn.splitlines()[1:])
    assert not re.search(r"[`*<>&|{}\[\]\\]", "".join(re.findall(r'"(.*)"', drawn)))


READER = """<!doctype html><meta charset="utf-8"><body><script src="SCRIPT"></script><script>
const texts = TEXTS;
mermaid.initialize({startOnLoad: false});
(async () => {
  const results = [];
  for (const [i, text] of texts.entries()) {
    try {
      const {svg} = await mermaid.render("m" + i, text);
      const box = document.createElement("div");
      box.innerHTML = svg;
      results.push([...box.querySelectorAll(".nodeLabel")].map(label => label.textContent));
    } catch (error) { results.push("error: " + error.message); }
  }
  const result = document.createElement("pre");
  result.id = "labels";
  result.textContent = JSON.stringify(results);
  document.body.replaceChildren(result);
})();
</script>"""


@needs_chromium
@pytest.mark.skipif(MERMAID is None, reason="ARCHGEN_MERMAID does not name a folder with Mermaid")
def test_mermaid_draws_the_text_and_shows_every_label(tmp_path: Path) -> None:
    script = next(Path(MERMAID or "").rglob("mermaid.min.js"))
    texts = [mermaid.draw(brief()), *(mermaid.draw(labelled(text)) for text in HOSTILE)]
    page = tmp_path / "reader.html"
    code = json.dumps(texts).replace("</", "<\\/")
    page.write_text(READER.replace("SCRIPT", script.as_uri()).replace("TEXTS", code), "utf-8")
    found = re.search(r'<pre id="labels">(.*?)</pre>', dump(page, 60_000), re.DOTALL)
    assert found, "Mermaid has drawn nothing"
    whole, *labels = json.loads(unescape(found[1]))
    assert {"Web server", "Amazon CloudFront", "us-east-1b"} <= set(whole)
    assert labels == [[text, text] for text in HOSTILE]


def test_a_scene_without_labels_is_drawn() -> None:
    blank = replace(brief().nodes[0], label=replace(brief().nodes[0].label, lines=(Line(""),)))
    assert mermaid.draw(Scene(10, 10, "", "", "en", (), (), (blank,))) == 'flowchart TB\n  client[" "]\n'


def drawn(model: str, view: str) -> str:
    return mermaid.draw(views.drawn(topology(made(data_of(model))), view))


def test_a_container_has_its_caption_on_one_line() -> None:
    text = drawn((ROOT / "architecture.yaml").read_text("utf-8"), "network")
    assert 'subgraph vpc_us_east_1["VPC · 10.0.0.0/16"]' in text
    assert not re.search(r"subgraph .*<br/>", text)


def test_the_default_routes_of_subnets_begin_at_the_lanes_in_them() -> None:
    text = drawn((ROOT / "architecture.yaml").read_text("utf-8"), "network")
    assert "  app_us_east_1 --> nat_us_east_1a\n  app_us_east_1 --> nat_us_east_1b\n" in text
    assert "orders_us_east_1 --> nat" not in text and "web_us_east_1 --> nat" not in text


COVERS = """<!doctype html><meta charset="utf-8"><body><script src="SCRIPT"></script><script>
const texts = TEXTS;
mermaid.initialize({startOnLoad: false});
(async () => {
  const results = [];
  for (const [i, text] of texts.entries()) {
    const {svg} = await mermaid.render("m" + i, text);
    const box = document.createElement("div");
    box.innerHTML = svg;
    document.body.append(box);
    const of = selector => [...box.querySelectorAll(selector)].map(one => one.getBoundingClientRect());
    const titles = of(".cluster-label"), nodes = of(".node");
    results.push([titles.length, nodes.length, titles.filter(a => nodes.some(b =>
      a.width && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).length]);
  }
  const result = document.createElement("pre");
  result.id = "labels";
  result.textContent = JSON.stringify(results);
  document.body.replaceChildren(result);
})();
</script>"""


@needs_chromium
@pytest.mark.skipif(MERMAID is None, reason="ARCHGEN_MERMAID does not name a folder with Mermaid")
def test_mermaid_lets_no_node_cover_the_title_of_a_container(tmp_path: Path) -> None:
    script = next(Path(MERMAID or "").rglob("mermaid.min.js"))
    models = [ROOT / "architecture.yaml", *(ROOT / "tests/kept_models" / f"{n}.yaml" for n in KEPT)]
    texts = [drawn(model.read_text("utf-8"), "network") for model in models]
    texts.append(drawn((ROOT / "tests/pictures/ten-services.yaml").read_text("utf-8"), "flow"))
    page = tmp_path / "reader.html"
    code = json.dumps(texts).replace("</", "<\\/")
    page.write_text(COVERS.replace("SCRIPT", script.as_uri()).replace("TEXTS", code), "utf-8")
    found = re.search(r'<pre id="labels">(.*?)</pre>', dump(page, 60_000), re.DOTALL)
    assert found, "Mermaid has drawn nothing"
    for titles, nodes, covered in json.loads(unescape(found[1])):
        assert titles and nodes and not covered


KEPT = ("payments", "tienda")
