"""Alarms that say the same of several components, as one entry for each component of a map.

Two entries are alike where they differ in the component's id and in references alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archgen.render.quoting import key

_TOKEN = re.compile(r'(?:aws_\w+|module|var|local)(?:\.\w+(?:\["[^"]*"\])?)+|[\w-]+|\s+|.', re.DOTALL)
_REFERENCE = re.compile(r"(?:aws_\w+|module|var|local)\.")
_WORD = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Same:
    """Several alarms by their ids, with what each refers to by the names of variables."""

    tail: str
    body: str
    members: dict[str, dict[str, str]]

    @property
    def text(self) -> str:
        """It in the list of maps."""
        name, values = self._value
        head = f'{{ for id, {name} in {values} : "${{id}}{self.tail}" => {{'
        return f"{head}\n{self.body}\n}} }},"

    @property
    def _value(self) -> tuple[str, str]:
        names = list(dict.fromkeys(name for member in self.members.values() for name in member))
        single = len(names) == 1
        pairs = [
            f"{key(id)} = "
            + (member[names[0]] if single else f"{{ {', '.join(f'{n} = {member[n]}' for n in names)} }}")
            for id, member in self.members.items()
        ]
        return names[0] if single else "it", "{\n" + "\n".join(pairs) + "\n}"


def alike(entries: Iterable[tuple[str, str]]) -> tuple[list[Same], list[tuple[str, str]]]:
    """Those of several components together, and the entries that are like no other, both in their order."""
    listed = [(name, text, tuple(_TOKEN.findall(text))) for name, text in entries]
    groups: list[list[tuple[str, str, tuple[str, ...]]]] = []
    for entry in listed:
        for group in groups:
            if _same([*group, entry]) is not None:
                group.append(entry)
                break
        else:
            groups.append([entry])
    found = [made for group in groups if len(group) > 1 and (made := _same(group))]
    return found, [(name, text) for group in groups if len(group) == 1 for name, text, _ in group]


def _same(group: Sequence[tuple[str, str, tuple[str, ...]]]) -> Same | None:
    """What the entries of a group have in common; None if they differ in more than ids and references."""
    lengths = {len(tokens) for _, _, tokens in group}
    if len(lengths) > 1:
        return None
    columns = list(zip(*(tokens for _, _, tokens in group), strict=True))
    words = {column for column in columns if len(set(column)) > 1 and not _are(column, _REFERENCE)}
    ids = next(iter(words), None)
    if len(words) != 1 or ids is None or not _are(ids, _WORD) or len(set(ids)) < len(ids):
        return None
    tails = {name.removeprefix(id) for (name, _, _), id in zip(group, ids, strict=True)}
    if len(tails) != 1 or not all(n.startswith(f"{id}-") for (n, _, _), id in zip(group, ids, strict=True)):
        return None
    names = _names(column for column in columns if len(set(column)) > 1 and column != ids)
    single = len(names) == 1
    body = "".join(_piece(column, ids, names, single) for column in columns)
    members = {id: {name: column[number] for column, name in names.items()} for number, id in enumerate(ids)}
    return Same(next(iter(tails)), body, members) if names else None


def _are(column: Sequence[str], pattern: re.Pattern[str]) -> bool:
    return all(pattern.match(token) for token in column)


def _names(columns: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """The names of what is referred to, by the last step of the references."""
    found: dict[tuple[str, ...], str] = {}
    for column in dict.fromkeys(columns):
        name = re.findall(r"\.(\w+)", column[0])[-1]
        whose = column[0].partition(".")[0].removeprefix("aws_")
        found[column] = name if name not in (*found.values(), "id") else f"{whose}_{name}"
    return found


def _piece(
    column: tuple[str, ...], ids: tuple[str, ...], names: dict[tuple[str, ...], str], single: bool
) -> str:
    if column == ids:
        return "${id}"
    if column in names:
        return names[column] if single else f"it.{names[column]}"
    return column[0]
