"""From a file's name to what there is to say of it: what validate and render begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from archgen import __version__
from archgen.commands import _files as files
from archgen.commands._repository import places
from archgen.commands._terraform import is_configuration, planned
from archgen.commands._unusable import Unusable
from archgen.findings import Finding, nearest
from archgen.help.references import uri
from archgen.lint.engine import Rule, rules
from archgen.lint.examination import Examination
from archgen.lint.reports import Report, RuleCard
from archgen.lint.selection import Choice, names, words
from archgen.model.architecture import Architecture
from archgen.pipeline import examine
from archgen.yamlfile.document import overlay
from archgen.yamlfile.parser import read


def examined(
    name: str,
    environment: str | None,
    choice: Choice,
    *,
    today: date | None = None,
    allocated: Mapping[str, str] | None = None,
    raw: bytes | None = None,
    policies: Sequence[str] = (),
) -> Examination:
    """A file, read and examined, with an environment's overlay where one is named.

    What `terraform show -json` made is proved too, by what it would build.
    """
    if raw is None and is_configuration(name):
        from archgen.commands._plan_files import examined_plan

        return examined_plan(name, planned(name), choice, policies)
    raw = files.content(name) if raw is None else raw
    if is_terraform(raw):
        from archgen.commands._plan_files import examined_plan

        return examined_plan(name, raw, choice, policies)
    document = read(raw, files.shown(name))
    if environment is not None:
        document = overlay(document, environment)
    share = partial(_with_shared, name=name, more=policies)
    return examine(document, choice, today=today, allocated=allocated, share=share)


def _with_shared(model: Architecture, name: str, more: Sequence[str]) -> tuple[Architecture, list[Finding]]:
    """The model with policies of other files; most models name none."""
    if not more and all(policy.file is None for policy in model.policies):
        return model, []
    from archgen.commands._policies import with_shared

    return with_shared(model, name, more)


_TERRAFORM = (
    b'"format_version"',
    b'"plan_format_version"',
    b'"planned_values"',
    b'"lineage"',
    b'"@level"',
    b'"terraform_version"',
)


_PLAN_TEXTS = (b"will perform the following actions:", b"to generate the following execution\nplan.")


def is_terraform(raw: bytes) -> bool:
    """Whether a file is Terraform's, in a form that can be used or in one that is told what would do."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):  # what `>` writes in PowerShell
        return any("format_version".encode(code) in raw for code in ("utf-16-le", "utf-16-be"))
    text = raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    if raw[:2] == b"\x1f\x8b" or any(said in raw[:200_000] for said in _PLAN_TEXTS):
        return True
    return raw[:4] == b"PK\x03\x04" or (text[:1] == b"{" and any(word in raw for word in _TERRAFORM))


def report_of(
    examinations: Iterable[Examination], *, show_suppressed: bool = False, cards: bool = False
) -> Report:
    """What is reported of what was examined; with `cards` also of the rules themselves."""
    known = {rule.code: _card(rule) for rule in rules()} if cards else {}
    results = tuple(examinations)
    found = places(each.document.name for each in results)
    return Report(results, __version__, known, show_suppressed, places=found)


def choice_of(select: Sequence[str], ignore: Sequence[str], *, pedantic: bool = False) -> Choice:
    """The rules that the options of a command choose."""
    made = Choice(words(select), words(ignore), pedantic)
    for word in (*made.select, *made.ignore):
        if not any(names(word, rule.code, rule.name) for rule in rules()):
            meant = nearest(word, [known for rule in rules() for known in (rule.code, rule.name)])
            hint = f'; did you mean "{meant}"?' if meant else ""
            raise Unusable(f'there is no rule "{word}"{hint}', "`archgen rules` lists them")
    return made


def _card(rule: Rule) -> RuleCard:
    from archgen.help.rule_pages import rule_page

    sources = (page for reference in rule.references if (page := uri(reference)))
    return RuleCard(rule.code, rule.name, rule.severity, rule.summary, rule_page(rule), next(sources, ""))
