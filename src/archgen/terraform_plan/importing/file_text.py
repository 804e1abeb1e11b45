"""An imported architecture as the text of a file, with the Terraform address beside what came from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from archgen.findings import Finding, Route
from archgen.findings.phrase import Phrase
from archgen.i18n.translate import say, worded
from archgen.lint.wording import LANGUAGES
from archgen.terraform_plan.importing.architecture import Imported
from archgen.terraform_plan.importing.beginning import first_lines
from archgen.terraform_plan.resources.naming import type_of
from archgen.terraform_plan.resources.network.routes import SUBNETS

_WIDTH = 96
"""Entries longer than this, in characters, stand over several lines."""
_PLAIN = re.compile(r"[A-Za-z_](?:[\w./-]| (?=[\w(/.-]))*(?: -> [a-z][a-z0-9-]*)*\Z|\d+(\.\d+){3}/\d+\Z")
_WORDS = {"true", "false", "null", "~", "yes", "no", "on", "off", "y", "n"}


def file_of(
    imported: Imported, origin: str, lost: Sequence[Finding] = (), language: str | None = None
) -> str:
    """The file; at its end what found no place, and `lost`: findings in the plan that it cannot show.

    With a language the file asks for it, and its comments are in it.
    """
    return "\n".join(_lines(imported, origin, lost, language)) + "\n"


def _lines(imported: Imported, origin: str, lost: Sequence[Finding], asked: str | None) -> Iterator[str]:
    language = asked or "en"
    yield from first_lines(one_line(origin), language)
    data = dict(in_language(imported, language).data)
    if asked is not None:
        data = {"archgen": data["archgen"], "language": asked} | data
    for key, value in data.items():
        if not isinstance(value, dict | list):
            yield f"{key}: {scalar(value)}"
            continue
        yield ""
        if key == "regions" and imported.made_up:
            text = Phrase("{why}: these zones are an example.", why=_why_made_up(imported))
            yield f"# {worded(text, language)}"
        yield f"{key}:" + ("" if value else f" {flow(value)}")
        yield from _entries(key, value, imported)
    yield from notes(imported, lost, language)


def _why_made_up(imported: Imported) -> Phrase:
    """Why the zones of a region are none of the plan's."""
    if any(type_of(address) in SUBNETS for address in imported.unplaced):
        return Phrase("The plan does not say where its subnets are")
    return Phrase("The plan has no subnets")


def in_language(imported: Imported, language: str) -> Imported:
    """The import with the labels and reasons that archgen gives in a language."""
    return imported if language == "en" else replace(imported, data=_worded(imported.data, language))


def _worded(value: Any, language: str) -> Any:
    if isinstance(value, Mapping):
        return {key: _worded(each, language) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_worded(each, language) for each in value]
    return worded(value, language) if isinstance(value, str) else value


_TITLES = (
    Phrase("Not placed"),
    Phrase("Placed, but not wholly known"),
    Phrase("Not drawn, because it only serves what is above"),
    Phrase("Found in the plan, but about something that this file cannot express"),
)
"""What is above the notes at the end of a file that `import` wrote."""


def without_notes(text: str) -> str:
    """The text of a file without the notes that an import wrote at its end, in any language."""
    titles = {re.escape(worded(title, language)) for title in _TITLES for language in LANGUAGES}
    pattern = rf"\n*^# (?:{'|'.join(sorted(titles))}):\n(?:^#   .*\n?)*"
    return re.sub(pattern, "", text, flags=re.MULTILINE)


def notes(imported: Imported, lost: Sequence[Finding], language: str = "en") -> Iterator[str]:
    """The lines at the end of a file: what found no place, and findings that the file cannot show."""
    absent, partly = not_checked(imported)
    for title, addresses in zip(_TITLES, (absent, partly, imported.supporting), strict=False):
        yield from _noted(worded(title, language), addresses, language)
    if lost:
        yield from ("", f"# {worded(_TITLES[3], language)}:")
        for finding in lost:
            head = f"{say(finding.severity, language)}[{finding.code}] {finding.name}"
            yield f"#   {head}: {one_line(worded(finding.message, language))}"


def not_checked(imported: Imported) -> tuple[dict[str, str], dict[str, str]]:
    """The reasons by address: of what has no place, and of what has one but is not wholly known."""
    there = {a for a in imported.unplaced if imported.ids.get(a) in imported.data["components"]}
    reasons: dict[str, str] = {address: gap.reason for address, gap in imported.unplaced.items()}
    absent = {address: why for address, why in reasons.items() if address not in there}
    return absent, {address: why for address, why in reasons.items() if address in there}


def _noted(title: str, addresses: Mapping[str, str], language: str) -> Iterator[str]:
    """Addresses with what is said of them, under a title."""
    if not addresses:
        return
    yield ""
    yield f"# {title}:"
    yield from (f"#   {line}" for line in said_once(addresses, language))


def said_once(addresses: Mapping[str, str], language: str = "en") -> Iterator[str]:
    """A line for each address and what is said of it; one for those that differ in their index only."""
    same: dict[tuple[str, str], list[str]] = {}
    for address, why in addresses.items():
        same.setdefault((re.sub(r"\[[^\]]*\]$", "", address), why), []).append(address)
    for (address, why), every in same.items():
        said: str = every[0]
        if len(every) > 1:
            said = Phrase("{address} ({count} of them)", address=address, count=len(every))
        yield f"{one_line(worded(said, language))}: {one_line(worded(why, language))}"


def _entries(key: str, value: Any, imported: Imported) -> Iterator[str]:
    items = enumerate(value) if isinstance(value, list) else value.items()
    for name, item in items:
        route: Route = (key, name)
        address = imported.addresses.get(route)
        beside = f"  # {one_line(address)}" if address else ""
        if isinstance(value, list):
            text = item if isinstance(item, str) else ""
            yield f"  - {scalar(text) if text else pair(item)}{beside}"
        elif isinstance(item, list) and item and all(isinstance(each, dict) for each in item):
            yield f"  {scalar(name)}:{beside}"
            yield from (f"    - {flow(each)}" for each in item)
        elif len(line := f"  {scalar(name)}: {flow(item)}") <= _WIDTH or not isinstance(item, dict):
            yield f"{line}{beside}"
        else:
            yield f"  {scalar(name)}:{beside}"
            yield from (f"    {scalar(field)}: {flow(said)}" for field, said in item.items())


def pair(item: Mapping[str, Any]) -> str:
    """A map as the inside of one in flow style."""
    return ", ".join(f"{scalar(key)}: {flow(value)}" for key, value in item.items())


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + pair(value) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value)


def scalar(value: Any) -> str:
    """A value that is no list and no map, in quotes where YAML wants them."""
    if isinstance(value, str) and _PLAIN.match(value) and value.lower() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)


def one_line(text: str) -> str:
    """A text as a comment can have it."""
    return "".join(c if c.isprintable() else " " for c in text)
