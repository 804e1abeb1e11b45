"""The pictures of a change: both sides together, and a page that goes from before to after."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from archgen.cli import run
from archgen.review.difference_page import page
from archgen.review.pictures import sides
from browser import dump, needs_chromium
from models import brief
from test_diff import changed, difference


def looks(found: Any) -> dict[str, dict[str, str]]:
    return {picture.name: dict(picture.looks.things) for picture in sides(found)}


def test_a_copy_that_is_taken_away_is_marked_before_and_in_both() -> None:
    found = looks(difference(changed(nat={"per": "region"}, orders={"multi_az": False})))
    lost = {"nat@us-east-1b": "removed", "orders.standby@us-east-1b": "removed"}
    for name in ("both", "before"):
        assert lost.items() <= found[name].items()
    assert not lost.keys() & found["after"].keys()
    assert found["after"]["orders"] == "changed"


def test_a_copy_that_is_added_is_marked_after_and_in_both() -> None:
    found = looks(difference(brief(), changed(orders={"multi_az": False})))
    for name in ("both", "after"):
        assert found[name]["orders.standby@us-east-1b"] == "added"
    assert "orders.standby@us-east-1b" not in found["before"]


def test_what_is_taken_away_is_drawn_where_it_was() -> None:
    both = next(iter(sides(difference(changed(orders={"multi_az": False})))))
    assert "orders.standby@us-east-1b" in {node.id for node in both.scene.nodes}


def test_the_page_has_three_pictures_and_the_consequences() -> None:
    text = page(difference(changed(orders={"multi_az": False, "read_replicas": 0})))
    assert re.findall(r'<div class="side (\w+)">', text) == ["both", "before", "after"]
    assert "worse in an AZ failure:</b> when us-east-1a fails, client -&gt; orders now fails" in text
    assert "changed: orders: multi_az: true -&gt; false" in text
    assert not re.search(r'(?:src|href)="(?!#|data:)', text), "the page asks for nothing"


def test_a_page_without_consequences_says_so() -> None:
    text = page(difference(brief()))
    assert "nothing: the same paths" in text and 'data-look="' not in text


def test_names_are_text_in_the_page() -> None:
    data = changed(orders={"label": "<script>alert(1)</script>"})
    text = page(difference(data))
    assert "<script>alert" not in text


@needs_chromium
def test_a_browser_goes_from_before_to_after(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    script = """<script>
      const slider = document.getElementById("share"), see = (name) =>
        Number(getComputedStyle(document.querySelector(".side." + name)).opacity);
      slider.value = 75; slider.dispatchEvent(new Event("input"));
      document.title = [see("before"), see("after")].join(" ");
    </script></body>"""
    text = page(difference(changed(nat={"per": "region"})))
    path.write_text(text.replace("</body>", script), encoding="utf-8")
    assert "<title>0.25 0.75</title>" in dump(path)


def test_the_page_is_written_in_the_model_s_language(tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(yaml.safe_dump(brief(), sort_keys=False))
    new.write_text(yaml.safe_dump(changed(nat={"per": "region"}) | {"language": "es"}, sort_keys=False))
    html = tmp_path / "change.html"
    for _ in range(2):  # its own page is written over
        assert run(["diff", str(old), str(new), "--html", str(html)]) == 0
    assert "De antes a después" in html.read_text("utf-8")


def test_a_page_of_somebody_else_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, html = tmp_path / "a.yaml", tmp_path / "index.html"
    path.write_text(yaml.safe_dump(brief(), sort_keys=False))
    html.write_text("<!doctype html><p>mine</p>")
    assert run(["diff", str(path), str(path), "--html", str(html)]) == 2
    assert "mine" in html.read_text()
