"""`archgen rules`: what validate proves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archgen.commands import _files as files
from archgen.commands._freshness import checked
from archgen.commands._unusable import Unusable
from archgen.findings.json_text import json_text
from archgen.lint.reports import numbered

if TYPE_CHECKING:
    from archgen.render.writing import Change

_EPILOG = """\b
Examples:
  archgen rules
  archgen rules --format json
  archgen rules --write docs/rules
"""


@click.command("rules", short_help="List the rules.", epilog=_EPILOG)
@click.option(
    "--format",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="The output format.",
)
@click.option(
    "--write", "folder", type=click.Path(path_type=Path), help="Write the rule pages to this folder instead."
)
@click.option("--check", is_flag=True, help="With --write: write nothing; exit with 1 if a page is stale.")
def command(format: str, folder: Path | None, check: bool) -> int:
    """List the rules that validate runs. `archgen explain RULE` shows the page of one."""
    if folder is None:
        click.echo(_listed() if format == "json" else _table())
        return 0
    files.expect_folder(folder)
    found = list(_changes(folder))
    if check:
        return checked(found, f"archgen rules --write {folder}")
    files.write(*found, folder=folder)
    click.echo(f"{numbered(len(found), 'page')} in {folder}")
    return 0


def _changes(folder: Path) -> Iterator[Change]:
    """Each page as it should be; a page of a rule that is no more goes."""
    from archgen.help.rule_pages import rule_pages
    from archgen.render.writing import Change

    pages = rule_pages()
    for name, page in pages.items():
        change = files.change(folder / name, page.encode())
        if change.before and not _MADE.match(change.before):
            raise Unusable(f"{change.name} was not written by archgen", "move it, or name another folder")
        yield change
    for path in sorted(folder.glob("*.md")):
        content = path.read_bytes()
        if path.name not in pages and _MADE.match(content):
            yield Change(f"{path}", path.resolve(), content, None)


_MADE = re.compile(rb"<!-- [^\n]*archgen rules --write")
"""How a page begins that archgen wrote."""


def _listed() -> str:
    from archgen.lint.engine import rules

    listed = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity,
            "summary": rule.summary,
            "implies": list(rule.implies),
            "references": list(rule.references),
            "not_in_plans": rule.not_in_plans or None,
        }
        for rule in rules()
    ]
    return json_text(listed)


def _table() -> str:
    from archgen.lint.engine import rules

    width = max(len(rule.name) for rule in rules())
    return "\n".join(
        f"{rule.code}  {rule.severity:<7}  {rule.name:<{width}}  {rule.summary}" for rule in rules()
    )
