"""Terraform in tests: the configuration of a model as files, and the terraform command where it can be had.

The environment variable ARCHGEN_TERRAFORM names the command: `terraform` itself (it then needs the network
for its provider), or one that is called with a folder first and brings the provider along.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import hcl
from archgen.render.outputs import terraform
from archgen.render.outputs.artifact import Artifact, Memory, Note
from archgen.render.outputs.view import View
from archgen.topology.building import topology
from kept import ALL
from models import BRIEF, ROOT, data_of, made

COMMAND = os.environ.get("ARCHGEN_TERRAFORM")

needs_terraform = pytest.mark.skipif(
    not COMMAND, reason="ARCHGEN_TERRAFORM is not set: terraform does not check what is rendered"
)

OWN = Path(COMMAND or "").name.startswith("terraform")
"""Whether the command is terraform itself: it would ask AWS."""

applies = pytest.mark.skipif(
    not COMMAND or OWN, reason="no stand-in for AWS in ARCHGEN_TERRAFORM: nothing is applied"
)


def kept() -> dict[str, Any]:
    """The kept models by name, the brief among them."""
    return {
        "brief" if file == BRIEF else file.stem: data_of(file.read_text(encoding="utf-8")) for file in ALL
    }


def networks() -> dict[str, Any]:
    """The examples of several VPCs by name."""
    folder = ROOT / "examples" / "networks"
    files = sorted(folder.glob("*/architecture.yaml"))
    return {file.parent.name: data_of(file.read_text(encoding="utf-8")) for file in files}


Tables = Mapping[str, Mapping[str, str]]


def view_of(data: Any, memory: Tables | None = None) -> View:
    """What outputs see of a model, and of what was rendered before."""
    architecture = made(data)
    return View(architecture, topology(architecture), memory={"terraform": memory or {}})


def remembered(data: Any, memory: Tables | None = None) -> Tables:
    """What a render writes down for the next one."""
    (found,) = (item for item in terraform.artifacts(view_of(data, memory)) if isinstance(item, Memory))
    return found.tables


def configuration(data: Any, memory: Tables | None = None) -> dict[str, str]:
    """The files of a model's configuration, by their paths below its folder."""
    found = (item for item in terraform.artifacts(view_of(data, memory)) if isinstance(item, Artifact))
    return {item.path.removeprefix("terraform/"): item.content.decode() for item in found}


def notes(data: Any, memory: Tables | None = None) -> list[str]:
    """What is said about a model's configuration."""
    return [item.text for item in terraform.artifacts(view_of(data, memory)) if isinstance(item, Note)]


def written(data: Any, folder: Path, memory: Tables | None = None) -> Path:
    """A folder with the configuration of a model in it, and no other."""
    for file in folder.glob("*.tf"):
        file.unlink()
    for path, text in configuration(data, memory).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return folder


def run(folder: Path, command: str, *arguments: str, keep_state: bool = False) -> str:
    """What terraform says of a folder; a failure fails the test with its words."""
    done = _done(folder, command, *arguments, keep_state=keep_state)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def failing(folder: Path, command: str, *arguments: str) -> str:
    """What terraform says of a folder that it has to refuse."""
    done = _done(folder, command, *arguments)
    assert done.returncode != 0, done.stdout
    return done.stdout + done.stderr


def _done(
    folder: Path, command: str, *arguments: str, keep_state: bool = False
) -> subprocess.CompletedProcess[str]:
    """A call of the command; a stand-in begins with an empty state unless it is told to keep it."""
    assert COMMAND is not None
    kept_state = ["--keep-state"] if keep_state else []
    call = [COMMAND, f"-chdir={folder}", command] if OWN else [COMMAND, *kept_state, str(folder), command]
    return subprocess.run([*call, *arguments, "-no-color"], capture_output=True, text=True, check=False)


def root(files: Mapping[str, str]) -> str:
    """The text of a configuration without its modules."""
    return "\n".join(text for path, text in files.items() if path.endswith(".tf") and "/" not in path)


def calls(files: Mapping[str, str]) -> dict[str, str]:
    """The calls of local modules by their labels, as text."""
    found = re.finditer(r'^module "(\w+)" \{\n(.*?)^\}', root(files), re.MULTILINE | re.DOTALL)
    return {call[1]: call[2] for call in found}


def alarms(files: Mapping[str, str]) -> dict[str, str]:
    """The entries of the maps of alarms by their keys, as text."""
    pattern = r'^ +(?:\{ for [^\n]* : )?"?([\w${}-]+)"? +=>? (\{ metric = "\w+/[^\n]*)$'
    return dict(re.findall(pattern, root(files), re.MULTILINE))


def blocks(files: Mapping[str, str], type: str) -> dict[str, str]:
    """The resources of a type by their labels, as text; those of modules aside."""
    text = root(files)
    pattern = rf'^(?:resource|ephemeral|data) "{type}" "(\w+)" \{{\n(.*?)^\}}'
    return {found[1]: found[2] for found in re.finditer(pattern, text, re.MULTILINE | re.DOTALL)}


def entries(files: Mapping[str, str], type: str) -> dict[str, str]:
    """The entries of a type's resources by their keys, with their arguments; so are those without any."""
    found: dict[str, str] = {}
    for name, text in blocks(files, type).items():
        many = re.match(r"(?:  #.*\n)*  for_each += (?:toset\(\[(.*)\]\)|\{\n((?:    .*\n)*?)  \})\n", text)
        if many is None:
            found[name.replace("_", "-")] = text
        elif many[1]:
            found |= dict.fromkeys(re.findall(r'"([^"]+)"', many[1]), text)
        else:
            found |= dict(re.findall(r"^    ([\w-]+) += (.*)$", many[2], re.MULTILINE))
    return found


def given(folder: Path) -> dict[str, str]:
    """Values of the variables without a default."""
    asked = [
        b for b in hcl.blocks((folder / "variables.tf").read_text("utf-8")) if "default" not in b.assigned
    ]
    samples = {"role_arn": "arn:aws:iam::123456789012:role/terraform", "address": "203.0.113.1"}
    samples |= {
        "connection_id": "dxcon-fg5678gh",
        "certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/x",
    }
    return {
        b.labels[0]: next((v for end, v in samples.items() if b.labels[0].endswith(end)), "given")
        for b in asked
    }
