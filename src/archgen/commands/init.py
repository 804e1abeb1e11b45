"""`archgen init`: a model to begin with."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from archgen.commands import _files as files
from archgen.commands._unusable import Unusable

_SCHEMA = "architecture.schema.json"
_EXAMPLES = {
    "three-tier": "architecture",
    "tres-capas": "tres-capas",
    "ecs-cache-queue": "ecs-cache-queue",
    "two-regions": "two-regions",
    "event-driven-shop": "event-driven-shop",
    "hub-and-spoke": "hub-and-spoke",
    "serverless-shop": "serverless-shop",
    "search-on-kubernetes": "search-on-kubernetes",
    "fragile": "fragile",
}
"""The templates of the systems that one may start from."""
_EPILOG = """\b
Examples:
  archgen init
  archgen init services/shop/architecture.yaml
  archgen init --example hub-and-spoke
"""


@click.command("init", short_help="Write an architecture.yaml to start from.", epilog=_EPILOG)
@click.argument("name", default=files.DEFAULT, metavar="[FILE]")
@click.option(
    "--example",
    type=click.Choice(tuple(_EXAMPLES)),
    default="three-tier",
    show_default=True,
    help="The system to start from.",
)
@click.option("--overwrite", "--force", is_flag=True, help="Overwrite an existing file.")
def command(name: str, example: str, overwrite: bool) -> None:
    """Write a commented model, with the schema for editors beside it."""
    from archgen.model.json_schema import text
    from archgen.render.templating import render

    file = Path(name)
    if files.is_stdout(file):
        click.echo(render(f"init/{_EXAMPLES[example]}.yaml.j2"), nl=False)
        return
    if file.is_dir() or name.endswith("/"):
        raise Unusable(f"{name} is a folder, not a file", f"name the file in it: {file / files.DEFAULT}")
    if (file.exists() or file.is_symlink()) and not overwrite:
        raise Unusable(f"{file} is there already", "`--overwrite` writes over it")
    schema = file.with_name(_SCHEMA)
    files.expect_output(schema, overwrite=overwrite)
    model = render(f"init/{_EXAMPLES[example]}.yaml.j2").encode()
    files.write(files.change(file, model), files.change(schema, text().encode()))
    argument = "" if f"{file}" == files.DEFAULT else f" {shlex.quote(f'{file}')}"
    click.echo(f"wrote {file}, and {schema} for your editor")
    click.echo(f"next: archgen validate{argument}, then archgen render{argument}")
