"""Findings as text, JSON, SARIF and more: one module a format, each with `report(Report) -> str`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import NamedTuple, Protocol

from archgen.findings import Finding, Severity, Span, Suppressed
from archgen.findings.phrase import Phrase, listing
from archgen.i18n.translate import word, worded
from archgen.lint.coverage import Coverage, together
from archgen.lint.wording import in_words, language_of
from archgen.yamlfile.document import Document

FORMATS = ("text", "concise", "json", "sarif", "github", "junit", "markdown")
FOR_PROGRAMS = ("json", "sarif", "junit")
"""Formats that stay English: programs read them, and sarif has the pages of the rules with them."""


class Result(Protocol):
    """What was found in one file."""

    @property
    def document(self) -> Document: ...

    @property
    def findings(self) -> Sequence[Finding]: ...

    @property
    def suppressed(self) -> Sequence[Suppressed]: ...

    @property
    def coverage(self) -> Coverage: ...


class RuleCard(NamedTuple):
    """What a format may say of a rule itself; `page` is Markdown, `uri` a place to read more."""

    code: str
    name: str
    severity: Severity
    summary: str
    page: str = ""
    uri: str = ""


class Shown(NamedTuple):
    """A finding with its place, in `language`; `reason` and `by` are set where it is suppressed."""

    document: Document
    finding: Finding
    span: Span
    reason: str = ""
    by: str = ""
    language: str = "en"

    @property
    def file(self) -> str:
        """The name of the file that it is in, as text that can be written, whatever bytes it is made of."""
        return self.document.in_file(self.span)[0].encode("utf-8", "backslashreplace").decode()

    @property
    def at(self) -> Span:
        """The place in that file."""
        return self.document.in_file(self.span)[1]


class Counts(NamedTuple):
    """How many there are of each; suppressed ones are in none of the first three."""

    errors: int
    warnings: int
    infos: int
    suppressed: int
    files: int


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of all files of a run, in the order of the files, and in each by place."""

    results: Sequence[Result]
    version: str = ""
    cards: Mapping[str, RuleCard] = field(default_factory=dict)
    show_suppressed: bool = False
    fixable: int = 0
    places: Mapping[str, str] = field(default_factory=dict)
    """Where files are in their repository, by their names."""
    language: str | None = None
    """What all of it is written in; None: each finding in the language of its file."""

    def place(self, file: str) -> str:
        """What a service that knows the repository calls a file."""
        name = self.places.get(file, file)
        return name.encode("utf-8", "backslashreplace").decode().replace("\\", "/")

    def shown(self) -> Iterator[Shown]:
        """What counts, file by file, from the top to the bottom of each."""
        for result in self.results:
            found = [Shown(result.document, each, result.document.place(each)) for each in result.findings]
            yield from map(self._worded, sorted(found, key=_by_place))

    def suppressed(self) -> Iterator[Shown]:
        """What is suppressed, in the same order."""
        for result in self.results:
            document = result.document
            found = [
                Shown(document, each.finding, document.place(each.finding), each.reason, each.by)
                for each in result.suppressed
            ]
            yield from map(self._worded, sorted(found, key=_by_place))

    def _worded(self, shown: Shown) -> Shown:
        language = self.language or language_of(shown.document)
        finding, reason = in_words(shown.finding, language), worded(shown.reason, language)
        return shown._replace(finding=finding, reason=reason, language=language)

    @property
    def tongue(self) -> str:
        """What is said of all files together: in their language where they have the same one."""
        asked = {language_of(result.document) for result in self.results}
        return self.language or (asked.pop() if len(asked) == 1 else "en")

    @property
    def coverage(self) -> Coverage:
        """What of all files was checked."""
        return together(result.coverage for result in self.results)

    def verdict(self) -> str:
        """The counts in one line; where nothing could be checked, that instead of `found nothing`."""
        if self.coverage.nothing and not any(r.findings for r in self.results):
            return word("nothing could be checked", self.tongue)
        return worded(summary(self.counts(), self.fixable), self.tongue)

    def unchecked(self) -> str:
        """What was not checked, in one line."""
        return worded(self.coverage.line, self.tongue)

    def counts(self) -> Counts:
        """The numbers for a summary."""
        severities = [finding.severity for result in self.results for finding in result.findings]
        return Counts(
            errors=severities.count(Severity.ERROR),
            warnings=severities.count(Severity.WARNING),
            infos=severities.count(Severity.INFO),
            suppressed=sum(len(result.suppressed) for result in self.results),
            files=len(self.results),
        )


def written(report: Report, format: str, *, color: bool = False) -> str:
    """The report in one of FORMATS, ending with a new line; only text and concise have colours."""
    module = import_module(f"archgen.lint.reports.{format}")
    report = replace(report, language="en") if format in FOR_PROGRAMS else report
    if format in ("text", "concise"):
        return str(module.report(report, color=color))
    return str(module.report(report))


def summary(counts: Counts, fixable: int = 0) -> Phrase:
    """One line: `found 2 errors and 1 warning (3 suppressed) in 2 files; 1 can be fixed with --fix`."""
    number = counts.errors + counts.warnings + counts.infos
    rest: str = Phrase(" ({count} suppressed)", count=counts.suppressed) if counts.suppressed else ""
    if counts.files != 1:
        rest = Phrase("{before} in {count} files", before=rest, count=counts.files)
    if fixable:
        rest = Phrase("{before}; {count} can be fixed with --fix", before=rest, count=fixable)
    if not number:
        return Phrase("found nothing{rest}", rest=rest)
    if number == 1:
        return Phrase("found {one}{rest}", one=_found(counts), rest=rest)
    return Phrase("found {several}{rest}", several=_found(counts), rest=rest)


def _found(counts: Counts) -> Phrase:
    """`2 errors, 1 warning and 3 infos`."""
    errors, warnings, infos = counts[:3]
    parts = (
        errors and Phrase("1 error" if errors == 1 else "{count} errors", count=errors),
        warnings and Phrase("1 warning" if warnings == 1 else "{count} warnings", count=warnings),
        infos and Phrase("1 info" if infos == 1 else "{count} infos", count=infos),
    )
    return listing(tuple(part for part in parts if part))


def numbered(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _by_place(shown: Shown) -> tuple[Span, str, str]:
    return shown.span, shown.finding.code, shown.finding.message
