"""What README.md states of archgen, computed: `python tests/readme_facts.py` writes it, `--check` compares.

A fact stands between `<!-- fact: NAME -->` and `<!-- end of fact -->`. docs/format.md is made as a whole.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import click
from click.testing import CliRunner

from archgen.cli import archgen
from archgen.commands import _files as files
from archgen.help.format_page import format_page
from archgen.lint.engine import rules
from archgen.lint.reports import Report, written
from archgen.lint.selection import Choice
from archgen.model.kinds import kind_class, kinds
from archgen.pipeline import examine
from archgen.render.outputs import names as output_names
from archgen.render.outputs import output
from archgen.yamlfile.parser import read
from planted import NO_NAT, NO_REPLICA, PLANTED, PUBLIC_BACKEND, Planted

README = Path(__file__).parents[1] / "README.md"
MEASURED = Path(__file__).parents[1] / "benchmarks" / "planted" / "found.json"
FORMAT = Path(__file__).parents[1] / "docs" / "format.md"
MADE = (
    "<!-- Made from templates/format and the types. Edit those, then run `python tests/readme_facts.py`. -->"
)
_FACT = re.compile(r"(<!-- fact: (\w+) -->\n).*?(<!-- end of fact -->)", re.DOTALL)


def facts() -> dict[str, str]:
    """Every fact by its name."""
    return {
        "backend": report(PUBLIC_BACKEND),
        "nat": report(NO_NAT),
        "replica": report(NO_REPLICA),
        "planted": planted(),
        "help": f"```text\n$ archgen --help\n{shown('--help')}```\n",
        "kinds": kind_table(),
        "outputs": output_table(),
    }


def refreshed(text: str) -> str:
    """A README with its facts as they are."""
    known = facts()
    return _FACT.sub(lambda match: f"{match[1]}{known[match[2]]}{match[3]}", text)


def names(text: str) -> list[str]:
    """The facts that a text states."""
    return [match[2] for match in _FACT.finditer(text)]


def report(edits: tuple[tuple[str, str], ...]) -> str:
    """What validate says of the brief after an edit."""
    document = read(Planted("", edits, "", "").text().encode(), files.DEFAULT)
    return f"```text\n{written(Report((examine(document, Choice()),)), 'text')}```\n"


def planted() -> str:
    """The planted faults, and who finds them: archgen now, others when they were last measured."""
    by_code = {rule.code: rule for rule in rules()}
    measured = json.loads(MEASURED.read_text(encoding="utf-8"))
    versions, found = measured["versions"], measured["found"]
    counts = {tool: sum(bool(codes[tool]) for codes in found.values()) for tool in versions}
    neither = sum(not any(codes.values()) for codes in found.values())
    heads = [f"{tool} {version}" for tool, version in versions.items()]
    rows = [
        f"| {fault.title} | {fault.code} {by_code[fault.code].name} | "
        + " | ".join(", ".join(found[fault.title][tool]) or "–" for tool in versions)
        + " |"
        for fault in PLANTED
    ]
    last = [
        f"| **of {len(PLANTED)}** | **{len(PLANTED)}** | ",
        " | ".join(f"**{n}**" for n in counts.values()),
        " |",
    ]
    return "\n".join(
        [
            f"| planted | archgen | {' | '.join(heads)} |",
            "|---" * (2 + len(heads)) + "|",
            *rows,
            "".join(last),
            "",
            f"{neither} of them are found by neither of the other two.",
            "",
        ]
    )


def kind_table() -> str:
    """The kinds, and what each is."""
    rows = [f"| `{kind}` | {kind_class(kind).service_name} | {about(kind)} |" for kind in kinds()]
    return "\n".join(["| kind | service | what it is |", "|---|---|---|", *rows]) + "\n"


def output_table() -> str:
    """What render makes."""
    rows = [
        f"| `{name}` | {output(name).SUMMARY} | {'yes' if output(name).DEFAULT else ''} |"
        for name in output_names()
    ]
    return "\n".join(["| output | what it is | by default |", "|---|---|---|", *rows]) + "\n"


def about(kind: str) -> str:
    """The first sentence about a kind."""
    return (kind_class(kind).__doc__ or "").split("\n\n")[0].replace("\n", " ").strip()


def shown(*arguments: str) -> str:
    """What a command prints, in 100 columns."""
    result = CliRunner().invoke(
        archgen, arguments, prog_name="archgen", terminal_width=100, max_content_width=100
    )
    assert isinstance(result, click.testing.Result)
    return result.output


def pages() -> dict[Path, str]:
    """The pages as they should be."""
    return {
        README: refreshed(README.read_text(encoding="utf-8")),
        FORMAT: f"{MADE}\n\n{format_page()}",
    }


if __name__ == "__main__":
    for page, text in pages().items():
        if "--check" not in sys.argv:
            page.write_text(text, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != text:
            sys.exit(f"{page.name} states what is no more so: run python tests/readme_facts.py")
