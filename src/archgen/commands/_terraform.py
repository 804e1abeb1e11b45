"""Runs terraform or tofu in a folder, where one of them is installed: plan, show, and the plan is deleted."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

import click

from archgen.commands._unusable import Unusable

_PROGRAMS = ("terraform", "tofu")


def is_configuration(name: str) -> bool:
    """Whether a name is a folder with a Terraform configuration."""
    path = Path(name)
    return is_folder(name) and any([*path.glob("*.tf"), *path.glob("*.tf.json"), *path.glob("*.tofu")])


def is_folder(name: str) -> bool:
    """Whether there is a folder of that name; False for a name that no file can have."""
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def planned(name: str) -> bytes:
    """The plan of a folder as JSON; says what is run, and runs nothing else."""
    program = next((found for each in _PROGRAMS if (found := shutil.which(each))), None)
    if program is None:
        raise Unusable(
            f"{name} is a Terraform configuration, and neither terraform nor tofu is installed here",
            "run `terraform plan -out=tfplan && terraform show -json tfplan > plan.json` in it",
        )
    with tempfile.TemporaryDirectory() as scratch:
        plan = Path(scratch) / "tfplan"
        _run([program, f"-chdir={name}", "plan", "-input=false", "-lock=false", f"-out={plan}"], name)
        return _run([program, f"-chdir={name}", "show", "-json", str(plan)], name)


def _run(command: list[str], name: str) -> bytes:
    click.echo(f"running {shlex.join([Path(command[0]).name, *command[1:]])}", err=True)
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise Unusable(f"{command[0]} cannot be run: {error.strerror}") from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["it says nothing"]
        why = next((line for line in lines if "Error" in line), lines[-1])
        program = Path(command[0]).name
        raise Unusable(
            f"`{program} {command[2]}` failed in {name}: {why.strip(' │╷')}",
            f"run `{program} -chdir={name} init` first, or make the plan yourself",
        )
    return done.stdout
