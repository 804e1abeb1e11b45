"""What the page costs a browser at about 300 components: opening it, and each component that is pointed at.

Seconds of processor time of a whole headless Chromium, less what an empty page takes it, the best of five;
they do not depend on what else the machine does. Opening may take 0.5 s, pointing 50 ms.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from archgen.pipeline import examine, view_of
from archgen.render.outputs import html
from archgen.render.outputs.artifact import Artifact
from archgen.yamlfile.parser import read
from many_components import model

COMPONENTS, RUNS, POINTED = 300, 5, 400
POINT = """<script>addEventListener("load", () => setTimeout(() => {
  document.querySelector('[data-show="network"]').click();
  const things = [...document.querySelectorAll('[data-view="network"] [tabindex="0"]')];
  for (let n = 0; n < %d; n++) {
    const thing = things[n %% things.length];
    thing.dispatchEvent(new PointerEvent("pointerover", {bubbles: true}));
    thing.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
    thing.focus();
    document.body.getBoundingClientRect();
  }
}, 50));</script></body>"""


def seconds(path: Path) -> float:
    """The processor time in which Chromium opens a page and is done with it, the best of some runs."""
    return min(_seconds(path) for _ in range(RUNS))


def _seconds(path: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1400,900"]
    subprocess.run([*command, "--virtual-time-budget=3000", "--dump-dom", str(path)], capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measures and prints."""
    view = view_of(examine(read(model(COMPONENTS).encode(), "many.yaml")))
    (page,) = (each for each in html.artifacts(view) if isinstance(each, Artifact))
    text = page.content.decode()
    with tempfile.TemporaryDirectory() as name:
        taken = {}
        for label, shown in {
            "empty": "<!doctype html><title>-</title>",
            "opened": text,
            "pointed": text.replace("</body>", POINT % POINTED),
        }.items():
            path = Path(name) / f"{label}.html"
            path.write_text(shown, encoding="utf-8")
            taken[label] = seconds(path)
    opening = taken["opened"] - taken["empty"]
    pointing = (taken["pointed"] - taken["opened"]) / POINTED
    print(f"{len(view.topology.components)} components, a page of {len(text) / 1e6:.1f} MB")
    print(f"opening it              {opening:6.2f} s     at most 0.50")
    print(f"pointing at a component {pointing * 1000:6.1f} ms    at most 50")
    return int(opening > 0.5 or pointing > 0.05)


if __name__ == "__main__":
    sys.exit(main())
