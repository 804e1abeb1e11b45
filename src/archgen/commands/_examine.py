"""From a file's name to what there is to say of it: what validate and render begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from archgen import __version__
from archgen.commands import _files as files
from archgen.commands._including import Fetch, including
from archgen.commands._repository import places
from archgen.commands._terraform import is_configuration, planned
from archgen.commands._unusable import Unusable
from archgen.findings import Finding, nearest
from archgen.findings.phrase import Phrase, each_of
from archgen.help.references import uri
from archgen.lint.engine import Rule, rules
from archgen.lint.examination import Examination
from archgen.lint.reports import Report, RuleCard
from archgen.lint.selection import Choice, names, words
from archgen.model.architecture import Architecture
from archgen.model.identity import identity_of
from archgen.pipeline import examine
from archgen.yamlfile.document import Document, overlay
from archgen.yamlfile.document import environments as environments_of
from archgen.yamlfile.parser import read


def examined(
    name: str,
    environments: Sequence[str],
    choice: Choice,
    *,
    today: date | None = None,
    allocated: Mapping[str, str] | None = None,
    raw: bytes | None = None,
    policies: Sequence[str] = (),
    recorded: str | None = None,
    fetch: Fetch | None = None,
) -> Examination:
    """A file, read and examined, with the overlays of the environments that are named, in their order.

    `recorded` is what an earlier render of the same folder was called at AWS; `fetch` reads the files that
    it includes, where they are not those of the disk.
    What `terraform show -json` made is checked too, by what it would build.
    """
    if raw is None and is_configuration(name):
        from archgen.commands._plan_files import examined_plan

        return examined_plan(name, planned(name), choice, policies)
    raw = files.content(name) if raw is None else raw
    if is_terraform(raw):
        from archgen.commands._plan_files import examined_plan

        return examined_plan(name, raw, choice, policies)
    document = including(read(raw, files.shown(name)), fetch)
    identity = identity_of(document.data, environments, recorded)
    for environment in environments:
        document = overlay(document, environment)
    share = partial(_with_shared, name=name, more=policies, document=document)
    return examine(document, choice, today=today, allocated=allocated, share=share, identity=identity)


EVERY = "all"
"""What `--env` takes for every environment."""


def examined_everywhere(
    name: str, environments: Sequence[str], choice: Choice, **options: Any
) -> Examination:
    """A file examined with the environments that are named, or by itself and with each of them for `all`.

    What is found in some environments only is reported with their names, each finding once.
    """
    if tuple(environments) != (EVERY,):
        return examined(name, environments, choice, **options)
    plain = examined(name, (), choice, **options)
    known = environments_of(plain.document)
    if EVERY in known:
        return examined(name, environments, choice, **options)
    if not plain.usable:
        return plain
    seen = {environment: examined(name, (environment,), choice, **options) for environment in known}
    others = {environment: _placed(each) for environment, each in seen.items()}
    findings = _together(plain.document, plain.findings, others)
    ignored = [each for examination in seen.values() for each in examination.suppressed]
    suppressed = tuple(dict.fromkeys((*plain.suppressed, *ignored)))
    return plain._replace(findings=findings, suppressed=suppressed)


def _placed(examination: Examination) -> list[Finding]:
    """The findings where they are in the file: those of an environment may be in its patch."""
    document = examination.document
    return [finding._replace(span=document.place(finding)) for finding in examination.findings]


def _together(
    document: Document, common: Sequence[Finding], others: Mapping[str, Sequence[Finding]]
) -> tuple[Finding, ...]:
    """The findings of the file, and those of its environments that it does not have, with their names."""
    known = {(each.code, each.message) for each in common}
    names: dict[tuple[str, str], list[str]] = {}
    firsts: dict[tuple[str, str], Finding] = {}
    for environment, findings in others.items():
        for finding in findings:
            key = (finding.code, finding.message)
            if key not in known:
                names.setdefault(key, []).append(environment)
                firsts.setdefault(key, finding)
    told = [
        finding._replace(message=_in_environments(names[key], finding.message))
        for key, finding in firsts.items()
    ]
    return tuple(sorted((*common, *told), key=document.place))


def _in_environments(names: Sequence[str], message: str) -> Phrase:
    return Phrase("in {environments}: {fault}", environments=each_of(names), fault=message)


def _with_shared(
    model: Architecture, name: str, more: Sequence[str], document: Document
) -> tuple[Architecture, list[Finding]]:
    """The model with policies of other files; most models name none."""
    if not more and all(policy.file is None for policy in model.policies):
        return model, []
    from archgen.commands._policies import with_shared

    return with_shared(model, name, more, document)


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
    examinations: Iterable[Examination],
    *,
    show_suppressed: bool = False,
    cards: bool = False,
    language: str | None = None,
) -> Report:
    """What is reported of what was examined; with `cards` also of the rules themselves."""
    known = {rule.code: _card(rule) for rule in rules()} if cards else {}
    results = tuple(examinations)
    documents = [each.document for each in results]
    names = (name for each in documents for name in (each.name, *(part.name for part in each.included)))
    found = places(names)
    return Report(results, __version__, known, show_suppressed, places=found, language=language)


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
