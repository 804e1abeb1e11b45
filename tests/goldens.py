"""What users read, kept whole: `python tests/goldens.py` writes `tests/goldens/`, a test compares it.

Each rule has a file with the text report of every bad example of its page, and the Spanish of its messages.
A change of wording is read there as a diff.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from archgen.i18n.translate import worded
from archgen.lint.engine import Rule, rules
from archgen.lint.reports import Report, written
from archgen.lint.selection import EVERYTHING
from archgen.pipeline import examine
from archgen.yamlfile.parser import read
from rule_examples import examples, patched, verdict

FOLDER = Path(__file__).parent / "goldens"


def reports() -> dict[str, str]:
    """The text of each golden file, by its path below the folder."""
    return {f"reports/{rule.name}.txt": _report(rule) for rule in rules() if not rule.foreign}


def _report(rule: Rule) -> str:
    parts = []
    for example in examples(rule):
        if example.sort != "bad":
            continue
        text = yaml.safe_dump(patched(example.text), sort_keys=False, width=100)
        report = written(Report((examine(read(text.encode(), "architecture.yaml"), EVERYTHING),)), "text")
        found = [each for each in verdict(example).findings if each.code == rule.code]
        spanish = [f"es: {worded(each.message, 'es')}" for each in found]
        helps = [f"es: {worded(each.help, 'es')}" for each in found if each.help]
        parts.append("\n".join([f"## bad example {example.number}", "", report, *spanish, *helps]))
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Writes what differs, and removes what is no rule's any more."""
    made = reports()
    for name, text in made.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in FOLDER.rglob("*.txt"):
        if str(path.relative_to(FOLDER)) not in made:
            path.unlink()


if __name__ == "__main__":
    sys.exit(main())
