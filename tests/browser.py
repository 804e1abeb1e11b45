"""What headless Chromium makes of our files. Tests that need it are skipped where there is none."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest

from archgen.render.diagram.scene import Box

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
)


def dump(page: Path | str, milliseconds: int = 15_000) -> str:
    """The page's document after its scripts have run."""
    return _run(page, f"--virtual-time-budget={milliseconds}", "--dump-dom").stdout


def text_boxes(svgs: Sequence[str]) -> list[list[Box]]:
    """The box of every `<text>` of each picture, in document order, as the browser lays it out."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "boxes.html"
        pictures = json.dumps(list(svgs)).replace("</", "<\\/")
        page.write_text(PAGE.replace("PICTURES", pictures), "utf-8")
        document = dump(page)
    found = re.search(r'<pre id="boxes">(.*?)</pre>', document, re.DOTALL)
    assert found, "the browser has not measured anything"
    return [[Box(*box) for box in boxes] for boxes in json.loads(unescape(found[1]))]


def _run(page: Path | str, *flags: str) -> subprocess.CompletedProcess[str]:
    assert CHROMIUM is not None
    address = page.as_uri() if isinstance(page, Path) else page
    with tempfile.TemporaryDirectory() as profile:
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *flags, address]
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=True)


PAGE = """<!doctype html><meta charset="utf-8"><body><script>
const pictures = PICTURES;
const load = picture => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.style.cssText = "width:3000px;height:3000px";
  frame.onload = async () => {
    const inner = frame.contentDocument;
    await Promise.all([...inner.fonts].map(face => face.load()));
    await inner.fonts.ready;
    done([...inner.querySelectorAll("svg text")].map(text => {
      const box = text.getBBox();
      return [box.x, box.y, box.width, box.height];
    }));
  };
  frame.srcdoc = "<!doctype html><body style='margin:0'>" + picture;
  document.body.append(frame);
});
Promise.all(pictures.map(load)).then(boxes => {
  const result = document.createElement("pre");
  result.id = "boxes";
  result.textContent = JSON.stringify(boxes);
  document.body.replaceChildren(result);
});
</script>
"""
