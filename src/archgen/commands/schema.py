"""`archgen schema`: the JSON Schema of architecture.yaml, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from archgen.commands import _files as files

_EPILOG = """\b
Examples:
  archgen schema -o architecture.schema.json
  # yaml-language-server: $schema=architecture.schema.json
"""


@click.command(
    "schema", short_help="Print the JSON Schema of architecture.yaml, for editors.", epilog=_EPILOG
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write it to this file instead.")
@click.option(
    "--overwrite", "--force", "force", is_flag=True, help="Overwrite a file that archgen did not write."
)
def command(output: Path | None, force: bool) -> None:
    """Print the JSON Schema of architecture.yaml.

    Editors with a YAML language server use it where the file's first line names it.
    """
    from archgen.model.json_schema import text

    files.expect_output(output, overwrite=force)
    files.put(output, text())
