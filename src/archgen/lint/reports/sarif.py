"""Findings as SARIF 2.1.0 (OASIS), which code scanning services read.

Columns count UTF-16 code units, which is what its viewers assume. A result is known again by its fingerprint:
rule and place in the model, no line numbers.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from archgen.findings import Finding, Severity, Span
from archgen.findings.codes import SCHEMA_CODES
from archgen.findings.fingerprint import fingerprint, place
from archgen.findings.json_text import json_text
from archgen.lint.coverage import Coverage
from archgen.lint.reports import Report, RuleCard, Shown
from archgen.yamlfile.document import Document

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def report(report: Report) -> str:
    """One run of the tool, with the rules that have results, and the results.

    Suppressed ones are there only if they are asked for: code scanning opens them as alerts.
    """
    shown = [*report.shown(), *(report.suppressed() if report.show_suppressed else ())]
    cards = [_card(report, code, shown) for code in sorted({each.finding.code for each in shown})]
    indexes = {card.code: index for index, card in enumerate(cards)}
    driver: dict[str, Any] = {"name": "archgen", "rules": [_rule(card) for card in cards]}
    if report.version:
        driver["version"] = report.version
        driver["semanticVersion"] = report.version
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "results": _results(report, shown, indexes),
    }
    if not report.coverage.whole:
        run["invocations"] = [
            {"executionSuccessful": True, "toolExecutionNotifications": _gaps(report.coverage)}
        ]
    body = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(body) + "\n"


def _gaps(coverage: Coverage) -> list[dict[str, Any]]:
    """What was not checked, as notifications of the tool."""
    return [
        {
            "level": "note",
            "descriptor": {"id": f"not-checked/{each.gap.cause}"},
            "message": {"text": f"not checked: {each.address}: {each.gap.reason}"},
        }
        for each in coverage.not_checked
    ]


def _card(report: Report, code: str, shown: list[Shown]) -> RuleCard:
    """The rule's card; of a code that has none, the least that its findings tell."""
    if code in report.cards:
        return report.cards[code]
    finding = next(each.finding for each in shown if each.finding.code == code)
    summary = SCHEMA_CODES[code].summary if code in SCHEMA_CODES else finding.name.replace("-", " ")
    return RuleCard(code, finding.name, finding.severity, summary)


def _rule(card: RuleCard) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": card.code,
        "name": card.name,
        "shortDescription": {"text": card.summary},
        "fullDescription": {"text": card.summary},  # GitHub wants it of every rule; helpUri it does not
        "help": {"text": card.page or card.summary, "markdown": card.page or card.summary},
        "defaultConfiguration": {"level": _LEVELS[card.severity]},
    }
    if card.uri:
        rule["helpUri"] = card.uri
    return rule


def _results(report: Report, shown: list[Shown], indexes: dict[str, int]) -> list[dict[str, Any]]:
    results = []
    seen: dict[tuple[str, str], int] = {}
    for each in shown:
        known_by = (each.document.name, fingerprint(each.finding, each.document.data))
        seen[known_by] = seen.get(known_by, 0) + 1
        results.append(_result(report, each, indexes[each.finding.code], known_by[1], seen[known_by]))
    return results


def _result(report: Report, shown: Shown, index: int, known_by: str, number: int) -> dict[str, Any]:
    finding, document = shown.finding, shown.document
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(report, document, shown.span, finding)],
        "partialFingerprints": {"archgen/v1": sha256(f"{known_by}\n{number}".encode()).hexdigest()},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _physical(report, document, document.locate(each.route, key=each.key)),
                "message": {"text": each.label},
            }
            for number, each in enumerate(finding.related, start=1)
        ]
    if finding.hops:
        result["codeFlows"] = [_flow(report, shown)]
    if shown.by:
        kind = "external" if shown.by == "baseline" else "inSource"
        result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": shown.reason}]
    return result


def _message(finding: Finding) -> str:
    hops = f"\nPath: {' -> '.join(finding.hops)}" if finding.hops else ""
    help = f"\nHelp: {finding.help}" if finding.help else ""
    return f"{finding.message}{hops}{help}"


def _location(report: Report, document: Document, span: Span, finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": _physical(report, document, span)}
    if finding.route:
        location["logicalLocations"] = [{"fullyQualifiedName": place(finding.route, document.data)}]
    return location


def _flow(report: Report, shown: Shown) -> dict[str, Any]:
    physical = _physical(report, shown.document, shown.span)
    steps = [
        {"location": {"physicalLocation": physical, "message": {"text": hop}}} for hop in shown.finding.hops
    ]
    return {"threadFlows": [{"locations": steps}]}


def _physical(report: Report, document: Document, span: Span) -> dict[str, Any]:
    file, here = document.in_file(span)
    region = {
        "startLine": here.line,
        "startColumn": _utf16_column(document, span.line, span.column),
        "endLine": here.end_line,
        "endColumn": _utf16_column(document, span.end_line, span.end_column),
    }
    return {"artifactLocation": _artifact(report.places.get(file, file)), "region": region}


def _utf16_column(document: Document, line: int, column: int) -> int:
    before = document.line(line)[: column - 1]
    return column + sum(ord(character) > 0xFFFF for character in before)


def _artifact(name: str) -> dict[str, str]:
    path = Path(name)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix(), errors="replace"), "uriBaseId": "%SRCROOT%"}
