"""Options that several commands have."""

from __future__ import annotations

import click

environment_option = click.option(
    "--env",
    "environments",
    multiple=True,
    metavar="NAME",
    help="Apply the overrides in environments.NAME first; several are applied in order.",
)

language_option = click.option(
    "--language",
    type=click.Choice(("en", "es")),
    help="The language of the report; that of the model unless it is given. JSON stays English.",
)
