"""`moved` blocks: what a render calls otherwise than an earlier one did keeps its place in the state.

An address is a resource's type and label, with the key of an instance where only one moves. Terraform
refuses a block whose `from` is still declared and two blocks with one `to`, follows chains, and passes over
a block whose resource a state does not have (Terraform documentation, Refactoring).

A resource that is in a module, or is one of several that a map makes, is remembered by the address that it
would have by itself: so the renders before there were modules and maps are understood, and those after one
of them changes. Where it is instead is in the table `placed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from archgen.render.outputs.terraform.alarms import TYPE as ALARM
from archgen.render.outputs.terraform.alarms import Alarm
from archgen.render.outputs.terraform.history.earlier import EACH
from archgen.render.outputs.terraform.names import label, own
from archgen.render.outputs.terraform.parts import Stack
from archgen.render.outputs.terraform.resources import network

_RESOURCE = re.compile(r'^resource "(\w+)" "(\w+)" \{\n(.*?)^\}', re.MULTILINE | re.DOTALL)
_CALL = re.compile(
    r'^module "(\w+)" \{\n(?:  providers += .*\n\n?)?  source += "\./(modules/[\w-]+)"', re.MULTILINE
)
_KEYED = re.compile(r"^  (?:for_each|count) += ", re.MULTILINE)
_MODULE = re.compile(r"^module\.\w+")
MAIN = "main"
"""The label of a module's first resource of a type; that of another one ends the address it would have."""


def declared(texts: Mapping[str, str], told: Iterable[Alarm], entries: Mapping[str, str]) -> dict[str, str]:
    """The labels of each type's resources in a configuration, sorted; `*` ends those that have keys.

    `entries` are the addresses of entries by those that they would have by themselves.
    """
    found: dict[str, set[str]] = {}
    together = {address.partition("[")[0] for address in entries.values()}
    for path, text in texts.items():
        for type, name, body in () if path.startswith("modules/") else _RESOURCE.findall(text):
            if type != ALARM and f"{type}.{name}" not in together:
                found.setdefault(type, set()).add(name + (EACH if _KEYED.search(body) else ""))
    for address in (*placed_in_modules(texts), *entries):
        type, _, name = address.partition(".")
        found.setdefault(type, set()).add(name)
    for alarm in told:
        found.setdefault(ALARM, set()).add(alarm.label.partition("[")[0] + (EACH if alarm.has_keys else ""))
    return {type: " ".join(sorted(labels)) for type, labels in found.items()}


def placed_in_modules(texts: Mapping[str, str]) -> dict[str, str]:
    """Where the resources of modules are, by the addresses that they would have by themselves."""
    found: dict[str, str] = {}
    for path, text in texts.items():
        for call, source in () if path.startswith("modules/") else _CALL.findall(text):
            for type, name, body in _RESOURCE.findall(texts[f"{source}/main"]):
                alone = f"{type}.{call}" + ("" if name == MAIN else f"_{name}")
                found[alone] = f"module.{call}.{type}.{name}" + ("[0]" if _KEYED.search(body) else "")
    return found


def moves(stack: Stack, resources: Mapping[str, str], placed: Mapping[str, str]) -> dict[str, str]:
    """New addresses by the old ones: those of earlier renders that still lead somewhere, and this one's."""
    tables = stack.recollection.tables
    before, was_placed = _addresses(tables.get("resources", {})), _Placed(tables.get("placed", {}))
    now, is_placed = _addresses(resources), _Placed(placed)
    names = {address: address for address in before if address in now} | dict(_renamed(stack, before, now))
    fresh = {
        old: new
        for before_it, after_it in names.items()
        for old, new in _between(before_it, after_it, was_placed, is_placed)
    }
    there = is_placed.there(now)
    fresh |= dict(_keyed(stack, before, now))
    older = tables.get("moved", {})
    taken = set(fresh.values())
    chain = {old: new for old, new in older.items() if old not in fresh and new not in taken} | fresh
    chain = {old: new for old, new in chain.items() if not _still(old, new, there)}
    return {old: new for old, new in chain.items() if _stands(_end(chain, old), there)}


class _Placed:
    """Where resources are that are not where they would be by themselves."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table
        self._of: dict[str, dict[str, str]] = {}
        for alone, address in table.items():
            whole, bracket, rest = alone.partition("[")
            self._of.setdefault(whole, {})[bracket + rest] = address

    def instances(self, alone: str) -> Mapping[str, str]:
        """The instances of a resource by their keys; none where it is by itself."""
        return self._of.get(alone, {})

    def there(self, now: Mapping[str, bool]) -> dict[str, bool]:
        """What a configuration declares, at the addresses where it is."""
        found = {address: keyed for address, keyed in now.items() if address not in self._of}
        found |= dict.fromkeys(self._table.values(), False)
        calls = (match[0] for address in self._table.values() if (match := _MODULE.match(address)))
        return found | dict.fromkeys(calls, False)


def _between(old: str, new: str, before: _Placed, after: _Placed) -> Iterator[tuple[str, str]]:
    """What moves where a resource that would have one address by itself has another, or another place."""
    was, is_ = before.instances(old), after.instances(new)
    for key in dict.fromkeys([*was, *is_]) or ("",):
        source = was.get(key, "" if was else old + key)
        target = is_.get(key, "" if is_ else new + key)
        if not source or not target or source == target:
            continue
        modules = _MODULE.match(source), _MODULE.match(target)
        ends = [_MODULE.sub("", address) for address in (source, target)]
        if modules[0] and modules[1] and ends[0] == ends[1]:
            yield modules[0][0], modules[1][0]
        else:
            yield source, target


def _addresses(resources: Mapping[str, str]) -> dict[str, bool]:
    """The addresses of a configuration, and whether their resources have keys."""
    return {
        f"{type}.{text.removesuffix(EACH)}": text.endswith(EACH)
        for type, labels in resources.items()
        for text in labels.split()
    }


def _renamed(stack: Stack, before: Mapping[str, bool], now: Mapping[str, bool]) -> Iterator[tuple[str, str]]:
    """What is gone and stands under the new names of what its label speaks of."""
    words = _words(stack)
    if not words:
        return
    known = re.compile(rf"(?<![a-z0-9])({'|'.join(sorted(words, key=len, reverse=True))})(?![a-z0-9])")
    for address in before:
        if address in now:
            continue
        type, _, name = address.partition(".")
        came = {f"{type}.{text}" for text in _respelled(name, known, words)}
        found = sorted(text for text in came if text in now and text not in before)
        if len(found) == 1:
            yield address, found[0]


def _words(stack: Stack) -> dict[str, list[str]]:
    """What the labels of renamed rows and components were, and may be now."""
    renamed = stack.recollection.renames
    pairs = [(label(old), label(new)) for old, new in renamed.rows.items()]
    pairs += [(label(own(old)), label(own(new))) for old, new in renamed.components.items()]
    pairs += [(label(old), label(new)) for old, new in renamed.components.items()]
    words: dict[str, list[str]] = {}
    for old, new in dict.fromkeys(pairs):
        words.setdefault(old, []).append(new)
    return words


_MOST = 6
"""Words of a label that are tried under their old and their new name: 64 spellings or so."""


def _respelled(name: str, known: re.Pattern[str], words: Mapping[str, list[str]]) -> Iterator[str]:
    """The label with each of the words under its old or a new name."""
    pieces = known.split(name)
    choices = [
        [piece, *words[piece]] if index % 2 and index < 2 * _MOST else [piece]
        for index, piece in enumerate(pieces)
    ]
    return map("".join, product(*choices))


def _keyed(stack: Stack, before: Mapping[str, bool], now: Mapping[str, bool]) -> Iterator[tuple[str, str]]:
    """The route tables of rows that have one for each zone now and had one for all, or the other way.

    A table that another one replaces would have its routes and associations made twice for a moment.
    """
    for place in stack.places:
        for row in () if place.light else network.rows(stack, place):
            for type in ("aws_route_table", "aws_route"):
                address = f"{type}.{row.label}"
                first = f'{address}["{next(iter(row.blocks), "")}"]'
                if address in before and address in now and before[address] != now[address]:
                    yield (first, address) if before[address] else (address, first)


def _stands(address: str, now: Mapping[str, bool]) -> bool:
    """Whether a configuration declares it; the key of an instance, where its resource has keys."""
    whole, bracket, _ = address.partition("[")
    return address in now or (whole in now and (now[whole] or not bracket))


def _still(old: str, new: str, now: Mapping[str, bool]) -> bool:
    """Whether what should move is declared where it was; what gets a key is not, once there are keys."""
    return _stands(old, now) and not ("[" in new and "[" not in old and now[old])


def _end(chain: Mapping[str, str], address: str) -> str:
    """Where a chain of moves leads to; a module that moves takes along what is in it."""
    passed = {address}
    while (further := _next(chain, address)) and further not in passed:
        address = further
        passed.add(address)
    return address


def _next(chain: Mapping[str, str], address: str) -> str | None:
    if address in chain:
        return chain[address]
    call = _MODULE.match(address)
    return chain[call[0]] + address[call.end() :] if call and call[0] in chain else None
