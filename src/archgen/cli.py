"""The command line: which command, which exit code, and what happens when the terminal or the disk says no.

Exit codes: 0 no findings that count, 1 findings or stale output, 2 an unusable file or invalid usage;
130 after Ctrl-C and 141 after a broken pipe, as a shell expects.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules
from types import FrameType
from typing import NoReturn, TextIO, cast

import click

from archgen import __version__, commands
from archgen.commands._terminal import Terminal
from archgen.commands._unusable import UNUSABLE, Unusable

_EPILOG = """\b
Examples:
  archgen init                                   write architecture.yaml
  archgen validate                               check it
  archgen render                                 generate output/ from it
  archgen render --check                         check that output/ is fresh
  archgen explain format                         how architecture.yaml is written
  archgen validate 'services/**/architecture.yaml' --format github
"""


class Commands(click.Group):
    """The subcommands: one module each in `archgen.commands`, imported only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        modules = (module.name for module in iter_modules(commands.__path__))
        return sorted(name.rstrip("_") for name in modules if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        try:
            module = import_module(f"archgen.commands.{cmd_name}")
        except ModuleNotFoundError:
            module = import_module(f"archgen.commands.{cmd_name}_")
        found = module.command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and name not in self.list_commands(ctx):
            from archgen.findings import nearest

            meant = nearest(name, self.list_commands(ctx))
            ctx.fail(f'there is no command "{name}"' + (f'; did you mean "{meant}"?' if meant else ""))
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="archgen %(version)s")
def archgen() -> None:
    """AWS architecture as a diagram, generated and validated.

    A team writes its AWS topology once, in architecture.yaml. archgen checks it, and generates the network
    diagram, the docs and the Terraform from it.
    """


def main() -> NoReturn:
    """The program."""
    if "_ARCHGEN_COMPLETE" in os.environ:
        archgen.main(prog_name="archgen")
    signal.signal(signal.SIGTERM, _interrupted)
    _start_quickly()
    _end(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run one command; its exit code. Nothing that a file, a disk or a person does ends in a traceback."""
    streams = sys.stdout, sys.stderr
    for stream in streams:
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    sys.stdout, sys.stderr = (stream and cast("TextIO", Terminal(stream)) for stream in streams)
    try:
        return _run(args)
    finally:
        sys.stdout, sys.stderr = streams


def _run(args: Sequence[str]) -> int:
    try:
        with archgen.make_context("archgen", list(args)) as context:
            code = archgen.invoke(context)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except BrokenPipeError:
        return _silenced(128 + signal.SIGPIPE)
    except (KeyboardInterrupt, click.Abort):
        click.echo(f"archgen: interrupted; {_what_was_written()}", err=True)
        return 128 + signal.SIGINT
    except click.ClickException as error:
        error.show()
        return UNUSABLE
    except OSError as error:
        Unusable(_sentence(error)).show()
        return _silenced(UNUSABLE)
    except Exception as error:
        from archgen.lint.plugins import ForeignRuleError

        if not isinstance(error, ForeignRuleError):
            raise
        Unusable(f"{error}", "fix that package, or uninstall it").show()
        return UNUSABLE


def _start_quickly() -> None:
    """What a process that lives for a fifth of a second can do without.

    Pydantic looks for plugins in the metadata of every installed package, which takes longer than building
    all of our types; and the garbage collector finds nothing while modules are imported.
    """
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    gc.set_threshold(100_000, 50, 50)


def _end(code: int) -> NoReturn:
    """Leave without taking thousands of objects apart, which is a tenth of the time of a validate."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.flush()
    os._exit(code)


def _sentence(error: OSError) -> str:
    what = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    return f"{what}{error.strerror or error}"


def _what_was_written() -> str:
    """What an interrupt has left: files are written all or none."""
    transaction = sys.modules.get("archgen.render.transaction")
    written = transaction.finished() if transaction else 0
    if not written:
        return "nothing was changed"
    return "1 file was written" if written == 1 else f"all {written} files were written"


def _silenced(code: int) -> int:
    """Standard output takes no more: keep the interpreter from complaining of it at its end."""
    if isinstance(sys.stdout, Terminal) and sys.stdout.is_real():
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _interrupted(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
