"""Pages about rules, in Markdown: what `archgen explain` shows, and `docs/rules/` holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.findings.codes import SCHEMA_CODES
from archgen.help.references import linked
from archgen.lint.engine import Rule, rules

FAMILIES = {
    "0": "The file itself cannot be used",
    "1": "Addressing",
    "2": "Redundancy",
    "3": "Reachability",
    "4": "Security",
    "5": "DNS and CDN",
    "6": "Data and regions",
    "7": "Cost",
    "8": "The model as a text",
    "9": "Policies of the team",
}
"""The families of rules, by the first digit of their codes."""

MADE = "<!-- Made by archgen from the rules. Edit those, then run `archgen rules --write docs/rules`. -->"
_EXAMPLE = re.compile(r"^```yaml (bad|good)\n(# (?:also|maybe) [^\n]*\n)?", re.MULTILINE)
_INTRODUCED = {"bad": "Reported:", "good": "Not reported:"}
_PATCHES = (
    "The examples are changes of archgen's own `architecture.yaml`: a map is merged, `null` takes a key "
    "away, `connections+` adds lines to `connections`, and `connections-` drops some."
)


def rule_page(rule: Rule) -> str:
    """The page of a rule: what it finds, why that matters, how to fix it, examples and sources."""
    _, _, body = rule.page.partition("\n")
    body = _EXAMPLE.sub(lambda match: f"{_INTRODUCED[match[1]]}\n\n```yaml\n", body.strip())
    parts = [f"# {rule.code} {rule.name}", f"*{rule.severity}*: {rule.summary}", body]
    parts.append(_PATCHES)
    if rule.not_in_plans:
        parts.append(f"Not reported of Terraform plans and states: {rule.not_in_plans}.")
    if rule.references:
        parts.append("Sources:\n\n" + "\n".join(f"- {linked(reference)}" for reference in rule.references))
    if rule.implies:
        implied = [other for other in rules() if other.code in rule.implies]
        listed = ", ".join(f"{other.code} {other.name}" for other in implied)
        reported = f"Where it is reported, these are not reported for the same problem: {listed}."
        parts += [reported] if implied else []
    return "\n\n".join(parts) + "\n"


def code_page(code: str) -> str:
    """The page of one of the file's own errors."""
    known = SCHEMA_CODES[code]
    return (
        f"# {code} {known.name}\n\n*error*: {known.summary}\n\n"
        "The file cannot be used, so the exit code is 2 and no rule runs. It cannot be ignored.\n"
    )


def rule_index() -> str:
    """The list of all rules, family by family."""
    parts = [
        "# Rules",
        "What `archgen validate` checks. Each name leads to its page; so does `archgen explain NAME`.",
    ]
    for digit, title in FAMILIES.items():
        rows = list(_rows(digit))
        if rows:
            head = f"## {digit}xx {title}\n\n| code | name | severity | finds |\n|---|---|---|---|"
            parts.append("\n".join([head, *rows]))
    return "\n\n".join(parts) + "\n"


def rule_pages() -> dict[str, str]:
    """All pages of `docs/rules/` by their file's name, the list among them."""
    own = (rule for rule in rules() if not rule.foreign)
    found = {"README.md": rule_index()} | {f"{rule.name}.md": rule_page(rule) for rule in own}
    return {name: f"{MADE}\n\n{page}" for name, page in found.items()}


def _rows(digit: str) -> Iterator[str]:
    if digit == "0":
        for code, known in SCHEMA_CODES.items():
            yield f"| {code} | {known.name} | error | {known.summary} |"
    for rule in rules():
        if rule.code[2] == digit and not rule.foreign:
            yield f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.severity} | {rule.summary} |"
