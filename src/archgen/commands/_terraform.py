"""Runs terraform, tofu or terragrunt in a folder: plan, show, and the plan is deleted."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

import click

from archgen.commands._unusable import Unusable

_PROGRAMS = ("terraform", "tofu")
_TERRAGRUNT = "terragrunt"
_UNIT = "terragrunt.hcl"
_PLAIN_OUTPUT = {"TG_TF_FORWARD_STDOUT": "true", "TERRAGRUNT_FORWARD_TF_STDOUT": "true"}
"""What keeps Terragrunt from wrapping each line of its output into one of its log."""
_PLAN = "plan -out=tfplan && {} show -json tfplan > plan.json"


class _Program(NamedTuple):
    """An executable, and how it is told its folder: by an option, or by where it is run."""

    path: str
    folder: str

    @property
    def name(self) -> str:
        return Path(self.path).name

    @property
    def start(self) -> list[str]:
        return [self.path] if self.name == _TERRAGRUNT else [self.path, f"-chdir={self.folder}"]

    @property
    def place(self) -> str | None:
        return self.folder if self.name == _TERRAGRUNT else None


def is_configuration(name: str) -> bool:
    """Whether a name is a folder with a configuration of Terraform, OpenTofu or Terragrunt."""
    path = Path(name)
    patterns = ("*.tf", "*.tf.json", "*.tofu", "*.tofu.json", _UNIT)
    return is_folder(name) and any(any(path.glob(pattern)) for pattern in patterns)


def is_folder(name: str) -> bool:
    """Whether there is a folder of that name; False for a name that no file can have."""
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def planned(name: str) -> bytes:
    """The plan of a folder as JSON; says what is run, and runs nothing else."""
    program = _program(name)
    with tempfile.TemporaryDirectory() as scratch:
        plan = Path(scratch) / "tfplan"
        _run(program, ["plan", "-input=false", "-lock=false", f"-out={plan}"])
        return _run(program, ["show", "-json", str(plan)])


def _program(name: str) -> _Program:
    """What plans a folder: Terragrunt for its unit, OpenTofu for its own files, else what is installed."""
    if (Path(name) / _UNIT).is_file():
        found = shutil.which(_TERRAGRUNT)
        if found is None:
            raise Unusable(
                f"{name} is a Terragrunt unit, and terragrunt is not installed here",
                f"run `{_TERRAGRUNT} {_PLAN.format(_TERRAGRUNT)}` in it",
            )
        return _Program(found, name)
    names = _PROGRAMS[::-1] if _is_of_tofu(Path(name)) else _PROGRAMS
    found = next((path for each in names if (path := shutil.which(each))), None)
    if found is None:
        raise Unusable(
            f"{name} is a Terraform configuration, and neither terraform nor tofu is installed here",
            f"run `terraform {_PLAN.format('terraform')}` in it",
        )
    return _Program(found, name)


def _is_of_tofu(folder: Path) -> bool:
    """Whether a folder has files that only OpenTofu reads, or was initialised by it."""
    lock = folder / ".terraform.lock.hcl"
    try:
        locked = "registry.opentofu.org" in lock.read_text(encoding="utf-8", errors="replace")
    except OSError:
        locked = False
    return locked or any(folder.glob("*.tofu")) or any(folder.glob("*.tofu.json"))


def _run(program: _Program, words: list[str]) -> bytes:
    command = [*program.start, *words]
    where = f" in {program.place}" if program.place else ""
    click.echo(f"running {shlex.join([program.name, *command[1:]])}{where}", err=True)
    environment = {**os.environ, **_PLAIN_OUTPUT} if program.place else None
    try:
        done = subprocess.run(command, capture_output=True, check=False, cwd=program.place, env=environment)
    except OSError as error:
        raise Unusable(f"{program.path} cannot be run: {error.strerror}") from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["it says nothing"]
        why = next((line for line in lines if "Error" in line), lines[-1])
        raise Unusable(
            f"`{program.name} {words[0]}` failed in {program.folder}: {why.strip(' │╷')}",
            f"run `{shlex.join([program.name, *program.start[1:], 'init'])}`{where} first, "
            "or make the plan yourself",
        )
    return done.stdout
