"""`archgen rules`: what validate proves."""

from __future__ import annotations

import json
from pathlib import Path

import click

from archgen.commands import files

_EPILOG = """\b
Examples:
  archgen rules
  archgen rules --format json
  archgen rules --write docs/rules
"""


@click.command("rules", short_help="List the rules.", epilog=_EPILOG)
@click.option(
    "--format", type=click.Choice(("table", "json")), default="table", show_default=True, help="How to list."
)
@click.option(
    "--write", "folder", type=click.Path(path_type=Path), help="Write their pages to this folder instead."
)
def command(format: str, folder: Path | None) -> None:
    """List the rules that validate runs; explain shows the page of one."""
    if folder is not None:
        _write(folder)
    else:
        click.echo(_listed() if format == "json" else _table())


def _write(folder: Path) -> None:
    from archgen.pages import rule_pages
    from archgen.writing import Change

    pages = rule_pages()
    files.write(*(Change.of(folder / name, page.encode()) for name, page in pages.items()))
    click.echo(f"wrote {len(pages)} pages to {folder}")


def _listed() -> str:
    from archgen.checking import rules

    listed = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity,
            "summary": rule.summary,
            "references": list(rule.references),
        }
        for rule in rules()
    ]
    return json.dumps(listed, indent=2, ensure_ascii=False)


def _table() -> str:
    from archgen.checking import rules

    width = max(len(rule.name) for rule in rules())
    return "\n".join(
        f"{rule.code}  {rule.severity:<7}  {rule.name:<{width}}  {rule.summary}" for rule in rules()
    )
