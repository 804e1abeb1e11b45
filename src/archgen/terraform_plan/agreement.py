"""What an imported model says of itself, held to what its plan says: the same findings.

Rules about how a model is written do not speak of a plan, and others are not reported where a plan does not
know enough. The model that is written from it ignores what they would find, with the reason, and says at its
end what was found in the plan about things that it has no place for.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from archgen.findings import Finding, Severity
from archgen.findings.phrase import Phrase
from archgen.lint.engine import check
from archgen.lint.implications import revealed
from archgen.model.architecture import Architecture
from archgen.model.reading import architecture
from archgen.terraform_plan.checking import checked
from archgen.terraform_plan.importing.architecture import Imported, imported
from archgen.topology.building import topology

REASON = Phrase("read from a plan, which does not show that this is wrong")
_ROUNDS = 5
"""How often the rules run at most: what is ignored may reveal what it implied."""
_MOST = 20
"""Components that are named one by one; more of them, and the rule is ignored for the whole file."""

Entry = Mapping[str, str]


def agreed(made: Imported, model: Architecture) -> tuple[Imported, tuple[Finding, ...]]:
    """The import with the ignores that it needs, and what the plan has and the model does not find."""
    told = checked(made, model)
    names = _called(made)
    known = {key for finding in told for key in _keys(finding, made, names)}
    codes = {finding.code for finding in told}
    entries: list[Entry] = []
    found: list[Finding] = []
    for _ in range(_ROUNDS):
        found = _found(model)
        unheard = [finding for finding in found if not known & {*_keys(finding, made)}]
        more = [*_entries(unheard, codes, entries, made.data["components"])]
        if not more:
            break
        entries = _shortened([*entries, *more], codes)
        model = _with(made, entries)
    data = {**made.data} | ({"rules": {"ignore": entries}} if entries else {})
    there = {key for finding in found for key in _keys(finding, made)}
    told = tuple(finding for finding in told if finding.severity is not Severity.INFO)
    lost = tuple(finding for finding in told if not there & {*_keys(finding, made, names)})
    return replace(made, data=data), lost


def _found(model: Architecture) -> list[Finding]:
    verdict = check(topology(model))
    pool, _ = revealed(verdict.findings, verdict.implied, (s.finding for s in verdict.suppressed), list)
    return [f for f in pool if f.severity is not Severity.INFO]


def _called(made: Imported) -> dict[str, str]:
    """The ids of the model by those that the plan itself gives, where somebody changed them."""
    own = imported(made.observed, None).ids if made.observed is not None else {}
    return {id: made.ids[address] for address, id in own.items() if made.ids.get(address, id) != id}


def _keys(finding: Finding, made: Imported, names: Mapping[str, str] = {}) -> Iterator[tuple[str, str]]:
    """What a finding is about, by its code; a finding of a plan may say it by a route only.

    `names` are the ids of the model by those of the plan.
    """
    route = finding.route
    about = [*finding.subjects]
    if route[:1] == ("components",) and len(route) > 1:
        about.append(str(route[1]))
    address = finding.message.values.get("address") if isinstance(finding.message, Phrase) else None
    if not about and address in made.ids:
        about.append(made.ids[str(address)])
    yield from ((finding.code, names.get(id, id)) for id in (about or [""]))


def _entries(
    findings: Sequence[Finding], codes: set[str], known: Sequence[Entry], components: Container[str]
) -> Iterator[Entry]:
    """An ignore for each finding: of its component, or of the rule where the plan has no finding of it."""
    said = {(entry["rule"], entry.get("component")) for entry in known}
    for finding in findings:
        component = next((id for id in finding.subjects if id in components), None)
        if component is None and finding.code in codes:
            continue
        entry = {"rule": finding.name} | ({"component": component} if component else {})
        if (finding.name, component) not in said:
            said.add((finding.name, component))
            yield entry | {"reason": REASON}


def _shortened(entries: Sequence[Entry], codes: set[str]) -> list[Entry]:
    """One entry for a rule that would have very many, or has one for the whole file anyway."""
    every: dict[str, list[Entry]] = {}
    for entry in entries:
        every.setdefault(entry["rule"], []).append(entry)
    found: list[Entry] = []
    for rule, same in every.items():
        whole = [entry for entry in same if "component" not in entry]
        if len(same) > _MOST and rule not in codes:
            whole = [{"rule": rule, "reason": REASON}]
        found += whole[:1] or same
    return found


def _with(made: Imported, entries: Sequence[Entry]) -> Architecture:
    data: dict[str, Any] = {**made.data, "rules": {"ignore": list(entries)}}
    model, _ = architecture(data)
    assert model is not None
    return model
