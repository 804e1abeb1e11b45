"""The interactive page, driven in headless Chromium."""

from __future__ import annotations

import json
import os
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from archgen.i18n.es.table import WORDS
from archgen.pipeline import examine, view_of
from archgen.render.diagram import views
from archgen.render.outputs import html
from archgen.render.outputs.artifact import Artifact
from archgen.render.outputs.view import View
from archgen.yamlfile.parser import read
from browser import dump, needs_chromium

ROOT = Path(__file__).parents[3]
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
    assert {*html.WORDS, *views.TITLES.values()} - set(WORDS) == set()


def test_the_model_of_the_page_has_every_component_and_zone() -> None:
    found = html.model(view())
    assert list(found["components"]) == list(view().topology.components)
    zones = [name for name, outage in found["outages"].items() if outage["sort"] == "zone"]
    assert zones == ["us-east-1a", "us-east-1b"]
    assert {"us-east-1", "web-lb", "orders"} < set(found["outages"])
    assert "client" not in found["outages"]
    assert found["outages"]["us-east-1a"]["promoted"] == {"orders@us-east-1a": "orders.standby@us-east-1b"}


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
    assert {"igw@us-east-1", "web-lb@us-east-1", "cdn", "web@us-east-1a"} <= set(told["lit"])
    assert not {"app@us-east-1a", "dns", "nat@us-east-1a"} & set(told["lit"])
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
def test_focus_follows_a_call_over_the_gateways_that_it_passes(brief_page: str, tmp_path: Path) -> None:
    steps = """
      click(one('[data-component="app"]'));
      told.lit = all(".component.lit").map(element => element.dataset.component);
      told.listed = all("#panel .link").map(element => element.textContent);
    """
    told = driven(brief_page, steps, tmp_path)
    assert {"app", "app-lb", "orders", "sessions", "dynamodb-endpoint", "nat", "partners"} <= set(told["lit"])
    assert {"Sessions", "Orders"} <= set(told["listed"])
    assert not {"web-lb", "assets", "client"} & set(told["lit"])


@needs_chromium
def test_a_piece_of_a_trunk_fades_only_when_all_its_connections_do(brief_page: str, tmp_path: Path) -> None:
    steps = """
      click(one('[data-show="flow"]'));
      one('[data-view="flow"] .group[data-id="orders"]').focus();
      const lines = ids('[data-view="flow"] .connection');
      const of = trunk => trunk.dataset.connections.split(" ").flatMap(range => {
        const [first, last = first] = range.split("-").map(Number);
        return lines.slice(first, last + 1);
      });
      const pieces = all('[data-view="flow"] .trunk');
      const isLit = piece => piece.classList.contains("lit");
      told.wrong = pieces.filter(piece => isLit(piece) !== of(piece).includes("app--orders")).length;
      told.lit = pieces.filter(isLit).length;
      told.cards = ids('[data-view="flow"] .group.lit');
    """
    told = driven(brief_page, steps, tmp_path)
    assert told["wrong"] == 0
    assert told["lit"] >= 1
    assert set(told["cards"]) == {"app", "orders"}


FAIL = """
      const fail = name => {
        one("#failing").value = name;
        one("#failing").dispatchEvent(new Event("change", happen));
      };
"""


@needs_chromium
def test_a_failed_zone_greys_its_copies_and_marks_what_takes_over(brief_page: str, tmp_path: Path) -> None:
    steps = """
      fail("us-east-1a");
      told.lost = ids(".component.lost");
      told.zone = ids('.group[data-kind="zone"].lost');
      told.subnets = ids('.group[data-kind="subnet"].out');
      told.heir = ids(".component.heir");
      told.panel = text("#panel");
      told.status = text("#status");
      key("Escape");
      told.after = all(".lost, .out, .heir, .gone").length;
    """
    told = driven(brief_page, FAIL + steps, tmp_path)
    assert {"web@us-east-1a", "nat@us-east-1a", "app@us-east-1a", "orders@us-east-1a"} <= set(told["lost"])
    assert told["zone"] == ["us-east-1a"]
    assert [id.partition("@")[2] for id in told["subnets"]] == ["us-east-1a/subnet"] * 3
    assert "orders.standby@us-east-1b" in told["heir"]
    assert "recovers automatically" in told["panel"]
    assert told["status"].startswith("us-east-1a: ")
    assert told["after"] == 0


@needs_chromium
def test_a_region_or_a_component_may_fail_and_both_views_react(brief_page: str, tmp_path: Path) -> None:
    steps = """
      fail("app-lb");
      told.card = one("#panel .card").className;
      told.network = all('[data-view="network"] .component.lost').map(element => element.dataset.component);
      click(one('[data-show="flow"]'));
      told.flow = ids('[data-view="flow"] .group.lost');
      fail("us-east-1");
      told.region = ids('[data-view="flow"] .group.lost');
      told.address = location.hash;
    """
    told = driven(brief_page, FAIL + steps, tmp_path)
    assert told["card"] == "card bad"
    assert set(told["network"]) == {"app-lb"}
    assert told["flow"] == ["app-lb"]
    assert {"web", "app", "orders", "web-lb"} <= set(told["region"])
    assert "cdn" not in told["region"]
    assert told["address"] == "#lost=us-east-1&view=flow"


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
      found("nonesuch");
      told.nothing = [text("#nothing"), one("#nothing").hidden, one("#found").hidden];
      told.port = found("5432");
      told.block = found("10.0.32");
      told.copy = found("nat@us-east-1b");
      told.size = found("t3.small");
      told.engine = found("postgres");
      found("rds");
      key("Enter", search);
      told.heading = text("#panel h2");
    """
    told = driven(brief_page, steps, tmp_path)
    assert [item.partition("VPC")[0] for item in told["service"]] == ["", "SessionsAmazon DynamoDB"]
    assert told["nothing"] == ["Nothing found", False, True]
    assert [item[:6] for item in told["port"]] == ["Orders"]
    assert [item[:3] for item in told["block"]] == ["App"]
    assert len(told["copy"]) == 1
    assert len(told["size"]) == 2
    assert [item[:6] for item in told["engine"]] == ["Orders"]
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


@needs_chromium
def test_a_moved_picture_keeps_its_zoom_when_the_window_changes(brief_page: str, tmp_path: Path) -> None:
    steps = """
      key("+");
      const scale = () => transform().match(/scale\\((.*)\\)/)[1];
      told.before = scale();
      dispatchEvent(new Event("resize"));
      told.after = scale();
    """
    told = driven(brief_page, steps, tmp_path)
    assert told["before"] == told["after"]


def test_without_scripts_there_are_pictures_and_a_table(brief_page: str) -> None:
    body = brief_page.partition("<body>")[2].partition("<script")[0]
    assert body.count('data-view="') == 2
    rows = re.findall(r'<tr><th scope="row">(.*?)</tr>', body)
    assert len(rows) == len(view().topology.components)
    assert any("Orders" in row and "us-east-1a" in row for row in rows)


@needs_chromium
def test_one_connection_is_said_in_the_singular(brief_page: str, tmp_path: Path) -> None:
    steps = """
      click(one('[data-show="flow"]'));
      told.said = one('[data-view="flow"] .group[data-id="dns"]').getAttribute("aria-label");
    """
    assert driven(brief_page, steps, tmp_path)["said"].endswith(", 1 connection")


@needs_chromium
def test_a_large_picture_has_a_map_and_is_quick(tmp_path: Path) -> None:
    steps = """
      click(one('[data-show="network"]'));
      told.map = !one("#map").hasAttribute("hidden");
      told.frame = all("#map .frame").length;
      const start = performance.now();
      const things = all('[data-view="network"] [tabindex="0"]').slice(0, 20);
      for (const thing of things) { thing.focus(); getComputedStyle(thing).opacity; }
      told.hover = (performance.now() - start) / things.length;
    """
    services = "".join(
        f"  s{n}: {{kind: ecs-service, tier: backend, subnets: app, service: {{image: s, port: {n + 1}}}}}\n"
        for n in range(70)
    )
    lines = "".join(f"  - app-lb -> s{n}\n  - s{n} -> orders: 5432\n" for n in range(70))
    large = BRIEF.replace("connections:\n", f"{services}connections:\n{lines}")
    told = driven(page(large), steps, tmp_path)
    assert (told["map"], told["frame"]) == (True, 1)
    assert told["hover"] < 120


AXE = os.environ.get("ARCHGEN_AXE")
ACCESSIBLE = """
      FAIL
      const search = one("#search");
      const typed = words => {
        search.focus();
        search.value = words;
        search.dispatchEvent(new Event("input"));
      };
      const acts = {
        start: () => 0,
        flow: () => click(one('[data-show="flow"]')),
        chosen: () => click(copy("orders@us-east-1a")),
        lost: () => fail("us-east-1a"),
        dark: () => key("t"),
        found: () => typed("app"),
        nothing: () => typed("zz"),
      };
      told.violations = [];
      for (const [name, act] of Object.entries(acts)) {
        act();
        const {violations} = await axe.run(document, {resultTypes: ["violations"]});
        told.violations.push(...violations.map(({id, nodes}) => `${name}: ${id}: ${nodes[0].html}`));
      }
"""


@needs_chromium
@pytest.mark.skipif(AXE is None, reason="ARCHGEN_AXE does not name a folder with axe-core")
def test_axe_finds_nothing_to_object_to(brief_page: str, tmp_path: Path) -> None:
    script = next(Path(AXE or "").rglob("axe.min.js")).read_text("utf-8")
    content = brief_page.replace("</body>", f"<script>{script}</script></body>")
    assert driven(content, ACCESSIBLE.replace("FAIL", FAIL), tmp_path)["violations"] == []


@needs_chromium
def test_the_page_of_the_kept_model_with_most_kinds_can_be_used(tmp_path: Path) -> None:
    """Everything in each view has a name, search finds ports, a failed zone greys both views."""
    steps = """
      told.nameless = [];
      for (const view of all("[data-show]").map(button => button.dataset.show)) {
        click(one(`[data-show="${view}"]`));
        const things = all(`[data-view="${view}"] [tabindex="0"]`);
        told.count = Math.min(told.count ?? 99, things.length);
        told.nameless.push(...things.filter(t => !t.getAttribute("aria-label")).map(t => t.dataset.id));
      }
      fail("eu-west-1a");
      told.flow = ids('[data-view="flow"] .group.lost');
      click(one('[data-show="network"]'));
      told.network = ids('[data-view="network"] .component.lost');
      const search = one("#search");
      search.value = "11211";
      search.dispatchEvent(new Event("input"));
      told.found = all("#found li").map(item => item.textContent);
    """
    text = (ROOT / "tests" / "kept_models" / "faulty" / "every-kind.yaml").read_text("utf-8")
    told = driven(page(text), FAIL + steps, tmp_path)
    assert (told["nameless"], told["count"] > 30) == ([], True)
    assert {"single", "orders-replica"} <= set(told["flow"])
    assert {"single@eu-west-1a", "orders@eu-west-1a", "nat@eu-west-1a"} <= set(told["network"])
    assert not {"orders@eu-west-1b", "nat@eu-west-1b"} & set(told["network"])
    assert [item[:4] for item in told["found"]] == ["Memo"]
