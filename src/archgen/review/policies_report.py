"""The policies of a system as text and JSON: kept, or broken with the path that breaks them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archgen.findings.json_text import json_text
from archgen.findings.phrase import Phrase, arrows
from archgen.i18n.translate import worded
from archgen.lint.reports.json import coverage_data
from archgen.model.policies import Policy
from archgen.review.simulation_report import not_checked
from archgen.review.subject import Subject
from archgen.topology.policies import Violation, broken, placed, text_of


def text(subject: Subject, language: str = "en") -> str:
    """A line for each policy, with its counter-examples."""
    return "\n".join(worded(line, language) for line in _lines(subject)) + "\n"


def _lines(subject: Subject) -> Iterator[str]:
    yield f"archgen policies: {subject.heading}"
    yield ""
    count = kept = 0
    for policy in placed(subject.topology):
        found = list(broken(subject.topology, policy))
        count, kept = count + 1, kept + (not found)
        yield Phrase("BROKEN  {policy}" if found else "kept    {policy}", policy=text_of(policy))
        for violation in found:
            yield from _violation(violation)
        if found and policy.because:
            yield Phrase("        because: {because}", because=policy.because)
    yield ""
    if count:
        yield Phrase("{kept} of {count} policies are kept", kept=kept, count=count)
    else:
        yield Phrase("there are no policies")
    yield from not_checked(subject)


def _violation(violation: Violation) -> Iterator[str]:
    yield Phrase("        {message}", message=violation.message)
    if violation.hops:
        yield Phrase("        path: {hops}", hops=arrows(violation.hops))


def as_json(subject: Subject, _language: str = "en") -> str:
    """Each policy with its violations, for programs."""
    whole = {
        "version": 1,
        "command": "policies",
        "source": subject.source,
        "policies": [_policy(subject, policy) for policy in placed(subject.topology)],
        "coverage": coverage_data(subject.coverage),
    }
    return json_text(whole) + "\n"


def _policy(subject: Subject, policy: Policy) -> dict[str, Any]:
    found = [_json_violation(subject, each) for each in broken(subject.topology, policy)]
    return {
        "policy": text_of(policy),
        "sort": policy.sort,
        "kept": not found,
        "severity": policy.severity or "error",
        "because": policy.because,
        "origin": policy.origin,
        "violations": found,
    }


def _json_violation(subject: Subject, violation: Violation) -> dict[str, Any]:
    connection = violation.connection
    return {
        "message": str(violation.message),
        "hops": violation.hops,
        "connection": [connection.source, connection.target] if connection else None,
        "field": violation.field or None,
        "address": subject.addresses.get(connection.route[:2]) if connection else None,
    }
