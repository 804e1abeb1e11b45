"""Finds the rules, runs them on a topology, and keeps apart what the file asks to ignore."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import NamedTuple

from archgen.findings import Finding, Severity, Suppressed, UnusedIgnore, nearest
from archgen.findings.codes import schema_finding
from archgen.findings.families import is_family
from archgen.findings.phrase import Phrase, did_you_mean
from archgen.lint import plugins as foreign
from archgen.lint import rules as package
from archgen.lint.implications import Implied
from archgen.lint.rules.fault import Fault
from archgen.model.architecture import Architecture, Ignore
from archgen.topology.graph import Topology

GENERAL = ("AG225", "AG312")
"""Rules that are not reported where a rule that BREAKS_PATHS has an error with the same subject, the cause.
A warning hides no error."""
MOVED = "AG806"
"""Only `render` knows what was allocated before: without that knowledge an ignore of it is never unused."""


class Rule(NamedTuple):
    """One rule: `page` is its docstring, in Markdown, with its examples."""

    code: str
    name: str
    severity: Severity
    implies: tuple[str, ...]
    references: tuple[str, ...]
    page: str
    faults: Callable[[Topology], Iterable[Fault]]
    foreign: bool = False
    """Whether it comes from another package."""
    not_in_plans: str = ""
    """Why it is not reported of a plan or a state; empty where it is."""
    breaks_paths: bool = False
    """Whether an error of it can be why a path is blocked, or breaks when a zone fails."""

    @property
    def summary(self) -> str:
        """What it finds, in one line."""
        first = self.page.strip().split("\n", 1)[0]
        return first.removeprefix(f"{self.code} {self.name}: ").rstrip(".")


class Verdict(NamedTuple):
    """What the rules say: the findings that count, and those that the file asks to ignore."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    implied: tuple[Implied, ...] = ()
    """What others say more exactly."""


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, by code; ForeignRuleError if one of another package is unsound or takes a code or name."""
    names = (module.name for module in iter_modules(package.__path__) if module.name not in package.SHARED)
    found = [rule_of(import_module(f"archgen.lint.rules.{name}")) for name in names]
    for name, module in foreign.modules():
        rule = rule_of(module, name)
        taken = next((other for other in found if {rule.code, rule.name} & {other.code, other.name}), None)
        if taken is not None:
            raise foreign.ForeignRuleError(
                f"the rule {rule.code} {name} has the code or name of {taken.code} {taken.name}"
            )
        found.append(rule)
    return tuple(sorted(found, key=lambda rule: rule.code))


def rule_of(module: ModuleType, name: str | None = None) -> Rule:
    """The rule that a module is, named by the module unless another package names it."""
    return Rule(
        module.CODE,
        name or module.__name__.rpartition(".")[2].replace("_", "-"),
        module.SEVERITY,
        tuple(vars(module).get("IMPLIES", ())),
        tuple(vars(module).get("REFERENCES", ())),
        (module.__doc__ or "").strip(),
        module.faults,
        foreign=name is not None,
        not_in_plans=str(vars(module).get("NOT_IN_PLANS", "")),
        breaks_paths=bool(vars(module).get("BREAKS_PATHS", False)) and name is None,
    )


def rule_named(word: str) -> Rule | None:
    """The rule with this name or code."""
    return next((rule for rule in rules() if word in (rule.name, rule.code)), None)


def check(
    topology: Topology,
    *,
    today: date | None = None,
    allocated: Mapping[str, str] | None = None,
) -> Verdict:
    """Run every rule.

    `today` is given by who may read the clock: without it no ignore entry is expired. `allocated` are the
    blocks of the subnets (`web@us-east-1a`) that an earlier render made.
    """
    found = list(_found(topology, allocated or {}))
    severities = _severities(topology)
    ignores = topology.architecture.rules.ignore
    live = _by_subject({index: entry for index, entry in enumerate(ignores) if not expired(entry, today)})
    off = _off(topology)
    reported = [pair for pair in found if pair[0].code not in off and not _covering(live, *pair)]
    more_exact = _more_exact(reported, severities)
    active: list[Finding] = []
    suppressed: list[Suppressed] = []
    implied: list[Implied] = []
    used: set[int] = set()
    for rule, fault in found:
        finding = _finding(rule, fault, severities.get(rule.code))
        covering = _covering(live, rule, fault)
        by = dict.fromkeys(
            other for subject in fault.about for other in more_exact.get((rule.code, subject), ())
        )
        if by:
            implied += [Implied(finding, tuple(by))] * (not covering and rule.code not in off)
            continue
        if not covering and rule.code in off:
            word, reason = off[rule.code]
            suppressed.append(Suppressed(finding, reason, ("rules", word)))
            continue
        if not covering:
            active.append(finding)
            continue
        used.update(covering)
        entry = ignores[covering[0]]
        route = ("rules", "ignore", covering[0])
        suppressed.append(Suppressed(finding, entry.reason, route, entry.until))
    active += _without_effect(ignores, used, today, allocated is not None)
    return Verdict(tuple(dict.fromkeys(active)), tuple(dict.fromkeys(suppressed)), tuple(implied))


def unknown_settings(model: Architecture) -> Iterator[Finding]:
    """Each key of `rules` that names no rule."""
    for word in model.rules.settings:
        if rule_named(word) is None:
            meant = nearest(word, ["ignore", *(rule.name for rule in rules())])
            hint = did_you_mean(meant) or Phrase("; its keys are `ignore` and the names of rules")
            message = Phrase('{owner} has an unknown key "{key}"', owner="rules", key=word) + hint
            yield schema_finding("AG001", message, ("rules", word), key=True)


def expired(entry: Ignore, today: date | None) -> bool:
    """Whether the last day on which an entry holds has passed."""
    return today is not None and entry.until is not None and date.fromisoformat(entry.until) < today


def _found(topology: Topology, allocated: Mapping[str, str]) -> Iterator[tuple[Rule, Fault]]:
    for rule in rules():
        for fault in _faults(rule, topology):
            yield rule, fault
        if rule.code == MOVED and allocated:
            from archgen.lint.rules.block_would_move import moved

            for fault in moved(topology, allocated):
                yield rule, fault


def _faults(rule: Rule, topology: Topology) -> Iterable[Fault]:
    if not rule.foreign:
        return rule.faults(topology)
    try:
        return list(rule.faults(topology))
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        raise foreign.ForeignRuleError(f"the rule {rule.code} {rule.name} failed: {what}") from error


def _severities(topology: Topology) -> dict[str, Severity]:
    """The severities that the file sets, by code."""
    settings = topology.architecture.rules.settings
    named = ((rule_named(word), setting.severity) for word, setting in settings.items())
    return {
        rule.code: Severity(severity) for rule, severity in named if rule and severity not in (None, "off")
    }


def _off(topology: Topology) -> dict[str, tuple[str, str]]:
    """The rules whose severity the file says is off, by code: under which key, and why."""
    settings = topology.architecture.rules.settings
    named = ((rule_named(word), word, setting) for word, setting in settings.items())
    return {
        rule.code: (word, setting.reason or "")
        for rule, word, setting in named
        if rule and setting.severity == "off"
    }


def _more_exact(
    reported: Sequence[tuple[Rule, Fault]], severities: Mapping[str, Severity]
) -> dict[tuple[str, str], list[Finding]]:
    """For each code and subject the findings of more specific rules, which say it more exactly."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for rule, fault in reported:
        severity = severities.get(rule.code) or fault.severity or rule.severity
        general = GENERAL if severity is Severity.ERROR and rule.breaks_paths else ()
        codes = dict.fromkeys((*rule.implies, *general))
        if codes:
            finding = _finding(rule, fault, severities.get(rule.code))
            for code in codes:
                for subject in fault.about:
                    found.setdefault((code, subject), []).append(finding)
    return found


def _finding(rule: Rule, fault: Fault, said: Severity | None = None) -> Finding:
    return Finding(
        rule.code,
        rule.name,
        said or fault.severity or rule.severity,
        fault.message,
        fault.route,
        fault.key,
        fault.within,
        fault.related,
        fault.hops,
        fault.help,
        subjects=fault.about,
    )


Covers = Mapping[tuple[str, str | None], Sequence[int]]
"""For each rule, as it is written, and component (None for all) the places of the entries that ignore it."""


def _by_subject(entries: Mapping[int, Ignore]) -> Covers:
    found: dict[tuple[str, str | None], list[int]] = {}
    for index, entry in entries.items():
        word = entry.rule.upper() if is_family(entry.rule) else entry.rule
        found.setdefault((word, entry.component), []).append(index)
    return found


def _covering(live: Covers, rule: Rule, fault: Fault) -> list[int]:
    """The places of the entries that ignore a fault, in the file's order."""
    if not live:
        return []
    subjects = dict.fromkeys((None, *fault.about))
    family = rule.code[:3]
    return sorted(
        index
        for word in (rule.code, rule.name, family, f"{family}XX")
        for subject in subjects
        for index in live.get((word, subject), ())
    )


def _without_effect(
    ignores: Sequence[Ignore], used: set[int], today: date | None, rendering: bool
) -> Iterator[Finding]:
    """Ignore entries that are expired, or that nothing needed."""
    speaker = rule_named("AG805")
    if speaker is None:
        return
    for index, entry in enumerate(ignores):
        named = rule_named(entry.rule)
        if index in used or (named is not None and named.code == MOVED and not rendering):
            continue
        late, known = expired(entry, today), named is not None or is_family(entry.rule)
        found = _finding(speaker, _idle(index, entry, named, late))
        yield found if late or not known else found._replace(unused=UnusedIgnore((entry.rule,)))


def _idle(index: int, entry: Ignore, named: Rule | None, late: bool) -> Fault:
    route = ("rules", "ignore", index)
    whom = Phrase(" for {component}", component=entry.component) if entry.component else ""
    if named is None and not is_family(entry.rule):
        meant = nearest(entry.rule, [word for rule in rules() for word in (rule.name, rule.code)])
        hint = Phrase('did you mean "{meant}"?', meant=meant) if meant else Phrase("see `archgen rules`")
        message = Phrase('there is no rule "{rule}" to ignore; {hint}', rule=entry.rule, hint=hint)
        return Fault((*route, "rule"), message)
    if late:
        message = Phrase(
            "the ignore of {rule}{whom} expired on {until}; fix the finding, or set a later date",
            rule=named.name if named else entry.rule,
            whom=whom,
            until=entry.until,
        )
        return Fault((*route, "until"), message)
    message = Phrase(
        "the ignore of {rule}{whom} matches no finding; remove it",
        rule=named.name if named else entry.rule,
        whom=whom,
    )
    return Fault((*route, "rule"), message)
