"""What is rendered of hostile texts is read by the tools that it is for, and stays text in them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from browser import dump, needs_chromium
from hostile import MARK, filled, rendered
from nginx import MODULE, NGINX, adapted, needs_nginx
from terraforming import needs_terraform, run

needs_shellcheck = pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not here")
LOADED = re.compile(r"SC1\d\d\d")
"""Of shellcheck, what keeps a script from being read as it was meant."""


@cache
def files(turn: int, server: bool = False) -> dict[str, str]:
    data = filled(turn)
    if not server:
        del data["deployment"]
    return {path: content.decode() for path, content in rendered(data).items()}


def put_in(folder: Path, turn: int, beginning: str, server: bool = False) -> Path:
    for path, text in files(turn, server).items():
        if path.startswith(beginning):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
    return folder / beginning


@needs_terraform
@pytest.mark.parametrize(("turn", "server"), [(0, False), (1, False), (2, True)])
def test_terraform_reads_it(turn: int, server: bool, tmp_path: Path) -> None:
    assert "Success" in run(put_in(tmp_path, turn, "terraform/", server), "validate")


@needs_shellcheck
@pytest.mark.parametrize("turn", [2])
def test_shellcheck_reads_it(turn: int, tmp_path: Path) -> None:
    scripts = {path: text for path, text in files(turn, True).items() if path.endswith(".sh")}
    scripts |= {path: text for path, text in files(turn).items() if path.endswith(".sh")}
    for path, text in files(turn).items():
        if path.endswith((".yaml", ".yml")):
            found = enumerate(steps(list(yaml.safe_load_all(text))))
            scripts |= {f"{path}-{number}.sh": f"#!/bin/bash\n{script}" for number, script in found}
    assert len(scripts) > 10
    for number, (path, text) in enumerate(scripts.items()):
        file = tmp_path / f"{number}.sh"
        file.write_text(text, encoding="utf-8")
        command = ["shellcheck", "--format", "json", "--shell", "bash", str(file)]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
        assert not [each for each in told if LOADED.match(f"SC{each['code']}")], path


def steps(value: Any) -> list[str]:
    """The scripts of a workflow."""
    if isinstance(value, dict):
        own = [value["run"]] if isinstance(value.get("run"), str) else []
        return own + [script for each in value.values() for script in steps(each)]
    return [script for each in value for script in steps(each)] if isinstance(value, list) else []


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {name for name, _ in attrs}


def attributes(document: str) -> set[str]:
    """The names of the attributes that a document has once it is loaded."""
    parser = _Attributes()
    parser.feed(document)
    return parser.names


@needs_chromium
@pytest.mark.parametrize("turn", [1])
def test_a_browser_shows_it_as_text(turn: int, tmp_path: Path) -> None:
    pages = [path for path in files(turn) if path.endswith((".html", ".svg"))]
    assert len(pages) > 2
    for path in pages:
        file = put_in(tmp_path, turn, path)
        alarm = f"<script>function {MARK}(){{document.title='run'}}</script>"
        if path.endswith(".html"):
            file.write_text(file.read_text(encoding="utf-8").replace("<head>", f"<head>{alarm}", 1))
        document = dump(file)
        assert "<title>run</title>" not in document
        assert MARK in unescape(document)
        assert not [name for name in attributes(document) if name.startswith("on")]


@needs_nginx
@pytest.mark.parametrize("turn", range(5))
def test_nginx_reads_it(turn: int, tmp_path: Path) -> None:
    """Load balancers and an API in front of services that have a hostile text in every field."""
    data = filled(turn)
    del data["deployment"]
    services = ("auto-scaling-group", "ecs-service", "instance")
    for id in services:
        data["components"][id]["service"] |= {"port": 8080, "image": "example/app:1"}
    before = ("alb", "nlb", "api-gateway")
    data["connections"] += [{f"client -> {id}": 443} for id in before]
    data["connections"] += [{f"{one} -> {other}": 8080} for one in before[:2] for other in services]
    data["connections"] += ["api-gateway -> alb"]
    found = {path: text.decode() for path, text in rendered(data).items() if path.endswith(".conf")}
    assert len(found) == 3
    for text in found.values():
        if "stream {" in text and MODULE is None:
            continue
        file = tmp_path / "nginx.conf"
        file.write_text(adapted(text, tmp_path), encoding="utf-8")
        command = [str(NGINX), "-t", "-p", str(tmp_path), "-c", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
