"""Resources of one type that differ in a few arguments: one resource with an entry for each in `for_each`.

What all entries share is written in the resource, what differs is in the entry. An entry stays where it is
when another one comes or goes. `alone` is the address that it would have as a resource of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from archgen.render.quoting import Hcl, hcl, inner, key


@dataclass(frozen=True, slots=True)
class Entry:
    """One of them: its label if it were a resource of its own, its key, and its arguments as expressions."""

    label: str
    key: str
    arguments: Mapping[str, Hcl]


@dataclass(frozen=True)
class Table:
    """All of them: their type, the resource's label, and the system's name, with which names at AWS begin."""

    type: str
    main: str
    title: str
    entries: tuple[Entry, ...]

    @cached_property
    def each(self) -> Hcl:
        """What the resource goes through."""
        if not self._differing:
            return Hcl(f"toset({hcl([entry.key for entry in self.entries])})")
        lines = "\n".join(f"{key(entry.key)} = {self._fields(entry)}" for entry in self.entries)
        return Hcl(f"{{\n{lines}\n}}")

    def _fields(self, entry: Entry) -> str:
        named = (f"{name} = {value}" for name, value in entry.arguments.items() if name in self._differing)
        return f"{{ {', '.join(named)} }}"

    @cached_property
    def _differing(self) -> tuple[str, ...]:
        names = dict.fromkeys(name for entry in self.entries for name in entry.arguments)
        return tuple(name for name in names if self._shared(name) is None)

    def _shared(self, name: str) -> Hcl | None:
        """The one expression for all entries, which may be made of their keys."""
        values = [entry.arguments.get(name) for entry in self.entries]
        if len(set(values)) == 1 and len(values) > 1:
            return values[0]
        if all(value == hcl(entry.key) for entry, value in zip(self.entries, values, strict=True)):
            return Hcl("each.key")
        named = (hcl(f"{self.title}-{entry.key}") for entry in self.entries)
        if all(value == name for name, value in zip(named, values, strict=True)):
            return Hcl(f'"{inner(self.title)}-${{each.key}}"')
        return values[0] if len(values) == 1 else None

    def has(self, name: str) -> bool:
        """Whether any entry has an argument."""
        return any(name in entry.arguments for entry in self.entries)

    def of(self, name: str, otherwise: str = "null") -> Hcl:
        """An argument as the resource writes it; `otherwise` is for the entries that do not have it."""
        shared = self._shared(name)
        if shared is not None:
            return shared
        if all(name in entry.arguments for entry in self.entries):
            return Hcl(f"each.value.{name}")
        return Hcl(f"try(each.value.{name}, {otherwise})")

    def indexed(self, table: str, name: str) -> Hcl:
        """The id of the member of another table that an argument has the key of."""
        found = Hcl(f"{table}[{self._shared(name) or f'each.value.{name}'}].id")
        certain = all(name in entry.arguments for entry in self.entries)
        return found if certain else Hcl(f"try({found}, null)")

    @property
    def address(self) -> Hcl:
        """The address of the resource."""
        return Hcl(f"{self.type}.{self.main}")

    @property
    def placed(self) -> dict[str, str]:
        """Where the entries are, by the addresses that they would have by themselves."""
        return {f"{self.type}.{entry.label}": f'{self.address}["{entry.key}"]' for entry in self.entries}


def referred(text: str, placed: Mapping[str, str]) -> str:
    """A text with the addresses of entries where it has those of resources of their own."""
    return _ADDRESS.sub(lambda found: placed.get(found[0], found[0]), text) if placed else text


_ADDRESS = re.compile(r"\b(?<![.\w])aws_\w+\.\w+\b(?!\[)")


def placed(tables: Iterable[Table]) -> dict[str, str]:
    """Where the entries of several tables are."""
    return {alone: address for table in tables for alone, address in table.placed.items()}
