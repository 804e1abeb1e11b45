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
