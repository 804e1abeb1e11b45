"""Resources of one type that differ in a few arguments: one resource with an entry for each in `for_each`.

What all entries share is written in the resource, what differs is in the entry. An entry stays where it is
when another one comes or goes. `alone` is the address that it would have as a resource of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from archgen.render.quoting import Hcl, hcl, key


@dataclass(frozen=True, slots=True)
class Entry:
    """One of them: its label if it were a resource of its own, its key, and its arguments as expressions."""

    label: str
    key: str
    arguments: Mapping[str, Hcl]


@dataclass(frozen=True, slots=True)
class _Form:
    """How the resource writes an argument, and what each entry has of it; nothing where all say the same."""

    expression: Hcl
    values: tuple[Hcl | None, ...] = ()


@dataclass(frozen=True)
class Table:
    """All of them: their type, and the resource's label."""

    type: str
    main: str
    entries: tuple[Entry, ...]

    @cached_property
    def each(self) -> Hcl:
        """What the resource goes through."""
        fields = [self._fields(number) for number in range(len(self.entries))]
        if not any(fields):
            return Hcl(f"toset({hcl([entry.key for entry in self.entries])})")
        pairs = zip(self.entries, fields, strict=True)
        lines = "\n".join(f"{key(entry.key)} = {_object(found)}" for entry, found in pairs)
        return Hcl(f"{{\n{lines}\n}}")

    def _fields(self, number: int) -> list[str]:
        """What is in an entry."""
        named = ((name, self._forms[name].values) for name in self.entries[number].arguments)
        return [f"{name} = {values[number]}" for name, values in named if values]

    @cached_property
    def _forms(self) -> dict[str, _Form]:
        """The arguments by name."""
        names = dict.fromkeys(name for entry in self.entries for name in entry.arguments)
        return {name: self._form(name) for name in names}

    def _form(self, name: str) -> _Form:
        values = self._values(name)
        shared = self._shared(name)
        if shared is not None:
            return _Form(shared)
        return _apart(values, f"each.value.{name}") or _Form(Hcl(f"each.value.{name}"), values)

    def _values(self, name: str) -> tuple[Hcl | None, ...]:
        return tuple(entry.arguments.get(name) for entry in self.entries)

    def _shared(self, name: str) -> Hcl | None:
        """The one expression for all entries: the same, or made of the key of each."""
        values = self._values(name)
        if len(set(values)) == 1 and len(values) > 1:
            return values[0]
        keys = tuple(entry.key for entry in self.entries)
        made = (_by(values, keys, last=last) for last in (False, True))
        return next((found for found in made if found is not None), None)

    @property
    def is_literal(self) -> bool:
        """Whether its entries have no references: a plan shows of each what it says."""
        values = (value for form in self._forms.values() for value in form.values if value is not None)
        return all(map(_LITERAL.fullmatch, values))

    def has(self, name: str) -> bool:
        """Whether any entry has an argument."""
        return name in self._forms

    def of(self, name: str, otherwise: str = "null") -> Hcl:
        """An argument as the resource writes it; `otherwise` is for the entries that do not have it."""
        form = self._forms[name]
        return Hcl(f"try({form.expression}, {otherwise})") if None in form.values else form.expression

    def when(self, name: str, value: str) -> Hcl:
        """An expression for the entries that have an argument, null for the others."""
        form = self._forms[name]
        return Hcl(f"can({form.expression}) ? {value} : null" if None in form.values else value)

    def indexed(self, table: str, name: str) -> Hcl:
        """The id of the member of another table that an argument has the key of."""
        form = self._forms[name]
        found = Hcl(f"{table}[{form.expression}].id")
        return Hcl(f"try({found}, null)") if None in form.values else found

    @property
    def address(self) -> Hcl:
        """The address of the resource."""
        return Hcl(f"{self.type}.{self.main}")

    @property
    def placed(self) -> dict[str, str]:
        """Where the entries are, by the addresses that they would have by themselves."""
        return {f"{self.type}.{entry.label}": f'{self.address}["{entry.key}"]' for entry in self.entries}


def _object(fields: list[str]) -> str:
    return f"{{ {', '.join(fields)} }}" if fields else "{}"


_LITERAL = re.compile(r'"[^"\\$%]*"|\d+|true|false')
_QUOTED = re.compile(r'"([^"\\]*)"')


def _apart(values: tuple[Hcl | None, ...], reference: str) -> _Form | None:
    """Expressions that differ in one quoted text: one expression, with the text in each entry."""
    texts = [_QUOTED.split(value) for value in values if value is not None]
    if len(texts) < len(values) or len(set(map(len, texts))) > 1:
        return None
    columns = list(zip(*texts, strict=True))
    differing = [number for number, column in enumerate(columns) if len(set(column)) > 1]
    if len({columns[number] for number in differing}) > 1 or not all(number % 2 for number in differing):
        return None
    pieces = [f'"{text}"' if number % 2 else text for number, text in enumerate(texts[0])]
    for number in differing:
        pieces[number] = reference
    return _Form(Hcl("".join(pieces)), tuple(Hcl(f'"{text}"') for text in columns[differing[0]]))


def _by(values: tuple[Hcl | None, ...], keys: tuple[str, ...], *, last: bool) -> Hcl | None:
    """The one expression that the values are if each has `each.key` for its key; None if they differ."""
    found = {value and _keyed(value, key, last) for value, key in zip(values, keys, strict=True)}
    made = found.pop()
    return None if found else made


def _keyed(value: Hcl, name: str, last: bool) -> Hcl:
    return Hcl(_QUOTED.sub(lambda found: _said(found[1], name, last), value))


def _said(text: str, name: str, last: bool) -> str:
    """A quoted text with `each.key` for the key, which is all of it, or the first or the last such words."""
    if text == name:
        return "each.key"
    found = list(re.finditer(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text))
    if not found:
        return f'"{text}"'
    start, end = found[-1 if last else 0].span()
    return f'"{text[:start]}${{each.key}}{text[end:]}"'


def referred(text: str, placed: Mapping[str, str]) -> str:
    """A text with the addresses of entries where it has those of resources of their own."""
    return _ADDRESS.sub(lambda found: placed.get(found[0], found[0]), text) if placed else text


_ADDRESS = re.compile(r"\b(?<![.\w])aws_\w+\.\w+\b(?!\[)")


def placed(tables: Iterable[Table]) -> dict[str, str]:
    """Where the entries of several tables are."""
    return {alone: address for table in tables for alone, address in table.placed.items()}
