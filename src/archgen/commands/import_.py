"""`archgen import`: an architecture from a Terraform plan or state."""

from __future__ import annotations

from pathlib import Path

import click

_EPILOG = """\b
Examples:
  terraform plan -out=tfplan && terraform show -json tfplan > plan.json
  archgen import plan.json -o architecture.yaml
  archgen import plan.json | archgen validate -
  archgen import --update architecture.yaml plan.json
"""


@click.command("import", short_help="Write an architecture.yaml from a Terraform plan.", epilog=_EPILOG)
@click.argument("plan", metavar="PLAN.json")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write to this file; it must not exist."
)
@click.option(
    "--name",
    help="The name of the architecture (default: from the plan's tags, its file, backend key or folder).",
)
@click.option("--overwrite", "--force", is_flag=True, help="Overwrite an existing file.")
@click.option(
    "--update",
    "model",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Merge the plan into this model instead. Its comments, order, labels and what the plan does not "
    "cover are kept. Prints the difference.",
)
@click.option("--dry-run", is_flag=True, help="With --update: print the difference, and write nothing.")
@click.option(
    "--language",
    type=click.Choice(("en", "es")),
    help="The language of the file and of the messages; with --update by default that of the model.",
)
def command(
    plan: str,
    output: Path | None,
    name: str | None,
    overwrite: bool,
    model: Path | None,
    dry_run: bool,
    language: str | None,
) -> int:
    """Write the architecture that a Terraform plan or state describes.

    Resources that could not be placed are listed at the end of the file and on standard error.
    """
    if model is not None:
        from archgen.commands._unusable import Unusable
        from archgen.commands._update import update

        if output is not None or name is not None:
            raise Unusable("--update changes the model itself", "leave out --output and --name")
        return update(model, plan, dry_run=dry_run, language=language)
    return _imported(plan, output, name, overwrite, language)


def _imported(plan: str, output: Path | None, name: str | None, overwrite: bool, language: str | None) -> int:
    """A new model of a plan."""
    import re
    from dataclasses import replace

    from archgen.commands import _files as files
    from archgen.commands._plan_files import is_empty, read_back, why_not
    from archgen.commands._system_name import system_name_of
    from archgen.commands._unusable import Unusable
    from archgen.findings.phrase import Phrase
    from archgen.i18n.translate import worded
    from archgen.model.kinds.fields import ID_PATTERN, MAX_ID
    from archgen.terraform_plan.agreement import agreed
    from archgen.terraform_plan.checking import sound
    from archgen.terraform_plan.importing.file_text import file_of, not_checked, said_once
    from archgen.terraform_plan.resources.naming import UNNAMED

    if name is not None and (not re.fullmatch(ID_PATTERN, name) or len(name) > MAX_ID):
        raise Unusable(f'"{name}" is not a name: lower-case letters, digits and hyphens, a letter first')
    files.expect_unread(output, (plan,))
    new = files.is_stdout(output) or output is None or not (output.exists() or output.is_symlink())
    if not new and not overwrite:
        raise Unusable(f"{output} is there already", "choose another name, or add --overwrite")
    made, model = sound(read_back(plan, name))
    if model is None or is_empty(made):
        raise Unusable(f"{files.shown(plan)} has nothing to import: {why_not(made)}")
    spoken = language or "en"
    made, lost = agreed(made, model)
    if name is None and made.data["name"] == UNNAMED and (called := system_name_of(plan)):
        made = replace(made, data={**made.data, "name": called})
    files.put(output, file_of(made, files.shown(plan), lost, language))
    sorts = (Phrase("not placed"), Phrase("not wholly known"))
    for what, addresses in zip(sorts, not_checked(made), strict=True):
        for line in said_once(addresses, spoken):
            click.echo(f"{worded(what, spoken)}: {line}", err=True)
    if not files.is_stdout(output):
        written = Phrase("wrote {file}; next: archgen validate {file}", file=f"{output}")
        click.echo(worded(written, spoken), err=True)
    return 0
