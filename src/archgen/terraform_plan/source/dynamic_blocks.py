"""Which of the resources that a dynamic block may refer to each of its blocks means.

A plan has the blocks, with what is known of each (an id, a port), but not the expressions in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from archgen.terraform_plan.source.expressions import Meant, best_named, words
from archgen.terraform_plan.source.resource import Resource, at, texts_in


def told_by_block(meant: Meant, resource: Resource, path: Sequence[str]) -> Meant:
    """All candidates where there are as many blocks, else the ones that the blocks' own words name."""
    found = meant.all
    blocks = list(_open_blocks(resource.values, resource.unknown, path))
    if not blocks:
        return meant
    if found and len(found) <= len(blocks):
        return Meant(found)
    chosen = [best_named(found, words(" ".join(texts_in(block)))) for block in blocks]
    if chosen and all(len(each) == 1 for each in chosen):
        return Meant(tuple({r.address: r for each in chosen for r in each}.values()))
    return meant


def best_inputs(inputs: Iterable[str], about: frozenset[str]) -> list[str]:
    """The inputs of a module with two words of a path in their names, and one more at most, the best first.

    `vpc_security_group_ids` are those of `vpc_config`, and `security_group_ingress_rules` are none.
    """
    scores = {name: len(words(name) & about) for name in inputs if len(words(name) - about) < 2}
    return sorted((name for name in scores if scores[name] > 1), key=lambda name: (-scores[name], name))


def _open_blocks(values: Any, unknown: Any, path: Sequence[str]) -> Iterator[Any]:
    """The innermost blocks on a path in which its end is known only after apply."""
    if isinstance(unknown, list | tuple):
        known = values if isinstance(values, list | tuple) else ()
        for number, inner in enumerate(unknown):
            yield from _open_blocks(known[number] if number < len(known) else None, inner, path)
    elif isinstance(unknown, dict) and path[0] in unknown:
        if len(path) == 1:
            opened = [each for each in at(unknown, path) if each is True]
            yield from [values or {}] * len(opened)
        else:
            inside = values.get(path[0]) if isinstance(values, dict) else None
            yield from _open_blocks(inside, unknown[path[0]], path[1:])
