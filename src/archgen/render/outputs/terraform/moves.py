"""`moved` blocks: what a render calls otherwise than an earlier one did keeps its place in the state.

An address is a resource's type and label, with the key of an instance where only one moves. Terraform
refuses a block whose `from` is still declared and two blocks with one `to`, follows chains, and passes over
a block whose resource a state does not have (Terraform documentation, Refactoring).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

from archgen.render.outputs.terraform import network
from archgen.render.outputs.terraform.names import label, own
from archgen.render.outputs.terraform.parts import Stack
from archgen.render.outputs.terraform.recollection import EACH

_RESOURCE = re.compile(r'^resource "(\w+)" "(\w+)" \{\n(.*?)^\}', re.MULTILINE | re.DOTALL)
_KEYED = re.compile(r"^  (?:for_each|count) += ", re.MULTILINE)


def declared(texts: Mapping[str, str]) -> dict[str, str]:
    """The labels of each type's resources in a configuration, sorted; `*` ends those that have keys."""
    found: dict[str, list[str]] = {}
    for text in texts.values():
        for type, name, body in _RESOURCE.findall(text):
            found.setdefault(type, []).append(name + (EACH if _KEYED.search(body) else ""))
    return {type: " ".join(sorted(labels)) for type, labels in found.items()}


def moves(stack: Stack, resources: Mapping[str, str]) -> dict[str, str]:
    """New addresses by the old ones: those of earlier renders that still lead somewhere, and this one's."""
    before = _addresses(stack.recollection.tables.get("resources", {}))
    now = _addresses(resources)
    fresh = {**dict(_renamed(stack, before, now)), **dict(_keyed(stack, before, now))}
    older = stack.recollection.tables.get("moved", {})
    taken = set(fresh.values())
    chain = {old: new for old, new in older.items() if old not in fresh and new not in taken} | fresh
    chain = {old: new for old, new in chain.items() if not _still(old, new, now)}
    return {old: new for old, new in chain.items() if _stands(_end(chain, old), now)}


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
    return whole in now and (now[whole] or not bracket)


def _still(old: str, new: str, now: Mapping[str, bool]) -> bool:
    """Whether what should move is declared where it was; what gets a key is not, once there are keys."""
    return _stands(old, now) and not ("[" in new and "[" not in old and now[old])


def _end(chain: Mapping[str, str], address: str) -> str:
    """Where a chain of moves leads to."""
    passed = {address}
    while address in chain and chain[address] not in passed:
        address = chain[address]
        passed.add(address)
    return address
