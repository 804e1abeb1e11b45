"""What every kind has to state."""

from __future__ import annotations

from typing import ClassVar, get_origin, get_type_hints

from archgen.model.kinds import Component

CAPABILITIES = sorted(
    name
    for name, hint in get_type_hints(Component, include_extras=True).items()
    if get_origin(hint) is ClassVar and name not in vars(Component) and not name.startswith(("_", "model_"))
)
"""What `Component` declares and gives no value."""


def unstated(kind: type[Component]) -> list[str]:
    """The capabilities that a kind does not state."""
    return [name for name in CAPABILITIES if not hasattr(kind, name)]
