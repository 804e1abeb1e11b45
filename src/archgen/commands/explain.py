"""`archgen explain`: the page of a rule, of a kind or of the format."""

from __future__ import annotations

import click

from archgen.commands._unusable import Unusable

_EPILOG = """\b
Examples:
  archgen explain AG215
  archgen explain shared-nat-gateway
  archgen explain rds
  archgen explain format
"""
_FORMAT = "format"


@click.command("explain", short_help="Explain a rule, a component kind or the file format.", epilog=_EPILOG)
@click.argument("words", nargs=-1, required=True, metavar="RULE|KIND|format...")
def command(words: tuple[str, ...]) -> None:
    """Show the page of a rule (by code or name), of a component kind, or of the file format."""
    click.echo("\n".join(map(_page, words)), nl=False)


def _page(word: str) -> str:
    from archgen.findings import nearest
    from archgen.findings.codes import SCHEMA_CODES
    from archgen.help.kind_pages import kind_page
    from archgen.help.rule_pages import code_page, rule_page
    from archgen.lint.engine import rule_named, rules
    from archgen.model.kinds import kinds

    if word == _FORMAT:
        from archgen.help.format_page import format_page

        return format_page()
    if word in kinds():
        return kind_page(word)
    if rule := rule_named(word.upper()) or rule_named(word):
        return rule_page(rule)
    for code, known in SCHEMA_CODES.items():
        if word.upper() == code or word == known.name:
            return code_page(code)
    known_words = [
        _FORMAT,
        *kinds(),
        *SCHEMA_CODES,
        *(name for rule in rules() for name in (rule.code, rule.name)),
    ]
    meant = nearest(word, known_words)
    hint = f'; did you mean "{meant}"?' if meant else ""
    raise Unusable(
        f'there is no rule and no kind "{word}"{hint}',
        "`archgen rules` lists the rules, `archgen explain format` the kinds",
    )
