"""What a system is called at AWS: by its name, and by the environment that is laid over it.

Names of resources, buckets and the key of Terraform's state begin with it. Two environments with one identity
would overwrite each other's state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

_LONGEST = 60
"""What the manifest of an output folder has room for."""


class Identity(NamedTuple):
    """The identity of what is examined: with the environments that are laid over the file, if any.

    `kept` is whether an earlier render of the same folder recorded it before environments had their own.
    """

    name: str
    laid: tuple[str, ...] = ()
    kept: bool = False
    others: Mapping[str, str] = {}
    """The identities that the file gives: by environment, and under an empty name its own."""


def identity_of(data: Any, laid: Iterable[str] = (), recorded: str | None = None) -> Identity:
    """The identity that a file has under the environments that are laid over it, in their order.

    `recorded` is what an earlier render of the same folder was called, empty where it did not write that
    down: where that is the file's own name, an environment that gives none keeps it, since another one would
    replace everything that runs.
    """
    patches = data.get("environments") if isinstance(data, dict) else None
    known = patches if isinstance(patches, dict) else {}
    own = str(data.get("name", "")) if isinstance(data, dict) else ""
    others = {"": own} | {environment: _under(own, environment, known) for environment in known}
    name, given = own, False
    for environment in laid:
        name = _under(name, environment, known)
        given = given or _named(known.get(environment)) is not None
    keeps = recorded in (own, "") and name != own and not given
    return Identity(own if keeps else name, tuple(laid), keeps, others)


def _under(name: str, environment: str, patches: Mapping[str, Any]) -> str:
    """The name that an environment gives, else the one before with its own behind it."""
    given = _named(patches.get(environment))
    if given is not None:
        return given
    whole = f"{name}-{environment}"
    if len(whole) <= _LONGEST:
        return whole
    digest = sha256(whole.encode()).hexdigest()[:6]
    return f"{whole[: _LONGEST - 7].rstrip('-')}-{digest}"


def _named(patch: Any) -> str | None:
    """The name that an environment sets for itself."""
    name = patch.get("name") if isinstance(patch, dict) else None
    return name if isinstance(name, str) else None
