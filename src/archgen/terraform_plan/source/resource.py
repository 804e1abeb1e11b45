"""One instance of a managed resource, and what is known of each of its values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_REGION = re.compile(r"\b[a-z]{2}(?:-[a-z]+)+-\d(?=[a-z]?\b)")


@dataclass(frozen=True, eq=False)
class Resource:
    """One instance of a managed resource: its address, its values (None where not known yet).

    `unknown` has what is known only after apply, in the form of `after_unknown`: True, or blocks with it.
    """

    address: str
    type: str
    name: str
    index: str | int | None
    module: str
    values: Mapping[str, Any]
    unknown: Mapping[str, Any] = field(default_factory=dict)

    def get(self, key: str, default: Any = None) -> Any:
        """A value, or the default where it is null or not known."""
        value = self.values.get(key)
        return default if value is None else value

    def is_later(self, *path: str) -> bool:
        """Whether a value, or the block that would have it, is known only after apply."""
        return _is_later(self.unknown, path)

    def blocks(self, key: str) -> list[Mapping[str, Any]]:
        """The nested blocks of a name; nothing where the value is none."""
        found = self.values.get(key)
        listed = found if isinstance(found, list | tuple) else (found,)
        return [block for block in listed if isinstance(block, dict)]

    def number(self, key: str, default: int = 0) -> int:
        """A whole number, or the default where there is none."""
        value = self.values.get(key)
        try:
            return default if value is None else int(value)
        except (TypeError, ValueError):
            return default

    def tag(self, key: str) -> str | None:
        """A tag; Auto Scaling groups have theirs in a list."""
        tags = self.values.get("tags")
        if isinstance(tags, dict) and isinstance(tags.get(key), str):
            return str(tags[key])
        for tag in self.blocks("tag"):
            if tag.get("key") == key:
                return str(tag.get("value"))
        return None

    @property
    def words(self) -> frozenset[str]:
        """The words in its label and index: `aws_subnet.all["public-0"]` has all, public and 0.

        The number of a region is none of them: `us-east-1b` is not the second of something.
        """
        text = f"{self.name} {self.index if self.index is not None else ''}".lower()
        return frozenset(re.findall(r"[a-z]+|\d+", _REGION.sub(" ", text)))


def _is_later(unknown: Any, path: Sequence[str]) -> bool:
    if isinstance(unknown, list | tuple):
        return any(_is_later(each, path) for each in unknown)
    if isinstance(unknown, dict) and path:
        return _is_later(unknown.get(path[0]), path[1:])
    return unknown is True


def at(value: Any, path: Sequence[str]) -> Iterator[Any]:
    """All values at a path, through lists of blocks."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from at(item, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from at(value[path[0]], path[1:])


def texts_in(value: Any) -> Iterator[str]:
    """All texts in a value."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_in(inner)


def is_null(value: Any, path: Sequence[str]) -> bool:
    """Whether a value is said to be null, in every block on the path."""
    if isinstance(value, list | tuple):
        return bool(value) and all(is_null(item, path) for item in value)
    if not isinstance(value, dict) or path[0] not in value:
        return False
    return value[path[0]] is None if len(path) == 1 else is_null(value[path[0]], path[1:])


def is_empty(resource: Resource, path: Sequence[str]) -> bool:
    """Whether a list is known to have nothing in it."""
    return len(path) == 1 and resource.values.get(path[0]) == [] and path[0] not in resource.unknown


def resources_in(
    module: Mapping[str, Any], changes: Mapping[str, Any], mode: str = "managed"
) -> Iterator[Resource]:
    """The resources of a module of `planned_values` or of a state, and of the modules in it.

    `changes` are the `change` of each resource by its address.
    """
    for r in module.get("resources") or ():
        if r.get("mode") == mode:
            path = module.get("address") or r.get("module_address") or ""
            unknown = changes.get(r["address"], {}).get("after_unknown")
            unknown = unknown if isinstance(unknown, dict) else {}
            values = r.get("values") or {}
            yield Resource(r["address"], r["type"], r["name"], r.get("index"), path, values, unknown)
    for child in module.get("child_modules") or ():
        yield from resources_in(child, changes, mode)
