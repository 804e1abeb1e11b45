"""What resources are called: labels inside Terraform, and names at AWS that fit its limits."""

from __future__ import annotations

import re
from collections.abc import Collection
from hashlib import sha256


def label(*ids: str) -> str:
    """Ids of the model as the label of a resource: `web-lb` becomes `web_lb`."""
    return "_".join(id.replace("-", "_") for id in ids)


RESERVED = frozenset({"access-logs", "alarms", "commands", "ecs-commands", "flow-log", "main"})
"""What every configuration has: a component with such an id is called otherwise."""

TAILS = (
    "age",
    "capacity",
    "certificate",
    "copies",
    "cpu",
    "disabled",
    "dnssec",
    "errors",
    "failed",
    "key",
    "lag",
    "lambda",
    "load",
    "lower",
    "memory",
    "monitoring",
    "optimized",
    "password",
    "ports",
    "proof",
    "read",
    "regional",
    "replica",
    "replication",
    "s3",
    "ssm",
    "start",
    "status",
    "storage",
    "target-errors",
    "throttled-reads",
    "throttled-writes",
    "throttles",
    "unhealthy",
    "vpc",
    "write",
)
"""How the labels and names of a component's further resources end."""

_ENDS = tuple(f"-{tail}" for tail in TAILS)
_REGION = re.compile(r"-[a-z]{2}(?:-[a-z]+)+-\d$")


def own(id: str) -> str:
    """A component's id as its resources are called, apart from all that other components' are called.

    `orders-replica` would be called what the replica of `orders` is called. It is told apart whether there
    is an `orders` or not, so that adding one renames nothing.
    """
    tail = id.endswith(_ENDS) or _REGION.search(id)
    return f"{id}-1" if tail or id in RESERVED else id


def fit(text: str, limit: int) -> str:
    """A name of at most `limit` characters that AWS takes, the same for the same text.

    Most of AWS's names take letters, digits and single hyphens inside. What has to be changed ends with a
    hash of the whole, so that two long names never become one.
    """
    clean = re.sub(r"-+", "-", text).strip("-")
    if clean == text and len(text) <= limit:
        return text
    digest = sha256(text.encode()).hexdigest()[:6]
    return f"{clean[: limit - 7].rstrip('-')}-{digest}"


class Labels:
    """Labels that are made of several ids, kept apart where the ids run together.

    `a-b` and `c` would be called what `a` and `b-c` are called: the later of the two gets a hash, and keeps
    it (`known` are the labels of an earlier render) when the other one goes.
    """

    def __init__(self, known: Collection[str] = ()) -> None:
        self._known = known
        self._owners: dict[str, tuple[str, ...]] = {}

    def of(self, *ids: str) -> str:
        """The label of these ids together."""
        return self.claimed(label(*ids), *ids)

    def claimed(self, text: str, *owner: str) -> str:
        """A label for its owner: as it is, or with a hash where another one has it."""
        hashed = f"{text}_{sha256(chr(0).join(owner).encode()).hexdigest()[:6]}"
        if hashed.rpartition(" ")[2] in self._known:
            return hashed
        return text if self._owners.setdefault(text, owner) == owner else hashed
