"""The interactive page, driven in headless Chromium."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from archgen.i18n.es.table import WORDS
from archgen.pipeline import examine, view_of
from archgen.render.outputs import html
from archgen.render.outputs.artifact import Artifact
from archgen.render.outputs.view import View
from archgen.yamlfile.parser import read
from browser import dump, needs_chromium

ROOT = Path(__file__).parent.parent
BRIEF = (ROOT / "architecture.yaml").read_text("utf-8")
DRIVER = """<script>
addEventListener("load", async () => {
  const all = selector => [...document.querySelectorAll(selector)];
  const one = selector => document.querySelector(selector);
  const text = selector => one(selector).textContent.trim();
  const ids = selector => all(selector).map(element => element.dataset.id);
  const copy = id => one(`.component[data-id="${id}"]`);
  const happen = {bubbles: true, cancelable: true};
  const key = (key, target = document.body) =>
    target.dispatchEvent(new KeyboardEvent("keydown", {key, ...happen}));
  const click = element => element.dispatchEvent(new MouseEvent("click", happen));
  const transform = () => one("#paper").style.transform;
  const told = {};
  try { STEPS } catch (error) { told.error = String(error.stack); }
  const result = document.createElement("pre");
  result.id = "told";
  result.textContent = JSON.stringify(told);
  document.body.append(result);
});
</script>"""


def view(text: str = BRIEF) -> View:
    return view_of(examine(read(text.encode(), "architecture.yaml")))


def page(text: str = BRIEF) -> str:
    [artifact] = [item for item in html.artifacts(view(text)) if isinstance(item, Artifact)]
    assert artifact.path == "diagrams/architecture.html"
    return artifact.content.decode()


def test_a_finding_is_in_the_language_of_the_page() -> None:
    faulty = BRIEF.replace("read_replicas: 1}", "read_replicas: 1, encrypted: false}")
    spanish = page(faulty.replace("language: en ", "language: es "))
    assert "orders no está cifrado" in spanish and "quite `encrypted` de `components.orders`" in spanish
    assert "orders is not encrypted" in page(faulty)


@pytest.fixture(scope="session")
def brief_page() -> str:
    return page()


def driven(content: str, steps: str, folder: Path, fragment: str = "") -> dict[str, Any]:
    """What a script in the page tells after it has acted as a person would."""
    file = folder / "page.html"
    file.write_text(content.replace("</body>", DRIVER.replace("STEPS", steps) + "</body>"), "utf-8")
    document = dump(file.as_uri() + fragment)
    found = re.search(r'<pre id="told">(.*?)</pre>', document, re.DOTALL)
    assert found, "the page has told nothing"
    told: dict[str, Any] = json.loads(unescape(found[1]))
    assert "error" not in told, told
    return told


def test_a_page_is_one_file_that_asks_the_network_for_nothing(brief_page: str) -> None:
    addresses = re.findall(r"""(?:src|href)=["']([^"'#]+)|url\(([^)#]+)""", brief_page)
    assert addresses
    assert all("".join(address).startswith("data:") for address in addresses)
    assert "default-src 'none'" in brief_page
    assert len(brief_page) < 200_000


def test_text_of_the_model_cannot_end_the_script_or_become_markup() -> None:
    hostile = BRIEF.replace("label: Static assets", "label: '</script><img src=x onerror=alert(1)>'")
    content = page(hostile)
    assert "<img src=x" not in content
    assert content.count("</script>") == page().count("</script>")


def test_everything_that_the_page_says_is_a_word_of_its_own_and_has_its_spanish() -> None:
    script = (ROOT / "templates/html/page.js").read_text("utf-8")
    said = set(re.findall(r'(?:say|section)\("([^"]+)"', script))
    keys = script.partition('section("Keys"')[2].partition(".flatMap")[0]
    said |= set(re.findall(r'"[^"]+", "([^"]+)"\]', keys))
    said |= set(re.findall(r'words\["([^"]+)"\]', (ROOT / "templates/html/page.html.j2").read_text("utf-8")))
    assert said - set(html.WORDS) == set()
    assert {*html.WORDS, *html.VIEWS.values()} - set(WORDS) == set()


def test_the_model_of_the_page_has_every_component_and_zone() -> None:
    found = html.model(view())
    assert list(found["components"]) == list(view().topology.components)
    assert list(found["zones"]) == ["us-east-1a", "us-east-1b"]
    assert found["zones"]["us-east-1a"]["promoted"] == {"orders@us-east-1a": "orders.standby@us-east-1b"}


@needs_chromium
def test_a_component_lights_up_what_it_talks_to_and_the_rest_fades(brief_page: str, tmp_path: Path) -> None:
    steps = """
      copy("web-lb@us-east-1").focus();
      told.lit = ids(".component.lit");
      told.fading = one("#stage").classList.contains("fading");
      copy("web-lb@us-east-1").blur();
      told.after = one("#stage").classList.contains("fading");
    """
    told = driven(brief_page, steps, tmp_path)
    assert set(told["lit"]) == {"igw@us-east-1", "web-lb@us-east-1", "web@us-east-1a", "web@us-east-1b"}
    assert (told["fading"], told["after"]) == (True, False)


@needs_chromium
def test_a_click_opens_the_panel_and_escape_closes_it(brief_page: str, tmp_path: Path) -> None:
    steps = """
      click(copy("orders@us-east-1a"));
      told.heading = text("#panel h2");
      told.panel = text("#panel");
      told.chosen = ids(".component.chosen");
      told.hash = location.hash;
      key("Escape");
      told.closed = text("#panel h2");
      told.rest = location.hash;
    """
    told = driven(brief_page, steps, tmp_path)
    assert told["heading"] == "Orders"
    assert "postgres" in told["panel"]
    assert "the standby takes over" in told["panel"]
    assert len(told["chosen"]) == 3
    assert (told["hash"], told["rest"]) == ("#orders", "")
    assert told["closed"] == "Three-tier web application"


@needs_chromium
def test_components_are_buttons_for_keyboard_and_screen_reader(brief_page: str, tmp_path: Path) -> None:
    steps = """
      const first = copy("cdn");
      told.role = [first.getAttribute("role"), first.tabIndex, first.getAttribute("aria-label")];
      first.focus();
      key("Enter", first);
      told.heading = text("#panel h2");
      told.focus = document.activeElement.id;
      const unnamed = button => !button.textContent.trim() && !button.getAttribute("aria-label");
      told.unnamed = all("button").filter(unnamed).length;
      told.live = one("#status").getAttribute("role");
    """
    told = driven(brief_page, steps, tmp_path)
    assert told["role"] == ["button", 0, "Amazon CloudFront, cdn, 4 connections"]
    assert (told["heading"], told["focus"]) == ("Amazon CloudFront", "panel")
    assert (told["unnamed"], told["live"]) == (0, "status")


@needs_chromium
def test_a_lost_zone_greys_its_copies_and_reroutes_to_the_heir(brief_page: str, tmp_path: Path) -> None:
    steps = """
      click(one('[data-zone="us-east-1a"]'));
      told.lost = ids(".component.lost");
      told.zone = ids(".group.lost");
      told.heir = ids(".component.heir");
      told.reroutes = all(".reroutes").length;
      told.gone = ids(".connection.gone");
      told.panel = text("#panel");
      told.status = text("#status");
      key("Escape");
      told.after = all(".lost, .heir, .gone, .reroutes").length;
    """
    told = driven(brief_page, steps, tmp_path)
    assert set(told["lost"]) == {"web@us-east-1a", "nat@us-east-1a", "app@us-east-1a", "orders@us-east-1a"}
    assert told["zone"] == ["us-east-1a"]
    assert told["heir"] == ["orders.standby@us-east-1b"]
    assert told["reroutes"] == 1
    assert told["gone"] == [
        "app@us-east-1a/subnet--nat@us-east-1a",
        "nat@us-east-1a--igw@us-east-1",
        "orders@us-east-1a--orders.standby@us-east-1b",
        "orders@us-east-1a--orders.replica-1@us-east-1b",
    ]
    assert "recovers automatically" in told["panel"]
    assert told["status"].startswith("us-east-1a: ")
    assert told["after"] == 0


@needs_chromium
def test_a_zone_that_is_not_survived_shows_what_breaks(tmp_path: Path) -> None:
    shared = BRIEF.replace("kind: nat-gateway,", "kind: nat-gateway, per: region,")
    steps = """
      told.broken = ids(".connection.broken");
      told.card = one("#panel .card").className;
      told.panel = text("#panel");
    """
    told = driven(page(shared), steps, tmp_path, "#lost=us-east-1a")
    assert told["broken"] == ["app@us-east-1b/subnet--nat@us-east-1a"]
    assert told["card"] == "card bad"
    assert "nat@us-east-1a fails" in told["panel"]


@needs_chromium
def test_search_finds_by_name_service_and_id(brief_page: str, tmp_path: Path) -> None:
    steps = """
      const search = one("#search");
      const found = words => {
        search.value = words;
        search.dispatchEvent(new Event("input"));
        return all("#found li").map(item => item.textContent);
      };
      told.service = found("dynamodb");
      told.nothing = found("nonesuch");
      found("rds");
      key("Enter", search);
      told.heading = text("#panel h2");
    """
    told = driven(brief_page, steps, tmp_path)
    assert [item.partition("VPC")[0] for item in told["service"]] == ["", "SessionsAmazon DynamoDB"]
    assert told["nothing"] == ["Nothing found"]
    assert told["heading"] == "Orders"


@needs_chromium
def test_pan_zoom_fit_and_theme_have_keys(brief_page: str, tmp_path: Path) -> None:
    steps = """
      const scale = () => Number(transform().split("scale(")[1].slice(0, -1));
      told.fit = scale();
      key("+");
      told.closer = scale();
      key("0");
      told.again = scale();
      const before = transform();
      key("ArrowLeft");
      told.moved = transform() !== before;
      one("#stage").dispatchEvent(new WheelEvent("wheel", {deltaY: 100, clientX: 300, ...happen}));
      told.further = scale();
      const theme = () => document.documentElement.dataset.theme;
      told.theme = [theme(), (key("t"), theme())];
    """
    told = driven(brief_page, steps, tmp_path)
    assert told["closer"] > told["fit"] > told["further"]
    assert told["again"] == told["fit"]
    assert told["moved"]
    assert told["theme"] == ["light", "dark"]


@needs_chromium
def test_an_address_leads_to_a_component_and_a_bad_one_does_no_harm(brief_page: str, tmp_path: Path) -> None:
    steps = """
      const seen = () => [text("#panel h2"), ...ids(".group.lost")];
      told.good = seen();
      told.bad = [];
      for (const bad of ["#nonesuch", "#__proto__", "#constructor&lost=toString", "#%E0%A4%A"]) {
        const changed = new Promise(done => addEventListener("hashchange", done, {once: true}));
        location.hash = bad;
        await changed;
        told.bad.push(seen());
      }
    """
    told = driven(brief_page, steps, tmp_path, "#app&lost=us-east-1b")
    assert told["good"] == ["App", "us-east-1b"]
    assert told["bad"] == [["Three-tier web application"]] * 4


@needs_chromium
def test_dark_shows_dark_pictures(brief_page: str, tmp_path: Path) -> None:
    steps = """
      key("t");
      told.ground = getComputedStyle(one("svg.archgen > rect")).fill;
      told.ink = getComputedStyle(one(".archgen .component text")).fill;
      told.line = getComputedStyle(one(".archgen .connection path")).stroke;
      told.vpc = getComputedStyle(one('.group[data-kind="vpc"] > rect')).stroke;
    """
    assert driven(brief_page, steps, tmp_path) == {
        "ground": "rgb(15, 27, 42)",
        "ink": "rgb(244, 246, 248)",
        "line": "rgb(201, 209, 219)",
        "vpc": "rgb(169, 123, 255)",
    }
